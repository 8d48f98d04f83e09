"""An assertion and those before it in, what the one takes from the others out: a speaker, more of a quotation."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import groupby

from factcheck.assertions import contents
from factcheck.grammar import Grammar
from factcheck.model import Assertion, Document, Span
from factcheck.tokens import Fused

_DASHES = "—–―"
_STOPS = ".!?…"
_LABEL = re.compile(r"([^\W\d_][^:.!?«»\"\n]{0,40}?)[ \u00a0\u202f]?:\s(?![«“\"])")
"""Who speaks, at the head of an answer that no marks enclose."""
_PLAIN = re.compile(r"\w+|[?!]")
_WORD = re.compile(r"[^\W_]")


def spoken_by_last(one: Assertion, found: Sequence[Assertion], document: Document, grammar: Grammar) -> Assertion:
    """*Et d’ajouter : …* has the speaker of the assertion before it in its paragraph."""
    speakerless = grammar.words.get("speakerless_frames", ())
    if one.speaker or not found or one.frame in speakerless or "\n" in document.text[found[-1].span[1] : one.span[0]]:
        return one
    speaker = found[-1].speaker
    return dataclasses.replace(one, speaker=speaker and dataclasses.replace(speaker, via="control"))


def taken_up(document: Document, previous: Span, sentence: Span, inside: Sequence[Fused]) -> bool:
    """Whether a sentence of quotations alone goes on with what was said before: in its paragraph, or its marks opened again."""
    at = sentence[0]
    for start, end, _ in inside:
        if _WORD.search(document.text, at, start):
            return False
        at = end
    if _WORD.search(document.text, at, sentence[1]):
        return False
    return "\n" not in document.text[previous[1] : sentence[0]] or left_open(document, previous)


def left_open(document: Document, sentence: Span) -> bool:
    """Whether the sentence ends with a quotation that is not closed."""
    last = contents.quoted(document, (sentence[1] - 1, sentence[1]))
    return any(quotation.span[1] == quotation.inner[1] for quotation in last)


def opens_again(document: Document, first: Assertion, sentence: Span) -> bool:
    """Whether what is reported first in a sentence is the quotation that it opens with."""
    start = first.content[0][0]
    return start == sentence[0] and any(quotation.span[0] == start for quotation in contents.quoted(document, (start, start + 1)))


def preceded(one: Assertion, paragraphs: Sequence[Span]) -> Assertion:
    """With the paragraphs before it that its speaker opened and did not close."""
    return dataclasses.replace(one, content=(*paragraphs, *one.content), span=(paragraphs[0][0], one.span[1]))


def dialogue(document: Document, said: Sequence[Assertion], sentence: Span) -> bool:
    """Whether a sentence goes on in a line of dialogue, behind the words of the one who speaks there."""
    at = bisect_right(document.paragraphs, sentence[0], key=lambda paragraph: paragraph[0]) - 1
    start = document.paragraphs[at][0]
    return document.text[start] in _DASHES and all(one.kind == "direct" and start <= one.span[0] for one in said)


def unread(document: Document, read: Sequence[Span], grammar: Grammar) -> Iterator[Span]:
    """Lines of a dialogue or an interview in which nothing was read: somebody speaks, and nothing says who."""
    starts = sorted(start for start, _ in read)
    for start, end in (*_lines_of_dialogue(document, grammar), *_answers(document)):
        if bisect_left(starts, start) == bisect_left(starts, end) and document.text[end - 1] in _STOPS:
            yield start, end


def _lines_of_dialogue(document: Document, grammar: Grammar) -> Iterator[Span]:
    """Lines that open with a dash, one below the other; a list of things asks nothing and has nobody who says I."""
    text, spoken = document.text, frozenset(grammar.words.get("first_person", ()))
    for dashed, lines in groupby(document.paragraphs, key=lambda line: text[line[0]] in _DASHES):
        run = list(lines) if dashed else []
        words = (word for line in run for word in _PLAIN.findall(text[slice(*line)].lower()))
        if len(run) > 1 and any(word in "?!" or word in spoken for word in words):
            yield from run


def _answers(document: Document) -> Iterator[Span]:
    """Paragraphs that open with who speaks and a colon, when they do so again and again."""
    labels = [(found[1], line) for line in document.paragraphs if (found := _LABEL.match(document.text, *line))]
    often = Counter(label for label, _ in labels)
    yield from (line for label, line in labels if often[label] > 1)


def parted(document: Document, one: Assertion, taken: Container[int]) -> Iterator[Assertion]:
    """*Dijo que está harta: «No puedo más».* The claim, and as one of its own the quotation behind the colon that ends it.

    `taken`: where words begin that a report of their own has.
    """
    start, end = one.content[-1]
    last = [quotation.span for quotation in contents.quoted(document, (start, end))][-1:]
    opening = last[0][0] if last and last[0][1] >= end else start
    claim = document.text[start:opening].rstrip()
    if not claim.endswith(":"):
        yield one
        return
    content = (*one.content[:-1], (start, start + len(claim[:-1].rstrip())))
    yield dataclasses.replace(one, content=content, kind=contents.kind(document, content))
    if opening not in taken:
        yield dataclasses.replace(one, frame="quotation_after", kind="direct", content=((opening, end),), confidence="medium")


def longer(document: Document, said: Sequence[Assertion], inside: Sequence[Fused], grammar: Grammar) -> list[Assertion]:
    """The assertions of a sentence, with more quotations: part of the one that ends with one, else an assertion of their own."""
    relative = grammar.words.get("relative_frames", ())
    last = max([one for one in said if one.frame not in relative] or said, key=lambda one: (one.span[1], -one.span[0]))
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
