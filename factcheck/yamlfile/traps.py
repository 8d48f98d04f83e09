"""The text of a YAML file in, the look-alikes that fool its author out: what YAML reads otherwise than a person does.

Written for the eye of an editor: a no-break space that looks like a space, a `#` that cuts a sentence, a list dash without its
blank. Lines are looked at one by one, with just enough state to know a block text, an open quotation mark and an open bracket.
"""

from __future__ import annotations

import re

from factcheck.yamlfile import values as yamlvalues
from factcheck.yamlfile.values import HIDDEN, ODD, State, Trap, name

BREAKS = "\u0085\u2028\u2029"
"""Line ends to YAML, to hardly any editor."""
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"

_SUSPICIOUS = re.compile(
    rf"[{HIDDEN}{BREAKS}{CONTROLS}]"
    rf"|^[ ]*[\t{ODD}]"
    rf"|^[ ]*-[^\s\-\d]|-[{ODD}]|^[ ]*[–—•·‣▪*][ {ODD}]"
    rf"|^[ ]*(?:- +)*[^\W\d][\w-]*:[^\s/:]|[:,\[{{][ ]*[{ODD}]|[{ODD}][ ]*(?:$|[:,\]}}])|[,{{][ ]*[^\W\d][\w-]*:[^\s/:]"
    r"|[ \t]#[^\s#]"
    r"|^[ ]*(?:- +)*[“‘]",
    re.MULTILINE,
)
_DIRECTIVE = re.compile(r"(?:---|\.\.\.)(?:\s|$)|%")
_BULLET = re.compile(rf"[–—•·‣▪*][ {ODD}]")
_ODD = re.compile(f"[{ODD}{HIDDEN}]")
_KEY = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'|(?![\[\]{}"'|>&*!%@`#,]|[?-](?:\s|$))(?:[^:]|:(?![ \t]|$))*+)[ \t]*+:(?=[ \t]|$)"""
)
_TIGHT_KEY = re.compile(r"[^\W\d][\w-]*:(?=[^\s/:]|[" + ODD + "])")


def suspicious(text: str) -> bool:
    """Whether `find` is worth its time. A look for what every look-alike holds comes first: a large file has a million lines."""
    if not any(look.search(text) for look in _FIRST_LOOKS) and text[:1] not in "*- " and not _odd(text):
        return False
    return _SUSPICIOUS.search(text) is not None


_FIRST_LOOKS = tuple(map(re.compile, (r":[^\s/:]", r" #[^\s#]", r"\n *-[^\s\-\d]", r"\n *\* ", r"\t")))
"""Each begins with one character, for which a search is fast; the others of `_SUSPICIOUS` hold one of `_ODD_ONES`."""
_ODD_ONES = re.compile(rf"[{HIDDEN}{BREAKS}{CONTROLS}{ODD}–—•·‣▪“‘]")
_USUAL = bytes([0x0A, *range(0x20, 0x7F)])


def _odd(text: str) -> bool:
    """Whether a character stands in the text that only looks like another. Those of ASCII are taken out first: nearly all are."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")
    return _ODD_ONES.search("".join(sorted(set(rest)))) is not None


def find(text: str) -> tuple[tuple[Trap, ...], str]:
    """Every trap in reading order, and the text with those mended that have one mend only."""
    state = State()
    lines = text.split("\n")
    mended = []
    for number, line in enumerate(lines, 1):
        state.line, state.following = number, lines[number] if number < len(lines) else ""
        mended.append(_line(state, _cleaned(state, line)))
    return tuple(state.traps), "\n".join(mended)


def _cleaned(state: State, line: str) -> str:
    for match in re.finditer(f"[{BREAKS}{CONTROLS}]", line):
        state.trap(match.start(), "yaml-control", character=name(match[0]))
    return re.sub(f"[{BREAKS}{CONTROLS}]", " ", line)


def _line(state: State, line: str) -> str:
    """The line as it should be read."""
    indent = len(line) - len(line.lstrip(" "))
    if state.block > -2 and (indent > state.block or not line.strip(" ")):
        return line
    state.block = -2
    if state.quote:
        return yamlvalues.after_quote(state, line, 0)
    if state.brackets:
        return yamlvalues.flow(state, line, indent)
    line = _indentation(state, line)
    indent = len(line) - len(line.lstrip(" "))
    if not line.strip() or line.startswith("#", indent) or _DIRECTIVE.match(line):
        return line
    if 0 <= state.plain < indent:
        return yamlvalues.plain(state, line, indent, "\n")
    state.plain = -1
    return _entry(state, line, indent)


def _indentation(state: State, line: str) -> str:
    """The line with ordinary spaces at its head."""
    head = line[: len(line) - len(line.lstrip(" \t"))]
    odd = re.match(rf"[ \t]*([{ODD}{HIDDEN}])[ \t{ODD}{HIDDEN}]*", line)
    if odd:
        head = odd[0]
        state.trap(odd.start(1), "yaml-odd-space", character=name(odd[1]))
    elif "\t" in head and line[len(head) :] and line[len(head)] != "#":
        state.trap(head.index("\t"), "yaml-tab")
    return " " * len(head) + line[len(head) :]


def _entry(state: State, line: str, indent: int) -> str:
    """A line of a list or a mapping: dashes, then perhaps a key, then perhaps a value."""
    line, at, parent = _dashes(state, line, indent)
    line = _spaced_colon(state, line, at, at == indent)
    key = _KEY.match(line, at)
    if key is None or (line[at] not in "\"'" and re.search(r"[ \t]#", key[0])):
        return yamlvalues.value(state, line, at, parent, "")
    state.columns = [column for column in state.columns if column < at]
    state.columns.append(at)
    colon = key.end() - 1
    mended = _key(state, line[at:colon], at)
    line = line[:at] + mended + line[colon:]
    return yamlvalues.value(state, line, at + len(mended) + 1, at, mended.strip())


def _dashes(state: State, line: str, indent: int) -> tuple[str, int, int]:
    """The line, where its first word begins, and the column of its last dash (one before the indentation if it has none)."""
    at, parent = indent, indent - 1
    bullet = _BULLET.match(line, at)
    if bullet:
        state.trap(at, "yaml-bullet", character=line[at])
        line = line[:at] + "- " + line[at + 2 :]
    while line[at : at + 1] in ("-", "?", ":"):  # ? and : are the long way to write a key and its value, which programs use
        after = line[at + 1 : at + 2]
        if _ODD.match(after) and line[at] == "-":
            state.trap(at + 1, "yaml-odd-space", character=name(after))
            line = f"{line[: at + 1]} {line[at + 2 :]}"
        elif after not in ("", " ", "\t"):
            if line[at] != "-" or at > indent or after == "-" or after.isdigit():
                break
            state.trap(at, "yaml-dash-space")
            line = f"{line[: at + 1]} {line[at + 1 :]}"
        parent, at = at, yamlvalues.skip(line, at + 1)
    return line, at, parent


def _spaced_colon(state: State, line: str, at: int, alone: bool) -> str:
    """The line with an ordinary space after its key's colon. `alone`: no dash stands before it."""
    tight = _TIGHT_KEY.match(line, at)
    if tight is None:
        return line
    after = line[tight.end()]
    if _ODD.match(after):
        state.trap(tight.end(), "yaml-odd-space", character=name(after))
        return f"{line[: tight.end()]} {line[tight.end() + 1 :]}"
    following = len(state.following) - len(state.following.lstrip(" ")) == at and _KEY.match(state.following, at)
    sure = at == 0 or at in state.columns or following or len(tight[0]) == len("fr:")
    if not alone or not sure:  # the first line below a key may be a text of its own
        return line
    state.trap(tight.end() - 1, "yaml-colon-space", key=tight[0][:-1])
    return f"{line[: tight.end()]} {line[tight.end() :]}"


def _key(state: State, key: str, at: int) -> str:
    """The key with ordinary spaces at its end and nothing hidden in it."""
    if key.startswith(('"', "'")):
        return key
    if re.fullmatch(r"[“‘].*[”’][ \t]*", key):
        state.trap(at, "yaml-curly-key", key=key.strip())
    return yamlvalues.clean(state, key, at)
