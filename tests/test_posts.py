"""Who holds what: held, not held, unknown, stale are told of every person and office that a draft names."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from factcheck import cli, facts, pipeline, yamlfile
from factcheck.model import Draft, Facts, Inputs, Post, Rule
from factcheck.report import labels, posts

KNOWN = """
stale_after: 100d
sources:
  gazette: {url: "https://example.org/gazette", as_of: 2025-01-10}
  old: {url: "https://example.org/old", as_of: 2020-01-10}
countries:
  vdo:
    name: {fr: Valdorie, en: Valdoria, es: Valdoria}
    people: {fr: Valdorien|Valdorienne, en: Valdorian, es: valdoriano|valdoriana}
offices:
  vd-president: {title: {fr: président|présidente, en: president, es: presidente|presidenta}, of: vdo}
  vd-envoy: {title: {fr: ministre des Marées, en: tides minister, es: ministro de Mareas}, of: vdo}
  vd-judge: {title: {fr: garde des Digues, en: keeper of the dykes, es: guardián de los Diques}, of: vdo}
people:
  ada-lorne:
    name: Ada Lorne
    short: Lorne
    sex: f
    offices: [{office: vd-president, from: 2024-06-01, src: gazette}]
  bo-mirand:
    name: Bo Mirand
    short: Mirand
    sex: m
    offices:
      - {office: vd-president, from: 2019-06-01, until: 2024-06-01, src: gazette}
      - {office: vd-envoy, from: 2018-01-01, src: old}
"""


def known() -> Facts:
    node, problems = yamlfile.parse(KNOWN, "facts.yaml")
    assert node is not None and not problems
    return facts.parse(node, "facts.yaml")[0]


RULE = Rule("none", "none.yaml", 1, "phrase", "factual", "note", {}, {})


def told(text: str, language: str, date: dt.date | None = dt.date(2025, 1, 24)) -> list[Post]:
    desk = pipeline.Desk(known(), (RULE,), Inputs("", "", "", ""), Path(), offices=True)
    return list(pipeline.read(desk, Draft("draft.txt", text, text), language, date).posts)


CASES = [
    ("fr", "La présidente valdorienne, Ada Lorne, est partie.", ["ada-lorne vd-president held"]),
    ("fr", "Le président valdorien, Bo Mirand, est parti.", ["bo-mirand vd-president not-held before"]),
    ("fr", "L’ancien président valdorien Bo Mirand est parti.", ["bo-mirand vd-president not-held before"]),
    ("fr", "Bo Mirand, ministre des Marées, est parti.", ["bo-mirand vd-envoy stale"]),
    ("fr", "Le garde des Digues valdorien, Cy Ostrel, est parti.", ["Cy Ostrel vd-judge unknown"]),
    ("fr", "Le président valdorien est parti.", ["ada-lorne vd-president held"]),
    ("fr", "Le garde des Digues valdorien est parti.", ["- vd-judge unknown"]),
    ("fr", "Ada Lorne est partie.", ["ada-lorne vd-president held"]),
    ("fr", "« Tout va bien », a déclaré Jeanne Roe.", ["Jeanne Roe - unknown"]),
    ("en", "Valdorian President Ada Lorne has left.", ["ada-lorne vd-president held"]),
    ("en", "“All is well,” said Jane Roe.", ["Jane Roe - unknown"]),
    ("es", "La presidenta valdoriana, Ada Lorne, se ha ido.", ["ada-lorne vd-president held"]),
    ("es", "«Todo va bien», declaró Juana Roe.", ["Juana Roe - unknown"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_every_person_and_office_has_an_answer(language: str, text: str, expected: list[str]) -> None:
    found = told(text, language)
    lines = [f"{one.person or one.name or '-'} {one.office or '-'} {one.answer} {one.elapsed}".strip() for one in found]
    assert lines == expected


def test_nobody_is_told_twice_in_the_same_post() -> None:
    text = "La présidente valdorienne, Ada Lorne, est partie. Lorne est revenue. La présidente valdorienne dort."
    assert len(told(text, "fr")) == 1


def test_without_a_date_nothing_is_said_to_be_held() -> None:
    assert [one.answer for one in told("La présidente valdorienne, Ada Lorne, est partie.", "fr", None)] == ["unknown"]


@pytest.mark.parametrize("spoken", ["fr", "en", "es"])
def test_every_answer_has_words_in_every_language(spoken: str) -> None:
    codes = ("held", "before", "later", "not-held", "unknown", "nobody", "no-office", "stale", "undated")
    said = [labels.label(f"post-{code}", spoken, date="2025-01-24") for code in codes]
    assert len(set(said)) == len(codes)
    assert not any("{" in one for one in said)


def test_the_line_tells_dates_place_and_trust() -> None:
    desk = pipeline.Desk(known(), (RULE,), Inputs("", "", "", ""), Path(), offices=True)
    text = "The keeper of the dykes and Ada Lorne have left."
    reading = pipeline.read(desk, Draft("draft.txt", text, text), "en", dt.date(2025, 1, 24))
    post = next(one for one in reading.posts if one.person)
    dates = "2024-06-01 –; facts.yaml:19; https://example.org/gazette; as of 2025-01-10"
    line = posts.told(reading, post, desk.facts.sources["gazette"], "en")
    assert line == f"Ada Lorne — president: held on 2025-01-24 ({dates})"


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_they_are_told_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    (tmp_path / "facts.yaml").write_text(f"facts: 1{KNOWN}", encoding="utf-8")
    (tmp_path / "draft.txt").write_text("Valdorian President Ada Lorne has left the room.", encoding="utf-8")
    paths = [str(tmp_path / "draft.txt"), "--facts", str(tmp_path / "facts.yaml")]
    asked = ["check", *paths, "--date", "2025-01-24", "--lang", "en"]
    assert cli.main([*asked, "--format", form]) == 0
    assert "Ada Lorne" not in capsys.readouterr().out.replace("President Ada Lorne has left", "")
    assert cli.main([*asked, "--format", form, "--offices"]) == 0
    printed = capsys.readouterr().out
    if form == "json":
        assert [one["answer"] for one in json.loads(printed)["drafts"][0]["offices"]] == ["held"]
    else:
        assert "held on 2025" in printed.replace("\\", "")
