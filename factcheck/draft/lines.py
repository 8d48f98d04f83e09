"""A decoded file in, the same number of characters out, with a line end only where a paragraph ends.

What every reader shares: `\\r` and the byte-order mark are blanked, rare line separators become line ends.
"""

from __future__ import annotations

import re

_ODD = str.maketrans(
    {
        "\ufeff": " ",
        "\x0b": " ",
        "\x0c": "\n",
        "\x1c": "\n",
        "\x1d": "\n",
        "\x1e": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
_LONG = 50
"""A line shorter than this was not broken for want of room: it is a heading, a list item, a by-line."""

_SOFT = re.compile(r"(?<=[^\s.!?…:;»”\"])[ \t]*\n(?=[ \t]*[a-zà-öø-ÿœ])")


def plain(source: str) -> str:
    """One character for one character: `\\n` for every kind of line end, a blank for the rest of it."""
    text = source.translate(_ODD)
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def unwrap(text: str) -> str:
    """Line ends inside a hard-wrapped paragraph become blanks.

    A text is hard-wrapped when at least three lines run on in lower case in the next one and no line is longer than a
    screen: then only an empty line, or a short line before it, ends a paragraph.
    """
    lines = text.split("\n")
    if len(_SOFT.findall(text)) < 3 or max(map(len, lines)) > 2 * _LONG:
        return _SOFT.sub(lambda found: " " * len(found[0]), text)
    ends = [
        "\n" if len(line) < _LONG or not following.strip() else " "
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "".join(line + end for line, end in zip(lines, ends, strict=True))[: len(text)]
