"""Facts files and an entry in, the places of its keys and forms out, across all layers: for people who go there to mend.

A fact keeps the place of its entry and of its dated lines alone; what is asked here is read from the files again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck import yamlfile
from factcheck.errors import Problem
from factcheck.facts.codes import LANGUAGES
from factcheck.facts.schema import BLOCKS
from factcheck.yamlfile import Entries, Items, Node, Scalar

_BLOCKS = frozenset(block.name for block in BLOCKS)
_KEYS: Mapping[str, tuple[str, ...]] = {
    "facts-lint-wrong-is-right": ("wrong",),
    "facts-lint-wrong-is-own": ("wrong",),
    "facts-lint-name-twice": ("name", "also"),
    "facts-lint-dead-key": ("not_to_confuse", "level", "capital_wrong"),
}
"""The keys under which the form stands that a doubt is about."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a facts file."""

    file: str
    line: int
    column: int


@dataclass(slots=True)
class Spots:
    """The entries of the files, in their order; each file is read when an entry of it is asked for."""

    files: Sequence[tuple[str, str]]

    def keys(self, id: str) -> Mapping[str, Mapping[str, Spot]]:
        """Of every key of an entry the languages and their last places; languages are empty where it has none."""
        found: dict[str, dict[str, Spot]] = {}
        for file, _, entry in self._entries(id):
            for key, value in entry.entries:
                inner = value.entries if isinstance(value, Entries) else ()
                by_language = {name.text: Spot(file, name.line, name.column) for name, _ in inner if name.text in LANGUAGES}
                spots = by_language or {"": Spot(file, key.line, key.column)}
                found[key.text] = {**(found.get(key.text, {}) if by_language else {}), **spots}
        return found

    def retired(self, id: str) -> Spot | None:
        """Where a layer drops the entry."""
        dropped = (Spot(file, at.line, at.column) for file, at, entry in self._entries(id) if entry.get("retire"))
        return next(dropped, None)

    def mended(self, doubts: Iterable[Problem]) -> Iterator[Problem]:
        """The doubts about a form at that form's own place, not at its entry's."""
        for doubt in doubts:
            values = dict(doubt.values)
            form = values.get("form") or values.get("key", "").rpartition(": ")[2]
            keys = _KEYS.get(doubt.code, ())
            spot = self._form(values["id"], keys, form, values.get("language")) if keys and "id" in values else None
            yield replace(doubt, path=spot.file, line=spot.line, column=spot.column) if spot else doubt

    def _form(self, id: str, keys: Sequence[str], form: str, language: str | None) -> Spot | None:
        last = None
        for file, _, entry in self._entries(id):
            for key, value in entry.entries:
                if key.text in keys:
                    own = value.get(language) if isinstance(value, Entries) and language else None
                    last = next((Spot(file, one.line, one.column) for one in _scalars(own or value) if _says(one, form)), last)
        return last

    def _entries(self, id: str) -> Iterator[tuple[str, Scalar, Entries]]:
        for file, text in self.files:
            root = yamlfile.parse(text, file)[0] if id in text else None
            for block, node in root.entries if isinstance(root, Entries) else ():
                if block.text in _BLOCKS and isinstance(node, Entries):
                    yield from (
                        (file, key, value) for key, value in node.entries if key.text == id and isinstance(value, Entries)
                    )


def _scalars(node: Node) -> Iterator[Scalar]:
    """Keys before their values: a wrong form stands before the right one."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        yield from (one for item in node.items for one in _scalars(item))
    else:
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _says(scalar: Scalar, form: str) -> bool:
    return form in (part.strip() for part in scalar.text.split("|"))
