"""What a draft says of a treaty's state in, claims that do not fit the treaty's life on that date out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from factcheck import facts, times
from factcheck.checks import around, entries, worded
from factcheck.checks.scene import Scene
from factcheck.facts import State
from factcheck.model import Conflict, LifeEvent, Mention, NotChecked, Span, Treaty

PLACEHOLDERS = ("treaty", "event", "since", "party", "year")

_REACH = 90
"""Characters between a treaty and what is said of it."""
_LINES = {"signed": ("signed", "opened for signature"), "entered": ("in force",)}
"""What a claim with a year is held against: lines of the treaty's life."""
_OPENING = 40
"""Characters of a sentence in which a claim before the treaty stands."""
_YEARS = re.compile(r"[^\d.;]{0,9}\d{4}\D{1,5}\d{4}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


def treaty_state(
    scene: Scene, *, claim: Literal["in-force", "ended", "suspended", "signed", "entered", "context"]
) -> Iterator[Conflict | NotChecked]:
    """A treaty said to be in force, over or suspended when it is not, signed or entered into force in another year.

    `context`: said to be in force, rightly, while a party has suspended its part: worth a word. {treaty}: its name; {event}:
    the last that happened to it; {since}: when; {party}: who did it alone; {year}: the right year.
    """
    for mention, found, said in _claims(scene, claim):
        if claim in _LINES:
            yield from _dated(scene, mention, found, claim)
        elif scene.date is None:
            yield NotChecked(found, "draft-without-date")
            return
        else:
            treaty = scene.facts.treaties[mention.ids[0]]
            conflict = _conflict(scene, treaty, found, said, claim, scene.date)
            others = around.other_days(scene, found) if conflict else ()
            if conflict and all(_conflict(scene, treaty, found, said, claim, day) for day in others):
                yield conflict


def _claims(scene: Scene, claim: str) -> Iterator[tuple[Mention, Span, str]]:
    """Treaties with a claim behind them in the same clause: the claim's place, and what it says."""
    wanted = "in-force" if claim == "context" else claim
    pattern = _pattern(tuple(form for form, said in scene.grammar.tables["treaty_claims"].items() if said == wanted))
    treaties = [mention for mention in scene.mentions if mention.kind == "treaty" and mention.ids[0] in scene.facts.treaties]
    for index, mention in enumerate(treaties):
        following = treaties[index + 1].span[0] if index + 1 < len(treaties) else len(scene.document.text)
        end = min(around.sentence(scene, mention.span[0])[1], mention.span[1] + _REACH, following)
        behind = pattern.search(scene.document.text, mention.span[1], max(end, mention.span[1]))
        found = _fronted(scene, mention, pattern) or behind
        if found is None or _bound(scene, found.end()):
            continue
        if found is behind and _turned(scene, (mention.span[1], found.start())):
            continue
        if claim not in _LINES and (_supposed(scene, mention) or (wanted == "in-force" and _told_over(scene, mention))):
            continue
        if wanted != "suspended" or not _by_its_party(scene, mention, found.end()):
            yield mention, found.span(), wanted


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest = (re.escape(form).replace("’", "[’']") for form in sorted(forms, key=len, reverse=True))
    return re.compile(r"(?<!\w)(?:" + "|".join(longest) + r")(?!\w)", re.IGNORECASE)


def _fronted(scene: Scene, mention: Mention, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The claim that opens the sentence before the treaty: `Still in force, the treaty …`."""
    start, text = around.sentence(scene, mention.span[0])[0], scene.document.text
    found = pattern.search(text, start, min(mention.span[0], start + _OPENING))
    if found is None or _turned(scene, (start, found.start())):
        return None
    _, comma, last = text[found.end() : mention.span[0]].rpartition(",")
    articles = all(word in scene.grammar.words["definite"] for word in _WORD.findall(last.lower()))
    return found if comma and articles else None


def _turned(scene: Scene, span: Span) -> bool:
    """Whether a word between the treaty and the claim puts it in another time, denies it, or makes it a wish."""
    words = {word.group().lower() for word in _WORD.finditer(scene.document.text, *span)}
    return not words.isdisjoint(scene.grammar.words["claim_turns"]) or not words.isdisjoint(scene.grammar.words["past_narration"])


def _supposed(scene: Scene, mention: Mention) -> bool:
    """Whether the sentence asks, or words before the treaty make the claim a condition, a wish or what nobody holds."""
    start, end = around.sentence(scene, mention.span[0])
    text = scene.document.text
    before = {word.group().lower() for word in _WORD.finditer(text, max(start, mention.span[0] - _REACH), mention.span[0])}
    asked = text[start:end].rstrip('»”" \u00a0\u202f\n').endswith("?")
    return asked or not before.isdisjoint(scene.grammar.words["claim_conditions"])


def _told_over(scene: Scene, mention: Mention) -> bool:
    """Whether the sentence itself says that the treaty is over: `caducó el Acuerdo, en vigor durante diez años`."""
    words = {word.group().lower() for word in _WORD.finditer(scene.document.text, *around.sentence(scene, mention.span[0]))}
    return not words.isdisjoint(scene.grammar.words["treaty_ends"])


def _by_its_party(scene: Scene, mention: Mention, end: int) -> bool:
    """Whether the clause names a party that did suspend its part: `que la Valdorie a suspendu`."""
    parties = {line.by for line in scene.facts.treaties[mention.ids[0]].life if line.event == "suspended" and line.by}
    return any(m.kind == "country" and parties & set(m.ids) for m in around.mentions_within(scene, (mention.span[1], end)))


def _bound(scene: Scene, at: int) -> bool:
    """Whether the words behind the claim bound it: until a day, from one year to another, by one party, its own part."""
    words = list(_WORD.finditer(scene.document.text, at, at + 12))[:1]
    return _YEARS.match(scene.document.text, at) is not None or any(
        word.group().lower() in scene.grammar.words["claim_turns_behind"] for word in words
    )


def _conflict(scene: Scene, treaty: Treaty, found: Span, said: str, claim: str, day: dt.date) -> Conflict | None:
    state = facts.state(scene.facts, treaty, day)
    party = next((line for line in reversed(state.by_party) if line.event == "suspended"), None)
    if state.in_force is None or not _contradicted(state, said, claim, party):
        return None
    return Conflict(
        found,
        fact=facts.use(scene.facts, (party or state.event or treaty.life[0]).origin, treaty.named.id, day)
        if claim == "context"
        else state.use,
        confidence="medium",
        ceiling="note" if claim == "context" else "warning" if said == "suspended" else "error",
        values=_values(scene, treaty, state.event, party if claim in ("context", "suspended") else None),
    )


def _contradicted(state: State, said: str, claim: str, party: LifeEvent | None) -> bool:
    if claim == "context":
        return bool(state.in_force) and party is not None
    if said == "in-force":
        return not state.in_force
    if said == "suspended":
        return bool(state.in_force)
    return bool(state.in_force)


def _values(scene: Scene, treaty: Treaty, event: LifeEvent | None, party: LifeEvent | None) -> Mapping[str, str]:
    happenings = scene.grammar.tables["treaty_events"]
    country = scene.facts.countries.get(party.by or "") if party else None
    return {
        "treaty": entries.name(scene, treaty.named),
        "event": happenings.get(event.event, event.event) if event else "",
        "since": worded.date(scene.grammar, party.date if party else event.date if event else None),
        "party": entries.name(scene, country.named) if country else "",
    }


def _dated(scene: Scene, mention: Mention, found: Span, claim: str) -> Iterator[Conflict]:
    """The year right behind *signed*, *entered into force*, held against the line of the treaty's life."""
    treaty = scene.facts.treaties[mention.ids[0]]
    line = next((line for line in treaty.life if line.event in _LINES[claim]), None)
    near = [one for one in around.times_in(scene, (found[1], found[1] + 30)) if one.year is not None]
    days = times.resolve(near[0], scene.date) if near else None
    if claim == "entered" and treaty.never_in_force:
        never = scene.grammar.tables["worded_dates"]["never"]
        yield Conflict(found, fact=facts.form_use(treaty.named), values={**_values(scene, treaty, None, None), "year": never})
    elif claim == "entered" and scene.date and not _supposed(scene, mention) and (state := _not_yet(scene, treaty, scene.date)):
        due = worded.date(scene.grammar, line.date) if line else scene.grammar.tables["worded_dates"]["not_yet"]
        yield Conflict(found, fact=state.use, values={**_values(scene, treaty, state.event, None), "year": due})
    elif line and days and not (line.date.first <= days[1] and days[0] <= line.date.last):
        yield Conflict(
            near[0].span,
            fact=facts.use(scene.facts, line.origin, treaty.named.id, scene.date, valid=line.date.text, exact=line.date.exact),
            values={**_values(scene, treaty, line, None), "year": str(line.date.first.year)},
        )


def _not_yet(scene: Scene, treaty: Treaty, date: dt.date) -> State | None:
    """The treaty's state, where it had not been in force by then."""
    state = facts.state(scene.facts, treaty, date)
    begun = any(line.event in facts.IN_FORCE and line.date.first <= date for line in treaty.life)
    return state if state.in_force is False and not begun else None
