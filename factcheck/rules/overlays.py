"""A rule that extends another in, the whole rule out: its own keys over those of its parent.

`extends: shipped/office-title` takes every key of that rule. A key of the overlay stands in place of the parent's; `replace+`
adds entries to a list or a mapping of the parent, `replace-` takes some away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from factcheck.facts.page import Page, nearest
from factcheck.yamlfile import Entries, Items, Node, Scalar

Find: TypeAlias = Callable[[str], Node | None]
"""The tree of the rule with this name, `shipped/…` or an id; None: there is none."""

SHIPPED = "shipped/"


def whole(node: Node, id: str, find: Find, names: Callable[[], Iterable[str]], page: Page) -> Node | None:
    """The node itself when it extends nothing; else all that it stands for. Mistakes go to the page.

    None where a parent is missing: what the rule lacks then is not its own fault. `names`: those that could have been meant.
    """
    chain = [node]
    seen = {id}
    while isinstance(chain[-1], Entries) and (named := chain[-1].get("extends")) is not None:
        name = named.text if isinstance(named, Scalar) else ""
        parent = None if name in seen else find(name)
        if parent is None:
            _parentless(named, name, name in seen, names, page)
            return None
        seen.add(name)
        chain.append(parent)
    built = chain.pop()
    while chain:
        built = _over(built, chain.pop(), page)
    return built


def _parentless(named: Node, name: str, ring: bool, names: Callable[[], Iterable[str]], page: Page) -> None:
    bare = {} if ring else {known.removeprefix(SHIPPED): known for known in names()}
    near = bare.get(nearest(name.removeprefix(SHIPPED), bare) or "")
    code = "rule-extends-itself" if ring else "rule-extends-unknown-near" if near else "rule-extends-unknown"
    page.wrong(named, code, name=name, near=near or "")


def _over(below: Node, above: Node, page: Page) -> Node:
    if not isinstance(below, Entries) or not isinstance(above, Entries):
        return above
    parts = {key.text: (key, value) for key, value in below.entries if key.text != "extends"}
    for key, value in above.entries:
        name, sign = (key.text[:-1], key.text[-1]) if key.text[-1:] in ("+", "-") else (key.text, "")
        if not sign:
            parts[name] = (key, value)
        elif name in parts:
            parts[name] = (parts[name][0], _changed(parts[name][1], value, sign, page))
        else:
            page.wrong(key, "rule-extends-nothing", key=name)
    return Entries(tuple(parts.values()), above.line, above.column)


def _changed(old: Node, change: Node, sign: str, page: Page) -> Node:
    """A list or a mapping with more in it, or less."""
    if isinstance(old, Entries) and isinstance(change, Entries) and sign == "+":
        added = {key.text for key, _ in change.entries}
        kept = (entry for entry in old.entries if entry[0].text not in added)
        return Entries((*kept, *change.entries), old.line, old.column)
    if isinstance(old, Items | Scalar) and isinstance(change, Items | Scalar) and sign == "+":
        return Items((*_items(old), *_items(change)), old.line, old.column)
    if sign == "-" and isinstance(change, Items | Scalar):
        return _without(old, {item.text: item for item in _items(change) if isinstance(item, Scalar)}, page)
    page.wrong(change, "rule-extends-unlike")
    return old


def _items(node: Items | Scalar) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else (node,)


def _without(old: Node, gone: Mapping[str, Scalar], page: Page) -> Node:
    held = {key.text for key, _ in old.entries} if isinstance(old, Entries) else {_word(item) for item in _list(old)}
    for word, item in gone.items():
        if word not in held:
            page.unknown(item, "rule-extends-not-there", word, held)
    if isinstance(old, Entries):
        return Entries(tuple(entry for entry in old.entries if entry[0].text not in gone), old.line, old.column)
    return Items(tuple(item for item in _list(old) if _word(item) not in gone), old.line, old.column)


def _list(node: Node) -> tuple[Node, ...]:
    return () if isinstance(node, Entries) else _items(node)


def _word(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""
