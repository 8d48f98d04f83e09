"""A frame and the sentence it stands in, in; the spans of the words reported out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck import islands
from factcheck.grammar import Grammar
from factcheck.islands import Node
from factcheck.lexicon import Saying
from factcheck.model import Document, Kind, Quotation, Span
from factcheck.tokens import Tokens

_EDGES = " \t\u00a0\u202f,;:.–—-"
_LATE = frozenset({"around", "echo", "continued"})
"""Groups of frames that end the claim before them."""
_MARKERS = {"k": "that", "x": "that", "f": "whether", ":": "colon", "i": "infinitive", "I": "infinitive"}
_INFINITIVE = re.compile("[zZRydt]*[iI]")
_VERBS = re.compile("[vAESBW]")
_TURN = re.compile(",[&M]$|M$")
"""Before a frame: somebody else has the word."""
_PEOPLE = re.compile("^h?N|[oj]")
"""A name, a pronoun: what speaks, and is seldom the object of a verb of saying."""
_STANCES = frozenset({"stance_colon_quote", "stance_loosely", "quote_stance"})
"""Frames whose cue is any predicate."""
_SOMEBODY = re.compile("[Nrhow]")
_NEEDS = {"told_that": "told", "called": "called", "said_scrap": "scrap", "said_object": "scrap"}
"""Frames that ask for a verb of their own."""
_FRAGMENT = re.compile(r"\W*[a-zà-ÿ]")
"""A quotation that begins small is a part of somebody else's sentence."""
_DIRECT = 0.97
_SILENT = Saying("", "affirms", frozenset({"reflexive"}))
"""A verb that says nothing when it is reflexive: s’annoncer."""


@dataclass(frozen=True, slots=True)
class Report:
    """A frame that was found. `group` says where the words reported are, `complement` how the verb takes them."""

    group: str
    frame: str
    node: Node
    cue: Node
    saying: Saying | None
    content: Node | None
    complement: str


def report(found: Node, piece: Tokens) -> Report | None:
    """The frame that a start rule found, its parts by name."""
    group = found.children[0]
    frame = group.children[0]
    nodes = tuple(_nodes(frame))
    cue = next((node for node in reversed(nodes) if node.name == "cue"), None)
    if cue is None:
        return None
    said = (piece.sayings[n] for n in range(cue.end - 1, cue.start - 1, -1) if n in piece.sayings)
    saying = next(said, None) if frame.name not in _STANCES else None
    if saying and "R" in piece.classes[cue.start : cue.end]:
        saying = saying.reflexive or _SILENT
    content = next((node for node in nodes if node.name in ("claim", "quote")), None)
    return Report(group.name, frame.name, frame, cue, saying, content, _complement(group.name, content, piece.classes))


def _nodes(frame: Node) -> Iterator[Node]:
    for node in frame.children:
        yield node
        yield from _nodes(node)


def _complement(group: str, content: Node | None, classes: str) -> str:
    if group in ("around", "echo", "earlier", "according") or content is None:
        return "incise" if group == "around" else ""
    before = classes[content.start - 1 : content.start]
    if content.name == "quote":
        return "colon" if before == ":" else "quote"
    opening = classes[content.start]
    marker = _MARKERS.get(opening if opening in "kf" else before)
    return marker or ("infinitive" if _INFINITIVE.match(classes, content.start) else "zero_that")


def fits(found: Report, piece: Tokens, clause: int) -> bool:
    """Whether the verb takes such a complement. A frame without a verb of saying asks nothing of it.

    `clause`: where the clause begins in which an incise stands.
    """
    if found.frame in _STANCES and not any(_SOMEBODY.search(piece.classes[n.start : n.end]) for n in named(found, "speaker")):
        return found.frame == "stance_loosely"
    needed = _NEEDS.get(found.frame)
    if needed and found.saying:
        return needed in found.saying.takes
    marked = found.saying is not None and "marks_only" in found.saying.takes
    if found.frame == "incise" and (marked or not _clause_beside(found, piece.classes, clause)):
        return False
    return found.saying is None or "noun" in found.saying.takes or found.complement in found.saying.takes or not found.complement


def _clause_beside(found: Report, classes: str, clause: int) -> bool:
    """Whether what stands around an incise is a clause: else the verb is the clause's own, and what looks like its speaker its object."""
    before, rest = classes[clause : found.node.start], classes[found.node.end :]
    if any(_PEOPLE.search(classes[node.start : node.end]) for node in named(found, "speaker")):
        return True
    return bool(_VERBS.search(before) or "Q" in before or "q" in before or (rest[:1] in (",", "-") and _VERBS.search(rest[:6])))


# ---------------------------------------------------------------- where the content is


def spans(
    found: Report, reports: Sequence[Report], piece: Tokens, sentence: Span, previous: Span | None, text: str, grammar: Grammar
) -> tuple[Span, ...]:
    """The words reported, in reading order, without the marks at their edges."""
    match found.group:
        case "earlier":
            return (previous,) if previous else ()
        case "echo" if (echoed := echoes(found, reports)) and echoed.content:
            parts = _claimed(echoed.content, reports, piece, grammar)
        case "around" | "echo":
            parts = _around(found, reports, piece)
        case _:
            assert found.content is not None
            parts = _claimed(found.content, reports, piece, grammar)
    return tuple(span for part in parts if (span := _trimmed(text, part, sentence)))


def echoes(found: Report, reports: Sequence[Report]) -> Report | None:
    """The report whose claim an echo stands behind."""
    before = (r for r in reversed(reports) if r.content and r.content.start < found.node.start <= r.content.end)
    return next(before, None) if found.group == "echo" else None


def _claimed(content: Node, reports: Sequence[Report], piece: Tokens, grammar: Grammar) -> list[Span]:
    """From the first word of the claim to the frame that ends it, the narrator's asides left out."""
    if content.name == "quote":
        return [edges(piece, content)]
    ends = (_claim_end(r, reports, piece.classes) for r in reports if r.node.start > content.start)
    late = (end for end in ends if end is not None)
    end = max(content.start + 1, min(next(late, content.end), content.end))
    parts, at = [], content.start
    for aside in islands.find(grammar.frames, "aside_frames", piece.classes[:end]):
        if aside.start > at:
            parts.append((at, aside.start))
            at = aside.end
    parts.append((at, end))
    return [(piece.spans[first][0], piece.spans[last - 1][1]) for first, last in parts if first < last]


def _claim_end(late: Report, reports: Sequence[Report], classes: str) -> int | None:
    """Where a frame ends the claim before it: not one in the middle, behind which the claim goes on."""
    at = late.node.start
    if late.group == "around":
        return None if _goes_on(late, classes[:at], _rest(late, reports, classes)) else at
    turn = _TURN.search(classes[max(0, at - 2) : at])
    return at - len(turn.group()) if turn else at if late.group in _LATE else None


def _rest(found: Report, reports: Sequence[Report], classes: str) -> str:
    """What stands behind a frame, up to the next one that reports anew."""
    last = next((r.node.start for r in reports if r.node.start >= found.node.end and r.group in ("continued", "echo")), len(classes))
    return classes[found.node.end : last]


def _around(found: Report, reports: Sequence[Report], piece: Tokens) -> list[Span]:
    """What stands before the frame in its clause, and what goes on behind it."""
    classes = piece.classes
    quote = found.content
    start = quote.end if quote else found.node.start
    first = _clause_start(found, reports, classes, start)
    before = [(piece.spans[first][0], piece.spans[start - 1][1])] if start > first else []
    rest = _rest(found, reports, classes)
    if _goes_on(found, classes[first:start], rest):
        before.append((piece.spans[found.node.end][0], piece.spans[found.node.end + len(rest) - 1][1]))
    return before


def _clause_start(found: Report, reports: Sequence[Report], classes: str, start: int) -> int:
    ends = [r.node.end for r in reports if r.node.end <= start and r.group == "around" and r is not found]
    stops = [at + 1 for at in (classes.rfind(";", 0, start), classes.rfind(":Q", 0, start)) if at >= 0]
    first = max([0, *ends, *stops])
    while first < start and classes[first] in ",-!":
        first += 1
    return first


def _goes_on(found: Report, before: str, rest: str) -> bool:
    """Whether the content goes on behind the frame: a quotation taken up again, or a clause that was not whole before."""
    after = rest.lstrip(",-!")
    if not after or after[0] == ";":
        return False
    if found.cue.start == found.node.start and not found.content:  # no comma before it: none behind it
        return rest[0] not in ",-"
    if before[-1:] in "Qq" and before:
        return after[0] in "Qq" or (len(after) > 1 and after[0] in "M&b" and "Q" in after[:6])
    return rest[0] in ",-" and after[0] not in "KGg" and bool(_VERBS.search(after) or not _VERBS.search(before[:-1]))


def _trimmed(text: str, span: Span, sentence: Span) -> Span | None:
    start, end = max(span[0], sentence[0]), min(span[1], sentence[1])
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return (start, end) if start < end else None


# ---------------------------------------------------------------- small readings


def edges(piece: Tokens, node: Node) -> Span:
    """A node's place in the text, without commas and conjunctions at its edges."""
    first, last = node.start, node.end
    while first < last - 1 and piece.classes[first] in ",&":
        first += 1
    while last - 1 > first and piece.classes[last - 1] == ",":
        last -= 1
    return piece.spans[first][0], piece.spans[last - 1][1]


def place(piece: Tokens, found: Report, name: str) -> Span | None:
    return next((edges(piece, node) for node in _nodes(found.node) if node.name == name), None)


def named(found: Report, name: str) -> tuple[Node, ...]:
    return tuple(node for node in _nodes(found.node) if node.name == name)


def first_words(text: str, content: Sequence[Span]) -> list[str]:
    start, end = content[0]
    return [word.lower() for word in re.findall(r"\w+", text[start : min(end, start + 60)])]


def kind(document: Document, content: Sequence[Span], found: Report | None = None) -> Kind:
    """By how much of the content stands in quotation marks."""
    total = inside = 0
    for start, end in content:
        total += _letters(document.text, start, end)
        spans = (quotation.span for quotation in quoted(document, (start, end)))
        inside += sum(_letters(document.text, max(start, first), min(end, last)) for first, last in spans)
    if not inside:
        return "indirect"
    if found and found.complement == "quote" and _FRAGMENT.match(document.text, content[0][0]):
        return "mixed"
    return "direct" if inside >= _DIRECT * total else "mixed"


def quoted(document: Document, span: Span) -> Iterator[Quotation]:
    """The outermost quotations that a span touches."""
    quotations = document.quotations
    at = max(0, bisect_right(quotations, span[0], key=lambda quotation: quotation.span[0]) - 1)
    while at and quotations[at].depth:
        at -= 1
    while at < len(quotations) and quotations[at].span[0] < span[1]:
        if not quotations[at].depth and quotations[at].span[1] > span[0]:
            yield quotations[at]
        at += 1


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0
