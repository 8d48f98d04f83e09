"""Sentences held against invented facts: what is flagged, how severely, and what is left open."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck import facts, pipeline, rules, yamlfile
from factcheck.checks.amounts import number
from factcheck.model import Draft, Facts, Inputs, Reading, Rule
from factcheck.pipeline import Desk
from factcheck.rules import examples
from factcheck.shipped import folder

TABLE = Path(__file__).parent / "sentences" / "facts.yaml"
LOADED: Mapping[str, Any] = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
HELD = (
    "age", "body-name", "capital", "country-of-office", "family-name-first", "former-office", "member-count", "name-form",
    "name-near", "name-spellings", "office-ended", "office-not-begun", "office-of-another", "office-of-unknown", "office-title",
    "quotation-altered", "quotation-cut", "quote-speaker", "treaty-name",
    "treaty-not-in-force",
)  # fmt: skip
"""The rules that the table is held against: all that look people, bodies and treaties up."""


@cache
def known() -> Facts:
    node, problems = yamlfile.parse(TABLE.read_text(encoding="utf-8"), TABLE.name)
    assert isinstance(node, yamlfile.Entries) and not problems
    inside = node.get("facts")
    assert inside is not None
    made, problems = facts.parse(inside, TABLE.name)
    assert not problems
    return made


@cache
def desk(given_facts: bool = True) -> Desk:
    held = tuple(rule for rule in rules.load([folder("rules")]) if rule.id in HELD)
    return Desk(known() if given_facts else facts.load(()), held, Inputs("", "", "", ""), Path())


@cache
def shipped(id: str) -> Rule:
    return next(rule for rule in rules.load([folder("rules")]) if rule.id == id)


def read(text: str, language: str, date: dt.date | None) -> Reading:
    return pipeline.read(desk(), Draft("draft.txt", text, text), language, date)


@pytest.mark.parametrize("case", LOADED["cases"], ids=lambda case: f"{case['lang']}-{case['on']}-{case['text'][:50]}")
def test_a_sentence_is_held_against_the_facts(case: Mapping[str, Any]) -> None:
    text, date = re.sub(r"\[\[|\]\]", "", case["text"]), None if case["on"] == "none" else dt.date.fromisoformat(case["on"])
    reading = read(text, case["lang"], date)
    found = [f"{finding.rule} {finding.severity}" for finding in reading.findings]
    assert found == case.get("finds", [])
    assert examples.marked(text, [finding.span for finding in reading.findings]) == case["text"]
    assert {left.reason for left in reading.not_checked} >= set(case.get("left", []))


SECRETARY = """check: office_title            # a kind of check; `factcheck rules list --checks` names them all
category: factual
severity: error
message:
  fr: « {found} » : le titre exact est « {expected} » ({source}).
  en: “{found}”: the title is “{expected}” ({source}).
why: |
  Readers look people up by the title we print.
owner: foreign desk
since: 2026-11-23
link: https://example.org                # the style-guide entry, if there is one

given:                         # facts of the example: same keys as a facts file; invented people
  offices:
    vd-secretary: {title: {fr: secrétaire du Conseil de sécurité}, \
wrong: {fr: {secrétaire général du Conseil de sécurité: secrétaire du Conseil de sécurité}}, of: vd}
date: 2025-01-24               # the examples' publication date

flags:                         # [[…]]: exactly these words, no more and no less
  - Selon Jeanne Roe, [[secrétaire général du Conseil de sécurité]] valdorien, « tout va bien ».
passes:
  - Selon Jeanne Roe, secrétaire du Conseil de sécurité valdorien, « tout va bien ».
"""


def test_a_post_of_a_country_without_an_entry_is_read_in_a_rule(tmp_path: Path) -> None:
    (tmp_path / "security-council-secretary.yaml").write_text(SECRETARY, encoding="utf-8")
    (rule,) = rules.load([tmp_path])
    assert examples.run(rule, pipeline.example) == ()


def test_every_rule_of_the_table_is_shipped() -> None:
    assert {rule.id for rule in desk().rules} == set(HELD)


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_without_facts_there_is_nothing_to_find(language: str) -> None:
    text = " ".join(re.sub(r"\[\[|\]\]", "", case["text"]) for case in LOADED["cases"] if case["lang"] == language)
    reading = pipeline.read(desk(given_facts=False), Draft("draft.txt", text, text), language, dt.date(2025, 1, 24))
    assert reading.findings == ()


PIECES = (
    "Karl Brandt", "Nora Vik,", "président", "valdorien", "l’ancien", "ex-", ",", "(", "«", "»", "ministre de la Défense", ".",
    "\n", "74 ans", "les 7 membres de la", "Cour des ponts", "a déclaré", "que", "en 2023",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_order_of_words_breaks_a_check(words: list[str]) -> None:
    text = " ".join(words)
    reading = read(text, "fr", dt.date(2025, 1, 24))
    assert all(finding.text == text[slice(*finding.span)] for finding in reading.findings)


# ---------------------------------------------------------------- numbers


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_percentage_that_is_right_is_never_flagged(start: int, end: int) -> None:
    written = f"{abs(end - start) * 100 / start:.1f}"
    text = f"The price went from {start} to {end} crowns, a rise of {written}%."
    assert pipeline.example(text, "en", None, None, shipped("percentage")) == ()


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1,5", ",", "1.5"),
        ("1.500", ",", "1500"),
        ("1 500", ",", "1500"),
        ("1,500", ".", "1500"),
        ("1.5", ".", "1.5"),
        ("1.5", ",", None),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(text: str, decimal: str, value: str | None) -> None:
    found = number(text, decimal)
    assert (None if found is None else str(found)) == value


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("It is 100 km (62 miles) away.", []),
        ("It is 62 miles (100 km) away.", []),
        ("It is 1,000 km (621 miles) away.", []),
        ("It is 1.000 km (621 miles) away.", []),
        ("It is 62 miles (10 km) away.", ["10"]),
        ("It was -4 °C (25 °F) outside.", []),
        ("It was 20 °C (60 °F) outside.", ["60"]),
        ("It weighs 5 kg (5 apples).", []),
    ],
)
def test_a_conversion_may_be_rounded_and_written_either_way(text: str, flagged: list[str]) -> None:
    assert [finding.text for finding in pipeline.example(text, "en", None, None, shipped("conversion"))] == flagged
