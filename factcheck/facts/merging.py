"""A desk's facts file and a proposal in, the file with what the proposal adds out: comments and order stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from factcheck import yamlfile
from factcheck.errors import Problem, UserError, problem
from factcheck.yamlfile import Entries, Items, Node, Scalar

_COMMENT = re.compile(
    r"""(?:"(?:\\.|[^"\\])*"|(?<!\w)'(?:''|[^'])*'|(?<=\w)'|[^#"']|(?<=\S)\#)*?(?P<comment>\s+\#.*)$""", re.VERBOSE
)
"""The comment behind what a line says: no `#` within a text in quotes."""


@dataclass(frozen=True, slots=True)
class _Work:
    """The lines of both texts, and what is to be done to those of the first: `after` a line, `instead` of one, at the `end`."""

    path: str
    lines: list[str]
    proposal: str
    new: list[str]
    after: dict[int, list[str]] = field(default_factory=dict)
    instead: dict[int, list[str]] = field(default_factory=dict)
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
    ending = "\r\n" if "\r\n" in text else "\n"
    work = _Work(path, _split(text), proposal_path, _split(proposal))
    for key, block in theirs.entries:
        if isinstance(block, Entries):
            _block(key, block, mine, work)
    merged = ending.join(_written(work)) + ending
    broken = work.problems or [
        problem(path, one.line, one.column, "facts-merge-broken") for one in yamlfile.parse(merged, path)[1]
    ]
    if broken:
        raise UserError(broken)
    return merged


def _split(text: str) -> list[str]:
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


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
    name = next(name for name, _ in mine.entries if name.text == key.text)
    if isinstance(own, Scalar) and not own.text:
        work.after[name.line] = _lines(work.new, key)[1:]
        return
    if not isinstance(own, Entries) or _flow(own, work.lines):
        work.closed(name)
        return
    places = {id.text: id for id, _ in own.entries}
    end = max(_end(work.lines, id) for id in places.values())
    for id, entry in block.entries:
        if id.text not in places:
            work.after.setdefault(end, []).extend(_moved(_lines(work.new, id), " " * (own.column - 1)))
        else:
            _entry(places[id.text], own.get(id.text), entry, work)


def _entry(id: Scalar, mine: Node | None, entry: Node, work: _Work) -> None:
    """Lines of `offices` go in; anything else that the proposal says otherwise than the file is for a human."""
    for key, value in entry.entries if isinstance(entry, Entries) else ():
        own = mine.get(key.text) if isinstance(mine, Entries) else None
        if key.text == "offices" and isinstance(value, Items):
            _spells(id, mine, value, work)
        elif own is None or _plain(own) != _plain(value):
            told = problem(work.proposal, key.line, key.column, "facts-merge-key", id=id.text, key=key.text)
            work.problems.append(told)


def _plain(node: Node) -> object:
    if isinstance(node, Entries):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items] if isinstance(node, Items) else node.text


def _spells(id: Scalar, mine: Node | None, spells: Items, work: _Work) -> None:
    """Proposed lines into an entry's `offices`, which may not be there yet."""
    own = mine.get("offices") if isinstance(mine, Entries) else None
    items = own.items if isinstance(own, Items) else ()
    listed = all(_dash(work.lines, item) for item in items) and (own is None or bool(items))
    if (
        not isinstance(mine, Entries)
        or _flow(mine, work.lines)
        or not listed
        or not all(_dash(work.new, one) for one in spells.items)
    ):
        work.closed(id)
        return
    indent = _indent(work.lines[items[0].line - 1]) if items else " " * (mine.column + 1)
    known = {_start(item): item for item in items}
    added: list[str] = [] if items else [" " * (mine.column - 1) + "offices:"]
    for item in spells.items:
        lines = _moved(work.new[item.line - 1 : _last(work.new, item)], indent)
        if (same := known.get(_start(item))) is not None:
            _replace(same, lines, work)
        else:
            added += lines
    at = _last(work.lines, items[-1]) if items else _end(work.lines, id)
    work.after.setdefault(at, []).extend(added)


def _replace(item: Node, lines: list[str], work: _Work) -> None:
    """The item's lines give way; its comments stay: the first one behind a line there, the others above."""
    first, last = item.line, _last(work.lines, item)
    lines = _noted(item, lines)
    if _plain(item) == _plain_lines(lines):
        return
    old = work.lines[first - 1 : last]
    own = [line for line in old if line.lstrip().startswith("#")]
    behind = [match["comment"] for line in old if line not in own and (match := _COMMENT.match(line))]
    indent = _indent(old[0])
    above = [*own, *(indent + comment.strip() for comment in behind[1:])]
    work.instead.update({number: [] for number in range(first, last + 1)})
    work.instead[first] = [*above, lines[0] + (behind[0] if behind else ""), *lines[1:]]


def _noted(item: Node, lines: list[str]) -> list[str]:
    """The proposed line, in braces, with the `note` of the one that it stands for."""
    note = item.get("note") if isinstance(item, Entries) else None
    if not isinstance(note, Scalar) or not lines[-1].endswith("}"):
        return lines
    return [*lines[:-1], f"{lines[-1][:-1]}, note: {json.dumps(note.text, ensure_ascii=False)}}}"]


def _plain_lines(lines: list[str]) -> object:
    """What the lines of one item say."""
    node = yamlfile.parse("\n".join(lines), "")[0]
    return _plain(node.items[0]) if isinstance(node, Items) else None


def _dash(lines: list[str], item: Node) -> bool:
    """Whether the item stands on lines of its own."""
    return lines[item.line - 1].lstrip().startswith("- ")


def _last(lines: list[str], item: Node) -> int:
    """The last line, counted from 1, of an item that has lines of its own."""
    return _under(lines, item.line, len(_indent(lines[item.line - 1])) + 1)


def _moved(lines: list[str], indent: str) -> list[str]:
    """The lines with the first one's indentation changed to `indent`, the others' along with it."""
    old = len(_indent(lines[0]))
    return [indent + line[old:] if line.strip() else line for line in lines]


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
    return _under(lines, key.line, key.column)


def _under(lines: list[str], first: int, indent: int) -> int:
    """The last line behind `first` that is indented so far, whatever blank lines and comments stand between."""
    last = first
    for number in range(first, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#"):
            if len(_indent(line)) < indent:
                break
            last = number + 1
    return last


def _lines(lines: list[str], key: Scalar) -> list[str]:
    """A key of the proposal with all that stands under it."""
    return lines[key.line - 1 : _end(lines, key)]


def _written(work: _Work) -> Iterator[str]:
    for number, line in enumerate(work.lines, 1):
        yield from work.instead.get(number, (line,))
        yield from work.after.get(number, ())
    yield from work.end
