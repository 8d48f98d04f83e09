"""A string of word classes in, the frames found in it out: a small loop over Lark's own LALR tables.

Lark compiles the grammar and stays the reference parser; the loop runs the same tables without tokens, trees or exceptions,
accepts the longest prefix, and may start anywhere, so that the words around a frame need no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from factcheck import late

if TYPE_CHECKING:
    import lark
    from lark.grammar import Rule
else:
    lark = late.module("lark")

END = "$END"


@dataclass(frozen=True, slots=True)
class Node:
    """A rule that matched: `start` and `end` count word classes. A rule whose name begins with `_` leaves only its children."""

    name: str
    start: int
    end: int
    children: tuple[Node, ...] = ()


Move: TypeAlias = tuple[int, str, str, int]
"""To shift: (-1, "", "", next state). To reduce: (how many, name of the rule, name of the node, -1)."""


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """A compiled grammar. `letters`: base word class to its letter; `starts`: start rule to its state."""

    letters: Mapping[str, str]
    starts: Mapping[str, int]
    ends: frozenset[int]
    moves: Mapping[int, Mapping[str, Move]]
    settled: Mapping[int, Move]
    """State to its only move, a reduction: made before the next terminal is looked for, so that only such are that fit."""
    sources: Mapping[int, str]
    """State to the expression of every terminal that may come next."""
    terminals: Mapping[str, str]
    expressions: dict[int | str, re.Pattern[str]] = field(default_factory=dict)
    """Compiled when first needed: most states of a grammar are rarely met."""

    def expression(self, state: int) -> re.Pattern[str]:
        found = self.expressions.get(state)
        if found is None:
            found = self.expressions[state] = re.compile(self.sources[state])
        return found

    def terminal(self, name: str) -> re.Pattern[str]:
        found = self.expressions.get(name)
        if found is None:
            found = self.expressions[name] = re.compile(self.terminals[name])
        return found


def reference(grammar: str, folder: Path) -> lark.Lark:
    """Lark's own parser of the same grammar. Every rule named `…_frames` is a start rule."""
    starts = re.findall(r"^\??(\w+_frames)\s*:", grammar, re.M)
    options = {"parser": "lalr", "start": starts, "import_paths": [str(folder)], "maybe_placeholders": False}
    return lark.Lark(grammar, source_path=str(folder / "xx.lark"), **options)


def compiled(grammar: str, folder: Path) -> Frames:
    made = reference(grammar, folder)
    table = made.parser.parser._parse_table
    ordered = sorted(made.terminals, key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))
    moves = {state: {str(name): _move(argument) for name, (_, argument) in row.items()} for state, row in table.states.items()}
    sources = {
        state: "|".join(f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in ordered if t.name in row) or "(?!)"
        for state, row in moves.items()
    }
    terminals = {str(t.name): str(t.pattern.to_regexp()) for t in made.terminals}
    settled = {state: some[0] for state, row in moves.items() if len(set(some := list(row.values()))) == 1 and some[0][0] >= 0}
    starts = {str(name): state for name, state in table.start_states.items()}
    return Frames(_letters(folder), starts, frozenset(table.end_states.values()), moves, settled, sources, terminals)


def _move(argument: int | Rule) -> Move:
    """What Lark's table does: shift to a state, or reduce by a rule."""
    if isinstance(argument, int):
        return -1, "", "", argument
    return len(argument.expansion), str(argument.origin.name), str(argument.alias or argument.origin.name), -1


def _letters(folder: Path) -> Mapping[str, str]:
    """Word class to letter, from `common.lark`: lines like `NAME: /N/`."""
    lines = (folder / "common.lark").read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Z_]+): /\\?(.)/", lines, re.M))


def find(frames: Frames, start: str, classes: str, last: int | None = None) -> Iterator[Node]:
    """Every frame of the start rule in `classes`, leftmost first, each as long as can be; none begins behind `last`.

    The search goes on behind the cue of a frame that was found, so that what is claimed may hold a report of its own.
    """
    state = frames.starts[start]
    opening = frames.expression(state)
    at = 0
    while (found := opening.search(classes, at)) and (last is None or found.start() <= last):
        node = parse(frames, state, classes, found.start())
        if node is None:
            at = found.start() + 1
        else:
            yield node
            at = max(resume(node), found.start() + 1)


def resume(frame: Node) -> int:
    """Where the next frame may begin: with what is claimed, else behind the frame."""
    stack = [frame]
    while stack:
        node = stack.pop()
        if node.name in ("claim", "quote") and node.start > frame.start:
            return node.start
        stack.extend(reversed(node.children))
    return frame.end


@dataclass(slots=True)
class _Stack:
    """The parser's stack: states, and beside them what was read and where."""

    states: list[int]
    values: list[tuple[Node, ...]]
    spans: list[tuple[int, int]]

    def copy(self) -> _Stack:
        return _Stack(self.states.copy(), self.values.copy(), self.spans.copy())

    def shift(self, state: int, span: tuple[int, int]) -> None:
        self.states.append(state)
        self.values.append(())
        self.spans.append(span)

    def reduce(self, move: Move, moves: Mapping[int, Mapping[str, Move]]) -> None:
        size, rule, name, _ = move
        values, spans = self.values, self.spans
        if size:
            parts = values[-1] if size == 1 else tuple(node for value in values[-size:] for node in value)
            whole = spans[-size][0], spans[-1][1]
            del self.states[-size:], values[-size:], spans[-size:]
        else:
            edge = spans[-1][1] if spans else 0
            parts, whole = (), (edge, edge)
        values.append(parts if name[0] == "_" else (Node(name, whole[0], whole[1], parts),))
        spans.append(whole)
        self.states.append(moves[self.states[-1]][rule][3])


def parse(frames: Frames, state: int, classes: str, at: int, taken: list[str] | None = None) -> Node | None:
    """The longest frame that begins at `at`, or None. `taken` is given the names of the terminals that were read, in order."""
    moves, settled, expressions = frames.moves, frames.settled, frames.expressions
    stack = _Stack([state], [], [])
    last: _Stack | None = None
    while True:
        while (move := settled.get(stack.states[-1])) is not None:
            stack.reduce(move, moves)
        top = stack.states[-1]
        if top in frames.ends:
            return stack.values[-1][-1]
        if END in moves[top]:
            last = stack.copy()
        found = (expressions.get(top) or frames.expression(top)).match(classes, at)
        if found is None or not _shifted(stack, found, moves):
            return _finished(last, frames)
        at = found.end()
        if taken is not None:
            taken.append(str(found.lastgroup))


def _shifted(stack: _Stack, found: re.Match[str], moves: Mapping[int, Mapping[str, Move]]) -> bool:
    """Whether the terminal could be read, once what stands before it was reduced."""
    name = str(found.lastgroup)
    move = moves[stack.states[-1]].get(name)
    while move is not None and move[0] >= 0:
        stack.reduce(move, moves)
        move = moves[stack.states[-1]].get(name)
    if move is None:
        return False
    stack.shift(move[3], found.span())
    return True


def _finished(last: _Stack | None, frames: Frames) -> Node | None:
    """What was whole when the parser last could have stopped."""
    while last is not None and last.states[-1] not in frames.ends:
        move = frames.moves[last.states[-1]].get(END)
        if move is None:
            return None
        last.reduce(move, frames.moves)
    return last.values[-1][-1] if last else None
