"""Conditions over parsed reported speech in, the assertions that meet them all out: a rule without Python."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from factcheck import dates
from factcheck.checks.scene import Scene
from factcheck.checks.where import COUNTED, Condition, Held, Where
from factcheck.facts import Standing, standing
from factcheck.model import Apposition, Assertion, Conflict, FactUse, NotChecked, Span

PLACEHOLDERS = ("speaker", "cue", "lemma")

_WORDS = re.compile(r"\w+")
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})


def assertion(
    scene: Scene, *, where: Where, mark: Literal["cue", "speaker", "content", "whole"] = "cue", suggest: str = ""
) -> Iterator[Conflict | NotChecked]:
    """Reported speech that meets every condition of `where`; `mark` says which of its words are flagged.

    {speaker}: the speaker's name, or the words that stand for it; {cue}: the words of saying, {lemma}: their dictionary form.
    `suggest` is what to write instead.
    """
    for number in _meeting(scene, where):
        one = scene.assertions[number]
        yield from _held(scene, one, where.held, _conflict(scene, one, _span(one, mark), suggest))


def _span(one: Assertion, mark: str) -> Span:
    """The words to flag; the cue where the draft has none of the sort asked for."""
    if mark == "whole":
        return one.span
    if mark == "content" and one.content:
        return one.content[0][0], one.content[-1][1]
    if mark == "speaker" and one.speaker:
        return one.speaker.span
    return one.cue.span


def _conflict(scene: Scene, one: Assertion, span: Span, suggest: str) -> Conflict:
    text = scene.document.text
    speaker = (one.speaker.name or text[slice(*one.speaker.span)]) if one.speaker else ""
    values = {"speaker": speaker, "cue": text[slice(*one.cue.span)], "lemma": one.cue.lemma}
    return Conflict(span, expected=suggest or None, confidence=one.confidence, assertion=one.id, values=values)


# ---------------------------------------------------------------- fields


def _words(text: str, *spans: Span | None) -> tuple[str, ...]:
    return tuple(text[slice(*span)] for span in spans if span)


def _titles(one: Assertion) -> tuple[Apposition, ...]:
    return one.speaker.appositions if one.speaker else ()


def _day(one: Assertion) -> tuple[str, ...]:
    when = one.when
    return (dates.text(when.first, when.last),) if when and when.first and when.last else ()


def _known(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)


FIELDS: Mapping[str, Callable[[str, Assertion], tuple[str, ...]]] = {
    "addressee": lambda text, one: _words(text, one.addressee),
    "confidence": lambda _, one: (one.confidence,),
    "content": lambda text, one: _known(" ".join(_words(text, *one.content))),
    "cue": lambda text, one: _words(text, one.cue.span),
    "cue.lemma": lambda _, one: (one.cue.lemma,),
    "cue.polarity": lambda _, one: (one.cue.polarity,),
    "frame": lambda _, one: (one.frame,),
    "kind": lambda _, one: (one.kind,),
    "medium": lambda text, one: _words(text, one.medium),
    "refers_to": lambda _, one: one.refers_to,
    "speaker": lambda text, one: _words(text, one.speaker.span if one.speaker else None),
    "speaker.appositions": lambda text, one: _words(text, *(title.span for title in _titles(one))),
    "speaker.appositions.office": lambda _, one: _known(*(title.office for title in _titles(one))),
    "speaker.appositions.status": lambda _, one: tuple(title.status for title in _titles(one)),
    "speaker.entity": lambda _, one: _known(one.speaker.entity if one.speaker else None),
    "speaker.name": lambda _, one: _known(one.speaker.name if one.speaker else None),
    "speaker.via": lambda _, one: _known(one.speaker.via if one.speaker else None),
    "text": lambda text, one: _words(text, one.span),
    "venue": lambda text, one: _words(text, one.venue),
    "when": lambda text, one: _words(text, one.when.span if one.when else None),
    "when.resolves_to": lambda _, one: _day(one),
}
"""What each field of `where` holds in an assertion of a text; nothing where it is absent."""


# ---------------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class _Column:
    """A field in all the assertions of a draft, in their order: its values, the same in plain letters, and its size.

    `holding`: a plain value to the assertions that have it.
    """

    values: Sequence[tuple[str, ...]]
    plain: Sequence[tuple[str, ...]]
    sizes: Sequence[int]
    holding: Mapping[str, frozenset[int]]


@lru_cache(maxsize=32)
def _column(scene: Scene, field: str) -> _Column:
    """Worked out once a draft, since a desk may have a thousand rules that ask for the same field."""
    text, of = scene.document.text, FIELDS[field]
    values = [of(text, one) for one in scene.assertions]
    plain = [tuple(map(_plain, some)) for some in values]
    sizes = [len(some) if field in COUNTED else sum(len(_WORDS.findall(value)) for value in some) for some in values]
    holding: dict[str, set[int]] = {}
    for number, some in enumerate(plain):
        for value in some:
            holding.setdefault(value, set()).add(number)
    return _Column(values, plain, sizes, {value: frozenset(numbers) for value, numbers in holding.items()})


def _meeting(scene: Scene, where: Where) -> Sequence[int]:
    """The assertions that meet every test; a test for whole words comes first, since it looks at none of the others."""
    left: Sequence[int] = range(len(scene.assertions))
    for field, test in sorted(where.tests, key=lambda one: not one[1].words):
        if not left:
            break
        column = _column(scene, field)
        if test.words:
            having = set[int]().union(*(column.holding.get(_asked(word), ()) for word in test.words))
            left = [number for number in left if number in having]
        left = [number for number in left if _holds(test, column, number)]
    return left


def _plain(words: str) -> str:
    """One case, one kind of blank, of apostrophe and of hyphen."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().translate(_SAME).split())


_asked = lru_cache(maxsize=1 << 14)(_plain)
"""The words of rules come again with every draft."""


def _holds(test: Condition, column: _Column, number: int) -> bool:
    values, plain, size = column.values[number], column.plain[number], column.sizes[number]
    return (
        (test.present is None or test.present == bool(values))
        and (not test.words or any(_asked(word) in plain for word in test.words))
        and (not test.contains or any(_contains(value, _asked(words)) for value in plain for words in test.contains))
        and (test.at_least is None or size >= test.at_least)
        and (test.at_most is None or size <= test.at_most)
        and (test.without is None or not _holds(test.without, column, number))
    )


def _contains(value: str, words: str) -> bool:
    """Whether the words stand in the value with nothing of a longer word on either side."""
    return words in value and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", value) is not None


# ---------------------------------------------------------------- the facts


def _held(scene: Scene, one: Assertion, asked: Sequence[Held], conflict: Conflict) -> Iterator[Conflict | NotChecked]:
    """The conflict, if the facts agree; why it could not be told, if they don't know."""
    fact: FactUse | None = None
    for held in asked:
        answers = _standings(scene, one, held)
        if isinstance(answers, NotChecked):
            yield answers
            return
        found = next((answer for answer in answers if answer.answer == "held"), None)
        if (found is not None) == held.negated:
            return
        fact = found.use if found else next((answer.use for answer in answers if answer.use), fact)
    yield replace(conflict, fact=fact)


def _standings(scene: Scene, one: Assertion, held: Held) -> tuple[Standing, ...] | NotChecked:
    """How the speaker stood to each office on the day; NotChecked where it decides nothing."""
    place = one.speaker.span if one.speaker else one.cue.span
    person = one.speaker.entity if one.speaker else None
    if person is None:
        return NotChecked(place, "speaker-not-in-facts")
    missing = [office for office in held.offices if office not in scene.facts.offices]
    if missing:
        return NotChecked(place, "office-not-in-facts", {"office": missing[0]})
    days = _days(scene, one, held.at)
    if days is None:
        return NotChecked(place, "draft-without-date")
    answers = tuple(standing(scene.facts, person, office, day) for office in held.offices for day in days)
    decided = any(answer.answer == "held" for answer in answers)
    if not decided and any(answer.answer == "unknown" for answer in answers):
        return NotChecked(place, "office-on-day-unknown", {"office": held.offices[0]})
    return answers


def _days(scene: Scene, one: Assertion, at: str) -> tuple[dt.date, ...] | None:
    """The day asked for, the day of saying (its first and last), or the draft's own."""
    fixed = dates.day(at)
    if fixed:
        return (fixed,)
    if at == "said" and one.when and one.when.dates == "saying" and one.when.first and one.when.last:
        return (one.when.first, one.when.last)
    return (scene.date,) if scene.date else None
