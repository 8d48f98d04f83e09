"""Facts files load with every mistake at its place, and tell what held on a day."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck import facts, shipped, wording, yamlfile
from factcheck.errors import UserError
from factcheck.facts import schema as facts_schema
from factcheck.model import Facts

VALDORIA = """facts: 1
stale_after: 100d
sources:
  gazette: {url: "https://example.org/gazette", as_of: 2024-06-01}
  later: {url: "https://example.org/later", as_of: 2025-01-10}
offices:
  vd-premier: {title: {fr: Premier ministre|Première ministre, en: prime minister}, of: vdo-cabinet}
  vd-envoy: {title: {fr: émissaire}, shared: yes}
  vd-chief-envoy: {title: {fr: émissaire en chef}}
  vd-old-envoy: {title: {fr: doyen des émissaires}}
organisations:
  vdo-cabinet: {name: {fr: Cabinet de Valdorie, en: Valdorian Cabinet}, country: rus}
countries:
  rus: {name: {fr: Russie}}
people:
  ada-lorne:
    name: {fr: Ada Lorne}
    short: Lorne
    sex: f
    offices:
      - {office: vd-premier, from: 2015-03-02, until: 2020-06-30, src: gazette}
      - {office: vd-premier, from: 2024-06-01, src: gazette}
  bo-mirand:
    name: Bo Mirand
    offices:
      - {office: vd-premier, from: 2020-06-30, until: 2024-06, src: gazette}
      - {office: vd-envoy, from: 2010, until: unknown, seen: 2011-05-01, src: later}
  cy-ostrel:
    name: {fr: Cy Ostrel}
    offices:
      - {office: vd-chief-envoy, from: 2024-01-01, scheduled: 2024-07-01, src: gazette}
      - {office: vd-old-envoy, from: 2024-01-01, scheduled: 2024-05-01, src: gazette}
      - {office: vd-envoy, from: 2012-01-01, src: memory}
      - {office: vd-premier, from: 2001-01-01, until: 2002-01-01}
treaties:
  lake-pact:
    name: Pacte du Lac
    parties: [rus, sun]
    life:
      - {date: 2001-05-05, event: signed, src: gazette}
      - {date: 2003, event: in force, src: gazette}
      - {date: 2010-01-01, event: suspended, by: rus, src: gazette}
      - {date: 2011-01-01, event: extended, to: 2016-01-01, src: later}
"""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def loaded(folder: Path, *texts: str) -> Facts:
    paths = [folder / f"layer{number}.yaml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return facts.load(paths)


def problems(folder: Path, *texts: str) -> list[tuple[str, int, int, str]]:
    with pytest.raises(UserError) as caught:
        loaded(folder, *texts)
    for problem in caught.value.problems:
        for language in wording.LANGUAGES:
            assert wording.line(problem, language)
    return [(Path(found.path).name, found.line, found.column, found.code) for found in caught.value.problems]


@pytest.fixture(scope="module")
def valdoria(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return loaded(tmp_path_factory.mktemp("facts"), VALDORIA)


# ---------------------------------------------------------------- loading


def test_the_shipped_facts_load() -> None:
    found = facts.load([shipped.folder("seeds") / "facts"])
    assert found.offices and found.people and found.treaties
    assert {person.named.origin.file for person in found.people.values()} >= {"seeds/facts/russia.yaml"}


def test_a_plain_text_is_a_form_in_every_language(valdoria: Facts) -> None:
    assert dict(valdoria.people["bo-mirand"].named.name) == dict.fromkeys(wording.LANGUAGES, ("Bo Mirand",))


def test_a_title_has_a_masculine_and_a_feminine(valdoria: Facts) -> None:
    assert valdoria.offices["vd-premier"].named.name["fr"] == ("Premier ministre", "Première ministre")


def test_an_entry_knows_its_line(valdoria: Facts) -> None:
    spell = valdoria.people["ada-lorne"].spells[1]
    assert (spell.origin.line, VALDORIA.splitlines()[spell.origin.line - 1].strip()[:40]) == (
        22,
        "- {office: vd-premier, from: 2024-06-01,",
    )


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("peeple: {}", 1, 1, "facts-unknown-key-near"),
        ("people:\n  a-b: {nam: X}", 2, 9, "facts-unknown-key-near"),
        ("people:\n  a-b: {name: X, zzz: X}", 2, 18, "facts-unknown-key"),
        ("people:\n  a-b: {name: X, born: yesterday}", 2, 24, "facts-not-a-date"),
        ("people:\n  a-b: {name: X, born: 2011-02-30}", 2, 24, "facts-not-a-date"),
        ("people:\n  a-b: {name: X, sex: x}", 2, 23, "facts-not-one-of"),
        ("people:\n  a-b: {name: {zz: X}}", 2, 16, "facts-unknown-language"),
        ("people:\n  a-b: {name: X, wrong: Y}", 2, 25, "facts-not-a-map"),
        ("people:\n  a-b: {name: X, family_name_first: perhaps}", 2, 37, "facts-not-yes-or-no"),
        ("people:\n  a-b: {name: {fr: {x: y}}}", 2, 20, "facts-not-text"),
        ("people:\n  A_B: {name: X}", 2, 3, "facts-not-an-id"),
        ("people:\n  a-b: {short: X}", 2, 3, "facts-missing-key"),
        ("people: [a, b]", 1, 9, "facts-not-a-map"),
        ("people:\n  a-b: X", 2, 8, "facts-not-a-map"),
        ("stale_after: soon", 1, 14, "facts-not-days"),
        ("facts: 7", 1, 8, "facts-version"),
        ("sources:\n  memory: {url: X}", 2, 3, "facts-source-reserved"),
        ("people:\n  a-b: {name: X, src: press}", 2, 23, "facts-orphan"),
        ("people:\n  a-b: {name: X, offices: [{office: no-such}]}", 2, 37, "facts-orphan"),
        ("offices:\n  o-p: {title: X, of: nowhere}", 2, 23, "facts-orphan"),
        ("people:\n  a-b: {name: X}\norganisations:\n  a-b: {name: Y}", 4, 3, "facts-id-twice"),
        ("treaties:\n  t-t: {name: X, life: [{event: signed}]}", 2, 25, "facts-missing-key"),
        ("people:\n  a-b: {name: X, offices: [{from: 2012}]}", 2, 28, "facts-missing-key"),
        ("organisations:\n  o-p: {name: X, members_from: [{count: many, date: 2011}]}", 2, 41, "facts-not-a-number"),
        ("treaties:\n  t-t: {name: X, level: {Y: grave}}", 2, 29, "facts-not-one-of"),
        ("", 1, 1, "yaml-empty"),
        ("- people", 1, 1, "facts-not-a-map"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, line: int, column: int, code: str) -> None:
    assert problems(tmp_path, text) == [("layer0.yaml", line, column, code)]


def test_an_unknown_id_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        loaded(tmp_path, VALDORIA.replace("office: vd-envoy, from: 2012", "office: vd-envoi, from: 2012"))
    assert [dict(problem.values)["near"] for problem in caught.value.problems] == ["vd-envoy"]


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, "people:\n  a-b: {nam: X, born: never}", "peeple: {}")
    assert [(file, code) for file, _, _, code in found] == [
        ("layer0.yaml", "facts-unknown-key-near"), ("layer0.yaml", "facts-not-a-date"), ("layer1.yaml", "facts-unknown-key-near"),
    ]  # fmt: skip


def test_a_key_twice_is_one_mistake(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "people:\n  a-b: {name: X}\n  a-b: {name: Y}")) == 1


def test_an_unknown_id_comes_with_the_other_mistakes(tmp_path: Path) -> None:
    found = problems(tmp_path, "people:\n  a-b: {name: X, born: never, offices: [{office: nowhere, from: 2012}]}")
    assert [code for _, _, _, code in found] == ["facts-not-a-date", "facts-orphan"]


def test_countries_of_iso_need_no_entry(tmp_path: Path) -> None:
    assert loaded(tmp_path, "treaties:\n  t-t: {name: X, parties: [usa, sun], depositary: nld}").treaties["t-t"].parties == (
        "usa",
        "sun",
    )


def test_an_id_stands_once_in_a_folder(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yml"):
        (tmp_path / name).write_text("people:\n  a-b: {name: X}\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        facts.load([tmp_path])
    assert [(Path(one.path).name, one.line, one.code) for one in caught.value.problems] == [("b.yml", 2, "facts-id-twice")]


@pytest.mark.parametrize(
    ("name", "data", "code"), [("notes.bak", b"x", "facts-not-yaml"), ("a.yaml", b"facts: 1\n\xe9: 1", "facts-not-utf8")]
)
def test_a_file_that_is_not_facts_is_named(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / "good.yaml").write_text("people:\n  a-b: {name: X}\n", encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError) as caught:
        facts.load([tmp_path])
    assert [(Path(one.path).name, one.code) for one in caught.value.problems] == [(name, code)]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        facts.load([tmp_path / "nowhere.yaml"])
    assert [one.code for one in caught.value.problems] == ["no-such-path"]


def test_the_digest_tells_files_apart(tmp_path: Path) -> None:
    first, second = loaded(tmp_path, VALDORIA).digest, loaded(tmp_path, VALDORIA + "\n").digest
    assert first != second and first == loaded(tmp_path, VALDORIA).digest and first.startswith("sha256:")


# ---------------------------------------------------------------- layers


def test_a_desk_adds_changes_and_retires(tmp_path: Path) -> None:
    desk = (
        "people:\n  ada-lorne:\n    also: {fr: [Ada L.]}\n"
        "    offices: [{office: vd-premier, from: 2024-06-01, until: 2025-01-05, src: later}]\n"
        "  bo-mirand: {retire: yes}\n"
    )
    found = loaded(tmp_path, VALDORIA, desk)
    ada = found.people["ada-lorne"]
    assert "bo-mirand" not in found.people and ada.named.name["fr"] == ("Ada Lorne",) and ada.named.also["fr"] == ("Ada L.",)
    assert [spell.until.text for spell in ada.spells if spell.until] == ["2020-06-30", "2025-01-05"]
    assert {person for person, _ in found.held_by["vd-premier"]} == {"ada-lorne", "cy-ostrel"}


def test_a_layer_may_name_what_an_earlier_one_holds(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, VALDORIA, "people:\n  d-e: {name: D E, offices: [{office: vd-premier, from: 1999, until: 2000, src: gazette}]}"
    )
    assert [person for person, _ in found.held_by["vd-premier"]][-1] == "d-e"


# ---------------------------------------------------------------- the facts of a rule


def given_facts(text: str) -> Facts:
    node, _ = yamlfile.parse(text, "rule.yaml")
    assert node is not None
    found, mistakes = facts.parse(node, "rule.yaml")
    assert not mistakes
    return found


def test_facts_of_an_example_need_neither_sources_nor_the_entries_they_name() -> None:
    found = given_facts(
        "people:\n  j-r: {name: J R, offices: [{office: vd-chief, from: 2020-01-01}]}\n"
        "offices:\n  vd-chief: {title: chef, of: vd}"
    )
    standing = facts.standing(found, "j-r", "vd-chief", day("2030-01-01"))
    assert standing.answer == "held" and standing.use and standing.use.standing == "firm"


def test_facts_of_an_example_may_say_that_they_are_from_memory() -> None:
    found = given_facts("people:\n  j-r: {name: J R, offices: [{office: vd-chief, from: 2020-01-01, src: memory}]}")
    use = facts.standing(found, "j-r", "vd-chief", day("2020-01-02")).use
    assert use and use.standing == "memory"


# ---------------------------------------------------------------- what held on a day


@pytest.mark.parametrize(
    ("person", "office", "on", "answer", "standing"),
    [
        ("ada-lorne", "vd-premier", "2018-01-01", "held", "firm"),
        ("ada-lorne", "vd-premier", "2015-03-02", "held", "firm"),
        ("ada-lorne", "vd-premier", "2020-06-30", "held", "firm"),
        ("ada-lorne", "vd-premier", "2020-07-01", "not-held", "firm"),
        ("ada-lorne", "vd-premier", "2014-01-01", "not-held", "firm"),
        ("ada-lorne", "vd-premier", "2024-09-09", "held", "firm"),
        ("ada-lorne", "vd-premier", "2024-09-10", "held", "stale"),
        ("bo-mirand", "vd-premier", "2024-05-31", "held", "fuzzy"),
        ("bo-mirand", "vd-premier", "2024-06-15", "unknown", "fuzzy"),
        ("bo-mirand", "vd-premier", "2024-07-01", "not-held", "fuzzy"),
        ("bo-mirand", "vd-envoy", "2011-04-01", "held", "fuzzy"),
        ("bo-mirand", "vd-envoy", "2014-01-01", "unknown", "fuzzy"),
        ("bo-mirand", "vd-envoy", "2025-02-01", "not-held", "fuzzy"),
        ("cy-ostrel", "vd-envoy", "2012-01-01", "held", "memory"),
        ("cy-ostrel", "vd-premier", "2001-06-01", "held", "memory"),
        ("cy-ostrel", "vd-chief-envoy", "2024-07-01", "held", "firm"),
        ("cy-ostrel", "vd-chief-envoy", "2024-07-02", "held", "stale"),
        ("cy-ostrel", "vd-old-envoy", "2024-07-02", "held", "firm"),
        ("cy-ostrel", "vd-chief", "2001-06-01", "not-held", None),
    ],
)
def test_standing(valdoria: Facts, person: str, office: str, on: str, answer: str, standing: str | None) -> None:
    found = facts.standing(valdoria, person, office, day(on))
    assert (found.answer, found.use.standing if found.use else None) == (answer, standing)


@pytest.mark.parametrize(
    ("on", "before", "later"),
    [("2014-01-01", False, True), ("2022-01-01", True, True), ("2018-01-01", False, True), ("2024-06-02", True, False)],
)
def test_held_before_and_held_later_are_told_apart(valdoria: Facts, on: str, before: bool, later: bool) -> None:
    found = facts.standing(valdoria, "ada-lorne", "vd-premier", day(on))
    assert (found.before is not None, found.later is not None) == (before, later)


def test_a_hand_over_day_belongs_to_both(valdoria: Facts) -> None:
    assert [found.person for found in facts.holders(valdoria, "vd-premier", day("2020-06-30"))] == ["ada-lorne", "bo-mirand"]


def test_the_use_tells_between_which_dates_it_holds(valdoria: Facts) -> None:
    closed = facts.standing(valdoria, "ada-lorne", "vd-premier", day("2018-01-01")).use
    still = facts.standing(valdoria, "ada-lorne", "vd-premier", day("2024-06-02")).use
    assert closed and still and (closed.valid, still.valid) == ("2015-03-02 – 2020-06-30", "2024-06-01 –")


def test_a_title_without_a_source_has_those_of_its_holders(valdoria: Facts) -> None:
    use = facts.title_use(valdoria, valdoria.offices["vd-premier"], day("2018-01-01"))
    assert use.origin.sources == ("gazette",) and use.standing == "firm"


def test_an_office_has_the_country_of_its_body(valdoria: Facts) -> None:
    assert facts.bodies(valdoria, "vd-premier") == ("vdo-cabinet", "rus") and facts.country(valdoria, "vd-premier") == "rus"


@pytest.mark.parametrize(
    ("on", "event", "in_force"),
    [
        ("2001-01-01", None, False), ("2001-06-01", "signed", False), ("2003-06-01", "signed", None),
        ("2004-01-01", "in force", True),
        ("2010-06-01", "in force", True), ("2015-01-01", "extended", True), ("2016-01-02", "extended", None),
    ],
)  # fmt: skip
def test_a_treaty_is_in_force_or_not(valdoria: Facts, on: str, event: str | None, in_force: bool | None) -> None:
    found = facts.state(valdoria, valdoria.treaties["lake-pact"], day(on))
    assert (found.event.event if found.event else None, found.in_force) == (event, in_force)


def test_what_one_party_did_is_not_the_treatys_state(valdoria: Facts) -> None:
    found = facts.state(valdoria, valdoria.treaties["lake-pact"], day("2012-01-01"))
    assert [(event.event, event.by) for event in found.by_party] == [("suspended", "rus")]


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2040, 1, 1)))
def test_every_day_has_an_answer_that_agrees_with_its_line(valdoria: Facts, on: dt.date) -> None:
    for person, spell in valdoria.held_by["vd-premier"]:
        found = facts.standing(valdoria, person, spell.office, on)
        if found.answer == "held" and found.spell and found.spell.start:
            assert found.spell.start.first <= on and (found.spell.until is None or on <= found.spell.until.last)


def test_what_is_over_is_told_by_the_source_that_knows_the_end(tmp_path: Path) -> None:
    spell = "{office: vd-premier, from: 2024-06-01, until: 2024-12-01, src: [gazette, later]}"
    path = tmp_path / "facts.yaml"
    path.write_text(
        VALDORIA[: VALDORIA.index("people:")] + f"people:\n  di: {{name: Di, offices: [{spell}]}}\n", encoding="utf-8"
    )
    known = facts.load([path])
    told = [facts.standing(known, "di", "vd-premier", dt.date.fromisoformat(day)).use for day in ("2024-07-01", "2025-01-01")]
    assert [use.origin.sources for use in told if use] == [("gazette", "later"), ("later", "gazette")]


# ---------------------------------------------------------------- currencies

CROWN = """currencies:
  vdc:
    name: {fr: couronne, en: crown, es: corona}
    plural: {fr: couronnes, en: crowns, es: coronas}
    wrong: {fr: {couronne de Valdor: couronne valdorienne}}
    symbol: ₡
    code: VDC
    of: [rus]
"""


def test_a_currency_has_names_a_symbol_and_a_code(tmp_path: Path) -> None:
    (tmp_path / "money.yaml").write_text(CROWN, encoding="utf-8")
    crown = facts.load([tmp_path]).currencies["vdc"]
    assert (crown.named.name["en"], crown.plural["es"]) == (("crown",), ("coronas",))
    assert (crown.symbol, crown.code, crown.of) == ("₡", "VDC", ("rus",))


@pytest.mark.parametrize(("old", "new", "line"), [("VDC", "vdc", 7), ("[rus]", "[valdoria]", 8), ("plural", "plurals", 4)])
def test_a_mistake_in_a_currency_is_told_at_its_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    (tmp_path / "money.yaml").write_text(CROWN.replace(old, new), encoding="utf-8")
    with pytest.raises(UserError) as raised:
        facts.load([tmp_path])
    assert [told.line for told in raised.value.problems] == [line]


# ---------------------------------------------------------------- more than a desk has


@pytest.mark.parametrize("key", ["also: [{}]", "wrong: {{fr: {{{}}}}}"])
def test_more_forms_than_an_entry_can_have_are_one_mistake_at_their_place(tmp_path: Path, key: str) -> None:
    many = ", ".join(f"f{n}: g" if "fr" in key else f"f{n}" for n in range(6000))
    (tmp_path / "many.yaml").write_text(f"people:\n  a:\n    name: Ada\n    {key.format(many)}\n", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        facts.load([tmp_path])
    assert [(told.code, told.line) for told in raised.value.problems] == [("facts-too-many", 4)]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.yaml").open("wb") as large:
        large.truncate(50_000_000)
    with pytest.raises(UserError) as raised:
        facts.load([tmp_path])
    assert [told.code for told in raised.value.problems] == ["facts-too-large"]


# ---------------------------------------------------------------- the schema


def test_the_schema_has_the_ids_that_the_facts_have(valdoria: Facts) -> None:
    known = facts_schema.json_schema(valdoria)["$defs"]
    assert isinstance(known, dict)
    assert (known["treaties"], known["sources"]) == ({"enum": ["lake-pact"]}, {"enum": ["gazette", "later", "memory"]})
    node = {"people": {"x": {"name": "X", "offices": [{"office": "of-another-file"}]}}}
    jsonschema.validate(node, facts_schema.json_schema(valdoria))


Editor: Any = type("Editor", (yaml.SafeLoader,), {"yaml_implicit_resolvers": {}})
"""YAML 1.2 as an editor reads it: `yes` and a day are words, a bare year is a number."""
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))
SCHEMA_LINE = "# yaml-language-server: $schema=../facts.schema.json\n"


def test_the_json_schema_takes_the_shipped_facts_as_an_editor_reads_them() -> None:
    schema = facts_schema.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in sorted((shipped.folder("seeds") / "facts").glob("*.yaml")):
        jsonschema.validate(yaml.load(path.read_text(encoding="utf-8"), Loader=Editor), schema)


def test_every_shipped_file_names_the_schema_that_is_shipped_beside_it() -> None:
    """`factcheck facts schema`, without ids: a fact stays a matter of one file. Set UPDATE_GOLDEN=1 to write it anew."""
    folder = shipped.folder("seeds") / "facts"
    assert [path.name for path in folder.glob("*.yaml") if not path.read_text(encoding="utf-8").startswith(SCHEMA_LINE)] == []
    written = json.dumps(facts_schema.json_schema(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        (folder.parent / "facts.schema.json").write_text(written, encoding="utf-8")
    assert (folder.parent / "facts.schema.json").read_text(encoding="utf-8") == written


@pytest.mark.parametrize("wrong", [{"peeple": {}}, {"people": {"a": {"nam": "X"}}}, {"people": {"a": {"born": "soon"}}}])
def test_the_json_schema_refuses_what_the_loader_refuses(wrong: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, facts_schema.json_schema())
