"""A string of word classes in, the frames found in it out: a small loop over Lark's own LALR tables.

Lark compiles the grammar and stays the reference parser; the loop runs the same tables without tokens, trees or exceptions,
accepts the longest prefix, and may start anywhere, so that the words around a frame need no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from factcheck import late
from factcheck.grammar import firsts

if TYPE_CHECKING:
    import lark
    from lark.grammar import Rule
else:
    lark = late.module("lark")

END = "$END"
_KEPT = 1 << 14
"""Stacks of the parser that are remembered."""


class Node(NamedTuple):
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
    """State to the expression of every terminal that may come next, a look at its first letter before it. Its name is an empty
    group behind it: a group around it would be opened in vain wherever it does not fit."""
    terminals: Mapping[str, str]
    expressions: dict[int | str, re.Pattern[str]] = field(default_factory=dict)
    """Compiled when first needed: most states of a grammar are rarely met."""
    steps: dict[tuple[int, ...], Step] = field(default_factory=dict)
    """Stacks of the parser that were met before."""
    shapes: dict[tuple[int, tuple[str | None, ...]], Node] = field(default_factory=dict)
    """Trees of frames that were met before, by their start and their terminals: their places count terminals."""

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
    letters = _letters(folder)
    terminals = {str(t.name): str(t.pattern.to_regexp()) for t in made.terminals}
    tried = {name: f"{firsts.guarded(expression, letters.values())}(?P<{name}>)" for name, expression in terminals.items()}
    sources = {state: "|".join(tried[t.name] for t in ordered if t.name in row) or "(?!)" for state, row in moves.items()}
    settled = {state: some[0] for state, row in moves.items() if len(set(some := list(row.values()))) == 1 and some[0][0] >= 0}
    starts = {str(name): state for name, state in table.start_states.items()}
    return Frames(letters, starts, frozenset(table.end_states.values()), moves, settled, sources, terminals)


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
    first = _step(frames, [state])
    at = 0
    while (found := first.expression.search(classes, at)) and (last is None or found.start() <= last):
        at = found.start() + 1
        if read := _read(frames, first, classes, found.start()):
            node = _tree(frames, state, read)
            yield node
            at = max(resume(node), at)


def resume(frame: Node) -> int:
    """Where the next frame may begin: with what is claimed, else behind the frame."""
    stack = [frame]
    while stack:
        node = stack.pop()
        if node.name in ("claim", "quote") and node.start > frame.start:
            return node.start
        stack.extend(reversed(node.children))
    return frame.end


@dataclass(slots=True, eq=False)
class Step:
    """A stack of the parser's states, every settled reduction made: what may come next and where it leads.

    A grammar of frames has no recursion but that of lists, so the stacks are few, and each is worked out once.
    """

    stack: tuple[int, ...]
    whole: bool
    """A frame has ended, and nothing can follow."""
    may_end: bool
    expression: re.Pattern[str]
    following: dict[str, Step | None] = field(default_factory=dict)
    """Terminal to the next step; None where the terminal fits no frame."""


def _step(frames: Frames, states: list[int]) -> Step:
    while (move := frames.settled.get(states[-1])) is not None:
        _reduce(frames, states, move)
    stack, top = tuple(states), states[-1]
    known = frames.steps.get(stack)
    if known is None:
        if len(frames.steps) >= _KEPT:
            frames.steps.clear()
        known = Step(stack, top in frames.ends, _may_end(frames, states), frames.expression(top))
        frames.steps[stack] = known
    return known


def _may_end(frames: Frames, states: Sequence[int]) -> bool:
    """Whether what was read makes a frame as it stands."""
    states = list(states)
    while states[-1] not in frames.ends:
        move = frames.settled.get(states[-1]) or frames.moves[states[-1]].get(END)
        if move is None:
            return False
        _reduce(frames, states, move)
    return True


def _reduce(frames: Frames, states: list[int], move: Move) -> None:
    size, rule, _, _ = move
    if size:
        del states[-size:]
    states.append(frames.moves[states[-1]][rule][3])


def _after(frames: Frames, step: Step, terminal: str) -> Step | None:
    """The step behind a terminal, once what stands before it was reduced."""
    states = list(step.stack)
    move = frames.moves[states[-1]].get(terminal)
    while move is not None and move[0] >= 0:
        _reduce(frames, states, move)
        move = frames.moves[states[-1]].get(terminal)
    found = _step(frames, [*states, move[3]]) if move is not None else None
    step.following[terminal] = found
    return found


def parse(frames: Frames, state: int, classes: str, at: int, taken: list[str] | None = None) -> Node | None:
    """The longest frame that begins at `at`, or None. `taken` is given the names of the terminals that were read, in order."""
    read = _read(frames, _step(frames, [state]), classes, at)
    if taken is not None:
        taken += (str(found.lastgroup) for found in read)
    return _tree(frames, state, read) if read else None


def _read(frames: Frames, step: Step, classes: str, at: int) -> list[re.Match[str]]:
    """The terminals of the longest frame that begins at `at`; none where no frame does."""
    read: list[re.Match[str]] = []
    whole = 0
    while not step.whole:
        if step.may_end:
            whole = len(read)
        found = step.expression.match(classes, at)
        if found is None:
            return read[:whole]
        name = str(found.lastgroup)
        following = step.following[name] if name in step.following else _after(frames, step, name)
        if following is None:
            return read[:whole]
        read.append(found)
        at, step = found.end(), following
    return read


@dataclass(slots=True)
class _Stack:
    """The parser's stack: states, and beside them what was read and where."""

    states: list[int]
    values: list[tuple[Node, ...]]
    spans: list[tuple[int, int]]

    def shift(self, state: int, span: tuple[int, int]) -> None:
        self.states.append(state)
        self.values.append(())
        self.spans.append(span)

    def reduce(self, move: Move, moves: Mapping[int, Mapping[str, Move]]) -> None:
        size, rule, name, _ = move
        values, spans = self.values, self.spans
        if size:
            parts = tuple(node for value in values[-size:] for node in value)
            whole = spans[-size][0], spans[-1][1]
            del self.states[-size:], values[-size:], spans[-size:]
        else:
            edge = spans[-1][1] if spans else 0
            parts, whole = (), (edge, edge)
        values.append(parts if name[0] == "_" else (Node(name, whole[0], whole[1], parts),))
        spans.append(whole)
        self.states.append(moves[self.states[-1]][rule][3])


def _tree(frames: Frames, state: int, read: Sequence[re.Match[str]]) -> Node:
    """The tree of a frame: the same for the same terminals, but for its places."""
    names = tuple([found.lastgroup for found in read])
    shape = frames.shapes.get((state, names))
    if shape is None:
        if len(frames.shapes) >= _KEPT:
            frames.shapes.clear()
        shape = frames.shapes[state, names] = _built(frames, state, names)
    return _placed(shape, [found.span() for found in read])


def _placed(shape: Node, spans: Sequence[tuple[int, int]]) -> Node:
    children = tuple([_placed(child, spans) for child in shape.children])
    end = spans[shape.end - 1][1] if shape.end else 0
    return Node(shape.name, spans[shape.start][0] if shape.start < shape.end else end, end, children)


def _built(frames: Frames, state: int, names: Sequence[str | None]) -> Node:
    """The tree of a frame whose terminals are known, each as long as one."""
    moves, settled = frames.moves, frames.settled
    stack = _Stack([state], [], [])
    for number, name in enumerate(names):
        while (move := settled.get(stack.states[-1]) or moves[stack.states[-1]][str(name)])[0] >= 0:
            stack.reduce(move, moves)
        stack.shift(move[3], (number, number + 1))
    while stack.states[-1] not in frames.ends:
        stack.reduce(settled.get(stack.states[-1]) or moves[stack.states[-1]][END], moves)
    return stack.values[-1][-1]
