"""A text and its paragraphs in, its quotations out, and the marks that have no partner with the repair the text asks for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import groupby

from factcheck.grammar import Grammar
from factcheck.model import MarkFault, Quotation, Span

_MARK = re.compile(r"[«»“”„\"‹›‘’'](?:(?<![‘’'])|(?<=[‘'])(?<!\w[‘'])(?=\w)|(?<=[\w.,!?…][’'])(?!\w))")
"""All characters first: a search for one set of them is several times faster than for one of three expressions."""
_CLOSER = {"«": "»", "“": "”", "„": "“”", "‘": "’", "'": "'’", '"': '"', "‹": "›", "”": "”", "»": "»"}
_CLOSING = frozenset("»”’'›\"“")
_SINGLE = frozenset("‘’'")
"""Marks that are apostrophes too: without a partner they are no fault."""
_BLANK = " \t\u00a0\u202f"
_DEEPEST = 3
"""Quotations inside quotations; an opening mark deeper than this is stray."""
_TWO_APOSTROPHES = re.compile(r"(?<!')''(?!')|(?<!`)``(?!`)")
"""A double mark as some wires set it."""
_SENTENCE_END = re.compile(r"[.!?…][ \u00a0\u202f]+(?=(?:[«“\"][ \u00a0\u202f]?)?[^\W\d_a-zà-ÿ])")
_INCISE = re.compile(r"[,!?…] ?((?:[\w’']+[ -]){0,3}[\w’'-]+)")
"""A mark and the words behind it, among which a verb of saying may be."""


def find(text: str, paragraphs: Sequence[Span], grammar: Grammar) -> tuple[tuple[Quotation, ...], tuple[MarkFault, ...]]:
    """Quotations in reading order; at most one fault a paragraph."""
    quotations: list[Quotation] = []
    faults: list[MarkFault] = []
    plain = _TWO_APOSTROPHES.sub(_as_one_mark, text) if "''" in text or "``" in text else text
    starts = [start for start, _ in paragraphs]
    marks = (found.start() for found in _MARK.finditer(plain))
    for number, some in groupby(marks, lambda at: bisect_right(starts, at) - 1):
        following = starts[number + 1] if number + 1 < len(starts) else len(text)
        reopened = plain[following : following + 2].lstrip()[:1] in ("«", "“", "»", '"')
        spans, fault = _balanced(plain, paragraphs[number], list(some), reopened, grammar)
        quotations += _nested(plain, spans)
        faults += fault[:1]
    return tuple(quotations if plain == text else map(partial(_widened, text), quotations)), tuple(faults)


def _as_one_mark(found: re.Match[str]) -> str:
    """A double mark and a blank outside it, as long as what stands there."""
    before = found.string[found.start() - 1 : found.start()]
    return '" ' if before.strip(" \t\n\u00a0([—–-") else ' "'


def _widened(text: str, quotation: Quotation) -> Quotation:
    """With both apostrophes of its marks."""
    start, end = quotation.span
    start -= text[start - 1 : start + 1] in ("''", "``")
    end += text[end - 1 : end + 1] == "''"
    return Quotation((start, end), quotation.inner, quotation.depth)


def _spoken(grammar: Grammar) -> re.Pattern[str]:
    return _first_person(grammar.words.get("first_person", ()))


@cache
def _first_person(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE) if words else re.compile("(?!)")


def _nested(text: str, spans: Iterable[Span]) -> Iterator[Quotation]:
    """Quotations with their depth, outermost first."""
    around: list[int] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        while around and around[-1] <= start:
            around.pop()
        yield Quotation((start, end), _inner(text, start, end), len(around))
        around.append(end)


def _inner(text: str, start: int, end: int) -> Span:
    first = start + 1 if text[start] in _CLOSER else start
    last = end - 1 if text[end - 1] in _CLOSING and end - 1 > start else end
    while first < last and text[first] in _BLANK:
        first += 1
    while last > first and text[last - 1] in _BLANK:
        last -= 1
    return first, last


def _balanced(
    text: str, paragraph: Span, marks: Sequence[int], reopened: bool, grammar: Grammar
) -> tuple[list[Span], list[MarkFault]]:
    """The quotations of a paragraph and its faults. `reopened`: the next paragraph takes an open quotation up again."""
    even = sum(text[at] == '"' for at in marks) % 2 == 0
    spans: list[Span] = []
    faults: list[MarkFault] = []
    opened: list[int] = []
    for number, at in enumerate(marks):
        if text[at] == "»" and at == paragraph[0]:
            opened.append(at)
        elif _opens(text, at, opened, even):
            repair = _stray(text, marks, number, opened, grammar)
            if repair is None:
                opened.append(at)
            else:
                faults.append(repair)
                if repair.repair == "close":
                    spans.append((opened.pop(), at + 1))
        elif (start := _partner(text, at, opened)) is not None:
            spans.append((start, at + 1))
        elif text[at] not in _SINGLE and not (faults or at == paragraph[0] or _continues(text, at)):
            begin = _sentence_start(text, paragraph, at)
            faults.append(MarkFault((at, at + 1), "open", begin, "mark-opening-missing"))
            if not spans or spans[-1][1] <= begin:
                spans.append((begin, at + 1))
    rest, late = _unclosed(text, paragraph, [at for at in opened if text[at] not in _SINGLE], spans, reopened, grammar)
    return rest, faults + late


def _continues(text: str, at: int) -> bool:
    """A guillemet that repeats itself at the head of a line."""
    return text[at - 1 : at] in ("\n", "")


def _opens(text: str, at: int, opened: Sequence[int], even: bool) -> bool:
    mark, top = text[at], text[opened[-1]] if opened else ""
    if mark == '"':
        inside = any(text[start] == '"' for start in opened[-_DEEPEST:])
        return not inside if even else _looks_opening(text, at) and not (inside and _looks_closing(text, at))
    if mark == "'":
        return _looks_opening(text, at)
    if mark == "“" and top == "„":
        return False
    if mark == "”":
        return not any(text[start] in "“„”" for start in opened) and _looks_opening(text, at) and not _looks_closing(text, at)
    return mark in _CLOSER and mark != "»"


def _looks_opening(text: str, at: int) -> bool:
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return not (before.isalnum() or before in tuple(".,!?…»")) and behind.strip(_BLANK + ",.;:!?)") != ""


def _looks_closing(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and (at + 1 == len(text) or not text[at + 1].isalnum())


def _partner(text: str, at: int, opened: list[int]) -> int | None:
    """The opening mark that `at` closes, taken off `opened` with the single marks above it."""
    for depth in range(len(opened) - 1, max(-1, len(opened) - 1 - _DEEPEST), -1):
        if text[at] in _CLOSER[text[opened[depth]]]:
            start = opened[depth]
            del opened[depth:]
            return start
    return None


def _stray(text: str, marks: Sequence[int], number: int, opened: Sequence[int], grammar: Grammar) -> MarkFault | None:
    """An opening mark inside an open quotation, glued to the word before it: it ends the quotation, or must go."""
    at = marks[number]
    same = [start for start in opened[-_DEEPEST:] if text[start] == text[at]]
    if not same or text[at] == '"':
        return None
    following = marks[number + 1] if number + 1 < len(marks) else None
    if not text[at - 1].isalnum() or text[at + 1 : at + 2].isalnum():
        deep = len(same) >= _DEEPEST
        return MarkFault((at, at + 1), "delete", at, "mark-too-deep") if deep else None
    if following is not None and text[following] in _CLOSER[text[at]]:
        spoken = _spoken(grammar).search(text, at, following)
        return MarkFault((at, at + 1), "delete", at, "mark-first-person" if spoken else "mark-runs-on")
    return MarkFault((at, at + 1), "close", at, "mark-wrong-way")


def _unclosed(
    text: str, paragraph: Span, opened: Sequence[int], spans: list[Span], reopened: bool, grammar: Grammar
) -> tuple[list[Span], list[MarkFault]]:
    """What to make of the marks left open at the paragraph's end."""
    if not opened:
        return spans, []
    first = opened[0]
    inner = next((span for span in spans if span[0] > first and text[span[0]] == text[first]), None)
    if reopened and len(opened) == 1 and not _over(text, first, inner, paragraph, grammar):
        return [*spans, (first, paragraph[1])], []
    if inner is not None and not _parted(text, first, inner[0], grammar):
        reason = "mark-first-person" if _spoken(grammar).search(text, *inner) else "mark-runs-on"
        whole = [*(span for span in spans if span != inner), (first, inner[1])]
        return whole, [MarkFault((inner[0], inner[0] + 1), "delete", inner[0], reason)]
    limit = inner[0] if inner else paragraph[1]
    end = _SENTENCE_END.search(text, first, limit)
    at = _incise(text, first, end.start() if end else limit, grammar) or (end.start() + 1 if end else limit)
    return [*spans, (first, at)], [MarkFault((first, first + 1), "close", at, "mark-closing-missing")]


def _over(text: str, first: int, inner: Span | None, paragraph: Span, grammar: Grammar) -> bool:
    """Whether the quotation ends within the paragraph, though the next one opens with a mark: a clause of saying tells."""
    said = _incise(text, first, inner[0] if inner else paragraph[1], grammar) is not None
    return said and (inner is not None or grammar.tables["incise"]["within"] != "plain")


def _parted(text: str, first: int, inner: int, grammar: Grammar) -> bool:
    """Whether a sentence or the words said end before the next mark: then each mark opens a quotation of its own."""
    return _SENTENCE_END.search(text, first, inner + 3) is not None or _incise(text, first, inner, grammar) is not None


def _incise(text: str, first: int, end: int, grammar: Grammar) -> int | None:
    """Where the words that were said end because a clause of saying begins: `le savent, a-t-il dit`."""
    for found in _INCISE.finditer(text, first, end):
        words = re.split("[ -]", found[1].lower())
        if any((said := grammar.lexicon.sayings.get(word)) and "incise" in said.takes for word in words):
            return found.start() + (found.group()[0] != ",")
    return None


def _sentence_start(text: str, paragraph: Span, at: int) -> int:
    starts = [found.end() for found in _SENTENCE_END.finditer(text, max(paragraph[0], at - 1000), at)]
    return starts[-1] if starts else max(paragraph[0], at - 1000)
