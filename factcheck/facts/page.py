"""A facts file while it is read: the problems met so far, the ids named, the keys of an entry held against a table."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from factcheck.errors import Problem, problem
from factcheck.model import Origin
from factcheck.yamlfile import Entries, Node

T = TypeVar("T")
Schema: TypeAlias = Mapping[str, object]

_HINTS = 50
"""Problems of a file that are given a near word: the search is slow, and nobody reads so many."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that a file names: it must be found in one of `blocks` once all files are read."""

    id: str
    blocks: tuple[str, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Page:
    """A file being read. `problems` and `references` fill up on the way: all are reported in one go."""

    path: str
    given: bool = False
    read: bool = True
    """False for a file that is no YAML: nobody knows which ids it holds."""
    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def wrong(self, node: Node, code: str, **values: object) -> None:
        self.problems.append(problem(self.path, node.line, node.column, code, **values))

    def unknown(self, node: Node, code: str, text: str, known: Iterable[str]) -> None:
        """A word that is none of the known ones: the nearest of them, else all of them."""
        words = sorted(known)
        near = nearest(text, words) if len(self.problems) < _HINTS else None
        if near:
            self.wrong(node, f"{code}-near", text=text, near=near)
        else:
            self.wrong(node, code, text=text, known=", ".join(words[:40]))

    def origin(self, node: Node, sources: tuple[str, ...]) -> Origin:
        return Origin(self.path, node.line, sources, node.column, self.given)


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known word that `text` was likely meant to be."""
    return next(iter(difflib.get_close_matches(text[:80], list(known), 1, 0.6)), None)


@dataclass(frozen=True, slots=True)
class Type(Generic[T]):
    """A kind of value. `empty` stands in where the key is absent or its value was no good."""

    read: Callable[[Node, Page], T]
    empty: T
    schema: Schema


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    name: str
    type: Type[T]
    help: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """The keys of one entry, checked against a table."""

    nodes: Mapping[str, Node]
    page: Page

    def take(self, key: Key[T]) -> T:
        node = self.nodes.get(key.name)
        return key.type.empty if node is None else key.type.read(node, self.page)


def fields(node: Node, page: Page, names: Iterable[str]) -> Fields | None:
    """The entry's keys; unknown ones are problems. None when it is no map of keys to values."""
    if not isinstance(node, Entries):
        page.wrong(node, "facts-not-a-map")
        return None
    for key, _ in node.entries:
        if key.text not in names:
            page.unknown(key, "facts-unknown-key", key.text, names)
    return Fields({key.text: value for key, value in node.entries}, page)
