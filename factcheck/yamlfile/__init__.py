"""YAML as people write it, in; nodes out: every scalar a string, no key twice, every node with its line and column.

Nothing is typed here: `no`, `08` and `12:30` are words until a schema says otherwise. Anchors, aliases, tags, merge keys and
further documents are refused, and so are the look-alikes that `yamltraps` knows.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from factcheck import late
from factcheck.errors import Problem, problem
from factcheck.yamlfile import traps as yamltraps

DEEPEST = 64
"""Levels of nesting. Far above any file that people edit; it bounds the work that a hostile one can ask for."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, in Unicode normal form C. Lines and columns are 1-based."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys and values in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value of `key`; a walk along the entries, so not for a loop over a long mapping."""
        return next((value for name, value in self.entries if name.text == key), None)


Node: TypeAlias = Scalar | Items | Entries


def parse(text: str, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of one file and every problem found in it. The node is None where no tree could be built.

    Where a look-alike could be mended in passing, the tree is that of the mended text, so that a schema can go on and name the
    rest of the problems in the same run.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    traps, mended = yamltraps.find(text) if yamltraps.suspicious(text) else ((), text)
    builder = _Builder(path)
    failure = builder.read(mended)
    if failure and not traps:
        traps, again = yamltraps.find(text)
        builder = _Builder(path) if again != mended else builder
        failure = builder.read(again) if again != mended else failure
    found = [problem(path, trap.line, trap.column, trap.code, **trap.values) for trap in traps]
    found += builder.problems
    if failure and not any(trap.line <= failure.line for trap in found):
        found.append(failure)
    node = None if failure else builder.root
    if node is None and not found:
        found.append(problem(path, 1, 1, "yaml-empty"))
    return node, tuple(sorted(set(found)))


# ---------------------------------------------------------------- nodes out of events


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet. `seen` is None for a list."""

    line: int
    column: int
    seen: dict[str, tuple[str, int]] | None
    children: list[Node]
    keys: list[Scalar]


@dataclass(slots=True)
class _Builder:
    """Puts nodes together as the events come, on its own stack: the depth of a file costs no recursion."""

    path: str
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0

    def read(self, text: str) -> Problem | None:
        """Build `root`. What ended the reading early, if anything did."""
        try:
            with without_collector():
                following, read_scalar, close = _events(text), self._scalar, self._close
                scalar, mapping, ends = yaml.ScalarEvent, yaml.MappingStartEvent, (yaml.MappingEndEvent, yaml.SequenceEndEvent)
                while (event := following()) is not None:
                    kind = type(event)
                    if kind is scalar:
                        read_scalar(event)
                    elif kind is mapping or kind is yaml.SequenceStartEvent:
                        self._refuse(event, event.tag)
                        self.stack.append(_Open(*_place(event), {} if kind is mapping else None, [], []))
                        if len(self.stack) > DEEPEST:
                            return problem(self.path, *_place(event), "yaml-too-deep", most=DEEPEST)
                    elif kind in ends:
                        close()
                    elif self._between(event):
                        break
        except yaml.YAMLError as error:
            return _translated(error, self.path)
        return None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        """Nine of ten events in a large file: nothing is called here that most of them don't need."""
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, event.tag)
        written, mark, stack = event.value, event.start_mark, self.stack
        text = written if written.isascii() else unicodedata.normalize("NFC", written)
        node = Scalar(text, mark.line + 1, mark.column + 1) if mark else Scalar(text, 1, 1)
        if not stack:
            self.root = node
            return
        parent = stack[-1]
        if parent.seen is None or len(parent.keys) > len(parent.children):
            parent.children.append(node)
            return
        if written == "<<" and event.implicit[0]:
            self._report(event, "yaml-merge")
        if text in parent.seen:
            self._key(node, written, parent.seen)
        else:
            parent.seen[text] = (written, node.line)
        parent.keys.append(node)

    def _between(self, event: yaml.Event) -> bool:
        """An alias, or the borders of a document. Whether a second one ends the reading."""
        if isinstance(event, yaml.AliasEvent):
            self._report(event, "yaml-alias", name=event.anchor)
            self._add(Scalar(f"*{event.anchor}", *_place(event)), "")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        return self.documents > 1

    def _report(self, event: yaml.Event, code: str, **values: object) -> None:
        line, column = _place(event)
        self.problems.append(problem(self.path, line, column, code, **values))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if event.version or event.tags:
            self._report(event, "yaml-directive")
        if self.documents > 1:
            self._report(event, "yaml-second-document")

    def _refuse(self, event: yaml.NodeEvent, tag: str | None) -> None:
        if event.anchor is not None:
            self._report(event, "yaml-anchor", name=event.anchor)
        if tag is not None:
            self._report(event, "yaml-tag", name=tag)

    def _close(self) -> None:
        done = self.stack.pop()
        if done.seen is None:
            self._add(Items(tuple(done.children), done.line, done.column), "")
        else:
            self._add(Entries(tuple(zip(done.keys, done.children, strict=True)), done.line, done.column), "")

    def _add(self, node: Node, written: str) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.seen is None or len(parent.keys) > len(parent.children):
            parent.children.append(node)
        else:
            parent.keys.append(self._key(node, written, parent.seen))

    def _key(self, node: Node, written: str, seen: dict[str, tuple[str, int]]) -> Scalar:
        if not isinstance(node, Scalar):
            self.problems.append(problem(self.path, node.line, node.column, "yaml-key-not-text"))
            return Scalar("", node.line, node.column)
        if node.text in seen:
            first, line = seen[node.text]
            code = "yaml-key-twice" if first == written else "yaml-key-twice-accents"
            self.problems.append(problem(self.path, node.line, node.column, code, key=node.text, first=line))
        else:
            seen[node.text] = (written, node.line)
        return node


@contextmanager
def without_collector() -> Iterator[None]:
    """A tree under construction holds no cycle, and looking for one in millions of nodes takes as long as building them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _events(text: str) -> Callable[[], Any]:
    """What gives the next event, None after the last: libyaml's where it is built in, some ten times faster than Python's."""
    loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    get: Callable[[], Any] = loader(text).get_event
    return get


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


# ---------------------------------------------------------------- what the YAML parser says, in words of ours

_SAID = (
    (r"mapping values are not allowed", "yaml-colon-in-text"),
    (r"found character .*that cannot start any token", "yaml-first-character"),
    (r"tab character", "yaml-tab"),
    (r"block sequence entries are not allowed", "yaml-list-on-key-line"),
    (r"could not find expected ':'", "yaml-no-colon"),
    (r"unexpected end of stream", "yaml-open-quote"),
    (r"unknown escape character|expected escape sequence", "yaml-escape"),
    (r"expected ',' or '[\]}]'", "yaml-open-bracket"),
    (r"undefined tag handle|tag", "yaml-tag"),
    (r"expected key|'-' indicator|<block end>|document start|expected block end", "yaml-indentation"),
)

if TYPE_CHECKING:
    import yaml
else:
    yaml = late.module("yaml")
_AT_THE_START = ("yaml-open-quote", "yaml-open-bracket", "yaml-no-colon")
"""Where these end says little; where they begin is where the mend goes."""


def _translated(error: yaml.YAMLError, path: str) -> Problem:
    said = str(getattr(error, "problem", None) or error).splitlines()[0]
    code = next((code for pattern, code in _SAID if re.search(pattern, said)), "yaml-syntax")
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if code in _AT_THE_START and context is not None:
        mark = context
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return problem(path, line, column, code, said=said)
