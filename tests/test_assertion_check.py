"""`check: assertion`: which parsed speech meets which conditions, and what is flagged of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, cast

import pytest

from factcheck import facts, yamlfile
from factcheck.checks.assertion import FIELDS as READ
from factcheck.checks.assertion import assertion
from factcheck.checks.scene import Scene
from factcheck.checks.where import FIELDS, Where, read
from factcheck.facts.page import Page
from factcheck.grammar import Grammar
from factcheck.model import Apposition, Assertion, Conflict, Cue, Document, Draft, Facts, NotChecked, Speaker, When

TEXT = "Vendredi à Ville, l’ancien maire Jean Roe a assuré par écrit : « Tout ira bien, très bien »."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


FORMER_MAYOR = Apposition(at("ancien maire"), "mayor", "former")
SPOKEN = Assertion(
    "a1", "direct", "quote", (0, len(TEXT)), (at("Tout ira bien"), at("très bien")), Cue(at("a assuré"), "assurer", "affirms"),
    Speaker(at("l’ancien maire Jean Roe"), "Jean Roe", "jean-roe", "full-name", (FORMER_MAYOR,)),
    When(at("Vendredi"), dt.date(2025, 1, 24), dt.date(2025, 1, 24)), at("à Ville"), at("par écrit"), None, ("a0",),
)  # fmt: skip
NOBODY = replace(SPOKEN, id="a2", speaker=None, when=None, venue=None, refers_to=(), content=())

FACTS = """
offices:
  mayor: {title: {fr: maire}, of: vil}
  judge: {title: {fr: juge}, of: vil}
people:
  jean-roe:
    name: {fr: Jean Roe}
    offices:
      - {office: mayor, from: 2020-01-01, until: 2024-12-31}
      - {office: judge, from: 2025-01, until: 2025-06-30}
"""


def known() -> Facts:
    node, _ = yamlfile.parse(FACTS, "facts.yaml")
    assert node is not None
    return facts.parse(node, "facts.yaml")[0]


def where(written: str) -> Where:
    node, problems = yamlfile.parse(written + "\n", "a.yaml")
    page = Page("a.yaml", problems=list(problems))
    assert node is not None
    found = read(node, page)
    assert page.problems == []
    return found


def run(
    written: str, *spoken: Assertion, date: dt.date | None = dt.date(2025, 1, 24), **options: Any
) -> list[Conflict | NotChecked]:
    document = Document(Draft("a.txt", TEXT, TEXT), "fr", (), (), (), ())
    scene = Scene(document, cast(Grammar, None), known(), (), spoken or (SPOKEN,), date, ())
    return list(assertion(scene, where=where(written), **options))


MET = [
    "kind: direct",
    "kind: [mixed, direct]",
    "kind: {not: selon}",
    "frame: quote",
    "confidence: high",
    "cue.lemma: [révéler, assurer]",
    "cue.lemma: Assurer",
    "cue: {contains: assuré}",
    "cue.polarity: affirms",
    "cue: {polarity: affirms, lemma: {not: [dire]}}",
    "speaker: present",
    "speaker: {contains: [l'ancien, la]}",
    "speaker: {via: full-name, name: jean roe}",
    "speaker.entity: jean-roe",
    "speaker.appositions: {at_least: 1, at_most: 1}",
    "speaker.appositions.office: mayor",
    "speaker.appositions.status: [former, acting]",
    "speaker: {appositions: {status: former}}",
    "when: vendredi",
    "when.resolves_to: 2025-01-24",
    "venue: à ville",
    "medium: {contains: écrit}",
    "addressee: absent",
    "refers_to: {at_least: 1}",
    "content: {at_least: 5, at_most: 5}",
    "content: {contains: [mal, bien], not: {contains: non}}",
    "text: {contains: Jean Roe a}",
    "{kind: direct, speaker: present, venue: present}",
]
UNMET = [
    "kind: indirect",
    "kind: {not: direct}",
    "cue.lemma: dire",
    "cue: {contains: assur}",
    "speaker: absent",
    "speaker: {not: present}",
    "speaker.appositions: {at_least: 2}",
    "speaker.appositions.status: sitting",
    "content: {at_most: 4}",
    "content: {contains: [mal, ie]}",
    "content: {contains: bien, not: {contains: très}}",
    "addressee: present",
    "refers_to: {at_most: 0}",
    "{kind: direct, speaker: absent}",
]


@pytest.mark.parametrize("written", MET)
def test_speech_that_meets_all_conditions_is_flagged(written: str) -> None:
    (found,) = run(written)
    assert isinstance(found, Conflict)
    assert (found.assertion, TEXT[slice(*found.span)]) == ("a1", "a assuré")


@pytest.mark.parametrize("written", UNMET)
def test_speech_that_misses_one_is_not(written: str) -> None:
    assert run(written) == []


@pytest.mark.parametrize("written", ["speaker: absent", "speaker.name: absent", "when: absent", "speaker.name: {not: Jean Roe}"])
def test_what_is_not_there_is_absent(written: str) -> None:
    assert [one.assertion for one in run(written, SPOKEN, NOBODY) if isinstance(one, Conflict)] == ["a2"]


def test_every_field_can_be_asked_for() -> None:
    assert set(READ) == set(FIELDS)
    for field in FIELDS:
        assert len(run(f"{field}: present")) + len(run(f"{field}: absent")) == 1
        run(f"{field}: absent", NOBODY)


@pytest.mark.parametrize(
    ("mark", "words"),
    [("cue", "a assuré"), ("speaker", "l’ancien maire Jean Roe"), ("content", "Tout ira bien, très bien"), ("whole", TEXT)],
)
def test_the_rule_says_which_words_are_flagged(mark: str, words: str) -> None:
    (found,) = run("kind: direct", mark=mark)
    assert TEXT[slice(*found.span)] == words
    (instead,) = run("kind: direct", NOBODY, mark=mark)
    assert TEXT[slice(*instead.span)] == ("a assuré" if mark != "whole" else TEXT)


def test_a_message_can_name_speaker_and_verb() -> None:
    (found,) = run("kind: direct", suggest="a dit")
    assert isinstance(found, Conflict)
    assert (found.expected, dict(found.values)) == ("a dit", {"speaker": "Jean Roe", "cue": "a assuré", "lemma": "assurer"})


HELD = [
    ("{office: mayor, at: 2024-06-01}", "firm"),
    ("{office: [judge, mayor], at: 2024-12-31}", "firm"),
    ("{not: {office: mayor}}", "firm"),
    ("{office: judge, at: 2025-03-01}", "fuzzy"),
    ("{office: mayor}", None),
    ("{not: {office: mayor, at: 2024-06-01}}", None),
    ("{office: judge, at: said}", "office-on-day-unknown"),
    ("{office: queen}", "office-not-in-facts"),
]


@pytest.mark.parametrize(("written", "expected"), HELD)
def test_the_facts_are_asked_for_offices(written: str, expected: str | None) -> None:
    found = run(f"speaker.held: {written}")
    told = [one.reason if isinstance(one, NotChecked) else one.fact and one.fact.standing for one in found]
    assert told == ([expected] if expected else [])


def test_what_the_facts_cannot_tell_is_not_passed_over() -> None:
    stranger = replace(SPOKEN, speaker=Speaker(at("Jean Roe"), "Jean Roe"), when=None)
    asked = "speaker.held: {office: mayor}"
    undated = run(asked, replace(SPOKEN, when=None), date=None)
    told = [one.reason for one in (*run(asked, stranger), *undated) if isinstance(one, NotChecked)]
    assert told == ["speaker-not-in-facts", "draft-without-date"]
    assert run("{kind: selon, speaker.held: {office: mayor}}", stranger) == []


MISTAKES = [
    ("kind: dirct", "rule-where-never-near"),
    ("kind: {not: dirct}", "rule-where-never-near"),
    ("knd: direct", "rule-where-unknown-field-near"),
    ("speaker: {nam: x}", "rule-where-unknown-field-near"),
    ("content: {at_least: many}", "rule-not-a-number"),
    ("content: {at_lest: 1}", "rule-where-unknown-test-near"),
    ("content: {contains: [[a]]}", "rule-not-text"),
    ("speaker.held: us-president", "rule-held-without-office"),
    ("speaker.held: {at: said}", "rule-held-without-office"),
    ("speaker.held: {office: a, at: mardi}", "rule-held-when"),
    ("speaker.held: {office: a, on: said}", "rule-where-unknown-test"),
]


@pytest.mark.parametrize(("written", "code"), MISTAKES)
def test_a_mistake_in_a_condition_is_named(written: str, code: str) -> None:
    node, _ = yamlfile.parse(written + "\n", "a.yaml")
    page = Page("a.yaml")
    assert node is not None
    read(node, page)
    assert [problem.code for problem in page.problems] == [code]
