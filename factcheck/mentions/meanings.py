"""An entry's forms in, each with what it means out: the pieces of which all forms are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from factcheck.grammar import Grammar
from factcheck.model import Country, FactKind, Language, Named

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

Kept: TypeAlias = tuple[str, FactKind, str, Form, str | None, str | None]
"""A form and the fields of its meaning: plain, since thousands are read at every start and a few are asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Meant:
    """All that a form means. What is asked of it is worked out once: a word can mean a hundred offices, and stand everywhere."""

    meanings: tuple[Meaning, ...]
    kinds: frozenset[FactKind] = field(init=False)
    ids: tuple[str, ...] = field(init=False)
    parts: dict[str, Meant] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", frozenset(meaning.kind for meaning in self.meanings))
        object.__setattr__(self, "ids", tuple(dict.fromkeys(meaning.id for meaning in self.meanings)))

    def part(self, name: str, holds: Callable[[Meaning], bool]) -> Meant:
        """The meanings for which `holds`, under a name that says which they are."""
        if name not in self.parts:
            self.parts[name] = Meant(tuple(meaning for meaning in self.meanings if holds(meaning)))
        return self.parts[name]

    def of_kind(self, kind: FactKind) -> Meant:
        return self.part(kind, lambda meaning: meaning.kind == kind)


def plain(kind: FactKind, named: Named, language: Language) -> Iterator[Pair]:
    """The forms that every entry has."""
    for form in named.name.get(language, ()):
        yield form, Meaning(kind, named.id, "name")
    for form in named.short.get(language, ()):
        yield form, Meaning(kind, named.id, "short")
    for form in named.also.get(language, ()):
        yield form, Meaning(kind, named.id, "also")
    for form, expected in named.wrong.get(language, {}).items():
        yield form, Meaning(kind, named.id, "wrong", expected.split("|")[0].strip())


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
