"""A desk's facts file and a proposal in, the file with what the proposal adds out: comments and order stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from factcheck import yamlfile
from factcheck.errors import Problem, UserError, problem
from factcheck.yamlfile import Entries, Items, Node, Scalar

_COMMENT = re.compile(r"\s+#.*$")


@dataclass(frozen=True, slots=True)
class _Work:
    """The lines of both texts, and what is to be done to those of the first: `after` a line, `instead` of one, at the `end`."""

    path: str
    lines: list[str]
    new: list[str]
    after: dict[int, list[str]] = field(default_factory=dict)
    instead: dict[int, str] = field(default_factory=dict)
    end: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def closed(self, id: Scalar) -> None:
        self.problems.append(problem(self.path, id.line, id.column, "facts-merge-flow", id=id.text))


def merge(text: str, path: str, proposal: str, proposal_path: str) -> str:
    """The text of `path` with the proposal's entries. Entries that it has gain lines of `offices`; a line with the same office
    and `from` gives way to the proposed one. Raises UserError where one of the two is no facts file, or cannot be added to.
    """
    theirs = _read(proposal, proposal_path)
    mine = _read(text, path) if text.strip() else None
    if mine is None or theirs is None:
        return proposal if mine is None else text
    work = _Work(path, text.splitlines(), proposal.splitlines())
    for key, block in theirs.entries:
        if isinstance(block, Entries):
            _block(key, block, mine, work)
    if work.problems:
        raise UserError(work.problems)
    return "\n".join(_written(work)) + "\n"


def _read(text: str, path: str) -> Entries | None:
    node, problems = yamlfile.parse(text, path)
    if problems:
        raise UserError(problems)
    if node is not None and not isinstance(node, Entries):
        raise UserError([problem(path, node.line, node.column, "facts-not-a-map")])
    return node


def _block(key: Scalar, block: Entries, mine: Entries, work: _Work) -> None:
    own = mine.get(key.text)
    if own is None:
        work.end.extend(("", *_lines(work.new, key)))
        return
    if not isinstance(own, Entries) or _flow(own, work.lines):
        work.closed(key)
        return
    places = {id.text: id for id, _ in own.entries}
    end = max(_end(work.lines, id) for id in places.values())
    for id, entry in block.entries:
        if id.text not in places:
            work.after.setdefault(end, []).extend(_lines(work.new, id))
        elif isinstance(entry, Entries) and isinstance(spells := entry.get("offices"), Items):
            _spells(places[id.text], own.get(id.text), spells, work)


def _spells(id: Scalar, mine: Node | None, spells: Items, work: _Work) -> None:
    """Proposed lines into an entry's `offices`, which may not be there yet."""
    own = mine.get("offices") if isinstance(mine, Entries) else None
    if not isinstance(mine, Entries) or _flow(mine, work.lines) or (own is not None and not isinstance(own, Items)):
        work.closed(id)
        return
    known = {_start(item): item.line for item in own.items} if own is not None else {}
    added = []
    for item in spells.items:
        line, at = work.new[item.line - 1].strip(), known.get(_start(item))
        if at is None:
            added.append(line)
        else:
            comment = _COMMENT.search(work.lines[at - 1])
            work.instead[at] = _indent(work.lines[at - 1]) + line + (comment[0] if comment else "")
    last = max(known.values(), default=0)
    indent = _indent(work.lines[last - 1]) if last else " " * (id.column + 3)
    head = [] if own is not None else [" " * (id.column + 1) + "offices:"]
    if added:
        work.after.setdefault(last or _end(work.lines, id), []).extend((*head, *(indent + line for line in added)))


def _start(item: Node) -> tuple[str, ...]:
    """What tells one line of `offices` from another: the office and the day it began."""
    values: Mapping[str, Node] = {key.text: value for key, value in item.entries} if isinstance(item, Entries) else {}
    return tuple(value.text for key in ("office", "from") if isinstance(value := values.get(key), Scalar))


def _flow(node: Entries, lines: list[str]) -> bool:
    """Whether the entries stand in braces: there is no line to add."""
    return lines[node.line - 1][node.column - 1 : node.column] == "{"


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _end(lines: list[str], key: Scalar) -> int:
    """The last line, counted from 1, of what stands under a key."""
    last = key.line
    for number in range(key.line, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#"):
            if len(_indent(line)) < key.column:
                break
            last = number + 1
    return last


def _lines(lines: list[str], key: Scalar) -> list[str]:
    """A key of the proposal with all that stands under it."""
    return lines[key.line - 1 : _end(lines, key)]


def _written(work: _Work) -> Iterator[str]:
    for number, line in enumerate(work.lines, 1):
        yield work.instead.get(number, line)
        yield from work.after.get(number, ())
    yield from work.end
