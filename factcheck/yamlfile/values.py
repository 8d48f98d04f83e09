"""A value of a YAML file in, the traps inside it out: unquoted, quoted or in brackets.

The half of `yamltraps` that looks at what stands after a dash or a colon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are no space to YAML."""
HIDDEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Characters without a width. The joiners of Persian and Hindi are letters of a kind, and stay."""

_COMMENT = re.compile(r"#+(?:\s|$)")
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?:[ \t]#.*)?$")
_MARKED = re.compile(r"\[\[[^\[\]]*+\]\](?![ \t]*(?:[ \t]#.*)?$)")
_COLON = re.compile(r":(?=[ \t]|$)")
_TAIL = re.compile(r"[ \t]*(?:[ \t]#.*)?$")
"""What may stand after a closing mark or bracket: nothing, or a comment."""
_STRING_END = {'"': re.compile(r'(?:[^"\\]|\\.)*+"'), "'": re.compile(r"(?:[^']|'')*+'")}
_FLOW = re.compile(
    r"(?P<blank>[ \t]+)|(?P<comment>(?:(?<=[ \t])|^)#.*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)|(?P<quote>[\"'])"
    r"|(?P<colon>:(?=[ \t,\[\]{}\"']|$))|(?P<plain>(?:(?![,\[\]{}]|:(?:[ \t,\[\]{}]|$)|[ \t]#).)+)"
)


@dataclass(frozen=True, slots=True)
class Trap:
    """A place, 1-based, and a code of the wording files."""

    line: int
    column: int
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """How far the file has been read: the only thing here that changes."""

    line: int = 0
    block: int = -2
    """The column that the lines of an open block text lie beyond; -2: none is open."""
    quote: str = ""
    """The mark that closes an open quoted text."""
    brackets: list[str] = field(default_factory=list)
    """The opening brackets that wait for their partner."""
    plain: int = -1
    """The column that the further lines of an unquoted text lie beyond; -1: the line before held none."""
    following: str = ""
    """The next line, unread."""
    columns: list[int] = field(default_factory=list)
    """Where the keys of the open mappings begin."""
    traps: list[Trap] = field(default_factory=list)

    def continued(self, column: int) -> bool:
        """Whether the next line lies beyond the column, and so continues a text that began there."""
        return bool(self.following.strip()) and len(self.following) - len(self.following.lstrip(" ")) > column

    def trap(self, at: int, code: str, **values: str) -> None:
        self.traps.append(Trap(self.line, at + 1, code, values))


def name(character: str) -> str:
    """`U+00A0`."""
    return f"U+{ord(character):04X}"


def value(state: State, line: str, at: int, parent: int, key: str) -> str:
    """The line, mended, with what stands at `at` looked through. `parent` is the column of the dash or key before it."""
    odd = re.compile(rf"[ \t]*([{ODD}{HIDDEN}][ \t{ODD}{HIDDEN}]*)").match(line, at)
    if odd:
        state.trap(odd.start(1), "yaml-odd-space", character=name(odd[1][0]))
        line = line[: odd.start(1)] + " " * len(odd[1]) + line[odd.end() :]
    at = skip(line, at)
    first = line[at : at + 1]
    if first == "" or _COMMENT.match(line, at) or first in "&!":
        return line
    if _BLOCK.match(line, at):
        state.block = parent
        return line
    if first in "[{" and not _marked_words(state, line, at, parent):
        return flow(state, line, at)
    if first in "\"'":
        return _quoted(state, line, at)
    if first in "#|>@`%,]}" or (first == "*" and re.search(r"\s\w", line[at:])):
        state.trap(at, "yaml-hash" if first == "#" else "yaml-first-character", character=first)
        return _in_quotes(line, at)
    state.plain = parent
    return plain(state, line, at, key)


def _marked_words(state: State, line: str, at: int, parent: int) -> bool:
    """Whether an item begins with marked words, `- [[so]] it goes on`: no list, and the line can be read in no other way."""
    closing = _MARKED.match(line, at)
    return closing is not None and line.startswith("-", parent) and not state.continued(parent)


def skip(line: str, at: int) -> int:
    """The place of the next word."""
    while at < len(line) and line[at] in " \t":
        at += 1
    return at


def _in_quotes(line: str, at: int) -> str:
    """The line with all that stands from `at` on read as text."""
    return line[:at] + quoted(line[at:].rstrip())


def quoted(text: str) -> str:
    """The text between double quotation marks; between single ones where it holds what those would have to escape."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


# ---------------------------------------------------------------- unquoted


def plain(state: State, line: str, at: int, key: str) -> str:
    """An unquoted text: nothing may cut it, and no colon may part it."""
    comment = re.compile(r"[ \t]+#").search(line, at)
    end = comment.start() if comment else len(line)
    alone = not state.continued(state.plain)
    colon = _COLON.search(line, at, end)
    if comment and not _COMMENT.match(line, comment.end() - 1):
        state.trap(comment.end() - 1, "yaml-hash")
        return _in_quotes(line, at) if alone and key != "\n" else line
    if line.startswith("[[", at):
        return _in_quotes(clean(state, line[:end], 0), at) + line[end:]
    if colon is None:
        return line[:at] + clean(state, line[at:end], at) + line[end:]
    # A two-letter key is a language, and what stands behind it is prose: French puts a blank before its colon, and the
    # line can be read in no other way.
    if not (alone and re.fullmatch("[a-z]{2}", key)):
        code = "yaml-deeper-key" if key == "\n" else "yaml-curly-quotes" if line[at] in "“«‘" else "yaml-colon-in-text"
        state.trap(colon.start(), code)
    return _in_quotes(line[:end], at) + line[end:] if alone and key != "\n" else line


def clean(state: State, text: str, at: int) -> str:
    """An unquoted text without odd blanks at its end, and without characters that nobody sees."""
    end = len(text.rstrip(" \t"))
    blanks = re.search(rf"[{ODD}]+$", text[:end])
    if blanks:
        state.trap(at + blanks.start(), "yaml-odd-space", character=name(blanks[0][0]))
        text = text[: blanks.start()] + " " * (len(text) - blanks.start())
    hidden = re.search(f"[{HIDDEN}]", text)
    if hidden:
        state.trap(at + hidden.start(), "yaml-hidden", character=name(hidden[0]))
    return re.sub(f"[{HIDDEN}]", "", text) if hidden else text


# ---------------------------------------------------------------- quoted


def _quoted(state: State, line: str, at: int) -> str:
    """A quoted text that begins at `at`. If its own mark cuts it in two but also ends the line, it is mended: read as a whole."""
    mark = line[at]
    state.quote = mark
    before = len(state.traps)
    mended = after_quote(state, line, at + 1)
    text = line.rstrip()
    if len(state.traps) > before and text.endswith(mark) and len(text) > at + 1:
        return line[:at] + quoted(text[at + 1 : -1])
    return mended


def after_quote(state: State, line: str, at: int) -> str:
    """The rest of a line that stands in a quoted text at `at`."""
    end = _STRING_END[state.quote].match(line, at)
    if end is None:
        return line
    mark, state.quote = state.quote, ""
    if state.brackets:
        return flow(state, line, end.end(), "quote")
    if not _TAIL.match(line, end.end()):
        state.trap(end.end() - 1, "yaml-quote-inside", mark=mark)
    return line


# ---------------------------------------------------------------- in brackets


def flow(state: State, line: str, at: int, before: str = "") -> str:
    """A list or mapping in brackets, from `at` to its end or that of the line. `before` is the token that stands there."""
    start, colons, traps = at, 0, len(state.traps)
    while at < len(line) and (state.brackets or at == start):
        token = _FLOW.match(line, at)
        if token is None:
            break
        kind, at = token.lastgroup or "", token.end()
        if kind == "blank":
            continue
        line, colons = _token(state, line, token, (before, colons)) if len(state.traps) == traps else (line, colons)
        if kind == "open":
            state.brackets.append(token[0])
        elif kind == "close" and state.brackets:
            state.brackets.pop()
        elif kind == "quote":
            end = _STRING_END[token[0]].match(line, at)
            if end is None:
                state.quote = token[0]
                return line
            at = end.end()
        before = kind
    if not state.brackets and before == "close" and not _TAIL.match(line, at):
        del state.traps[traps:]
        state.trap(start, "yaml-bracket-first", character=line[start])
        return _in_quotes(line, start)
    return line


def _token(state: State, line: str, token: re.Match[str], so_far: tuple[str, int]) -> tuple[str, int]:
    """The line, mended, and the colons since the last comma or bracket, after one more token."""
    kind, at, (before, colons) = token.lastgroup, token.start(), so_far
    if kind == "comment" and not _COMMENT.match(line, at):
        state.trap(at, "yaml-hash")
    elif kind in ("plain", "open", "quote") and before in ("plain", "close", "quote"):
        state.trap(at, "yaml-quote-inside" if before == "quote" else "yaml-bracket-in-text", mark=line[at - 1])
    elif kind == "colon" and colons:
        state.trap(at, "yaml-colon-in-text")
    elif kind == "plain":
        line = _flow_plain(state, line, token, colons)
    return line, {"colon": colons + 1, "plain": colons, "quote": colons, "close": 1}.get(kind or "", 0)


def _flow_plain(state: State, line: str, token: re.Match[str], colons: int) -> str:
    start, end = token.span()
    odd = re.match(rf"[{ODD}{HIDDEN}]+", token[0])
    tight = re.match(rf"[^\W\d][\w-]*:(?=([{ODD}])|[^\s/:])", token[0])
    if odd:
        state.trap(start, "yaml-odd-space", character=name(odd[0][0]))
        return line[:start] + " " * len(odd[0]) + line[start + len(odd[0]) :]
    if tight and not colons and state.brackets[-1:] == ["{"] and line[end : end + 1] != ":":
        after = start + tight.end()
        if tight[1]:
            state.trap(after, "yaml-odd-space", character=name(tight[1]))
            return f"{line[:after]} {line[after + 1 :]}"
        state.trap(after - 1, "yaml-colon-space", key=tight[0][:-1])
        return line
    return line[:start] + clean(state, token[0], start).ljust(end - start) + line[end:]
