"""Facts and a language in, every form in which an entry can be named in it out, each with what it means.

Forms are kept once, by their bare small letters; how they may be written is told for those alone that stand in a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from factcheck.grammar import Grammar
from factcheck.mentions import titles
from factcheck.mentions.folding import bare, bare_small, fold_form
from factcheck.mentions.meanings import Kept, Meaning, Meant, Pair, adjectives, plain, plurals
from factcheck.model import Country, FactKind, Facts, Language, Named, Person

_SIMPLE = re.compile("[ -~À-ÖØ-Þà-öø-ÿŒœ’]*+")
"""Letters that are the same ones again when they have been capitals."""


def all_of(facts: Facts, language: Language, grammar: Grammar) -> dict[str, tuple[Kept, ...]]:
    """The bare small letters of a form to all forms that have them."""
    found: dict[str, list[Kept]] = {}
    for form, meaning in _every(facts, language, grammar):
        kept = (form, meaning.kind, meaning.id, meaning.form, meaning.expected, meaning.country)
        for letters in _letters(form, meaning.kind, grammar):
            found.setdefault(letters, []).append(kept)
    found.pop("", None)
    return {letters: tuple(forms) for letters, forms in found.items()}


def _letters(form: str, kind: FactKind, grammar: Grammar) -> Iterable[str]:
    if _SIMPLE.fullmatch(form) and "ß" not in form:
        return (bare_small(fold_form(form)),)
    return dict.fromkeys(bare_small(fold_form(written)) for written, _ in _written(form, kind, grammar))


def meant(words: str, forms: Sequence[Kept], grammar: Grammar) -> Meant | None:
    """What folded words mean that have the letters of these forms, if any may be written so: none twice, right before wrong."""
    found: tuple[Meaning, ...] = ()
    for form, kind, id, which, expected, country in forms:
        meaning = Meaning(kind, id, which, expected, country)
        for written, shape in _written(form, kind, grammar):
            if fold_form(written) == words:
                found = _with(found, _shaped(meaning, shape))
    return Meant(found) if found else None


def _with(meanings: tuple[Meaning, ...], new: Meaning) -> tuple[Meaning, ...]:
    """The meanings and a new one: where the entry is among them already, its right form stays."""
    if not meanings:
        return (new,)
    old = next((meaning for meaning in meanings if meaning.id == new.id and meaning.kind == new.kind), None)
    if old is None:
        return (*meanings, new)
    better = old.form == "wrong" and new.form != "wrong"
    return tuple(new if meaning is old and better else meaning for meaning in meanings)


def _shaped(meaning: Meaning, shape: Callable[[str], str] | None) -> Meaning:
    return replace(meaning, expected=shape(meaning.expected)) if shape and meaning.expected else meaning


def _every(facts: Facts, language: Language, grammar: Grammar) -> Iterator[Pair]:
    for person in facts.people.values():
        yield from _person(person, language)
    for office in facts.offices.values():
        yield from titles.forms(facts, office, language, grammar)
    for treaty in facts.treaties.values():
        yield from plain("treaty", treaty.named, language)
        yield from ((form, Meaning("treaty", treaty.named.id, "also")) for form in treaty.long.get(language, ()))
    for country in facts.countries.values():
        yield from _country(country, language, grammar)
    for currency in facts.currencies.values():
        yield from _mistaken("currency", currency.named, language)
    others: tuple[tuple[FactKind, Iterable[Named]], ...] = (
        ("organisation", (entry.named for entry in facts.organisations.values())),
        ("act", (entry.named for entry in facts.acts.values())),
        ("event", (entry.named for entry in facts.events.values())),
    )
    for kind, entries in others:
        for named in entries:
            yield from plain(kind, named, language)


# ---------------------------------------------------------------- people


def given_names(person: Person) -> frozenset[str]:
    """First names in every language, as they stand before the surname; none where the family name comes first."""
    named = person.named
    found = [given for language in named.name for given in _given(person, language)]
    if found:
        also = (form.split() for forms in named.also.values() for form in forms)
        found += (" ".join(words[: len(found[0].split())]) for words in also if len(words) > 1)
    return frozenset(found)


def _given(person: Person, language: Language) -> tuple[str, ...]:
    """What stands before the surname in the full names of a language."""
    names = person.named.name.get(language, ())
    shorts = person.named.short.get(language, ())
    ahead = ((name, short) for name in names for short in shorts if name.endswith(f" {short}"))
    if person.family_name_first:
        return ()
    return tuple(dict.fromkeys(name.removesuffix(f" {short}") for name, short in ahead))


def _person(person: Person, language: Language) -> Iterator[Pair]:
    named, id = person.named, person.named.id
    yield from plain("person", named, language)
    given, shorts = _given(person, language), named.short.get(language, ())
    for form in given:
        yield from ((f"{form} {short.upper()}", Meaning("person", id, "name")) for short in shorts if short != short.upper())
    wrong = named.wrong.get(language, {})
    for form in named.also.get(language, ()):
        surname = " ".join(form.split()[len(given[0].split()) :]) if given else ""
        if surname and surname not in wrong:
            yield surname, Meaning("person", id, "also")
    firsts = dict.fromkeys((*given, *(also for form in named.also.get(language, ()) for also in _first_words(form, given))))
    for form, expected in wrong.items():
        if expected in shorts and " " not in form:
            yield from ((f"{first} {form}", Meaning("person", id, "wrong", f"{first} {expected}")) for first in firsts)


def _first_words(form: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """The first name in an accepted full name, as many words as the printed one has."""
    words = form.split()
    return (" ".join(words[: len(given[0].split())]),) if given and len(words) > 1 else ()


# ---------------------------------------------------------------- countries


def _country(country: Country, language: Language, grammar: Grammar) -> Iterator[Pair]:
    id = country.named.id
    people = country.people.get(language, ())
    for form, meaning in plain("country", country.named, language):
        yield form, meaning
        if meaning.form == "wrong" and meaning.expected in people:
            many = zip(plurals(form, grammar), plurals(meaning.expected, grammar), strict=False)
            yield from ((wrong, replace(meaning, expected=right)) for wrong, right in many)
    nouns = (form for person in people for form in plurals(person, grammar))
    yield from ((form, Meaning("country", id, "demonym")) for form in (*nouns, *adjectives(country, language, grammar)))
    capitals = country.capital.get(language, ())
    yield from ((form, Meaning("country", id, "capital")) for form in (*capitals, *country.capital_also.get(language, ())))
    right = next(iter(capitals), None)
    yield from ((form, Meaning("country", id, "capital-wrong", right)) for form in country.capital_wrong.get(language, ()))


def _mistaken(kind: FactKind, named: Named, language: Language) -> Iterator[Pair]:
    """The wrong forms alone: right names such as *pound* and *real* are words of every day, and stand everywhere."""
    yield from (pair for pair in plain(kind, named, language) if pair[1].form == "wrong")


# ---------------------------------------------------------------- capitals and small letters


def _written(form: str, kind: FactKind, grammar: Grammar) -> Iterator[tuple[str, Callable[[str], str] | None]]:
    """The ways to write a form: as it is, with another first letter, in capitals with or without accents, as a headline."""
    yield form, None
    if (unaccented := form.translate(_BARE_CAPITALS)) != form:
        yield unaccented, None
    if form[0].islower():
        yield capital(form), capital
    if kind in ("office", "treaty", "organisation") and " " in form and form[0].isupper() and form[1:2].islower():
        yield form[0].lower() + form[1:], None
    if kind == "office":
        yield form.lower(), None
        yield capital(form.lower()), capital
        yield headline(form, grammar), lambda text: headline(text, grammar)
    if len(form) > 3 and form != form.upper():
        yield form.upper(), str.upper
        yield bare(form.upper()), str.upper


_BARE_CAPITALS = str.maketrans({letter: unicodedata.normalize("NFD", letter)[0] for letter in "ÀÁÂÄÉÈÊËÍÎÏÓÔÖÚÙÛÜÇ"})
"""Capitals without their accents: `Etats-Unis`, as many a keyboard writes."""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def headline(text: str, grammar: Grammar) -> str:
    """Every word but the small ones with a capital: the English way."""
    small = grammar.words.get("headline_small", ())
    return " ".join(word if word in small else "-".join(map(capital, word.split("-"))) for word in text.split(" "))
