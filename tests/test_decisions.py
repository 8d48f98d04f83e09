"""What reviewers decided: read where they say so, kept without touching a comment, held against the version of the fact."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import waivers, yamlfile
from factcheck.errors import UserError
from factcheck.model import Finding, Report
from factcheck.report import as_json, labels
from factcheck.rules import book as rulebook
from factcheck.waivers import decisions
from factcheck.waivers.decisions import Tally
from factcheck.wording import LANGUAGES, line
from tests import report_fixture as fixture
from tests.conftest import Command

PRINT = "v1:0123456789ab"
ONE = f"- fingerprint: {PRINT}\n  verdict: rejected\n  rule: office-title\n"
DESK = f"# ours\n{ONE}  reason: she insists  # twice\n# the end\n"


def export(*rows: dict[str, str]) -> str:
    """What the page gives."""
    made = [{"fingerprint": PRINT, "verdict": "rejected", "rule": "office-title", **row} for row in rows]
    return json.dumps(made, indent=1, ensure_ascii=False)


def codes(error: UserError) -> list[tuple[str, int, int, str]]:
    for problem in error.problems:
        assert all(line(problem, language) for language in LANGUAGES)
    return [(problem.path, problem.line, problem.column, problem.code) for problem in error.problems]


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize("text", ["", "# none yet\n", "[]\n"])
def test_a_file_may_hold_no_decision_yet(text: str) -> None:
    assert decisions.read(text, "d.yaml") == ()


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("verdict: rejected\n", 1, 1, "decisions-not-list"),
        ("- rejected\n", 1, 3, "decisions-not-entry"),
        (ONE.replace("  rule: office-title\n", ""), 1, 3, "decisions-missing"),
        (ONE.replace("rejected", "''"), 1, 3, "decisions-missing"),
        (ONE.replace("rejected", "rejcted"), 2, 12, "rule-not-one-of-near"),
        (ONE.replace("rule:", "rul: x\n  rule:"), 3, 3, "rule-unknown-key-near"),
        (ONE.replace("office-title", "[a]"), 3, 9, "rule-not-text"),
        (ONE.replace(PRINT, "v1:0123"), 1, 16, "decisions-short"),
        (ONE + ONE.replace("rejected", "accepted"), 4, 16, "decisions-contradict"),
        (ONE.replace("rejected", "rejected\n  verdict: accepted"), 3, 3, "yaml-key-twice"),
    ],
)
def test_a_mistake_is_named_where_it_stands(text: str, line: int, column: int, code: str) -> None:
    with pytest.raises(UserError) as caught:
        decisions.read(text, "d.yaml")
    assert ("d.yaml", line, column, code) in codes(caught.value)


# ---------------------------------------------------------------- applying


def test_new_decisions_come_behind_what_stands_there() -> None:
    other = {"fingerprint": "v1:ba9876543210ffff", "verdict": "accepted", "words": "Mme la « capitaine »", "by": "Ida Quill"}
    merged, count = decisions.merge(DESK, "d.yaml", export({}, other), "e.json")
    assert (merged.startswith(DESK), count) == (True, 1)
    assert merged.removeprefix(DESK).splitlines() == [
        "- fingerprint: v1:ba9876543210ffff",
        "  verdict: accepted",
        "  rule: office-title",
        '  words: "Mme la « capitaine »"',
        '  by: "Ida Quill"',
    ]
    assert decisions.merge(merged, "d.yaml", export({}, other), "e.json") == (merged, 0)


def test_the_order_of_clicks_does_not_show() -> None:
    rows = [{"fingerprint": f"v1:{number:012}", "words": word} for number, word in enumerate("cab")]
    assert decisions.merge("", "d.yaml", export(*rows), "e.json") == decisions.merge("", "d.yaml", export(*rows[::-1]), "e.json")


def test_a_list_that_is_indented_stays_so() -> None:
    text = "  - fingerprint: v1:ba9876543210\n    verdict: accepted\n    rule: a"
    merged, _ = decisions.merge(text, "d.yaml", export({}), "e.json")
    assert [made.verdict for made in decisions.read(merged, "d.yaml")] == ["accepted", "rejected"]


def test_a_contradiction_is_named_with_both_places_and_a_changed_fact_is_none() -> None:
    with pytest.raises(UserError) as caught:
        decisions.merge(DESK, "d.yaml", export({"verdict": "accepted"}), "e.json")
    assert codes(caught.value) == [("e.json", 3, 18, "decisions-contradict")]
    assert "d.yaml:2" in line(caught.value.problems[0], "en")
    assert decisions.merge(DESK, "d.yaml", export({"verdict": "accepted", "fact": "0a1b2c3d"}), "e.json")[1] == 1


def test_a_list_in_brackets_is_not_added_to() -> None:
    with pytest.raises(UserError) as caught:
        decisions.merge("[]\n", "d.yaml", export({}), "e.json")
    assert codes(caught.value) == [("e.json", 1, 1, "decisions-brackets")]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])))
def test_any_words_come_back_as_they_were(words: str) -> None:
    (meant,) = decisions.read(export({"words": words}), "e.json")
    merged, _ = decisions.merge("", "d.yaml", export({"words": words}), "e.json")
    assert yamlfile.parse(merged, "d.yaml")[1] == ()
    (found,) = decisions.read(merged, "d.yaml")
    assert replace(found, at=meant.at) == meant


# ---------------------------------------------------------------- what follows


def judged(text: str) -> tuple[list[str | None], list[str]]:
    """The kind of waiver of each finding of a draft, and the codes of the warnings."""
    entries = decisions.entries(decisions.read(text, "d.yaml"), "d.yaml")
    marked, problems = waivers.apply([fixture.french()], entries, fixture.RULES)
    kinds = [found.waiver.kind if found.waiver else None for found in marked[0].findings]
    return list(kinds), [problem.code for problem in problems]


FOUND: Finding = fixture.french().findings[1]
VERSION = waivers.fact_version(FOUND)
ROW = f"- {{fingerprint: '{FOUND.fingerprint}', verdict: rejected, rule: office-title, fact: '{VERSION}'}}\n"


@pytest.mark.parametrize(
    ("text", "kind", "warnings"),
    [
        (ROW, "decision", []),
        (ROW.replace("rejected", "fact-wrong"), "decision", []),
        (ROW.replace("rejected", "accepted"), None, []),
        (ROW.replace(VERSION, "00000000"), None, ["waiver-fact-changed"]),
        (ROW.replace(VERSION, "00000000") + ROW.replace("rejected", "accepted"), None, []),
        (ROW.replace(VERSION, "00000000") + ROW, "decision", []),
        (ROW.replace("v1:", "v1:none-such-"), None, []),
        (ROW.replace("rule: office-title", "rule: gone-since"), "decision", []),
    ],
)
def test_the_last_decision_holds_while_the_fact_says_the_same(text: str, kind: str | None, warnings: list[str]) -> None:
    kinds, codes = judged(text)
    assert (kinds[1], codes) == (kind, warnings)


def test_a_decision_without_a_reason_says_what_it_was() -> None:
    marked, _ = waivers.apply([fixture.french()], decisions.entries(decisions.read(ROW, "d.yaml"), "d.yaml"), fixture.RULES)
    report: Report = fixture.report(*marked)
    waiver = marked[0].findings[1].waiver
    assert waiver and labels.waiver(waiver, "en") == "decided in review"
    assert json.loads(as_json.write(report))["summary"]["suppressed"] == 2


@pytest.mark.parametrize(
    ("accepted", "rejected", "milder"),
    [(4, 0, None), (0, 4, None), (0, 5, "note"), (2, 3, "note"), (3, 3, None), (3, 2, None), (49, 51, "note")],
)
def test_a_rule_below_the_bar_should_be_milder(accepted: int, rejected: int, milder: str | None) -> None:
    assert decisions.milder("warning", Tally(accepted, rejected)) == milder


def test_the_list_of_rules_says_how_they_fared() -> None:
    verdicts = ["accepted", "rejected", "rejected", "fact-wrong", "rejected", "rejected", "rejected"]
    rows = [{"fingerprint": f"v1:{number:012}", "verdict": verdict} for number, verdict in enumerate(verdicts)]
    counted = decisions.tally(decisions.read(export(*rows), "e.json"))
    assert counted == {"office-title": Tally(1, 5)}
    shown = rulebook.table(tuple(fixture.RULES.values()), counted, "en").splitlines()
    assert shown[0].endswith("ACCEPTED + REJECTED") and shown[1].endswith("—")
    assert next(row for row in shown if row.startswith("office-title")).endswith("1 + 5")
    assert shown[-1].startswith("office-title: 1 of 6") and "“office-title: warning”" in shown[-1]


# ---------------------------------------------------------------- the command

RULE = """check: phrase
category: translation
severity: error
message: {fr: "« {found} »"}
replace: {faire sens: avoir un sens}
flags: ["Ce choix peut [[faire sens]]."]
passes: ["Ce choix peut avoir un sens."]
"""


def test_a_rejected_finding_counts_no_more(factcheck: Command, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "sens.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Ce port doit faire sens.\n", encoding="utf-8")
    check = ("check", "a.txt", "--rules", "rules", "--lang", "fr", "--format", "json")
    before = factcheck(*check)
    found = json.loads(before.stdout)["drafts"][0]["findings"][0]["fingerprint"]
    (tmp_path / "from-page.json").write_text(export({"fingerprint": found, "rule": "sens", "reason": "voulu"}), encoding="utf-8")
    applied = factcheck("decisions", "apply", "from-page.json")
    assert applied.returncode == 0 and "factcheck-decisions.yaml: 1" in applied.stderr
    after = factcheck(*check)
    assert (before.returncode, after.returncode) == (1, 0)
    assert json.loads(after.stdout)["summary"]["suppressed"] == 1
    assert "0 + 1" in factcheck("rules", "list", "--rules", "rules").stdout
    (tmp_path / "from-page.json").write_text(export({"fingerprint": found, "verdict": "accepted"}), encoding="utf-8")
    again = factcheck("decisions", "apply", "from-page.json")
    assert again.returncode == 2 and "factcheck-decisions.yaml:1" in again.stderr
    assert factcheck("decisions", "apply", "nowhere.json").returncode == 2
