"""Suppressions and baselines: marked, never removed; what suppresses nothing says so."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from factcheck import waivers
from factcheck.errors import Problem, UserError
from factcheck.model import Document, Draft, FactUse, Finding, Origin, Reading
from factcheck.waivers import ignorefile
from factcheck.wording import LANGUAGES, line
from tests import report_fixture as fixture

DAY = dt.date(2025, 3, 7)
FACT = FactUse("vd-harbour-master", Origin("facts/valdorie.yaml", 3, ("gazette",)), "firm", "2020 – ")
RULES = ("office-title", "phrase-list")


def reading(source: str, *, blanked: bool = True, day: dt.date | None = DAY, fact: FactUse | None = None) -> Reading:
    """A draft with one finding on each `Mme la capitaine`, its comments blanked as a reader does."""
    text = source
    if blanked:
        while (start := text.find("<!--")) >= 0:
            end = text.index("-->", start) + 3
            text = text[:start] + " " * (end - start) + text[end:]
    findings = tuple(_finding(source, at, fact) for at in range(len(source)) if source.startswith("Mme la capitaine", at))
    return Reading(Document(Draft("a.md", source, text, "fr", day), "fr", (), (), (), ()), day, (), (), findings, ())


def _finding(source: str, at: int, fact: FactUse | None) -> Finding:
    span = (at, at + len("Mme la capitaine"))
    return fixture.finding("office-title", "factual", "error", span, source, "…", fact=fact, suggestion="la capitaine du port")


def waived(given: Reading, entries: str = "", rules: tuple[str, ...] = RULES) -> tuple[list[bool], list[str]]:
    """Which findings do not count, and the codes of the warnings."""
    marked, problems = waivers.apply([given], ignorefile.read(entries, "factcheck-ignore.yaml"), rules)
    assert [replace(found, waiver=None) for found in marked[0].findings] == list(given.findings)
    return [found.waiver is not None for found in marked[0].findings], [problem.code for problem in problems]


LINE = "Mme la capitaine a parlé."
COMMENT = "<!-- factcheck: ignore office-title elle tient à ce titre -->"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"{LINE} {COMMENT}\n{LINE}", [True, False]),
        (f"{LINE}\n{COMMENT}\n{LINE}", [False, True]),
        (f"{COMMENT}\n\n{LINE}\n{LINE}", [True, False]),
        (f"{COMMENT}\n<!-- factcheck: ignore phrase-list autre raison -->\n{LINE}", [True]),
        (f"{LINE}\n{COMMENT}", [False]),
    ],
)
def test_a_comment_is_for_its_own_line_or_alone_for_the_next(source: str, expected: list[bool]) -> None:
    assert waived(reading(source))[0] == expected


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("<!-- factcheck: ignore office-title -->", "waiver-no-reason"),
        ("<!-- factcheck: ignore office-titel parce que -->", "waiver-unknown-rule-near"),
        ("<!-- factcheck: ignore toponymes parce que -->", "waiver-unknown-rule"),
        ("<!-- factcheck: ignore phrase-list parce que -->", "waiver-idle"),
        ("<!-- factcheck: ignore -->", "waiver-malformed"),
        ("<!-- factcheck: ignore: office-title parce que -->", "waiver-malformed"),
        ("<!-- factcheck ignore office-title parce que -->", "waiver-malformed"),
        ("<!-- Factcheck:ignore OFFICE-TITLE parce que -->", "waiver-malformed"),
    ],
)
def test_a_comment_that_suppresses_nothing_is_a_warning(comment: str, code: str) -> None:
    assert waived(reading(f"{comment}\n{LINE}")) == ([False], [code])


def test_a_comment_that_the_format_does_not_know_is_a_warning() -> None:
    assert waived(reading(f"{LINE} {COMMENT}", blanked=False)) == ([False], ["waiver-not-here"])


def test_other_comments_are_nobodys_business() -> None:
    assert waived(reading(f"<!-- note: factcheck this -->\n{LINE}")) == ([False], [])


BY_PRINT = "- fingerprint: v1:office-title-0000\n  reason: she insists\n"
BY_WORDS = "- rule: office-title\n  words: Mme la  capitaine\n  reason: she insists\n"


@pytest.mark.parametrize("entry", [BY_PRINT, BY_PRINT.replace("-0000", "-0"), BY_WORDS])
def test_an_entry_holds_by_fingerprint_or_its_beginning_or_by_rule_and_words(entry: str) -> None:
    assert waived(reading(LINE), entry) == ([True], [])


def test_an_entry_keeps_its_reason_owner_and_place() -> None:
    entries = ignorefile.read(BY_PRINT + "  owner: port desk\n  until: 2025-12-31\n", "factcheck-ignore.yaml")
    marked, _ = waivers.apply([reading(LINE)], entries, RULES)
    waiver = marked[0].findings[0].waiver
    assert waiver and (waiver.kind, waiver.reason, waiver.owner) == ("file", "she insists", "port desk")
    assert (waiver.file, waiver.line, waiver.until) == ("factcheck-ignore.yaml", 1, dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("entry", "day", "expected"),
    [
        ("- rule: office-title\n  words: Mme la capitaine\n", DAY, ([False], ["waiver-no-reason"])),
        (BY_WORDS.replace("office-title", "nowhere"), DAY, ([False], ["waiver-unknown-rule"])),
        (BY_WORDS.replace("capitaine", "commandante"), DAY, ([False], ["waiver-idle"])),
        (BY_PRINT.replace("-0000", "-0001"), DAY, ([False], ["waiver-idle"])),
        (BY_PRINT.replace("v1:office-title-0000", "v1:o"), DAY, ([False], ["waiver-idle"])),
        (BY_WORDS + "  until: 2025-03-07\n", DAY, ([True], [])),
        (BY_WORDS + "  until: 2025-03-06\n", DAY, ([False], ["waiver-expired"])),
        (BY_WORDS + "  until: 2025-03-06\n", None, ([False], ["waiver-undated"])),
    ],
)
def test_an_entry_that_does_not_hold_is_a_warning(
    entry: str, day: dt.date | None, expected: tuple[list[bool], list[str]]
) -> None:
    assert waived(reading(LINE, day=day), entry) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("fingerprint: v1:0\nreason: no list\n", "waiver-not-list"),
        ("- just words\n", "waiver-not-entry"),
        (BY_PRINT + "  resaon: twice\n", "waiver-unknown-key-near"),
        (BY_PRINT + "  zzz: nothing\n", "waiver-unknown-key"),
        (BY_PRINT + "  owner: [a, b]\n", "waiver-not-text"),
        (BY_PRINT + "  until: 2025-12\n", "waiver-not-day"),
        ("- rule: office-title\n  reason: which words?\n", "waiver-for-nothing"),
    ],
)
def test_what_is_no_entry_is_a_located_error(text: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        ignorefile.read(text, "factcheck-ignore.yaml")
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.problems[0].line > 0


def test_an_empty_file_suppresses_nothing() -> None:
    assert ignorefile.read("", "factcheck-ignore.yaml") == ()


# ---------------------------------------------------------------- facts that change


def version(fact: FactUse) -> str:
    return waivers.fact_version(reading(LINE, fact=fact).findings[0])


def test_an_entry_whose_fact_has_changed_opens_again() -> None:
    entry = BY_WORDS + f"  fact: {version(FACT)}\n"
    assert waived(reading(LINE, fact=FACT), entry) == ([True], [])
    changed = replace(FACT, valid="2020 – 2025-01")
    assert waived(reading(LINE, fact=changed), entry) == ([False], ["waiver-fact-changed"])


def test_a_comment_can_name_the_version_of_its_fact() -> None:
    comment = f"<!-- factcheck: ignore office-title fact:{version(FACT)} elle y tient -->"
    assert waived(reading(f"{comment}\n{LINE}", fact=FACT)) == ([True], [])
    assert waived(reading(f"{comment}\n{LINE}", fact=replace(FACT, id="other"))) == ([False], ["waiver-fact-changed"])


def test_an_entry_that_could_not_see_its_fact_change_says_how_it_could() -> None:
    assert waived(reading(LINE, fact=FACT), BY_WORDS) == ([True], ["waiver-no-fact"])


def test_another_line_of_the_facts_file_or_a_newer_source_is_no_change() -> None:
    assert version(FACT) == version(replace(FACT, origin=Origin("facts/other.yaml", 99, ("bulletin",))))


# ---------------------------------------------------------------- baselines


def test_what_is_in_the_baseline_does_not_count_and_what_is_new_does() -> None:
    text = waivers.baseline(fixture.report(reading(LINE, fact=FACT)))
    entries = waivers.read_baseline(text, "factcheck-baseline.json")
    marked, problems = waivers.apply([reading(f"{LINE}\n{LINE}", fact=FACT)], entries, RULES)
    assert [found.waiver is not None for found in marked[0].findings] == [True, False]
    assert problems == ()


def test_a_baseline_of_waived_findings_is_the_same_baseline() -> None:
    text = waivers.baseline(fixture.report(reading(LINE)))
    marked, _ = waivers.apply([reading(LINE)], waivers.read_baseline(text, "b.json"), RULES)
    assert waivers.baseline(fixture.report(*marked)) == text


def test_a_finding_mended_since_leaves_no_warning_of_the_baseline() -> None:
    entries = waivers.read_baseline(waivers.baseline(fixture.report(reading(LINE))), "b.json")
    assert waivers.apply([reading("Rien.")], entries, RULES)[1] == ()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1}', '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}', "[" * 9999]
)
def test_what_is_no_baseline_is_an_error(text: str) -> None:
    with pytest.raises(UserError):
        waivers.read_baseline(text, "b.json")


def test_a_baseline_names_rule_and_draft_for_people() -> None:
    row = json.loads(waivers.baseline(fixture.report(reading(LINE))))["findings"][0]
    assert (row["rule"], row["path"]) == ("office-title", "a.md")


def test_findings_of_an_older_revision_do_not_count() -> None:
    old = reading(LINE).findings
    marked, _ = waivers.apply([reading(LINE)], waivers.as_before(old, "main~1"), RULES)
    assert marked[0].findings[0].waiver is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_warning_has_a_sentence_in_every_language(language: str) -> None:
    values = (("fact", "0a1b2c3d"), ("near", "x"), ("rule", "x"), ("until", "2025-01-01"))
    for code in ("no-reason", "unknown-rule", "unknown-rule-near", "idle", "fact-changed", "expired", "undated", "no-fact"):
        assert line(Problem("a.md", 3, 0, f"waiver-{code}", values), language).startswith("a.md:3: ")


def test_many_broken_comments_cost_little() -> None:
    given = reading("<!-- factcheck: ignore " * 20_000, blanked=False)
    assert waivers.in_draft(given) == ([], [])
