"""Markdown in, a Draft out: marks of markup blanked, front matter read for its date and language."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.draft import front_matter, lines
from factcheck.model import Draft

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.S | re.M)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*$", re.M)

# What is read by nobody, or is no prose, on one line. No alternative looks past the next bracket of its own kind:
# time stays linear.
_SPAN = re.compile(
    r"`+[^`\n]*`+"  # code
    r"|!\[[^\[\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*+\)"  # image
    r"|\]\((?:[^()\n]|\([^()\n]*\))*+\)|\]\[[^\[\]\n]*\]"  # the address of a link
    r"|\[\^[^\[\]\n]*\]:?"  # foot-note mark
    r"|^ {0,3}\[[^\[\]\n]+\]:[^\n]*$"  # link definition
    r"|<https?:[^<>\s]*>"  # bare address
    r"|</?[a-zA-Z][^<>\n]*>"  # HTML tag
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}"  # emphasis
    r"|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)"
    r"|~~|\\(?=[!-/:-@\[-`{-~])",  # strike, escape
    re.M,
)
_OPENING = re.compile(r"[ \t]*(?:(?P<heading>#{1,6}(?=[ \t]))|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\|)")
_RULE = re.compile(r"^[ \t]*(?:[-=*_|:][ \t]*){3,}$", re.M)
_BRACKET = re.compile(r"(?<!!)\[(?=[^\[\]\n]*\](?:\(|\[))")


def read(path: str, source: str) -> Draft:
    text = lines.plain(source)
    draft = Draft(path=path, source=source, text=text)
    if front := _FRONT.match(source):
        draft = front_matter.read(draft, front[1], source.count("\n", 0, front.start(1)))
        text = _blank(text[: front.end()]) + text[front.end() :]
    return replace(draft, text=_paragraphs(_without_comments(_without_fences(text))))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without_fences(text: str) -> str:
    parts, done, opened = [], 0, ""
    for fence in _FENCE.finditer(text):
        if not opened:
            parts.append(text[done : fence.start()])
            opened, done = fence[1], fence.start()
        elif fence[1].startswith(opened):
            parts.append(_blank(text[done : fence.end()]))
            opened, done = "", fence.end()
    return "".join(parts) + (_blank(text[done:]) if opened else text[done:])


def _without_comments(text: str) -> str:
    parts, done = [], 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[done:start], _blank(text[start : end + 3])]
        done = end + 3
    return "".join(parts) + text[done:]


def _paragraphs(text: str) -> str:
    """A line end inside a paragraph becomes a blank; an empty line, a heading, a list item, a quoted line end it."""
    text = _RULE.sub(lambda found: " " * len(found[0]), text)
    parts: list[str] = []
    ended = True
    for line in text.split("\n"):
        opening = _OPENING.match(line)
        if parts:
            parts.append("\n" if ended or opening or not line.strip() else " ")
        parts.append(_inline(" " * opening.end() + line[opening.end() :] if opening else line))
        ended = not line.strip() or line.endswith("  ") or bool(opening and opening["heading"])
    return "".join(parts)


def _inline(line: str) -> str:
    return _SPAN.sub(lambda found: " " * len(found[0]), _BRACKET.sub(" ", line)).replace("|", " ")
