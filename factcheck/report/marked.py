"""A draft and the findings in it in, its lines as HTML out: every word of a finding marked, overlaps cut into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factcheck.model import Draft, Span
from factcheck.report.items import SEVERITIES
from factcheck.report.markup import Markup, element, join

_LONGEST = 400
"""Characters of an unchecked place that are underlined. A longer one has its beginning to jump to, and no line."""

UNCHECKED = "unchecked"

PARTS = ("content", "cue", "speaker", "when")
"""The parts of reported speech. Where two share a word the later one shows."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A span to mark. `look` is a severity, one of PARTS or `unchecked`, `card` the id of what is said about it, `number` what
    is shown."""

    span: Span
    look: str
    card: str
    number: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the draft with the same layers all along: no line end inside it, unless it is one."""

    span: Span
    layers: tuple[Layer, ...]


def lines(draft: Draft, layers: Sequence[Layer]) -> Iterator[Markup]:
    """A paragraph for every line that holds words or a mark, with its number."""
    number, row, begun = 1, list[Markup](), set[str]()
    for piece in pieces(draft.text, layers):
        if draft.text[slice(*piece.span)] == "\n":
            row.append(_line_end(piece, begun))
            yield from _line(number, row)
            number, row = number + 1, []
        else:
            row.append(_piece(draft, piece, begun))
    yield from _line(number, row)


def _line(number: int, row: Iterable[Markup]) -> Iterator[Markup]:
    inside = join(row)
    if inside.strip():
        yield element("p", inside, data_line=str(number), dir="auto")


def pieces(text: str, layers: Sequence[Layer]) -> Iterator[Piece]:
    """The whole text, cut where a line ends and where a layer begins or ends. An empty layer is an empty piece."""
    starting = sorted(layers, key=lambda layer: layer.span)
    cuts = sorted({0, len(text), *_line_ends(text), *(edge for layer in layers for edge in layer.span)})
    active: list[Layer] = []
    taken = 0
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        active = [layer for layer in active if layer.span[1] > start]
        while taken < len(starting) and starting[taken].span[0] <= start:
            active.append(starting[taken])
            taken += 1
        empty = tuple(layer for layer in active if layer.span[1] <= start)
        if empty:
            yield Piece((start, start), empty)
            active = [layer for layer in active if layer.span[1] > start]
        if end > start:
            yield Piece((start, end), tuple(active))


def _line_ends(text: str) -> Iterator[int]:
    at = text.find("\n")
    while at >= 0:
        yield at
        yield at + 1
        at = text.find("\n", at + 1)


def _piece(draft: Draft, piece: Piece, begun: set[str]) -> Markup:
    """The words, in a mark where a finding is; before them the anchors of what begins, after them the numbers of what ends."""
    start, end = piece.span
    shown = draft.text[start:end]
    if piece.layers and not shown.strip():
        shown = draft.source[start:end]
    exact = draft.text[start:end] == draft.source[start:end]
    return join([*_anchors(piece.layers, begun), _worded(shown, piece.layers, exact), *_numbers(piece)])


def _line_end(piece: Piece, begun: set[str]) -> Markup:
    """A line end has no words to mark: what is about it alone is a point."""
    alone = [layer for layer in piece.layers if layer.card not in begun]
    return join([*_anchors(alone, begun), _worded("", alone, True) if alone else "", *_numbers(piece)])


def _anchors(layers: Iterable[Layer], begun: set[str]) -> Iterator[Markup]:
    for layer in layers:
        if layer.card not in begun:
            begun.add(layer.card)
            yield element("a", id=f"m-{layer.card}", class_="anchor")


def _worded(shown: str, layers: Sequence[Layer], exact: bool) -> str:
    if not layers:
        return shown
    looks = [layer.look for layer in layers if layer.look in SEVERITIES]
    if looks:
        worst = min(looks, key=SEVERITIES.index)
        classes = [worst, "exact" if exact else "", "several" if len(looks) > 1 else "", "" if shown else "point"]
        cards = " ".join(layer.card for layer in layers if layer.look in SEVERITIES)
        return element("mark", shown, class_=" ".join(name for name in classes if name), data_cards=cards)
    parts = [part for part in PARTS if any(layer.look == part for layer in layers)]
    if parts:
        return element("span", shown, class_=parts[-1])
    if any(layer.span[1] - layer.span[0] <= _LONGEST for layer in layers):
        return element("span", shown, class_=UNCHECKED)
    return shown


def _numbers(piece: Piece) -> Iterator[Markup]:
    for layer in piece.layers:
        if layer.look in SEVERITIES and layer.span[1] == piece.span[1]:
            link = element("a", layer.number, href=f"#{layer.card}", class_="ref", data_card=layer.card)
            yield element("sup", link, class_=layer.look)
