"""A title found in the text in, the office that the words beside it make of it out: whose it is, held once, now or soon."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck import facts as known
from factcheck.grammar import Grammar
from factcheck.mentions.hits import Hit
from factcheck.mentions.meanings import Meaning, Meant
from factcheck.model import Facts, Language, Status

_STATUS: Mapping[str, Status] = {"former": "former", "then": "former", "future": "future", "elect": "future", "acting": "acting"}
_OTHER = "other"
"""What `title_before` and `title_after` say of words that make another office of the title: deputy, vice."""

_WORD = re.compile(r"[\w.-]+")
_LAST_WORD = re.compile(r"([\w.]+)([ -])$")
_BEHIND = 60
"""Characters behind a title that are looked at: no complement that the facts know is longer before its first word ends."""


@dataclass(frozen=True, slots=True)
class Title:
    """An office as the text names it, in folded places."""

    start: int
    end: int
    until: int
    """Where the modifier behind it ends, which the title does not take in."""
    meant: Meant
    countries: tuple[str, ...]
    """The country or body named beside it; several where the word is said of several, as *Congolese*."""
    modifier: str
    expected: str | None

    @property
    def country(self) -> str | None:
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def status(self) -> Status:
        return _STATUS.get(self.modifier, "sitting")


@dataclass(frozen=True, slots=True)
class Beside:
    """The words of a language that stand beside titles, and the facts they speak of."""

    facts: Facts
    language: Language
    of: tuple[str, ...]
    ahead: tuple[str, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]
    endings: tuple[str, ...]
    foreign: frozenset[str]
    not_foreign: frozenset[str]
    small: bool


def words(facts: Facts, language: Language, grammar: Grammar) -> Beside:
    lists, tables = grammar.words, grammar.tables
    longest_first = {name: tuple(sorted(lists.get(name, ()), key=len, reverse=True)) for name in ("title_of", "country_ahead")}
    small = "small" in lists.get("demonym_case", ())
    return Beside(
        facts,
        language,
        longest_first["title_of"],
        longest_first["country_ahead"],
        tables.get("title_before", {}),
        tables.get("title_after", {}),
        lists.get("foreign_endings", ()),
        frozenset(lists.get("foreign_adjectives", ())),
        frozenset(lists.get("not_foreign", ())),
        small,
    )


def title(text: str, hits: Sequence[Hit], place: int, given: Beside) -> Title | None:
    """The office that `hits[place]` names with what stands beside it; None when the words make another office of it."""
    hit, said = hits[place], _around(text, hits, place, given)
    if said.modifier == _OTHER or _compound(text, hit, said.modifier):
        return None
    meant, countries = said.meant, said.countries
    if not countries and (elsewhere := _elsewhere(text, hits, place, given)):
        meant = meant.part(
            f"elsewhere: {elsewhere}",
            lambda meaning: elsewhere == "country" and not _known_country(meaning.id, given),
        )
        countries = _presumed(meant, given)
    elif countries:
        meant = _owned(meant, countries, given)
    if not meant.meanings and (len(countries) != 1 or not _right(said.meant).meanings):
        return None
    right = _right(meant)
    first = next(iter(meant.meanings), None)
    wrong = None if right.meanings or not first else f"{text[said.start : hit.start]}{first.expected}{text[hit.end : said.end]}"
    return replace(said, meant=right if right.meanings else meant, countries=countries, expected=wrong)


def _right(meant: Meant) -> Meant:
    return meant.part("right", lambda meaning: meaning.form != "wrong")


def _owned(meant: Meant, countries: Sequence[str], given: Beside) -> Meant:
    """The offices of these countries; none where one of several possible countries has no such office that the facts know."""

    def bodies(meaning: Meaning) -> Sequence[str]:
        return known.bodies(given.facts, meaning.id)

    found = meant.part(f"of {' '.join(countries)}", lambda meaning: any(id in countries for id in bodies(meaning)))
    if len(countries) == 1 or all(any(id in bodies(meaning) for meaning in found.meanings) for id in countries):
        return found
    return meant.part("nobody's", lambda _: False)


def _around(text: str, hits: Sequence[Hit], place: int, given: Beside) -> Title:
    """The title with the country and the modifiers beside it, whatever they make of it."""
    hit = hits[place]
    meant = hit.meant.of_kind("office")
    inside = meant.part("country inside", lambda meaning: meaning.country is not None).meanings
    countries = tuple(dict.fromkeys(meaning.country for meaning in inside if meaning.country))
    start, (end, behind) = hit.start, _modifier_behind(text, hit.end, given)
    if not countries:
        countries, end = _country_behind(text, hits, place, end, given)
    if not countries and given.ahead:
        countries, start = _country_ahead(text, hits, place, given)
    before = (_modifier_before(text, at, given) for at in (hit.start, start))
    until, last = _modifier_behind(text, end, given)
    said = (*before, hit.glued, behind, last)
    modifier = _OTHER if _OTHER in said else next((word for word in said if word), "")
    return Title(start, end, until, meant, countries, modifier, None)


# ---------------------------------------------------------------- former, future, acting


def _modifier_before(text: str, start: int, given: Beside) -> str:
    found = _LAST_WORD.search(text, max(0, start - 24), start)
    return given.before.get(found[1].lower(), "") if found else ""


def _compound(text: str, hit: Hit, modifier: str) -> bool:
    """Whether a hyphen joins the title to a word that is no modifier: another office."""
    ahead, joined = text[max(0, hit.start - 2) : hit.start], text[hit.end : hit.end + 2]
    if len(ahead) == 2 and ahead[1] == "-" and ahead[0].isalnum() and not modifier:
        return True
    return joined[:1] == "-" and joined[1:].isalpha() and not modifier


def _modifier_behind(text: str, end: int, given: Beside) -> tuple[int, str]:
    """Where the modifier behind a title ends, and what it says; `end` itself and nothing where there is none."""
    if text[end : end + 1] not in (" ", "-"):
        return end, ""
    behind = text[end + 1 : end + 1 + _BEHIND].lower()
    for word, modifier in given.after.items():
        if behind.startswith(word) and not behind[len(word) : len(word) + 1].isalnum():
            return end + 1 + len(word), modifier
    return end, ""


# ---------------------------------------------------------------- whose office


def _place(hit: Hit, demonym: bool) -> tuple[str, ...]:
    """The country or body that a hit names: by its demonym, which several countries can share, or by its name."""
    forms = ("demonym", "wrong") if demonym else ("name", "short", "also", "wrong")
    named = [meaning for meaning in hit.meant.meanings if meaning.kind == "country" and meaning.form in forms]
    right = [meaning for meaning in named if meaning.form != "wrong"] or named
    if right or demonym:
        return tuple(dict.fromkeys(meaning.id for meaning in right))
    return tuple(meaning.id for meaning in hit.meant.meanings if meaning.kind == "organisation")[:1]


def _country_behind(text: str, hits: Sequence[Hit], place: int, end: int, given: Beside) -> tuple[tuple[str, ...], int]:
    """The country behind the title, and where it ends: `russe`, `de l’Ukraine`. A modifier may stand between them."""
    hit = hits[place]
    if place + 1 < len(hits):
        follows = hits[place + 1]
        gaps = {text[hit.end : follows.start], text[end : follows.start]}
        countries = _place(follows, demonym=True) if " " in gaps else ()
        countries = countries or (_place(follows, demonym=False) if gaps & set(given.of) else ())
        if countries:
            return countries, follows.end
    return (), hit.end


def _country_ahead(text: str, hits: Sequence[Hit], place: int, given: Beside) -> tuple[tuple[str, ...], int]:
    """The country before the title, and where it begins: `Russian`, `Ukraine’s`. A modifier may stand between them."""
    hit = hits[place]
    if place:
        leads = hits[place - 1]
        gap = text[leads.end : hit.start]
        ahead = next((mark for mark in given.ahead if gap.startswith(mark)), "")
        between = re.split(r"[ -]", gap[len(ahead) : _BEHIND])
        if ahead and all(word in given.before for word in between if word):
            countries = _place(leads, demonym=True) or _place(leads, demonym=False)
            if countries:
                return countries, leads.start
    return (), hit.start


def _known_country(office: str, given: Beside) -> bool:
    """Whether the facts know the words for the office's country: then another country's words make another office of it."""
    id = known.country(given.facts, office)
    country = given.facts.countries.get(id or "")
    return country is not None and given.language in country.named.name


def _presumed(meant: Meant, given: Beside) -> tuple[str, ...]:
    """The country that unknown words beside a title stand for: that of the one office whose country has no words here."""
    return known.bodies(given.facts, meant.ids[0])[-1:] if len(meant.meanings) == 1 else ()


def _elsewhere(text: str, hits: Sequence[Hit], place: int, given: Beside) -> str:
    """What unknown words beside the title make of it: an office of another `country`, another `office`, or nothing."""
    hit = hits[place]
    behind = text[hit.end : hit.end + _BEHIND]
    follows = hits[place + 1].start if place + 1 < len(hits) else -1
    for mark in given.of:
        if behind.startswith(mark) and hit.end + len(mark) != follows and (word := _WORD.match(behind, len(mark))):
            single = " " not in text[hit.start : hit.end]
            return "country" if word[0][0].isupper() else "office" if single and word[0].isalpha() else ""
    if given.small and behind[:1] == " " and hit.end + 1 != follows and (word := _WORD.match(behind, 1)):
        return "country" if _foreign(word[0], given) else ""
    return "" if given.small else _foreign_ahead(text, hits, place, given)


def _foreign_ahead(text: str, hits: Sequence[Hit], place: int, given: Beside) -> str:
    start = hits[place].start
    ahead = re.search(r"([^\W\d_][\w-]*)('s)? $", text[max(0, start - _BEHIND) : start])
    if ahead is None or not ahead[1][0].isupper() or (place and hits[place - 1].end >= start - 3):
        return ""
    return "country" if ahead[2] or _foreign(ahead[1], given) else ""


def _foreign(word: str, given: Beside) -> bool:
    singular = word.removesuffix("s") if not word.endswith(given.endings) else word
    if word in given.not_foreign or singular in given.not_foreign or (given.small and not word.islower()):
        return False
    return word in given.foreign or singular in given.foreign or (len(word) > 4 and singular.endswith(given.endings))
