"""A stretch of a draft in, who in it accepts, confirms, refuses or denies what out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from factcheck import facts
from factcheck.checks import around, quoted
from factcheck.checks.scene import Scene
from factcheck.model import Mention, Span

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 200
"""Characters of what somebody takes a stance on."""
_NEGATED = 3
"""Words before a verb in which it is denied."""
_BEFORE = 160
"""Characters before a verb in which its subject stands."""
_SHORTEST = 3
_STEM = 5
_BARE = 4
"""Words that may stand between a country and its verb: *Orland on Friday flatly denied*."""
_BY_WITHIN = 4
"""Words within which *by* follows a participle."""
_AGENT = 80
"""Characters behind *by* in which the agent of a passive stands."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose stance it is. `people`: ids, or the last word of a name; `bodies`: countries and organisations.

    `collective`: a government or a body, that anybody of it may speak for. `certain`: it stands before the verb.
    """

    people: frozenset[str]
    bodies: frozenset[str]
    collective: bool
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Stance:
    """`favours`: whether the verb is for it; `negated`: whether the verb is denied, as in *has not confirmed*.

    `words`: what it is about; `stems` and `names` are its content words in lower case and with a capital.
    """

    subject: Subject
    favours: bool
    negated: bool
    verb: Span
    words: Span
    stems: tuple[str, ...]
    names: frozenset[str]


def stances(scene: Scene, stretch: Span) -> Iterator[Stance]:
    """The stances between two places, by the verbs of the language's lists alone: a mere *said* takes none."""
    verbs = _verbs(scene.grammar.words["favours"], scene.grammar.words["opposes"])
    for word in _WORD.finditer(scene.document.text, *stretch):
        favours = _side(verbs, word.group().lower())
        if favours is None:
            continue
        start, end = around.sentence(scene, word.start())
        start, end = max(start, word.start() - _BEFORE), min(end, word.end() + _LONGEST)
        passive = _agent(scene, word.end(), end)
        words = (start, word.start()) if passive else (word.end(), end)
        subject = _subject(scene, passive, passive[1]) if passive else _subject(scene, (start, word.start()), word.start())
        subject = subject or _spoken(scene, word.span()) or _last_named(scene, start)
        stems, names = _content(scene, words)
        if subject and (stems or names):
            yield Stance(subject, favours, _negated(scene, start, word.start()), word.span(), words, stems, names)


@cache
def _verbs(favours: tuple[str, ...], opposes: tuple[str, ...]) -> tuple[Mapping[str, bool], Mapping[str, bool]]:
    """Whole words, and the first letters of words that are compared by their beginning (`accept-`), to whether they favour."""
    sides = {word: word in favours for word in (*favours, *opposes)}
    begun = {word[:-1]: side for word, side in sides.items() if word.endswith("-")}
    return {word: side for word, side in sides.items() if not word.endswith("-")}, begun


def _side(verbs: tuple[Mapping[str, bool], Mapping[str, bool]], word: str) -> bool | None:
    """Whether a verb is for what it governs; None for a word that takes no side."""
    whole, begun = verbs
    if word in whole:
        return whole[word]
    return next((begun[word[:size]] for size in range(_SHORTEST, len(word) + 1) if word[:size] in begun), None)


def _negated(scene: Scene, start: int, at: int) -> bool:
    told = around.words_before(scene, at, _NEGATED) if at > start else ()
    return any(word.strip("’'.") in scene.grammar.words["clause_denials"] for word in told)


def _agent(scene: Scene, at: int, end: int) -> Span | None:
    """Where the agent of a passive stands: behind *by*, with a day between the two at most."""
    words = scene.grammar.words
    between = {*words["title_links"], *words["definite_articles"], *words["time_this"], *_calendar(scene)} - {*words["by_agent"]}
    for word in islice(_WORD.finditer(scene.document.text, at, end), _BY_WITHIN):
        if word.group().lower() in words["by_agent"]:
            return word.end(), min(end, word.end() + _AGENT)
        if word.group().lower() not in between:
            break
    return None


def _subject(scene: Scene, stretch: Span, at: int) -> Subject | None:
    """Who acts in a stretch: the last person or post with what they belong to, else a government, else a country by itself."""
    found = [m for m in around.mentions_within(scene, stretch) if m.span[1] <= stretch[1]]
    told = {word.group().lower() for word in _WORD.finditer(scene.document.text, *stretch)}
    people = [m for m in found if (m.kind == "person" and len(m.ids) == 1) or (m.kind == "office" and m.status == "sitting")]
    governs = bool(told & {*scene.grammar.words["governments"]})
    if people:
        return _personal(scene, people[-1], found)
    if governs:
        return Subject(frozenset(), frozenset(id for m in found for id in _bodies(scene, m)), True)
    bare = [m for m in found if m.kind in ("country", "organisation") and m.form != "demonym" and _acts(scene, m, at)]
    if bare:
        return Subject(frozenset(), frozenset(_bodies(scene, bare[-1])), True)
    return _named(scene, stretch)


def _personal(scene: Scene, last: Mention, found: list[Mention]) -> Subject:
    """A person, or whoever holds the post, with the countries and bodies they act for."""
    if last.kind == "person":
        ids = {last.ids[0]}
    else:
        ids = {one.person for one in facts.holders(scene.facts, last.ids[0], scene.date)} if scene.date else set()
    known = [scene.facts.people[id] for id in sorted(ids) if id in scene.facts.people]
    bodies = {body for person in known for spell in person.spells for body in facts.bodies(scene.facts, spell.office)}
    spoken = {person.speaks_for for person in known if person.speaks_for}
    bodies |= {id for m in found if m.kind in ("office", "country") for id in _bodies(scene, m)}
    for person in (scene.facts.people.get(id) for id in spoken):
        bodies |= {body for spell in person.spells for body in facts.bodies(scene.facts, spell.office)} if person else set()
    return Subject(frozenset(ids | spoken), frozenset(bodies | spoken), bool(spoken))


def _bodies(scene: Scene, mention: Mention) -> Iterator[str]:
    """The country or the organisation that a mention names or belongs to."""
    if mention.kind in ("country", "organisation"):
        yield mention.ids[0]
    if mention.kind == "organisation" and (body := scene.facts.organisations.get(mention.ids[0])) and body.country:
        yield body.country
    if mention.kind == "office":
        yield from (mention.country,) if mention.country else facts.bodies(scene.facts, mention.ids[0])


def _acts(scene: Scene, mention: Mention, at: int) -> bool:
    """Whether a country is the subject of a verb a few words on: no word before it such as *of*, *with*, *in*."""
    words, between = scene.grammar.words, scene.document.text[mention.span[1] : at]
    before = around.words_before(scene, mention.span[0], 1)
    led = bool(before) and before[0].strip("’'.") in words["title_links"]
    told = [word.lower() for word in _WORD.findall(between)]
    small = {*words["small_words"], *words["title_links"], *_calendar(scene)}
    plain = all(len(word) <= _SHORTEST or word in small or word.endswith(words["adverb_endings"]) for word in told)
    return not led and plain and len(told) <= _BARE and between[:1] not in ("’", "'")


def _named(scene: Scene, stretch: Span) -> Subject | None:
    """Somebody or something that no facts know: the last name before the verb, else the nouns of its clause."""
    text = scene.document.text
    clause = max(text.rfind(mark, *stretch) for mark in ",:;–—")
    stretch = max(stretch[0], clause), stretch[1]
    words = list(_WORD.finditer(text, *stretch))
    names = [word.group() for word in words if word.group()[0].isupper() and word.start() > stretch[0]]
    names = [name for name in names if name.lower() not in _calendar(scene)]
    nouns = {f"*{stem}" for word in words if (stem := _stem(scene, word.group()))}
    if not (names or nouns):
        return None
    return Subject(frozenset({quoted.bare(names[-1].lower())} if names else nouns), frozenset(), not names)


def _spoken(scene: Scene, verb: Span) -> Subject | None:
    """Whom the parse gives the verb to: *she has denied*."""
    for one in scene.assertions:
        if one.cue.span[0] <= verb[0] < one.cue.span[1] and one.speaker and one.speaker.entity:
            known = scene.facts.people.get(one.speaker.entity)
            bodies = {body for spell in known.spells for body in facts.bodies(scene.facts, spell.office)} if known else set()
            return Subject(frozenset({one.speaker.entity}), frozenset(bodies), False)
    return None


def _last_named(scene: Scene, at: int) -> Subject | None:
    """The last person of the paragraph before a clause without a subject of its own."""
    start, _ = around.vicinity(scene, at)
    people = [m for m in around.mentions_within(scene, (start, at)) if m.kind == "person" and len(m.ids) == 1]
    if not people:
        return None
    found = _personal(scene, people[-1], [])
    return Subject(found.people, found.bodies, found.collective, certain=False)


def _content(scene: Scene, words: Span) -> tuple[tuple[str, ...], frozenset[str]]:
    """The content words of a stretch: those in lower case in order, and those with a capital; no days, no months."""
    calendar = _calendar(scene)
    stems: dict[str, None] = {}
    names: set[str] = set()
    for word in _WORD.findall(scene.document.text[slice(*words)]):
        stem = "" if word.lower() in calendar else _stem(scene, word)
        if stem and word[0].isupper():
            names.add(stem)
        elif stem:
            stems[stem] = None
    return tuple(stems), frozenset(names)


def _calendar(scene: Scene) -> frozenset[str]:
    return frozenset(name.lower() for key in ("weekdays", "months") for name in scene.grammar.words[key])


def _stem(scene: Scene, word: str) -> str:
    """As elsewhere, but for short nouns, of which headings are full: *ban*, *war*, *tax*."""
    small = word.lower()
    short = len(small) < _SHORTEST or small in scene.grammar.words["telling_words"] or small in scene.grammar.words["small_words"]
    return "" if short else quoted.bare(small)[:_STEM]
