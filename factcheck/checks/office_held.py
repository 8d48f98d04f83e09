"""People with an office beside them in, those who did not hold it on the draft's date, or who still do, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from factcheck import facts
from factcheck.checks import around, entries, titled, whose, worded
from factcheck.checks.scene import Scene
from factcheck.checks.titled import Pair
from factcheck.facts import Standing
from factcheck.model import Confidence, Conflict, FactUse, NotChecked, Person, Severity, Spell

PLACEHOLDERS = ("person", "holder", "office", "now", "since", "until", "date")

_STANDS = frozenset({"", "current"})
"""What a word beside a title may say of it and leave the claim that the person holds it now."""


def office_held(scene: Scene, *, when: Literal["ended", "not-begun", "sitting", "other"]) -> Iterator[Conflict | NotChecked]:
    """A person and an office that do not go together on the draft's date.

    `ended`: no longer held; `not-begun`: not yet; `sitting`: called former and held; `other`: never held, and somebody else's.
    {person}: who is named; {holder}: who holds it; {office}: its right title; {now}: what the person is on that day;
    {since}, {until}: the time in office; {date}: the draft's date.
    """
    full = titled.named_in_full(scene)
    for pair in titled.pairs(scene):
        if pair.office.form == "wrong" or not _claimed(pair, when) or titled.bounded(scene, pair.office):
            continue
        if scene.date is None:
            yield NotChecked(pair.office.span, "draft-without-date")
            return
        yield from _judged(scene, pair, when, scene.date, full)


def _claimed(pair: Pair, when: str) -> bool:
    """Whether the words claim what this kind of conflict is about."""
    office = pair.office
    if when == "sitting":
        return office.status == "former"
    return office.status == "sitting" and office.modifier in _STANDS


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the facts say of one claim. `kind`: fits, open, or the conflict that it is."""

    kind: Literal["fits", "open", "unknown", "ended", "not-begun", "sitting", "other"]
    standing: Standing | None = None
    use: FactUse | None = None


def _judged(scene: Scene, pair: Pair, when: str, date: dt.date, full: frozenset[str]) -> Iterator[Conflict | NotChecked]:
    answers = [_answer(scene, person, pair, date) for person in pair.people]
    first = answers[0] if answers else _Answer("unknown")
    if any(answer.kind == "fits" for answer in answers) or len({answer.kind for answer in answers}) != 1:
        return
    if first.kind == "open" and first.use:
        yield NotChecked(pair.office.span, "office-not-confirmed", {"fact": first.use.id, "valid": first.use.valid})
    if first.kind != when or len(pair.people) > 1 or (when == "other" and not _sure(scene, pair, full)):
        return
    other_days = around.other_days(scene, pair.office.span)
    if not any(_answer(scene, pair.people[0], pair, day).kind in ("fits", "open") for day in other_days):
        yield _conflict(scene, pair, first, date)


def _sure(scene: Scene, pair: Pair, full: frozenset[str]) -> bool:
    """Whether the person is named in full, and does not have this title in another country: that is another conflict."""
    if titled.nested(scene, pair.office, pair.named):
        return False
    return pair.people[0] in full and whose.same_title_elsewhere(scene, pair.people[0], pair.office) is None


def _answer(scene: Scene, person: str, pair: Pair, on: dt.date) -> _Answer:
    standings = [facts.standing(scene.facts, person, office, on) for office in whose.candidates(scene, person, pair.office)]
    held = next((one for one in standings if one.answer == "held"), None)
    unsure = next((one for one in standings if one.answer == "unknown"), None)
    if pair.office.status == "former":
        return _former(standings, held, unsure, on)
    if held or unsure:
        return _Answer(
            "fits" if held and held.use and held.use.standing != "stale" else "open",
            held or unsure,
            (held or unsure or standings[0]).use,
        )
    decided = next((one for one in standings if one.before or one.later), None)
    if decided:
        return _Answer("ended" if decided.before else "not-begun", decided, decided.use)
    return _somebody_elses(scene, standings, on)


def _former(standings: list[Standing], held: Standing | None, unsure: Standing | None, on: dt.date) -> _Answer:
    if held and _handed_over(held.spell, on):
        return _Answer("fits", held, held.use)
    if held:
        return _Answer("sitting", held, held.use)
    if unsure:
        return _Answer("open", unsure, unsure.use)
    return _Answer("fits" if any(one.before for one in standings) else "unknown")


def _handed_over(spell: Spell | None, on: dt.date) -> bool:
    """Whether the time in office ends that day: the one who hands over is both the holder and a former one."""
    return spell is not None and spell.until is not None and spell.until.first <= on


def _somebody_elses(scene: Scene, standings: list[Standing], on: dt.date) -> _Answer:
    """A post of one holder at a time, held on that day by somebody that the facts are sure of."""
    if len(standings) != 1 or scene.facts.offices[standings[0].office].shared:
        return _Answer("unknown")
    holders = facts.holders(scene.facts, standings[0].office, on)
    if len(holders) != 1 or holders[0].answer != "held":
        return _Answer("unknown")
    return _Answer("other", holders[0], holders[0].use)


# ---------------------------------------------------------------- the conflict


def _conflict(scene: Scene, pair: Pair, answer: _Answer, date: dt.date) -> Conflict:
    person, found = scene.facts.people[pair.people[0]], answer.standing
    spell = found.spell if found else None
    past = around.narrated(scene, titled.whole(pair)) or titled.framed(scene, pair.office)
    narrated = answer.kind != "sitting" and past
    ceiling: Severity = "note" if narrated else "error"
    confidence: Confidence = "medium" if narrated or answer.kind == "other" else "high"
    return Conflict(
        titled.with_modifier(scene, pair.office) if answer.kind == "sitting" else pair.office.span,
        expected=_expected(scene, pair, person, answer.kind),
        fact=answer.use,
        confidence=confidence,
        ceiling=ceiling,
        values=_values(scene, person, found, spell, date),
    )


def _values(scene: Scene, person: Person, found: Standing | None, spell: Spell | None, date: dt.date) -> dict[str, str]:
    holder = scene.facts.people.get(found.person) if found else None
    return {
        "person": entries.name(scene, person.named),
        "holder": entries.name(scene, holder.named) if holder else "",
        "office": title(scene, found.office, holder or person) if found else "",
        "now": ", ".join(
            title(scene, one.office, person)
            for one in facts.offices_of(scene.facts, person.named.id, date)
            if one.answer == "held"
        ),
        "since": worded.date(scene.grammar, spell.start) if spell else "",
        "until": worded.date(scene.grammar, spell.until) if spell else "",
        "date": worded.day(scene.grammar, date),
    }


def title(scene: Scene, office: str, person: Person) -> str:
    """The title to print, in the person's gender."""
    forms = scene.facts.offices[office].named.name.get(scene.document.language, ())
    return forms[-1 if person.sex == "f" else 0] if forms else office


def _expected(scene: Scene, pair: Pair, person: Person, kind: str) -> str | None:
    """The title with the language's word for *former* before it where the office has ended; without it where it has not."""
    words = scene.document.text[slice(*pair.office.span)]
    if kind == "sitting":
        return next(
            (words.removeprefix(front) for front in scene.grammar.tables["glued_prefixes"] if words.startswith(front)), words
        )
    pattern = scene.grammar.tables["former_title"].get(person.sex or "m")
    if kind != "ended" or pattern is None:
        return None
    owner = next((words[: words.index(mark) + len(mark)] for mark in scene.grammar.words["title_owners"] if mark in words), "")
    return owner + pattern.format(title=words.removeprefix(owner))
