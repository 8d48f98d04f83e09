"""The same findings in every format: each held to a golden file, and to what its readers ask of it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import shipped
from factcheck.model import Document, Draft, Reading, Report
from factcheck.report import WRITERS, as_csv, as_github, as_junit, as_markdown, as_rdjson, as_sarif, labels, writer
from tests import report_fixture as fixture

GOLDEN = Path(__file__).parent / "golden"
WHOLE = fixture.report(warnings=("drafts/pont.txt:2: nothing",))
COUNT = 7


@pytest.fixture(autouse=True)
def _reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "_reasons", fixture.reasons)


@pytest.mark.parametrize("name", sorted(set(WRITERS) - {"html"}))
def test_a_format_is_what_it_was(name: str) -> None:
    """Set UPDATE_GOLDEN=1 to write the files anew, and read the difference before you commit it."""
    path = GOLDEN / f"report.{name}"
    written = writer(name)(WHOLE)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(written, encoding="utf-8", newline="")
    assert written == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_report_of_nothing_is_a_report(name: str) -> None:
    nothing = Report(WHOLE.inputs, (), {}, {})
    assert isinstance(writer(name)(nothing), str)


def one(text: str, start: int = 0, end: int | None = None, path: str = "a.txt", **more: Any) -> Report:
    """A report of one draft with one finding, whose message is the text."""
    span = (start, len(text) if end is None else end)
    found = fixture.finding("office-title", "factual", "error", span, text, text, **more)
    return fixture.report(Reading(Document(Draft(path, text, text), "fr", (), (), (), ()), None, (), (), (found,), ()))


@given(st.text(), st.data())
def test_no_text_breaks_a_format(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    report = one(text, start, end, suggestion=text)
    for name in sorted(set(WRITERS) - {"json", "jsonl", "html"}):
        assert writer(name)(report).encode("utf-8")
    json.loads(as_sarif.write(report).encode())
    json.loads(as_rdjson.write(report).encode())
    ET.fromstring(as_junit.write(report).encode())
    assert len(as_github.write(report).splitlines()) >= 1
    assert as_github.write(report).count("\n") == 1
    assert len(list(csv.reader(io.StringIO(as_csv.write(report), newline="")))) == 2


# ---------------------------------------------------------------- SARIF


def sarif(report: Report = WHOLE) -> Any:
    return json.loads(as_sarif.write(report))["runs"][0]


def test_sarif_lists_every_rule_with_help_and_level() -> None:
    rules = sarif()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(fixture.RULES)
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert all(rule["defaultConfiguration"]["level"] in ("error", "warning", "note") for rule in rules)


def test_sarif_results_name_their_rule_by_index_and_carry_the_fingerprint() -> None:
    run = sarif()
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["factcheck/v1"].startswith("v1:")


def test_sarif_carries_what_is_suppressed_and_by_whom() -> None:
    suppressed = [result for result in sarif()["results"] if "suppressions" in result]
    assert len(suppressed) == 1 and len(sarif()["results"]) == COUNT + 1
    given_reason = suppressed[0]["suppressions"][0]
    assert given_reason["kind"] == "inSource"
    assert given_reason["justification"] == "l’enseigne l’écrit <ainsi>"


def test_sarif_relates_a_finding_to_the_line_of_its_fact() -> None:
    result = next(result for result in sarif()["results"] if result["ruleId"] == "treaty-name")
    place = result["relatedLocations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "facts/treaties.yaml"
    assert place["region"] == {"startLine": 4}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("drafts/été 1.txt", "drafts/%C3%A9t%C3%A9%201.txt"),
        ("./a.txt", "a.txt"),
        ("a:b#c.txt", "a%3Ab%23c.txt"),
        ("drafts\\a.txt", "drafts/a.txt"),
    ],
)
def test_sarif_paths_are_relative_uris(path: str, uri: str) -> None:
    location = sarif(one("x", path=path))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_sarif_columns_count_code_points_and_end_after_the_last() -> None:
    run = sarif(one("a 𝄞 ministre", 2, 3))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert (region["startColumn"], region["endColumn"]) == (3, 4)


def test_sarif_tells_what_was_not_checked() -> None:
    notes = sarif()["invocations"][0]["toolExecutionNotifications"]
    assert [note["descriptor"]["id"] for note in notes if "descriptor" in note] == ["fixture-open", "fixture-unknown"]
    assert [note["level"] for note in notes] == ["note", "note", "warning"]


def test_sarif_messages_hold_no_placeholder_and_no_link() -> None:
    assert sarif(one("[voir](1) {0}"))["results"][0]["message"]["text"] == "\\[voir\\](1) {{0}}"


# ---------------------------------------------------------------- GitHub


def test_github_has_a_line_a_finding_the_worst_first() -> None:
    lines = as_github.write(WHOLE).splitlines()
    assert [line.split()[0] for line in lines] == ["::error"] + ["::warning"] * 3 + ["::notice"] * 3


def test_github_escapes_what_would_end_a_value_or_a_line() -> None:
    line = as_github.write(one("50 % : a,\r\n::error::b", path="a,b:c%.txt"))
    assert line.startswith("::error file=a%2Cb%3Ac%25.txt,line=1,endLine=2,col=1,title=office-title (factual)::")
    assert line.endswith("::50 %25 : a,%0D%0A::error::b\n")


# ---------------------------------------------------------------- the others


def test_csv_has_a_row_a_finding_and_every_column_filled_by_name() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv.write(WHOLE).removeprefix("\ufeff"), newline="")))
    assert len(rows) == COUNT
    row = next(row for row in rows if row["fact"] == "port-sable")
    assert (row["fact_file"], row["as_of"], row["standing"]) == ("facts/treaties.yaml:4", "2024-11-30", "stale")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@a"])
def test_csv_runs_nothing_in_a_spreadsheet(text: str) -> None:
    row = next(csv.DictReader(io.StringIO(as_csv.write(one(text)).removeprefix("\ufeff"), newline="")))
    assert row["text"] == f"'{text}"


def test_junit_counts_a_failure_a_finding_and_a_skip_an_unchecked_place() -> None:
    root = ET.fromstring(as_junit.write(WHOLE).encode())
    assert (root.get("failures"), root.get("skipped"), root.get("tests")) == ("7", "2", "9")
    assert len(list(root.iter("failure"))) == COUNT


def test_junit_passes_a_draft_with_nothing_in_it() -> None:
    calm = replace(fixture.english(), findings=())
    suite = ET.fromstring(as_junit.write(fixture.report(calm)).encode())[0]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")


def test_rdjson_columns_count_bytes() -> None:
    place = json.loads(as_rdjson.write(one("été 𝄞 ministre", 6, 14)))["diagnostics"][0]["location"]["range"]
    assert place == {"start": {"line": 1, "column": 12}, "end": {"line": 1, "column": 20}}


def test_rdjson_offers_only_sure_suggestions() -> None:
    found = json.loads(as_rdjson.write(WHOLE))["diagnostics"]
    assert sorted(one["code"]["value"] for one in found if "suggestions" in one) == [
        "office-title", "quotation-marks", "space-before-semicolon",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["a | b", "<script>", "[a](javascript:b)", "a\nb", "@desk", "*a* `b`"])
def test_markdown_takes_words_for_words(text: str) -> None:
    row = as_markdown.write(one(text)).splitlines()[6]
    assert len(re.findall(r"(?<!\\)\|", row)) == 8
    assert not re.search(r"(?<!\\)[<`*@\[]", row)


def test_reports_speak_the_one_language_of_their_drafts() -> None:
    assert "Gravité" in as_markdown.write(fixture.report(fixture.french()))
    assert "Severity" in as_markdown.write(WHOLE)
    assert "Gravedad" in as_markdown.write(fixture.report(fixture.english(language="es")))


def codes(language: str) -> dict[str, set[str]]:
    """Code to placeholders, of reports and suppressions."""
    text = (shipped.folder("grammars") / f"wording.{language}.yaml").read_text(encoding="utf-8")
    rows = re.findall(r"^((?:report|waiver)-[\w-]+): (.*)$", text, re.M)
    return {code: set(re.findall(r"{\w+}", words)) for code, words in rows}


def test_the_words_of_reports_are_the_same_in_every_language() -> None:
    assert codes("fr") == codes("en") == codes("es")


def test_every_word_of_reports_is_used() -> None:
    """By a literal, or by the family that an f-string begins with."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(labels.__file__).parent.glob("*.py")))
    named = set(re.findall(r"""["']([a-z-]+)["']""", code)) | set(re.findall(r"""["']([a-z]+-)\{""", code))
    names = {name.removeprefix("report-") for name in codes("en") if name.startswith("report-")}
    assert {name for name in names if name not in named and f"{name.split('-')[0]}-" not in named} == set()
