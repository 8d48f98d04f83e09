"""Tokens in, Assertions out: the frames of the language's grammar, read by the names of their nodes. Knows no language."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

import ahocorasick_rs

from factcheck import contents, islands, sources, times, tokens
from factcheck.contents import Report
from factcheck.grammar import Grammar
from factcheck.islands import Node
from factcheck.lexicon import Lexicon
from factcheck.model import Assertion, Cue, Document, NotChecked, Polarity, Span
from factcheck.tokens import Fused, Tokens

_TELLING = "SPBYCGIXLxQ"
"""Classes behind the last of which no frame can begin."""
_WORD = re.compile(r"[^\W_]")
_STATEMENT = 3
"""Words from which on a quotation reads as a statement."""
_FINITE = frozenset("vAESBW")
_INSIDE = frozenset({"incise"})
"""Frames that may stand between the marks of a quotation."""


def extract(document: Document, grammar: Grammar) -> tuple[tuple[Assertion, ...], tuple[NotChecked, ...]]:
    """Every act of reported speech, speakers found but not yet resolved, and the sentences that puzzle."""
    quotations = _quoted(document, grammar.lexicon)
    places = [start for start, _, _ in quotations]
    cues = _cues(document.text, grammar.lexicon)
    found: list[Assertion] = []
    puzzling: list[NotChecked] = []
    previous: Span | None = None
    latest: list[Assertion] = []
    for sentence in document.sentences:
        inside = quotations[bisect_left(places, sentence[0]) : bisect_left(places, sentence[1])]
        quoted = any(letter == "Q" for _, _, letter in inside)
        said: list[Assertion] = []
        if inside or bisect_left(cues, sentence[0]) < bisect_left(cues, sentence[1]):
            fused = _fused(document.text, sentence, inside, grammar)
            for piece in tokens.read(document.text, sentence, fused, grammar.lexicon):
                said += _said(document, piece, sentence, previous, grammar)
        if quoted:
            said = sorted((*said, *_inside(document, inside, said, grammar)), key=lambda one: one.cue.span)
        if quoted and not said:
            if latest and previous and _taken_up(document, previous, sentence, inside):
                said = _longer(document, latest, inside)
                del found[len(found) - len(latest) :]
            else:
                puzzling.append(NotChecked(sentence, "quotation-without-source"))
        for one in said:
            found.append(_spoken_by_last(one, found, document, grammar))
        previous, latest = sentence, found[len(found) - len(said) :]
    ordered = sorted(found, key=lambda one: (one.span, one.cue.span))
    return tuple(dataclasses.replace(one, id=f"a{n}") for n, one in enumerate(ordered, 1)), tuple(puzzling)


def _spoken_by_last(one: Assertion, found: Sequence[Assertion], document: Document, grammar: Grammar) -> Assertion:
    """*Et d’ajouter : …* has the speaker of the assertion before it in its paragraph."""
    speakerless = grammar.words.get("speakerless_frames", ())
    if one.speaker or not found or one.frame in speakerless or "\n" in document.text[found[-1].span[1] : one.span[0]]:
        return one
    speaker = found[-1].speaker
    return dataclasses.replace(one, speaker=speaker and dataclasses.replace(speaker, via="control"))


def _inside(document: Document, inside: Sequence[Fused], said: Sequence[Assertion], grammar: Grammar) -> Iterator[Assertion]:
    """Reporting clauses that stand between the marks of a quotation that nobody else is said to speak."""
    for start, end, letter in inside:
        if letter != "Q" or any(first < end and start < last for one in said for first, last in one.content):
            continue
        fused = _fused(document.text, (start + 1, end), (), grammar)
        for piece in tokens.read(document.text, (start + 1, end), fused, grammar.lexicon):
            reports = [report for report in _reports(piece, grammar) if report.group == "around" and report.frame in _INSIDE]
            for report in reports[:1]:
                content = contents.spans(report, reports, piece, (start, end), None, document.text, grammar)
                if content:
                    yield _assertion(document, piece, report, (), content, grammar)


def _taken_up(document: Document, previous: Span, sentence: Span, inside: Sequence[Fused]) -> bool:
    """Whether a sentence of quotations alone goes on with what was said before: in its paragraph, or its marks opened again."""
    at = sentence[0]
    for start, end, _ in inside:
        if _WORD.search(document.text, at, start):
            return False
        at = end
    if _WORD.search(document.text, at, sentence[1]):
        return False
    return "\n" not in document.text[previous[1] : sentence[0]] or _left_open(document, previous)


def _left_open(document: Document, sentence: Span) -> bool:
    """Whether the sentence ends with a quotation that is not closed."""
    last = contents.quoted(document, (sentence[1] - 1, sentence[1]))
    return any(quotation.span[1] == quotation.inner[1] for quotation in last)


def _longer(document: Document, said: Sequence[Assertion], inside: Sequence[Fused]) -> list[Assertion]:
    """The assertions of a sentence, with more quotations: part of the one that ends with one, else an assertion of their own."""
    last = max(said, key=lambda one: (one.span[1], -one.span[0]))
    more = tuple((start, end) for start, end, _ in inside)
    end = last.content[-1][1]
    if not any(contents.quoted(document, (end - 1, end))):
        span = (last.span[0], more[-1][1])
        own = dataclasses.replace(last, frame="quotation_after", kind="direct", content=more, span=span, confidence="medium")
        return [*said, own]
    content = (*last.content, *more)
    kind = last.kind if last.kind == "selon" else contents.kind(document, content)
    longer = dataclasses.replace(last, content=content, kind=kind, span=(last.span[0], max(last.span[1], content[-1][1])))
    return [longer if one is last else one for one in said]


def _quoted(document: Document, lexicon: Lexicon) -> list[Fused]:
    """Outermost quotations: each one token."""
    return [(*q.span, "Q" if _states(document.text, q.inner, lexicon) else "q") for q in document.quotations if q.depth == 0]


def _fused(text: str, sentence: Span, quoted: Sequence[Fused], grammar: Grammar) -> list[Fused]:
    """Quotations and time expressions: what is one token already."""
    dated = [(*found.span, "T") for found in times.find(text, *sentence, grammar)]
    return sorted([*quoted, *dated], key=lambda one: (one[0], -one[1])) if dated else list(quoted)


def _states(text: str, inner: Span, lexicon: Lexicon) -> bool:
    """Whether a quotation reads as a statement: no name or title, and more than a word or two."""
    words = text[inner[0] : min(inner[1], inner[0] + 200)].split()
    if len(words) < _STATEMENT or words[-1][-1] in ".!?…,":
        return bool(words) and words[-1][-1] in ".!?…,"
    if any(tokens.letter(found.group(), lexicon) in _FINITE for found in lexicon.word.finditer(text, inner[0], min(inner[1], inner[0] + 200))):
        return True
    return len(words) > _STATEMENT and not words[0][0].isupper()


@lru_cache(maxsize=8)
def _automaton(lexicon: Lexicon) -> ahocorasick_rs.AhoCorasick:
    forms = {form for cue in lexicon.cues for form in (cue, cue.capitalize(), cue.replace("’", "'"))}
    return ahocorasick_rs.AhoCorasick(sorted(forms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False)


def _cues(text: str, lexicon: Lexicon) -> list[int]:
    """Where a word of saying stands: sentences worth a parse."""
    found = _automaton(lexicon).find_matches_as_indexes(text)
    return [start for _, start, end in found if not text[start - 1 : start].isalpha() and not text[end : end + 1].isalpha()]


def _said(document: Document, piece: Tokens, sentence: Span, previous: Span | None, grammar: Grammar) -> Iterator[Assertion]:
    reports = _reports(piece, grammar)
    for number, report in enumerate(reports):
        content = contents.spans(report, reports, piece, sentence, previous, document.text, grammar)
        if content:
            yield _assertion(document, piece, report, reports[:number], content, grammar)


def _reports(piece: Tokens, grammar: Grammar) -> list[Report]:
    """The frames of a piece in reading order, those of the second reading where the first found nothing."""
    last = max(*map(piece.classes.rfind, _TELLING), piece.classes.find("U", 0, 1))
    if last < 0:
        return []
    found = list(_accepted(piece, grammar, "main_frames", last))
    taken = [report.cue for report in found]
    for report in _accepted(piece, grammar, "loose_frames", last):
        if all(report.cue.end <= cue.start or cue.end <= report.cue.start for cue in taken):
            found.append(report)
    return sorted(found, key=lambda report: report.cue.start)


def _accepted(piece: Tokens, grammar: Grammar, start: str, last: int) -> Iterator[Report]:
    """Frames whose verb takes such a complement."""
    clause = 0
    for node in islands.find(grammar.frames, start, piece.classes, last):
        report = contents.report(node, piece)
        if report is not None and contents.fits(report, piece, clause):
            clause = report.node.end if report.group == "around" else clause
            yield report


def _assertion(
    document: Document, piece: Tokens, report: Report, earlier: Sequence[Report], content: tuple[Span, ...], grammar: Grammar
) -> Assertion:
    speaker = sources.speaker(document.text, piece, report, earlier, grammar)
    cue = _cue(document.text, piece, report, content, grammar)
    places = {name: sources.place(piece, report, name, grammar) for name in ("venue", "medium", "addressee")}
    spans = [*content, cue.span, *([speaker.span] if speaker else [])]
    return Assertion(
        id="",
        kind="selon" if report.group == "according" else contents.kind(document, content, report),
        frame=report.frame,
        span=(min(start for start, _ in spans), max(end for _, end in spans)),
        content=content,
        cue=cue,
        speaker=speaker,
        when=sources.when(piece, report),
        **places,
    )


def _cue(text: str, piece: Tokens, report: Report, content: tuple[Span, ...], grammar: Grammar) -> Cue:
    span = contents.edges(piece, report.cue)
    lemma = report.saying.lemma if report.saying else " ".join(text[slice(*span)].lower().split())
    return Cue(span, lemma, _polarity(text, piece, report, content, grammar))


def _polarity(text: str, piece: Tokens, report: Report, content: tuple[Span, ...], grammar: Grammar) -> Polarity:
    """What the verb says, turned by a negation, by an answer that begins with *no*, or by a doubt in the claim."""
    words = text[slice(*contents.edges(piece, report.cue))].lower().split()
    opening = contents.first_words(text, content)
    base: Polarity = report.saying.polarity if report.saying else "affirms"
    if report.complement == "whether":
        return "asks"
    if base == "affirms" and "Z" in piece.classes[report.cue.start : report.cue.end]:
        return "denies"
    if base == "affirms" and opening[:1] and opening[0] in grammar.words["denying_answers"]:
        return "denies"
    if base == "affirms" and set(grammar.words.get("denying_stances", ())).intersection(words):
        return "denies"
    thought = set(grammar.words["thinking_words"]).intersection(opening[:3])
    rumoured = report.frame in grammar.words.get("hedging_frames", ())
    hedged = rumoured or thought or set(grammar.words["hedging_words"]).intersection(words)
    return "hedged" if hedged and base == "affirms" else base
