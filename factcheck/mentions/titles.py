"""An office in, every form of its titles out: as it is, with its country inside, with its body under another name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from factcheck import facts as known
from factcheck.grammar import Grammar
from factcheck.mentions.meanings import Meaning, Pair, adjectives, plain
from factcheck.model import Country, Facts, Language, Office, Organisation


def forms(facts: Facts, office: Office, language: Language, grammar: Grammar) -> Iterator[Pair]:
    """Titles as they are, and with the country or the full name of the body inside."""
    named, id = office.named, office.named.id
    dated = ((form, Meaning("office", id, "also")) for line in office.also_from for form in line.forms.get(language, ()))
    for form, meaning in (*plain("office", named, language), *dated):
        yield form, meaning
        for inside, body in _with_country(facts, office, language, grammar):
            yield from _rewritten(form, meaning, inside, body)
        if meaning.form != "wrong":
            yield from ((other, meaning) for other in _other_bodies(form, facts, office, language, grammar))
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


def _other_bodies(title: str, facts: Facts, office: Office, language: Language, grammar: Grammar) -> Iterator[str]:
    """`secretary-general of the United Nations` for `UN secretary-general`: every form of the body on either side."""
    body = facts.organisations.get(office.of or "")
    forms = (*body.named.name.get(language, ()), *body.named.also.get(language, ())) if body else ()
    marks, ahead = grammar.words.get("title_of", ()), grammar.words.get("country_ahead", ())
    for head in dict.fromkeys(head for form in forms if (head := _without(title, form, marks))):
        yield from (f"{head}{mark}{form}" for form in forms for mark in marks)
        yield from (f"{form}{mark}{head}" for form in forms for mark in ahead)


def _without(title: str, body: str, marks: tuple[str, ...]) -> str | None:
    """The title without its body, where it names it at its end or at its beginning."""
    written = title.replace("’", "'")
    ends = next((mark + body for mark in marks if written.endswith(mark + body)), None)
    return title[: -len(ends)] if ends else written.removeprefix(f"{body} ") if written.startswith(f"{body} ") else None


def _joined(title: str, body: str) -> str | None:
    """`secretary of the Security Council` with `Russian Security Council` or `Security Council of Russia` for its end."""
    words, name = title.split(), body.split()
    for ends in range(len(words) - 1, 1, -1):
        if ends < len(name) and words[:ends] == name[-ends:]:
            return " ".join((*name, *words[ends:]))
    for begins in range(1, len(words)):
        tail = words[begins:]
        if len(tail) < len(name) and (name[: len(tail)] == tail or name[-len(tail) :] == tail) and tail[0][0].isupper():
            return " ".join((*words[:begins], *name))
    return None
