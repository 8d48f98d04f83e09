"""Titles and capitals given to the wrong country in, the right country or capital out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from factcheck import facts
from factcheck.checks import around, entries, titled, whose
from factcheck.checks.scene import Scene
from factcheck.checks.titled import Pair
from factcheck.model import Conflict, Country, Mention, Severity, Span, Spell

PLACEHOLDERS = ("person", "country", "named", "capital")


def country_mismatch(scene: Scene, *, of: Literal["person", "capital"]) -> Iterator[Conflict]:
    """`le président nigérian Untel`, of Niger; `Lagos, capitale du Nigeria`.

    `person`: {person} has such an office in {country}, not in {named}. `capital`: the capital of {named} is {capital}, or the
    town is that of {country}.
    """
    yield from _people(scene) if of == "person" else _capitals(scene)


# ---------------------------------------------------------------- people

_BEFORE = 400
"""Characters before a title alone in which its bearer is named."""


def _people(scene: Scene) -> Iterator[Conflict]:
    full = titled.named_in_full(scene)
    for pair in titled.pairs(scene):
        named = scene.facts.countries.get(pair.office.country or "")
        if named is not None and len(pair.people) == 1 and pair.office.status in ("sitting", "former"):
            yield from _elsewhere(scene, pair, named, pair.people[0] in full)
    yield from _of_a_people(scene)
    yield from _inside_titles(scene)
    yield from _of_one_before(scene)


def _of_one_before(scene: Scene) -> Iterator[Conflict]:
    """`Untel …. The Valtorian president …`: the title alone, whose only bearer near is of the other country."""
    paired = {pair.office.span for pair in titled.pairs(scene)}
    for office in scene.mentions:
        named = scene.facts.countries.get(office.country or "") if office.kind == "office" and office.span not in paired else None
        if named is None or office.ids or office.status != "sitting":
            continue
        before = around.mentions_within(scene, (max(0, office.span[0] - _BEFORE), office.span[0]))
        people = {one.ids[0] for one in before if one.kind == "person" and len(one.ids) == 1}
        held = [(id, post) for id in sorted(people) if (post := whose.same_title_elsewhere(scene, id, office))]
        for person, post in held if len(held) == 1 else ():
            country = scene.facts.countries.get(facts.country(scene.facts, post) or "")
            if country and _alike(named, country):
                spell = next(one for one in reversed(scene.facts.people[person].spells) if one.office == post)
                yield _conflict(scene, office.span, person, spell, (named, country), "note")


def _beside_peoples(scene: Scene) -> Iterator[tuple[Mention, Mention, Country]]:
    """Words for a people with the person named next to them, on either side, and the country of the people."""
    for one, other in pairwise(scene.mentions):
        people, mention = (one, other) if one.form == "demonym" else (other, one)
        named = scene.facts.countries.get(people.ids[0]) if people.form == "demonym" and len(people.ids) == 1 else None
        if named is not None and mention.kind == "person" and mention.form != "near" and len(mention.ids) == 1:
            yield people, mention, named


def _of_a_people(scene: Scene) -> Iterator[Conflict]:
    """`la Valtorienne Untel`: the people of a country taken for the person's own, whose offices are all elsewhere."""
    for before, mention, named in _beside_peoples(scene):
        alone = scene.document.text[before.span[1] : mention.span[0]] == " " and _noun(scene, before)
        if not alone and not _leads(scene, before, mention):
            continue
        own = whose.own_bodies(scene, mention.ids[0])
        confused = next(
            (country for id in sorted(own) if (country := scene.facts.countries.get(id)) and _alike(named, country)), None
        )
        if confused and named.named.id not in own:
            spell = next(
                one for one in reversed(scene.facts.people[mention.ids[0]].spells) if facts.country(scene.facts, one.office)
            )
            yield _conflict(scene, before.span, mention.ids[0], spell, (named, confused), "warning")


_TITLE, _BESIDE = 60, 24
"""Characters of a title on either side of its country, and between it and the name."""


def _inside_titles(scene: Scene) -> Iterator[Conflict]:
    """`le ministre valtorien des Ports, Untel`: no post that the facts know, but one of theirs, were it not for the country."""
    for people, mention, named in _beside_peoples(scene):
        person = scene.facts.people[mention.ids[0]]
        if named.named.id in whose.own_bodies(scene, person.named.id):
            continue
        for spell in reversed(person.spells):
            country = scene.facts.countries.get(facts.country(scene.facts, spell.office) or "")
            span = _title_around(scene, people.span, spell.office) if country else None
            if country and span and max(mention.span[0] - span[1], span[0] - mention.span[1]) <= _BESIDE:
                yield _conflict(scene, span, person.named.id, spell, (named, country), "warning")
                break


def _title_around(scene: Scene, people: Span, office: str) -> Span | None:
    """Where a title of the post stands, once the word for a people is taken out of it or from before it."""
    text = scene.document.text.replace("'", "’")
    start, end = max(0, people[0] - _TITLE), min(len(text), people[1] + _TITLE)
    before, behind = text[start : people[0]].rstrip(), text[people[1] : end].lstrip()
    cut, gap = len(before), people[1] + len(text[people[1] : end]) - len(behind)
    for title in facts.titles(scene.facts.offices[office], scene.document.language, scene.date):
        at = f"{before} {behind}".casefold().find(title.casefold().replace("'", "’"))
        last = at + len(title)
        if at >= 0 and at <= cut + 1 <= last:
            first = min(start + at, people[0])
            return first, max(gap + last - cut - 1, people[1])
    return None


def _leads(scene: Scene, people: Mention, person: Mention) -> bool:
    """Whether the words make the person that people's leader: `le dirigeant valtorien Untel`, `Untel, the Valtorian leader`."""
    words, leaders = around.between(scene, people.span, person.span), scene.grammar.words["leaders"]
    ahead = people.span[0] < person.span[0]
    near = (*around.words_before(scene, people.span[0], 1), *(() if ahead else around.word_behind(scene, people.span[1])))
    small = {*leaders, *scene.grammar.words["definite"], ",", "'"}
    if words is None or not all(word in small for word in words) or not any(word in leaders for word in (*words, *near)):
        return False
    behind = around.TOKEN.search(scene.document.text, people.span[1])
    noun = behind is not None and behind.group().rstrip(".").lower() in leaders
    last = person.span[1] if ahead else behind.end() if behind and noun else people.span[1]
    return "," not in words or titled.closed(scene, last)


def _noun(scene: Scene, demonym: Mention) -> bool:
    """Whether the word is a person's, behind an article or a mark: not of a title, as in `le ministre valdorien Untel`."""
    before = around.words_before(scene, demonym.span[0], 1)
    return not before or not before[-1][0].isalnum() or before[-1] in scene.grammar.words["definite"]


def _alike(one: Country, other: Country) -> bool:
    return one.named.id in other.named.not_to_confuse or other.named.id in one.named.not_to_confuse


def _elsewhere(scene: Scene, pair: Pair, named: Country, sure: bool) -> Iterator[Conflict]:
    """The same title in another country, where this person has it and nothing in the country named."""
    person = scene.facts.people[pair.people[0]]
    office = whose.same_title_elsewhere(scene, person.named.id, pair.office)
    country = scene.facts.countries.get(facts.country(scene.facts, office) or "") if office else None
    if office is None or country is None:
        return
    ceiling: Severity = "error" if _alike(named, country) or sure else "warning"
    spell = next(spell for spell in reversed(person.spells) if spell.office == office)
    yield _conflict(scene, pair.office.span, person.named.id, spell, (named, country), ceiling)


def _conflict(
    scene: Scene, span: Span, person: str, spell: Spell, countries: tuple[Country, Country], ceiling: Severity
) -> Conflict:
    """`countries`: the one named, and the person's."""
    named, own = countries
    return Conflict(
        span,
        fact=facts.use(scene.facts, spell.origin, person, scene.date, valid=facts.valid(spell)),
        confidence="high" if _alike(named, own) else "medium",
        ceiling=ceiling,
        values={
            "person": entries.person(scene, person),
            "country": entries.name(scene, own.named),
            "named": entries.name(scene, named.named),
        },
    )


# ---------------------------------------------------------------- capitals


def _capitals(scene: Scene) -> Iterator[Conflict]:
    for town in scene.mentions:
        if town.kind == "country" and town.form in ("capital", "capital-wrong"):
            named = _said_capital_of(scene, town)
            if named is not None:
                yield from _not_its_capital(scene, town, named)


def _said_capital_of(scene: Scene, town: Mention) -> str | None:
    """The country of which the words beside the town make it the capital: `X, capitale du Niger`, `la capitale nigériane, X`."""
    for other in (*around.mentions_after(scene, town.span[1]), *around.mentions_before(scene, town.span[0])):
        words = around.between(scene, town.span, other.span)
        if other.kind != "country" or other.form in ("capital", "capital-wrong") or words is None or other.span == town.span:
            continue
        ahead = other.span[0] < town.span[0]
        beside = around.words_before(scene, other.span[0], 2) if ahead else around.word_behind(scene, other.span[1])
        said = [word for word in (*words, *beside) if word in scene.grammar.words["capital_words"]]
        links = {*scene.grammar.words["capital_links"], *scene.grammar.words["capital_words"]}
        definite = any(word in scene.grammar.words["definite"] for word in words)
        last = town.span[1] if ahead else _behind_capital(scene, other)
        apart = "," in words and (ahead or definite) and not titled.closed(scene, last)
        sure = len(other.ids) == 1 and (ahead or _whole(scene, other, words, beside))
        if said and not apart and all(word in links for word in words) and sure:
            return other.ids[0]
    return None


def _behind_capital(scene: Scene, country: Mention) -> int:
    """Where the words end that make a town the capital: behind the noun, where that follows the adjective."""
    behind = around.TOKEN.search(scene.document.text, country.span[1])
    noun = behind.group().rstrip(".") if behind else ""
    return behind.start() + len(noun) if behind and noun.lower() in scene.grammar.words["capital_words"] else country.span[1]


def _whole(scene: Scene, country: Mention, before: tuple[str, ...], behind: tuple[str, ...]) -> bool:
    """Whether the words are about the country behind the town, not part of it: `capital of the Canadian province of Ontario`."""
    capital_words, complements = scene.grammar.words["capital_words"], scene.grammar.words["title_of"]
    if country.form == "demonym":
        of_something = any(word == mark.strip(" '") for word in behind for mark in complements)
        attribute = any(word in capital_words for word in before[-1:]) and not of_something
        return attribute or any(word in capital_words for word in behind)
    text = scene.document.text
    joined = (
        behind[:1] == ("-",) and text[country.span[1]] == "-" and not text[country.span[1] + 1 : country.span[1] + 2].isspace()
    )
    return behind[:1] not in (("'",), ("’",)) and not joined


def _not_its_capital(scene: Scene, town: Mention, named: str) -> Iterator[Conflict]:
    language, country = scene.document.language, scene.facts.countries[named]
    words = scene.document.text[slice(*town.span)]
    right = (*country.capital.get(language, ()), *country.capital_also.get(language, ()))
    if not right or words in right or (town.form == "capital" and named in town.ids):
        return
    own = scene.facts.countries.get(town.ids[0]) if town.form == "capital" else None
    yield Conflict(
        town.span,
        expected=right[0],
        fact=facts.form_use(country.named),
        values={
            "capital": right[0],
            "named": entries.name(scene, country.named),
            "country": entries.name(scene, own.named) if own else "",
        },
    )
