"""A draft in, a Document out: paragraphs, sentences, quotations; a stray stop or mark never loses a word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from factcheck.document import quotations
from factcheck.grammar import Grammar
from factcheck.model import Document, Draft, Language, Quotation, Span

_LINE = re.compile(r"\S(?:[^\n\r\v\f\x85\u2028\u2029]*\S)?")
_STOP = re.compile(r"[.!?…][.!?…\s)\]]*+")
_WORD_BEFORE = re.compile(r"[\w’'-]+$")
_LETTER = re.compile(r"[^\W_]")
_OPENING = '«“„"‘([–—-'
_UNCAPITALISED = "àâéèêîôû"
"""Letters that many keyboards have no capital of: they may begin a sentence behind a stop, where no abbreviation is."""
_SHORT = 3
"""Letters of the longest word before a stop that may be an abbreviation nobody listed."""
_REACH = 24
"""Characters of the longest abbreviation, and of the marks that may stand before a sentence's first letter."""


def split(draft: Draft, language: Language, grammar: Grammar) -> Document:
    """The draft cut up; spans count code points of `draft.text`."""
    text = draft.text
    paragraphs = tuple(line.span() for line in _LINE.finditer(text))
    found, faults = quotations.find(text, paragraphs, grammar)
    outer = [quotation for quotation in found if quotation.depth == 0]
    starts = [quotation.span[0] for quotation in outer]
    abbreviations = frozenset(grammar.words.get("abbreviations", ()))
    cut = ((p, _spoken(text, _within(outer, starts, p), grammar)) for p in paragraphs)
    sentences = tuple(s for p, quoted in cut for s in _sentences(text, p, quoted, abbreviations))
    return Document(draft, language, paragraphs, sentences, found, faults)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _within(outer: Sequence[Quotation], starts: Sequence[int], paragraph: Span) -> list[Span]:
    first, last = bisect_right(starts, paragraph[0] - 1), bisect_right(starts, paragraph[1] - 1)
    return [quotation.span for quotation in outer[first:last]]


_SPEAKER_FIRST = re.compile(
    r"[?!…—-][”\"'’]+\s(?:[A-Z][\w.’'-]*\s){0,4}[A-Z][\w.’'-]*"
    r"(?:,\s[^;:\n“”\"]{1,80},)?\s(\w+)(?:(?=[.,;:\n])|$|\s(\w+))"
)
"""A quotation that ends with another mark than a comma, a name and what is set beside it, a word, and the word behind that."""
_NO_CLAUSE = frozenset("ptbeymu")
"""Classes that follow a verb of saying whose words stand before it."""


def _spoken(text: str, quoted: list[Span], grammar: Grammar) -> list[Span]:
    """The quotations, with the clause of saying that a name opens behind the marks: *“Who knew?” Ann Roe said on Monday.*"""
    if grammar.tables.get("incise", {}).get("speaker") != "first":
        return quoted
    return [(start, _behind_speaker(text, end, grammar)) for start, end in quoted]


def _behind_speaker(text: str, end: int, grammar: Grammar) -> int:
    found = _SPEAKER_FIRST.search(text, max(0, end - 3), end + 160)
    if found is None or found.start() >= end:
        return end
    lexicon, following = grammar.lexicon, found[2]
    saying = lexicon.sayings.get(found[1])
    if saying is None or "incise" not in saying.takes:
        return end
    tells = lexicon.letters.get(found[1]) == "Y"
    clause = following and following not in grammar.words["weekdays"] and lexicon.letters.get(following) not in _NO_CLAUSE
    return end if clause and not tells else found.end(1)


def _sentences(text: str, paragraph: Span, quoted: Sequence[Span], abbreviations: frozenset[str]) -> Iterator[Span]:
    """Cut at stops outside quotations, and behind a quotation that ends with a stop before a capital."""
    start = paragraph[0]
    for at in _ends(text, paragraph, quoted, abbreviations):
        if at > start:
            yield _trimmed(text, (start, at))
            start = at
    if text[start : paragraph[1]].strip():
        yield _trimmed(text, (start, paragraph[1]))


_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ’' -]{1,40}(?:[,/ ](?:[^.\n–—(]|\.(?=\s?[(\d])){0,40})?"
    r"(?:\([^)\n]{2,20}\))?\s?(?:--?|–|—)\s"
    r"|[A-ZÀ-Þ][\w’' -]{1,40},\s\d{1,2}\s[^\W\d_][^.,;:\n–—(]{2,24}(?:\([^)\n]{2,20}\))?\.\s?(?:--?|–|—)\s"
)
"""The place, the day and the agency at the head of a wire story."""


def _ends(text: str, paragraph: Span, quoted: Sequence[Span], abbreviations: frozenset[str]) -> Iterator[int]:
    at = paragraph[0]
    if dateline := _DATELINE.match(text, *paragraph):
        at = dateline.end()
        yield at
    for start, end in (*quoted, (paragraph[1], paragraph[1])):
        for stop in _STOP.finditer(text, at, start):
            if _is_end(text, stop.start(), stop.end(), paragraph, abbreviations):
                yield _behind(text, stop)
        if start < end and _closes_sentence(text, end, paragraph):
            yield end
        at = end


def _behind(text: str, stop: re.Match[str]) -> int:
    end = stop.end()
    while end > stop.start() + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _is_end(text: str, at: int, after: int, paragraph: Span, abbreviations: frozenset[str]) -> bool:
    """Whether the stop at `at` ends a sentence: what follows begins with a capital, what precedes is no abbreviation."""
    if after >= paragraph[1]:
        return True
    if not text[after - 1].isspace() and text[after] not in _OPENING:
        return False
    word = _WORD_BEFORE.search(text, max(paragraph[0], at - _REACH), at)
    if not _begins(text, after, paragraph[1]):
        return text[at : after - 1] == "." and text[after] in _UNCAPITALISED and word is not None and len(word.group()) > _SHORT
    return text[at] != "." or word is None or not _abbreviated(word.group(), abbreviations)


def _abbreviated(word: str, abbreviations: frozenset[str]) -> bool:
    """An initial (`J.`, `J.-M.`) or a listed abbreviation."""
    last = word.rsplit("-", 1)[-1].rsplit("’", 1)[-1]
    return (len(last) == 1 and last.isupper()) or last.lower() in abbreviations


def _begins(text: str, at: int, end: int) -> bool:
    """Whether the first letter from `at` on may begin a sentence: a capital, or a digit; not a small letter."""
    if at < end and text[at].isalnum():
        return not text[at].islower()
    letter = _LETTER.search(text, at, min(end, at + _REACH))
    return letter is not None and not letter.group().islower()


def _closes_sentence(text: str, end: int, paragraph: Span) -> bool:
    """A quotation that ends with a stop, before a capital that no comma or verb ties to it."""
    inside = text[max(paragraph[0], end - 4) : end].rstrip("»”\"’' \u00a0\u202f")
    if not inside.endswith((".", "!", "?", "…")) or end >= paragraph[1] or not text[end].isspace():
        return False
    return _begins(text, end, paragraph[1]) and text[end : end + 3].lstrip()[:1] not in ("–", "—", "-", ",", ":")
