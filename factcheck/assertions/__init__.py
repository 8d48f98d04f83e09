"""Sentences in, Assertions out: the frames of the language's grammar, read by the names of their nodes. Knows no language."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from factcheck.assertions import contents, discourse, reports, sources, spotting
from factcheck.assertions.reports import Report
from factcheck.assertions.spotting import Spots
from factcheck.grammar import Grammar, listed
from factcheck.model import Assertion, Cue, Document, NotChecked, Polarity, Span
from factcheck.tokens import Fused, Tokens

_INSIDE = frozenset({"incise"})
"""Frames that may stand between the marks of a quotation."""
_OPENED = re.compile("[,!-].*[SPBYCGIs@4]")
"""What each of them needs: a mark that opens it, and a verb of saying."""
_ANSWER = re.compile(r"\W*(\w+)(?=\s?[^\w\s]|$)")
"""A word that stands alone at the head of what is said."""


def extract(document: Document, grammar: Grammar) -> tuple[tuple[Assertion, ...], tuple[NotChecked, ...]]:
    """Every act of reported speech, speakers found but not yet resolved, and the sentences that puzzle."""
    spots = spotting.spots(document, grammar)
    found: list[Assertion] = []
    puzzling: list[NotChecked] = []
    previous: Span | None = None
    latest: list[Assertion] = []
    waiting: list[Span] = []
    for sentence in document.sentences:
        quoted = spots.quotations(sentence)
        said, puzzle = _read(document, sentence, previous, spots, grammar) if quoted or spots.speaks(sentence) else ([], None)
        if puzzle == _UNSOURCED and latest and previous and discourse.taken_up(document, previous, sentence, quoted):
            said, puzzle = discourse.longer(document, latest, quoted, grammar), None
            del found[len(found) - len(latest) :]
        if latest and not said and discourse.dialogue(document, latest, sentence):
            said, puzzle = discourse.longer(document, latest, [(*sentence, "Q")], grammar), None
            del found[len(found) - len(latest) :]
        if puzzle:
            puzzling.append(NotChecked(sentence, puzzle))
        if said and waiting and discourse.opens_again(document, said[0], sentence):
            said[0] = discourse.preceded(said[0], waiting)
            del puzzling[-len(waiting) :]
        if puzzle == _UNSOURCED and discourse.left_open(document, sentence):
            waiting.append(sentence)
        else:
            waiting.clear()
        for one in said:
            found.append(discourse.spoken_by_last(one, found, document, grammar))
        previous, latest = sentence, found[len(found) - len(said) :]
    read = [*(one.cue.span for one in found), *(puzzle.span for puzzle in puzzling)]
    puzzling += [NotChecked(line, _UNSOURCED) for line in discourse.unread(document, read, grammar)]
    return _numbered(found), tuple(sorted(puzzling, key=lambda puzzle: puzzle.span))


_UNSOURCED, _WORDLESS = "quotation-without-source", "cue-not-understood"


def _read(
    document: Document, sentence: Span, previous: Span | None, spots: Spots, grammar: Grammar
) -> tuple[list[Assertion], str | None]:
    """What a sentence says, or why nothing could be made of it."""
    quoted = spots.quotations(sentence)
    pieces = spotting.read(document.text, sentence, quoted, spots, grammar)
    said = [one for piece in pieces for one in _said(document, piece, sentence, previous, grammar)]
    states = any(letter == "Q" for _, _, letter in quoted)
    if states:
        speaking = [one for one in quoted if one[2] == "Q" and spots.speaks(one[:2])]
        said = sorted((*said, *_inside(document, speaking, said, spots, grammar)), key=lambda one: one.cue.span)
    if said:
        return said, None
    return said, _UNSOURCED if states else _WORDLESS if reports.wordless(pieces, grammar) else None


def _numbered(found: Sequence[Assertion]) -> tuple[Assertion, ...]:
    """In reading order, with their ids; what an echo refers to was noted by where its cue begins."""
    ordered = sorted(found, key=lambda one: (one.span, one.cue.span))
    ids = {str(one.cue.span[0]): f"a{number}" for number, one in reversed([*enumerate(ordered, 1)])}
    return tuple(
        dataclasses.replace(one, id=f"a{number}", refers_to=tuple(ids[place] for place in one.refers_to if place in ids))
        for number, one in enumerate(ordered, 1)
    )


def _inside(
    document: Document, quoted: Sequence[Fused], said: Sequence[Assertion], spots: Spots, grammar: Grammar
) -> Iterator[Assertion]:
    """Reporting clauses that stand between the marks of a quotation that nobody else is said to speak."""
    spoken = sorted(span for one in said for span in one.content)
    starts = [start for start, _ in spoken]
    ends = list(accumulate((end for _, end in spoken), max))
    for start, end, letter in quoted:
        before = bisect_left(starts, end)
        if letter != "Q" or (before and ends[before - 1] > start):
            continue
        for piece in spotting.read(document.text, (start + 1, end), (), spots, grammar):
            if not _OPENED.search(piece.classes):
                continue
            incises = [report for report in reports.read(piece, grammar) if report.frame in _INSIDE]
            for report in incises[:1]:
                content = contents.enclosing(report, piece, (start, end), document.text)
                if content:
                    yield _assertion(document, piece, report, (), content, grammar)


def _said(document: Document, piece: Tokens, sentence: Span, previous: Span | None, grammar: Grammar) -> Iterator[Assertion]:
    found = reports.read(piece, grammar)
    for number, report in enumerate(found):
        if contents.inner(report, found[:number], piece, grammar):
            continue
        content = contents.spans(report, found, piece, sentence, previous, document.text, grammar)
        if content and not (number and contents.told(report, found[number - 1], piece, grammar)):
            one = _assertion(document, piece, report, found[:number], content, grammar)
            echoed = contents.echoes(report, found)
            if report.complement == "that":
                taken = {piece.spans[other.content.start][0] for other in found if other.content}
                yield from discourse.parted(document, one, taken)
            else:
                yield dataclasses.replace(one, refers_to=(str(piece.spans[echoed.cue.start][0]),)) if echoed else one


def _assertion(
    document: Document, piece: Tokens, report: Report, earlier: Sequence[Report], content: tuple[Span, ...], grammar: Grammar
) -> Assertion:
    speaker = sources.speaker(document.text, piece, report, earlier, grammar)
    cue = _cue(document.text, piece, report, content, grammar)
    spans = [*content, cue.span, *([speaker.span] if speaker else [])]
    return Assertion(
        id="",
        kind=contents.kind(document, content, report),
        frame=report.frame,
        span=(min(start for start, _ in spans), max(end for _, end in spans)),
        content=content,
        cue=cue,
        speaker=speaker,
        when=sources.when(piece, report),
        venue=sources.place(piece, report, "venue", grammar),
        medium=sources.place(piece, report, "medium", grammar),
        addressee=reports.place(piece, report, "addressee"),
    )


def _cue(text: str, piece: Tokens, report: Report, content: tuple[Span, ...], grammar: Grammar) -> Cue:
    span = reports.edges(piece, report.cue)
    lemma = report.saying.lemma if report.saying else " ".join(text[slice(*span)].lower().split())
    return Cue(span, lemma, _polarity(text, piece, report, content, grammar))


def _rumoured(text: str, report: Report, content: tuple[Span, ...], grammar: Grammar) -> bool:
    """Whether a source named by a preposition is said to know what may be: *il aurait démissionné, selon la presse*."""
    if report.saying or report.group not in ("according", "around"):
        return False
    told = " ".join(text[slice(*span)] for span in content).lower().split()
    return not listed(grammar, "rumour_words").isdisjoint(told)


def _explains(report: Report, piece: Tokens) -> bool:
    """Whether the claim opens with how or why, not with whether: what the verb affirms is told."""
    return report.content is not None and piece.classes[report.content.start] in "l3"


def _polarity(text: str, piece: Tokens, report: Report, content: tuple[Span, ...], grammar: Grammar) -> Polarity:
    """What the verb says, turned by a negation, by an answer that begins with *no*, or by a doubt in the claim."""
    words = text[slice(*reports.edges(piece, report.cue))].lower().split()
    base: Polarity = report.saying.polarity if report.saying else "affirms"
    said = report.node if report.frame == "impersonal_that" else report.cue
    affirmed = not set(grammar.words.get("undenied", ())).isdisjoint(words)  # il n’a pas manqué de rappeler que
    without = text[slice(*piece.spans[report.node.start])].lower() in grammar.words.get("denying_prepositions", ())
    denied = without or "Z" in piece.classes[said.start : report.cue.end]
    denied = denied and report.saying is not None and not affirmed
    if report.complement == "whether" and (denied or base == "asks" or not _explains(report, piece)):
        return "asks"
    if denied and base in ("affirms", "denies"):
        return "denies" if base == "affirms" else "hedged"
    if base != "affirms":
        return base
    answer = _ANSWER.match(text, *content[0])
    if answer and answer[1].lower() in listed(grammar, "denying_answers"):
        return "denies"
    if not listed(grammar, "denying_stances").isdisjoint(words):
        return "denies"
    thought = not listed(grammar, "thinking_words").isdisjoint(contents.first_words(text, content)[:3])
    rumoured = report.frame in listed(grammar, "hedging_frames") or _rumoured(text, report, content, grammar)
    return "hedged" if rumoured or thought or not listed(grammar, "hedging_words").isdisjoint(words) else base
