"""Facts and a language in, every form in which an entry can be named in it out, each with what it means."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from factcheck import facts as known
from factcheck.folding import fold_form
from factcheck.grammar import Grammar
from factcheck.model import Country, FactKind, Facts, Language, Named, Office, Organisation, Person

Form: TypeAlias = Literal["name", "short", "also", "wrong", "demonym", "capital", "capital-wrong"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a form means: an entry, and which kind of its forms it is. `country`: the body that an office's form names itself."""

    kind: FactKind
    id: str
    form: Form
    expected: str | None = None
    country: str | None = None


Pair: TypeAlias = tuple[str, Meaning]


def all_of(facts: Facts, language: Language, grammar: Grammar) -> dict[str, tuple[Meaning, ...]]:
    """Folded form to its meanings: right ones before wrong ones, none twice."""
    found: dict[str, tuple[Meaning, ...]] = {}
    for form, meaning in _every(facts, language, grammar):
        for written, shape in _written(form, meaning.kind, grammar):
            folded = fold_form(written)
            found[folded] = _with(found.get(folded, ()), _shaped(meaning, shape))
    found.pop("", None)
    return found


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
        yield from _office(facts, office, language, grammar)
    for treaty in facts.treaties.values():
        yield from _plain("treaty", treaty.named, language)
        yield from ((form, Meaning("treaty", treaty.named.id, "also")) for form in treaty.long.get(language, ()))
    for country in facts.countries.values():
        yield from _country(country, language, grammar)
    others: tuple[tuple[FactKind, Iterable[Named]], ...] = (
        ("organisation", (entry.named for entry in facts.organisations.values())),
        ("act", (entry.named for entry in facts.acts.values())),
        ("event", (entry.named for entry in facts.events.values())),
    )
    for kind, entries in others:
        for named in entries:
            yield from _plain(kind, named, language)


def _plain(kind: FactKind, named: Named, language: Language) -> Iterator[Pair]:
    for form in named.name.get(language, ()):
        yield form, Meaning(kind, named.id, "name")
    for form in named.short.get(language, ()):
        yield form, Meaning(kind, named.id, "short")
    for form in named.also.get(language, ()):
        yield form, Meaning(kind, named.id, "also")
    for form, expected in named.wrong.get(language, {}).items():
        yield form, Meaning(kind, named.id, "wrong", expected.split("|")[0].strip())


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
    yield from _plain("person", named, language)
    given, shorts = _given(person, language), named.short.get(language, ())
    for form in given:
        yield from ((f"{form} {short.upper()}", Meaning("person", id, "name")) for short in shorts if short != short.upper())
    wrong = named.wrong.get(language, {})
    for form in named.also.get(language, ()):
        surname = " ".join(form.split()[len(given[0].split()) :]) if given else ""
        if surname and surname not in wrong:
            yield surname, Meaning("person", id, "also")
    for form, expected in wrong.items():
        if expected in shorts and " " not in form:
            yield from ((f"{first} {form}", Meaning("person", id, "wrong", f"{first} {expected}")) for first in given)


# ---------------------------------------------------------------- countries


def plurals(form: str, grammar: Grammar) -> tuple[str, ...]:
    """The form and its plural, by the endings of the language."""
    rules = grammar.tables.get("demonym_plurals", {})
    ending = max((rule for rule in rules if form.endswith(rule)), key=len, default=None)
    return (form,) if ending is None else (form, form.removesuffix(ending) + rules[ending])


def adjectives(country: Country, language: Language, grammar: Grammar) -> tuple[str, ...]:
    """What the country's adjective reads in every gender and number, as it is written inside a sentence."""
    forms = country.adjective.get(language, ()) or country.people.get(language, ())
    small = "small" in grammar.words.get("demonym_case", ())
    written = (form[0].lower() + form[1:] if small else form for form in forms)
    return tuple(dict.fromkeys(form for word in written for form in plurals(word, grammar)))


def _country(country: Country, language: Language, grammar: Grammar) -> Iterator[Pair]:
    id = country.named.id
    people = country.people.get(language, ())
    for form, meaning in _plain("country", country.named, language):
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


# ---------------------------------------------------------------- offices


def _office(facts: Facts, office: Office, language: Language, grammar: Grammar) -> Iterator[Pair]:
    """Titles as they are, and with the country or the full name of the body inside."""
    named, id = office.named, office.named.id
    dated = ((form, Meaning("office", id, "also")) for line in office.also_from for form in line.forms.get(language, ()))
    for form, meaning in (*_plain("office", named, language), *dated):
        yield form, meaning
        for inside, body in _with_country(facts, office, language, grammar):
            yield from _rewritten(form, meaning, inside, body)
        for tail in grammar.words.get("office_tails", ()):
            if form.endswith(tail) and office.of in facts.countries:
                yield form.removesuffix(tail), replace(meaning, form="also" if meaning.form == "name" else meaning.form)


Rewrite: TypeAlias = Callable[[str], str | None]


def _rewritten(form: str, meaning: Meaning, inside: Rewrite, body: str) -> Iterator[Pair]:
    written = inside(form)
    if written is not None:
        expected = inside(meaning.expected) if meaning.expected else None
        yield written, replace(meaning, country=body, expected=expected or meaning.expected)


def _with_country(facts: Facts, office: Office, language: Language, grammar: Grammar) -> Iterator[tuple[Rewrite, str]]:
    """Ways to put the country, or the body's own name, inside a title."""
    organisation = facts.organisations.get(office.of or "")
    if organisation is not None:
        yield from ((rewrite, organisation.country or organisation.named.id) for rewrite in _bodies(organisation, language))
    id = known.country(facts, office.named.id)
    country = facts.countries.get(id or "")
    if country is not None:
        places = _places(country, language, grammar)
        inside = grammar.tables.get("title_inside", {}).items()
        templates = [(mark, template) for mark, choices in inside for template in choices.split("|")]
        for mark, template in templates:
            slot = next(slot for slot in places if slot in template)
            yield from ((_inserter(mark, template.replace(slot, word)), country.named.id) for word in places[slot])


def _places(country: Country, language: Language, grammar: Grammar) -> Mapping[str, tuple[str, ...]]:
    named = country.named
    names = (*named.name.get(language, ()), *named.short.get(language, ()), *named.also.get(language, ()))
    return {"{adjective}": adjectives(country, language, grammar), "{name}": names}


def _inserter(mark: str, words: str) -> Rewrite:
    """Puts `words` in the place of the first `mark`."""
    return lambda title: title.replace(mark, words, 1) if mark in title.strip() else None


def _bodies(organisation: Organisation, language: Language) -> Iterator[Rewrite]:
    named = organisation.named
    for body in (*named.name.get(language, ()), *named.also.get(language, ())):
        yield lambda title, body=body: _joined(title, body)  # type: ignore[misc]


def _joined(title: str, body: str) -> str | None:
    """`secretary of the Security Council` with `Russian Security Council` or `Security Council of Russia` for its end."""
    words, name = title.split(), body.split()
    for begins in range(1, len(words)):
        tail = words[begins:]
        if len(tail) < len(name) and (name[: len(tail)] == tail or name[-len(tail) :] == tail) and tail[0][0].isupper():
            return " ".join((*words[:begins], *name))
    return None


# ---------------------------------------------------------------- capitals and small letters


def _written(form: str, kind: FactKind, grammar: Grammar) -> Iterator[tuple[str, Callable[[str], str] | None]]:
    """The ways to write a form: as it is, with another first letter, in capitals with or without accents, as a headline."""
    yield form, None
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


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def headline(text: str, grammar: Grammar) -> str:
    """Every word but the small ones with a capital: the English way."""
    small = grammar.words.get("headline_small", ())
    return " ".join(word if word in small else capital(word) for word in text.split(" "))


def bare(text: str) -> str:
    """Without accents, as capitals are often set."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
