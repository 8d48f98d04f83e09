"""What becomes of a conflict: how severe it is, in which words it is told, by what it is known again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import document, facts, findings, grammar
from factcheck.checks import CHECKS
from factcheck.checks.scene import Scene
from factcheck.model import Category, Conflict, Draft, FactUse, Finding, NotChecked, Origin, Rule, Severity, Source, Span

Judge = Callable[..., tuple[list[Finding], list[NotChecked]]]

TEXT = "Le pont est fermé. « Le pont rouvrira [le pont du nord] », dit le maire. Le pont attend."


def scene(text: str = TEXT, language: str = "fr") -> Scene:
    words = grammar.load(language)
    cut = document.split(Draft("draft.txt", text, text), language, words)
    return Scene(cut, words, facts.load(()), (), (), dt.date(2025, 1, 24), ())


def rule(id: str = "bridge", severity: Severity = "error", category: Category = "factual", message: str = "{found}") -> Rule:
    return Rule(id, f"rules/{id}.yaml", 1, id, category, severity, {"fr": message}, {})


def use(standing: str = "firm", given: bool = False) -> FactUse:
    made = FactUse("the-bridge", Origin("facts.yaml", 7, ("town",), given=given))
    return replace(made, standing=standing)  # type: ignore[arg-type]  # a table of words


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Run rules whose checks yield the conflicts that are given for them."""

    def run(*pairs: tuple[Rule, list[Conflict | NotChecked]], on: Scene | None = None) -> tuple[list[Finding], list[NotChecked]]:
        for one, conflicts in pairs:

            def check(_: Scene, told: list[Conflict | NotChecked] = conflicts) -> Iterator[Conflict | NotChecked]:
                yield from told

            monkeypatch.setitem(CHECKS, one.check, check)
        found, unchecked = findings.judge(on or scene(), [one for one, _ in pairs])
        return list(found), list(unchecked)

    return run


def at(words: str, text: str = TEXT, after: int = 0) -> Span:
    start = text.index(words, after)
    return start, start + len(words)


# ---------------------------------------------------------------- severity


@pytest.mark.parametrize(
    ("conflict", "severity"),
    [
        (Conflict(at("pont")), "error"),
        (Conflict(at("pont"), ceiling="warning"), "warning"),
        (Conflict(at("pont"), exact=False), "warning"),
        (Conflict(at("pont"), fact=use("firm")), "error"),
        (Conflict(at("pont"), fact=use("memory")), "warning"),
        (Conflict(at("pont"), fact=use("fuzzy")), "warning"),
        (Conflict(at("pont"), fact=use("stale")), "note"),
        (Conflict(at("pont rouvrira")), "note"),
        (Conflict(at("pont du nord")), "error"),
        (Conflict(at("pont attend")), "error"),
    ],
)
def test_a_finding_is_as_severe_as_rule_check_fact_and_place_allow(judged: Judge, conflict: Conflict, severity: Severity) -> None:
    found, _ = judged((rule(), [conflict]))
    assert [finding.severity for finding in found] == [severity]


@pytest.mark.parametrize("severity", ["note", "warning", "error"])
def test_no_finding_is_more_severe_than_its_rule(judged: Judge, severity: Severity) -> None:
    found, _ = judged((rule(severity=severity), [Conflict(at("pont"))]))
    assert [finding.severity for finding in found] == [severity]


def test_words_of_a_speaker_can_be_typographic_errors(judged: Judge) -> None:
    found, _ = judged((rule(category="typography"), [Conflict(at("pont rouvrira"))]))
    assert [finding.severity for finding in found] == ["error"]


@pytest.mark.parametrize("standing", ["memory", "fuzzy", "stale"])
def test_a_weak_fact_leaves_the_question_open(judged: Judge, standing: str) -> None:
    _, unchecked = judged((rule(), [Conflict(at("pont"), fact=use(standing))]))
    assert unchecked == [NotChecked(at("pont"), f"fact-{standing}", {"fact": "the-bridge", "file": "facts.yaml", "line": "7"})]


def test_a_weak_fact_that_decides_nothing_is_not_mentioned(judged: Judge) -> None:
    _, unchecked = judged((rule(severity="note"), [Conflict(at("pont"), fact=use("stale"))]))
    assert unchecked == []


@pytest.mark.parametrize(
    ("conflict", "confidence"),
    [
        (Conflict(at("pont")), "high"),
        (Conflict(at("pont"), exact=False), "medium"),
        (Conflict(at("pont"), confidence="low"), "low"),
        (Conflict(at("pont"), fact=use("memory")), "medium"),
        (Conflict(at("pont"), fact=use("stale")), "low"),
    ],
)
def test_confidence_is_that_of_the_weakest_part(judged: Judge, conflict: Conflict, confidence: str) -> None:
    found, _ = judged((rule(), [conflict]))
    assert [finding.confidence for finding in found] == [confidence]


def test_every_standing_of_a_fact_has_its_reason_in_every_language() -> None:
    for language in grammar.languages():
        assert {"fact-stale", "fact-memory", "fact-fuzzy", "office-not-confirmed"} <= set(
            grammar.load(language).tables["reasons"]
        )


# ---------------------------------------------------------------- which findings


def test_a_rule_without_a_message_in_the_language_is_not_run(judged: Judge) -> None:
    found, _ = judged((rule(), [Conflict((0, 3))]), on=scene("The bridge is closed.", "en"))
    assert found == []


def test_findings_come_in_the_order_of_the_draft_and_of_their_rules(judged: Judge) -> None:
    late, early = Conflict(at("attend")), Conflict(at("fermé"))
    found, _ = judged((rule("b"), [late, early]), (rule("a", category="typography"), [late]))
    assert [(finding.rule, finding.text) for finding in found] == [("b", "fermé"), ("a", "attend"), ("b", "attend")]


def test_one_place_is_flagged_once_by_one_rule(judged: Judge) -> None:
    found, _ = judged((rule(), [Conflict(at("pont")), Conflict(at("pont"), ceiling="note")]))
    assert [finding.severity for finding in found] == ["error"]


def test_two_rules_that_ask_for_the_same_mend_are_one_finding(judged: Judge) -> None:
    mild, severe = (rule("a", "warning"), [Conflict(at("pont"), "bac")]), (rule("b"), [Conflict(at("pont"), "bac")])
    found, _ = judged(mild, severe)
    assert [finding.rule for finding in found] == ["b"]


@pytest.mark.parametrize("other", [Conflict(at("pont"), "gué"), Conflict(at("pont"))])
def test_two_rules_that_ask_for_different_mends_both_speak(judged: Judge, other: Conflict) -> None:
    found, _ = judged((rule("a"), [Conflict(at("pont"), "bac")]), (rule("b"), [other]))
    assert [finding.rule for finding in found] == ["a", "b"]


def test_what_two_rules_could_not_check_is_said_once(judged: Judge) -> None:
    left = NotChecked(at("pont"), "draft-without-date")
    _, unchecked = judged((rule("a"), [left]), (rule("b"), [left]))
    assert unchecked == [left]


# ---------------------------------------------------------------- the message


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("« {found} » : {expected}", "« pont » : bac"),
        ("« {found} » ({source})", "« pont » (https://example.org/town)"),
        ("{found} ({where})", "pont (au nord)"),
        ("{found} ({nothing})", "pont"),
        ("{found} (dit {nothing}, {where})", "pont"),
        ("{found} (sic)", "pont (sic)"),
    ],
)
def test_a_message_leaves_out_an_aside_of_which_nothing_is_known(judged: Judge, template: str, message: str) -> None:
    known = replace(facts.load(()), sources={"town": Source("town", "https://example.org/town", None)})
    conflict = Conflict(at("pont"), "bac", fact=use(), values={"where": "au nord", "nothing": ""})
    found, _ = judged((rule(message=template), [conflict]), on=replace(scene(), facts=known))
    assert [finding.message for finding in found] == [message]


def test_a_fact_without_an_address_is_named_by_its_line(judged: Judge) -> None:
    found, _ = judged((rule(message="({source})"), [Conflict(at("pont"), fact=use())]))
    assert [finding.message for finding in found] == ["(facts.yaml:7)"]


# ---------------------------------------------------------------- fingerprints


def prints(judged: Judge, text: str, **changes: object) -> list[str]:
    spans = [(n, n + len("pont")) for n in range(len(text)) if text.startswith("pont", n)]
    made = replace(rule(), **changes)  # type: ignore[arg-type]
    found, _ = judged((made, [Conflict(span, fact=use()) for span in spans]), on=scene(text))
    return [finding.fingerprint for finding in found]


def test_a_fingerprint_survives_edits_elsewhere_and_another_message(judged: Judge) -> None:
    before = prints(judged, "Le pont est fermé.")
    assert before == prints(judged, "Depuis lundi,\n\nle pont est fermé aux voitures.")
    assert before == prints(judged, "Le pont est fermé.", message={"fr": "autrement"}, severity="note", line=40)


def test_equal_findings_of_a_draft_have_different_fingerprints(judged: Judge) -> None:
    assert len(set(prints(judged, "Le pont, le pont et le pont."))) == 3


def test_another_rule_is_another_fingerprint(judged: Judge) -> None:
    assert prints(judged, "Le pont.") != prints(judged, "Le pont.", id="other")


@pytest.mark.parametrize("words", ["« Le  pont »", "«\u00a0Le pont\u00a0»", "“Le pont”", "«\u202fLE PONT\u202f»", '"Le pont"'])
def test_kinds_of_blank_mark_and_capital_make_no_other_words(words: str) -> None:
    assert findings.normalised(words) == '"le pont"'


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_no_two_lists_of_parts_read_alike(one: list[str], other: list[str]) -> None:
    assert (findings.fingerprint(one) == findings.fingerprint(other)) is (one == other)
