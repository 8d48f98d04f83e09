"""Open data become a proposal that loads beside the facts, asks where it must, and merges without losing a comment."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from factcheck import facts, yamlfile
from factcheck.errors import UserError
from factcheck.facts import importing, merging
from factcheck.facts.importing import proposal
from factcheck.facts.importing.from_factbook import date
from factcheck.model import Facts

DESK = """facts: 1
sources:
  gazette: {url: "https://example.org/gazette", as_of: 2024-06-01}
offices:
  vd-president: {title: {fr: président, en: president}, of: usa, wikidata: Q901}
countries:
  usa:
    name: {fr: États-Unis, en: United States, es: Estados Unidos}
people:
  # the first lady of the list
  ada-lorne:
    name: {fr: Ada Lornais, en: Ada Lorne}
    native: Ада Лорн
    offices:
      - {office: vd-president, from: 2020-01-20, src: gazette}      # sworn in at noon
"""


def known() -> Facts:
    node, _ = yamlfile.parse(DESK, "desk.yaml")
    assert node is not None
    return facts.parse(node, "desk.yaml")[0]


def proposed(kind: str, data: object, ids: dict[str, str] | None = None) -> str:
    raw = data.encode() if isinstance(data, str) else json.dumps(data).encode()
    rows = importing.IMPORTERS[kind](raw, known())
    return proposal.write(rows, known(), f"{kind}-2025", "https://example.org/data", dt.date(2025, 6, 1), ids or {})


def wikidata(**values: str) -> dict[str, dict[str, str]]:
    kinds = {"person": "uri", "office": "uri"}
    return {
        key: {"type": "bnode" if value == "?" else kinds.get(key, "literal"), "value": value} for key, value in values.items()
    }


def results(*bindings: dict[str, dict[str, str]]) -> object:
    return {"results": {"bindings": list(bindings)}}


NEW = {"person": "http://e/Q5", "office": "http://e/Q901", "en": "Bo Mirand"}


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"start": "2008-01-01T00:00:00Z", "startPrec": "9"}, "{office: vd-president, from: 2008, src: wikidata-2025}"),
        ({"start": "2008-05-01T00:00:00Z", "startPrec": "10", "end": "2009-03-04T00:00:00Z", "endPrec": "11"},
         "{office: vd-president, from: 2008-05, until: 2009-03-04, src: wikidata-2025}"),
        ({"start": "2008-05-07T00:00:00Z", "end": "?"},
         "{office: vd-president, from: 2008-05-07, until: unknown, src: wikidata-2025}"),
        ({"start": "2008-05-07T00:00:00Z", "end": "2029-01-20T00:00:00Z"},
         "{office: vd-president, from: 2008-05-07, scheduled: 2029-01-20, src: wikidata-2025}"),
    ],
)  # fmt: skip
def test_wikidata_dates_keep_their_precision(values: dict[str, str], line: str) -> None:
    assert f"      - {line}\n" in proposed("wikidata", results(wikidata(**NEW, **values)))


OPEN = "{office: vd-president, from: 2008-05-07, src: wikidata-2025}"


@pytest.mark.parametrize(
    ("tellings", "lines"),
    [
        ([{"start": "?", "end": "2009-03-04T00:00:00Z"}], ["{office: vd-president, until: 2009-03-04, src: wikidata-2025}"]),
        ([{"start": "2008-05-07T00:00:00Z", "end": "http://www.wikidata.org/.well-known/genid/1"}],
         ["{office: vd-president, from: 2008-05-07, until: unknown, src: wikidata-2025}"]),
        ([{"start": "2008-05-07T00:00:00Z", "end": "2010-01-01T00:00:00Z", "endPrec": "8"}],
         ["{office: vd-president, from: 2008-05-07, until: unknown, src: wikidata-2025}"]),
        ([{"start": "2008-05-07T09:00:00Z", "startPrec": "13"}], [OPEN]),
        ([{"start": "2008-01-01T00:00:00Z", "startPrec": "9"}, {"start": "2008-05-07T00:00:00Z"}], [OPEN]),
        ([{"start": "2008-05-07T00:00:00Z"}, {"start": "2008-05-01T00:00:00Z", "startPrec": "10", "end": "?"},
          {"start": "2008-05-07T00:00:00Z", "end": "2009-03-04T00:00:00Z"}],
         ["{office: vd-president, from: 2008-05-07, until: 2009-03-04, src: wikidata-2025}"]),
        ([{"start": "2008-05-07T00:00:00Z", "rank": "http://wikiba.se/ontology#PreferredRank"},
          {"start": "2001-05-07T00:00:00Z", "end": "2005-01-01T00:00:00Z", "rank": "http://wikiba.se/ontology#NormalRank"}],
         [OPEN, "{office: vd-president, from: 2001-05-07, until: 2005-01-01, src: wikidata-2025}"]),
    ],
)  # fmt: skip
def test_wikidata_tellings_of_one_time_in_office_are_one_line(tellings: list[dict[str, str]], lines: list[str]) -> None:
    text = proposed("wikidata", results(*(wikidata(**NEW, **telling) for telling in tellings)))
    assert [line.strip().removeprefix("- ") for line in text.splitlines() if "office: " in line] == lines


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, "Bo Mirand (vd-president): the source has neither beginning nor end."),
        ({"start": "-0044-03-15T00:00:00Z", "end": "-0040-03-15T00:00:00Z"}, "neither beginning nor end"),
        ({"start": "2008-05-07T00:00:00Z", "en": "Q5"}, "a line without person, office or name"),
        ({"start": "2008-05-07T00:00:00Z", "person": "http://www.wikidata.org/.well-known/genid/1"}, "a line without person"),
        ({"start": "2008-05-07T00:00:00Z", "office": "?"}, "a line without person"),
    ],
)
def test_wikidata_lines_that_lack_something_are_asked_about(values: dict[str, str], asked: str) -> None:
    text = proposed("wikidata", results(wikidata(**{**NEW, **values})))
    assert "people:" not in text and asked in text


@pytest.mark.parametrize(
    ("have", "values", "line"),
    [
        ("from: 2020-01-20, acting: yes", {}, "from: 2020-01-20, acting: yes, src: [gazette, wikidata-2025]"),
        ("from: 2020-01-20", {"start": "2020-01-01T00:00:00Z", "startPrec": "9"},
         "from: 2020-01-20, src: [gazette, wikidata-2025]"),
        ("from: 2020, until: unknown, seen: 2020-03-01", {},
         "from: 2020, until: unknown, seen: 2020-03-01, src: [gazette, wikidata-2025]"),
        ("from: 2020-01-20, until: 2021-01-20", {"end": "2021-01-01T00:00:00Z", "endPrec": "9"},
         "from: 2020-01-20, until: 2021-01-20, src: [gazette, wikidata-2025]"),
        ("from: 2020-01-20, until: 2021-01-20", {"end": "2022-01-01T00:00:00Z", "endPrec": "9"}, None),
    ],
)  # fmt: skip
def test_what_the_facts_say_of_a_time_in_office_stays(have: str, values: dict[str, str], line: str | None) -> None:
    node, _ = yamlfile.parse(DESK.replace("from: 2020-01-20", have), "desk.yaml")
    assert node is not None
    ada = {"person": "http://e/Q7", "office": "http://e/Q901", "en": "Ada", "native": "Ада Лорн", "start": "2020-01-20T00:00:00Z"}
    rows = importing.IMPORTERS["wikidata"](json.dumps(results(wikidata(**{**ada, **values}))).encode(), known())
    text = proposal.write(rows, facts.parse(node, "desk.yaml")[0], "wikidata-2025", "x", dt.date(2025, 6, 1), {})
    assert (
        f"- {{office: vd-president, {line}}}\n" in text if line else "the facts have 2020-01-20 – 2021-01-20; the source" in text
    )


def test_deprecated_statements_are_dropped() -> None:
    deprecated = wikidata(**NEW, start="2008-05-07T00:00:00Z", rank="http://wikiba.se/ontology#DeprecatedRank")
    assert "people:" not in proposed("wikidata", results(deprecated))


def test_a_person_is_known_by_the_native_name_not_by_latin_letters() -> None:
    ada = {"person": "http://e/Q7", "office": "http://e/Q901", "en": "Ada Lorne", "start": "2020-01-20T00:00:00Z"}
    assert "# - Ada Lorne (vd-president, 2020-01-20): is it ada-lorne?" in proposed("wikidata", results(wikidata(**ada)))
    assert "      - {office: vd-president, from: 2020-01-20, src: [gazette, wikidata-2025]}" in proposed(
        "wikidata", results(wikidata(**ada, native="Ада Лорн"))
    )
    assert "is it" not in proposed("wikidata", results(wikidata(**ada)), {"Q7": "ada-lorne"})


def test_dates_that_differ_are_asked_about() -> None:
    other = wikidata(person="http://e/Q7", office="http://e/Q901", en="Ada", native="Ада Лорн", start="2020-03-01T00:00:00Z")
    text = proposed("wikidata", results(other))
    assert "offices:" not in text and "the facts have 2020-01-20 –; the source says 2020-03-01" in text


def test_terms_that_follow_one_another_are_one() -> None:
    person = (
        "- id: {wikidata: Q3}\n  name: {first: Cy, last: Ostrel}\n  bio: {birthday: '1970-01-01', gender: M}\n  terms:\n"
        "  - {type: prez, start: '2001-01-20', end: '2005-01-20'}\n  - {type: prez, start: '2005-01-20', end: '2009-01-20'}\n"
    )
    assert "- {office: vd-president, from: 2001-01-20, until: 2009-01-20, src: us-executive-2025}" in proposed(
        "us-executive", person
    )


def test_two_people_of_one_name_stay_two() -> None:
    head = "- id: {{}}\n  name: {{first: Cy, last: Ostrel}}\n  bio: {{birthday: '{0}-01-01'}}\n"
    person = head + "  terms:\n  - {{type: prez, start: '{1}', end: '{2}'}}\n"
    text = proposed(
        "us-executive", person.format(1770, "1801-03-04", "1805-03-04") + person.format(1800, "1841-03-04", "1845-03-04")
    )
    assert "  cy-ostrel:\n" in text and "  cy-ostrel-1800-01-01:\n" in text


def test_the_factbook_gives_family_names_in_capitals() -> None:
    us = {"conventional short form": "United States"}
    data = {"us": {"country": us, "chief of state": "President LI Wen (since 5 May 2021)"},
            "zz": {"country": {"conventional short form": "Zembria"}}}  # fmt: skip
    text = proposed("factbook", data)
    assert "name: {en: Li Wen}" in text and "short: {en: Li}" in text and "family_name_first: yes" in text
    assert "- {office: vd-president, from: 2021-05-05" in text and "# - Zembria: no such country in the facts" in text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("President Gen. BO Mirand (since 5 May 2021)", "name: {en: Bo Mirand}"),
        ("Chairman, Presidential Council, Bo MIRAND (since 5 May 2021)", "# - the United States: Chairman, Presidential Council"),
        (
            "Chairman of the Cabinet of Ministers Bo MIRAND (since 2021)",
            "# - the United States: Chairman of the Cabinet of Ministers",
        ),
        ("Sultan and Prime Minister Bo MIRAND (since 2021)", "# - the United States: Sultan and Prime Minister"),
        ("Presidential Council Chairperson Bo MIRAND (since 2021)", "# - the United States: Presidential Council Chairperson"),
    ],
)
def test_the_factbook_gives_no_title_for_a_name(line: str, told: str) -> None:
    data = {"us": {"country": {"conventional short form": "the United States"}, "chief of state": line}}
    assert told in proposed("factbook", data)


def test_father_and_son_are_told_apart_by_their_birthdays() -> None:
    head = "- id: {{}}\n  name: {{first: Ada, last: Lorne}}\n  bio: {{birthday: '{0}-01-01'}}\n"
    person = head + "  terms:\n  - {{type: prez, start: '{1}-03-04', end: '{2}-03-04'}}\n"
    data = person.format(1770, 1801, 1805) + person.format(1800, 1841, 1845)
    assert "is it ada-lorne? If so, write `Ada Lorne 1770-01-01: ada-lorne` in --map." in proposed("us-executive", data)
    text = proposed("us-executive", data, {"Ada Lorne 1770-01-01": "ada-lorne"})
    assert "from: 1801-03-04" in text and "from: 1841-03-04" not in text and "(vd-president, 1841-03-04): is it" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12 December 2019", "2019-12-12"), ("May 2010", "2010-05"), ("2003", "2003"), ("the coup", None), ("5 2003", None)],
)
def test_factbook_dates(text: str, expected: str | None) -> None:
    assert date(text) == expected


def test_country_names_lose_their_articles() -> None:
    names = "UNTERM French Short,UNTERM English Short,UNTERM Spanish Short,UNTERM French Formal"
    head = f"ISO3166-1-Alpha-3,{names},Capital,wikidata_id\n"
    text = proposed(
        "country-codes", head + "COM,Comores (les),Comoros (the),Comoras (las),l'Union des Comores,Moroni,https://e/Q970\n"
    )
    assert "    name: {fr: Comores, en: Comoros, es: Comoras}\n    also: {fr: [Union des Comores]}\n" in text


@pytest.mark.parametrize(
    ("short", "name"),
    [("El Salvador", "El Salvador"), ("Holy See *", "Holy See"), ("Cook Islands **", "Cook Islands"), ("the Gambia", "Gambia")],
)
def test_country_names_keep_what_is_theirs(short: str, name: str) -> None:
    text = proposed("country-codes", f"ISO3166-1-Alpha-3,UNTERM English Short,Capital\nzzz,{short},\n")
    assert f"    name: {{en: {name}}}\n" in text


def test_articles_and_capitals_are_no_difference() -> None:
    assert "For you to decide" not in proposed("cldr", {"en": {"usa": "the united States"}})


def test_names_that_differ_are_for_the_editor_to_sort() -> None:
    assert "usa (fr): the facts have États-Unis; the source says États-Unis d’Amérique" in proposed(
        "cldr", {"fr": {"usa": "États-Unis d'Amérique"}}
    )


@pytest.mark.parametrize(
    ("kind", "data"),
    [("wikidata", "{}"), ("wikidata", "{"), ("us-executive", "a: b"), ("us-executive", "a: ["), ("us-executive", "[1]"),
     ("country-codes", "a,b\n"), ("cldr", "[1]"), ("factbook", "[1]"), ("factbook", '{"a": 1}')],
)  # fmt: skip
def test_other_data_are_refused(kind: str, data: str) -> None:
    with pytest.raises(UserError) as caught:
        importing.propose(kind, data.encode(), "data.json", known(), dt.date(2025, 6, 1))
    assert [(one.path, one.code) for one in caught.value.problems] == [("data.json", "facts-import-format")]


def test_a_proposal_names_its_source_by_format_and_day() -> None:
    text = importing.propose("cldr", b'{"fr": {"fra": "France"}}', "names.json", known(), dt.date(2025, 6, 1))
    assert "  cldr-2025-06-01: {url: names.json, as_of: 2025-06-01}\n" in text


def test_answers_are_a_map_of_names_to_ids() -> None:
    assert importing.answers("Q5: ada-lorne\n", "ids.yaml") == {"Q5": "ada-lorne"}
    with pytest.raises(UserError):
        importing.answers("Q5: [a]\n", "ids.yaml")


def test_a_proposal_loads_beside_the_facts(tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text(DESK, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(
        proposed("wikidata", results(wikidata(**NEW, start="2008-05-07T00:00:00Z"))), encoding="utf-8"
    )
    assert "bo-mirand" in facts.load([tmp_path / "desk.yaml", tmp_path / "new.yaml"]).people


# ---------------------------------------------------------------- merging

PROPOSAL = """facts: 1
sources:
  wiki: {url: x, as_of: 2025-01-01}
people:
  ada-lorne:
    offices:
      - {office: vd-president, from: 2020-01-20, until: 2024-01-20, src: [gazette, wiki]}
      - {office: vd-president, from: 2001-01-20, until: 2005-01-20, src: wiki}
  bo-mirand:
    name: Bo Mirand
acts:
  act-1: {name: X, src: wiki}
"""


def test_merging_keeps_comments_and_order(tmp_path: Path) -> None:
    merged = merging.merge(DESK, "desk.yaml", PROPOSAL, "new.yaml")
    path = tmp_path / "merged.yaml"
    path.write_text(merged, encoding="utf-8")
    found = facts.load([path])
    assert [spell.until.text for spell in found.people["ada-lorne"].spells if spell.until] == ["2024-01-20", "2005-01-20"]
    assert set(found.sources) == {"gazette", "wiki"} and "bo-mirand" in found.people and "act-1" in found.acts
    assert "  # the first lady of the list\n" in merged and "src: [gazette, wiki]}      # sworn in at noon\n" in merged


def test_merging_twice_changes_nothing() -> None:
    once = merging.merge(DESK, "desk.yaml", PROPOSAL, "new.yaml")
    assert merging.merge(once, "desk.yaml", PROPOSAL, "new.yaml") == once


def test_merging_into_an_empty_file_is_the_proposal() -> None:
    assert merging.merge("", "desk.yaml", PROPOSAL, "new.yaml") == PROPOSAL


ONE = "{office: vd-president, from: 2020-01-20, until: 2024-01-20, src: [gazette, wiki]}"
TWO = "{office: vd-president, from: 2001-01-20, until: 2005-01-20, src: wiki}"


@pytest.mark.parametrize(
    ("desk", "merged"),
    [
        pytest.param(
            "people:\n    ada-lorne:\n        name: 'A #1'   # her\n        offices:\n"
            "            - office: vd-president   # sworn\n"
            "              # at noon\n              from: 2020-01-20\n    cy:\n        name: Cy\n",
            "people:\n    ada-lorne:\n        name: 'A #1'   # her\n        offices:\n              # at noon\n"
            f"            - {ONE}   # sworn\n            - {TWO}\n"
            "    cy:\n        name: Cy\n    bo-mirand:\n      name: Bo Mirand\n",
            id="one key a line, four spaces",
        ),
        pytest.param(
            "people:\n  ada-lorne:\n    offices:\n    - {office: vd-president, from: 2020-01-20,\n"
            "       note: 'a # b'} # tail\n    sex: f\n",
            f'people:\n  ada-lorne:\n    offices:\n    - {ONE[:-1]}, note: "a # b"}} # tail\n    - {TWO}\n    sex: f\n'
            "  bo-mirand:\n    name: Bo Mirand\n",
            id="a line broken in two",
        ),
        pytest.param(
            "people:\r\n  ada-lorne:\r\n    sex: f\r\n",
            f"people:\r\n  ada-lorne:\r\n    sex: f\r\n    offices:\r\n      - {ONE}\r\n      - {TWO}\r\n"
            "  bo-mirand:\r\n    name: Bo Mirand\r\n",
            id="line ends of Windows",
        ),
        pytest.param("people:\n", PROPOSAL[PROPOSAL.index("people:") : PROPOSAL.index("acts:")], id="an empty block"),
    ],
)
def test_merging_keeps_the_layout_of_the_file(desk: str, merged: str) -> None:
    text = merging.merge(desk, "desk.yaml", PROPOSAL, "new.yaml")
    assert text.startswith(merged) and merging.merge(text, "desk.yaml", PROPOSAL, "new.yaml") == text


@pytest.mark.parametrize(
    ("desk", "told"),
    [
        ("people:\n  ada-lorne: {name: Ada}\n", ("desk.yaml", 2, "facts-merge-flow")),
        (
            "people:\n  ada-lorne:\n    offices: [{office: vd-president, from: 2020-01-20}]\n",
            ("desk.yaml", 2, "facts-merge-flow"),
        ),
        ("people: {ada-lorne: {name: Ada}}\n", ("desk.yaml", 1, "facts-merge-flow")),
        ("{facts: 1}\n", ("desk.yaml", 3, "facts-merge-broken")),
        ("sources:\n  wiki: {url: y}\n", ("new.yaml", 3, "facts-merge-key")),
    ],
)
def test_what_cannot_be_merged_is_told_and_nothing_is_lost(desk: str, told: tuple[str, int, str]) -> None:
    with pytest.raises(UserError) as caught:
        merging.merge(desk, "desk.yaml", PROPOSAL, "new.yaml")
    assert [(one.path, one.line, one.code) for one in caught.value.problems][:1] == [told]
