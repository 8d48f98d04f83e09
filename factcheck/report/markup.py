"""Words and tags in, HTML out: what is not markup already is escaped, so that no draft can be anything but text."""

from __future__ import annotations

import html
from collections.abc import Iterable

_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"} | {0x7F: "\u2421"}
_UNSEEN = str.maketrans(_CONTROLS | dict.fromkeys((*range(128, 160), *range(55296, 57344), 65534, 65535), "�"))
"""Control characters become their pictures; what no HTML document may hold becomes the replacement character."""

_VOID = frozenset({"input", "meta"})


class Markup(str):
    """HTML. Any other string is text and is escaped on its way in."""

    __slots__ = ()


def text(words: str) -> Markup:
    return words if isinstance(words, Markup) else Markup(html.escape(words.translate(_UNSEEN)))


def join(parts: Iterable[str]) -> Markup:
    return Markup("".join(text(part) for part in parts))


def element(name: str, /, *inside: str, **attributes: str | bool | None) -> Markup:
    """`element("p", "a < b", class_="x")` is `<p class="x">a &lt; b</p>`. None and False leave an attribute out."""
    shown = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    opening = f"<{name}{shown}>"
    return Markup(opening if name in _VOID else f"{opening}{join(inside)}</{name}>")


def _attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
