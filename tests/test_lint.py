"""The lint of facts says what is doubtful, where it stands, and nothing about what is in order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factcheck import facts, shipped, wording
from factcheck.errors import UserError
from factcheck.facts import lint
from factcheck.facts import text as facts_text
from factcheck.facts.spots import Spots
from factcheck.model import Facts

HEAD = """sources:
  gazette: {url: "https://example.org/gazette", as_of: 2020-06-01}
offices:
  vd-premier: {title: Premier ministre}
  vd-envoy: {title: émissaire, shared: yes}
"""


def loaded(folder: Path, text: str) -> Facts:
    path = folder / "facts.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return facts.load([path])


def person(id: str, *spells: str, more: str = "") -> str:
    lines = "".join(f"\n      - {{{spell}}}" for spell in spells)
    return f"\n  {id}:\n    name: {id.title()}\n{more}    offices:{lines or ' []'}"


SOLE = "office: vd-premier, src: gazette, "
CASES = [
    ("treaties:\n  a: {name: A, follows: b}\n  b: {name: B, follows: [c, a]}\n  c: {name: C}\n", [(7, 3, "circle")]),
    ("people:" + person("a", SOLE + "from: 2001-01-01, until: 2000-01-01"), [(10, 9, "backwards")]),
    ("people:" + person("a", more="    born: 1950\n    died: 1940\n"), [(7, 3, "backwards")]),
    ("people:" + person("a", SOLE + "from: 2001-01-01") + person("b", SOLE + "from: 2003-01-01"), [(14, 9, "overlap")]),
    (
        "people:" + person("a", SOLE + "from: 2001-01-01, until: 2003-01-01") + person("b", SOLE + "from: 2003-01-01"),
        [],
    ),
    ("people:" + person("a", SOLE + "from: 2001-01-01") + person("b", SOLE + "from: 2003-01-01, acting: yes"), []),
    (
        "people:"
        + person("a", "office: vd-envoy, src: gazette, from: 2001")
        + person("b", "office: vd-envoy, src: gazette, from: 2003"),
        [],
    ),
    (
        "people:" + person("a", SOLE + "from: 2001-01-01, until: 2002-01-01", SOLE + "from: 2003-01-01"),
        [(11, 9, "gap")],
    ),
    ("people:" + person("a", SOLE + "from: 2001-01-01, until: 2002", SOLE + "from: 2003-01-05"), []),
    (
        "people:"
        + person("a", SOLE + "from: 2001-01-01, until: 2002-01-01", SOLE + "from: 2005-01-01")
        + person("b", SOLE + "until: 2005-01-01"),
        [],
    ),
    (
        "people:"
        + person("a", SOLE + "from: 2001-01-01, until: 2002-01-01", SOLE + "from: 2005-01-01")
        + person("b", SOLE + "from: 2002-01-01, until: unknown"),
        [],
    ),
    ("people:" + person("a", "office: vd-premier, from: 2001-01-01"), [(10, 9, "no-source")]),
    ("people:" + person("a", "office: vd-premier, from: 2001-01-01, src: memory"), []),
    ("people:" + person("a", SOLE + "from: 2001-01-01, seen: 2019-01-01"), [(10, 9, "dead-key")]),
    ("people:" + person("a", SOLE + "from: 2001-01-01, until: unknown, seen: 2020-06-01"), []),
    ("people:\n  a: {name: Ada Lorne}\n  b: {name: Bo, also: {fr: [Ada Lorne]}}", [(8, 3, "name-twice")]),
    ("people:\n  a: {name: Ada Lorne}\n  b: {name: Bo, also: {fr: [Ada Lorne]}, not_to_confuse: a}", []),
    ("people:\n  a: {name: Ada, wrong: {fr: {Bo: Ada}}}\n  b: {name: Bo}", [(7, 3, "wrong-is-right")]),
    ("people:\n  a: {name: Ada, wrong: {fr: {Ada: Ada}}}", [(7, 3, "wrong-is-own")]),
    ("treaties:\n  t: {name: T, level: {U: note}}", [(7, 3, "dead-key")]),
    ("treaties:\n  t:\n    name: T\n    life:\n      - {date: 2001, event: sigend, src: gazette}", [(10, 9, "event")]),
    (
        "treaties:\n  t:\n    name: T\n    life:\n      - {date: 2003, event: in force, src: gazette}\n"
        "      - {date: 2001, event: signed, src: gazette}",
        [(11, 9, "out-of-order")],
    ),
    ("countries:\n  c: {name: C, not_to_confuse: [d]}", [(7, 3, "dead-key")]),
    ("acts:\n  c: {name: C}", [(7, 3, "no-source")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_lint(tmp_path: Path, text: str, expected: list[tuple[int, int, str]]) -> None:
    found = lint.lint(loaded(tmp_path, text))
    assert [(one.line, one.column, one.code.removeprefix("facts-lint-")) for one in found] == expected
    for problem in found:
        assert all(wording.line(problem, language) for language in wording.LANGUAGES)


@pytest.mark.parametrize(("on", "codes"), [("2020-06-02", []), ("2020-12-01", ["facts-lint-stale"]), (None, [])])
def test_an_open_time_in_office_must_be_fresh_on_a_day(tmp_path: Path, on: str | None, codes: list[str]) -> None:
    known = loaded(tmp_path, "people:" + person("a", SOLE + "from: 2001-01-01"))
    assert [one.code for one in lint.lint(known, dt.date.fromisoformat(on) if on else None)] == codes


def test_the_shipped_facts_are_in_order() -> None:
    assert lint.lint(facts.load([shipped.folder("seeds") / "facts"])) == ()


OFFICES = "offices:\n  a: {{title: chef, of: usa, wrong: {{chef: chef, roi: chef}}{0}}}\n  b: {{title: roi, of: {1}}}\n"


@pytest.mark.parametrize(
    ("more", "body", "codes"),
    [
        ("", "usa", ["wrong-is-own", "wrong-is-right"]),
        ("", "fra", ["wrong-is-own"]),
        (", not_to_confuse: [b]", "usa", ["wrong-is-own"]),
    ],
)
def test_a_wrong_title_may_be_right_elsewhere_not_in_the_same_body(
    tmp_path: Path, more: str, body: str, codes: list[str]
) -> None:
    (tmp_path / "facts.yaml").write_text(OFFICES.format(more, body), encoding="utf-8")
    found = lint.lint(facts.load([tmp_path / "facts.yaml"]))
    assert [one.code.removeprefix("facts-lint-") for one in found if dict(one.values)["language"] == "fr"] == codes


# ---------------------------------------------------------------- facts show, facts list


def test_show_tells_where_each_line_comes_from(tmp_path: Path) -> None:
    known = loaded(tmp_path, "people:" + person("a", SOLE + "from: 2001-01-01"))
    shown = facts_text.show(known, "a", Spots(facts.texts([tmp_path / "facts.yaml"])))
    assert "{office: vd-premier, from: 2001-01-01}" in shown
    assert "facts.yaml:10    gazette (2020-06-01) https://example.org/gazette" in shown


BELOW = """people:
  a:
    name: {fr: Ada Lornais, en: Ada Lorne}
    also: {fr: [Adda Lornais]}
  b: {name: Bo}
"""
ABOVE = "people:\n  a:\n    name:\n      fr: Ada Lornès\n  b: {retire: yes}\n"


def _layers(folder: Path) -> list[Path]:
    paths = [folder / "base.yaml", folder / "desk.yaml"]
    for path, text in zip(paths, (BELOW, ABOVE), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_show_tells_the_layer_of_each_key_and_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = _layers(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert facts_text.show(facts.load(paths), "a", Spots(facts.texts(paths))).splitlines() == [
        "people: a    # desk.yaml:2",
        "  name: {fr: Ada Lornès, en: Ada Lorne}    # fr desk.yaml:4, en base.yaml:3",
        "  also: {fr: Adda Lornais}    # base.yaml:4",
    ]


def test_show_tells_which_layer_dropped_an_entry(tmp_path: Path) -> None:
    paths = _layers(tmp_path)
    with pytest.raises(UserError) as caught:
        facts_text.show(facts.load(paths), "b", Spots(facts.texts(paths)))
    assert [(one.line, one.code) for one in caught.value.problems] == [(5, "facts-retired")]


MISTAKEN = """people:
  a:
    name: {fr: Ada Lorne}
    also:
      fr:
        - A. Lorne
        - Bo Mirand
    wrong: {en: {Ada Lorne: Ada}, fr: {Ada Lorne: Ada}}
    not_to_confuse: [c]
  b:
    name: Bo|Bo Mirand
  c: {name: Cy}
treaties:
  t:
    name: T
    level: {Z: note}
"""


def test_a_doubt_about_a_form_stands_at_the_form(tmp_path: Path) -> None:
    known = loaded(tmp_path, MISTAKEN)
    doubts = Spots(facts.texts([tmp_path / "facts.yaml"])).mended(lint.lint(known))
    assert [(one.line, one.column, one.code.removeprefix("facts-lint-")) for one in doubts] == [
        (13, 40, "wrong-is-own"), (16, 11, "name-twice"), (21, 13, "dead-key"),
    ]  # fmt: skip


def test_show_names_the_nearest_id(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        facts_text.show(loaded(tmp_path, ""), "vd-premeir", Spots(()))
    assert [dict(one.values)["near"] for one in caught.value.problems] == ["vd-premier"]


def test_list_is_one_line_an_entry(tmp_path: Path) -> None:
    assert [line.split()[0] for line in facts_text.listing(loaded(tmp_path, "people:\n  a: {name: A}"))] == [
        "vd-premier",
        "vd-envoy",
        "a",
    ]


@pytest.mark.parametrize(
    ("stale", "unsourced", "expected"), [(True, False, ["a"]), (False, True, ["b"]), (True, True, ["a", "b"])]
)
def test_list_picks_what_is_doubtful(tmp_path: Path, stale: bool, unsourced: bool, expected: list[str]) -> None:
    text = person("a", SOLE + "from: 2001-01-01") + person("b", "office: vd-envoy, from: 2001-01-01, src: memory")
    lines = facts_text.listing(loaded(tmp_path, "people:" + text), dt.date(2025, 1, 1), stale=stale, unsourced=unsourced)
    assert [line.split()[0] for line in lines] == expected
