"""The version-1 JSON: its schema, its spans, its lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Document, Draft, Post, Reading
from factcheck.report import as_json, as_jsonl, labels
from tests import report_fixture as fixture

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "schema" / "report.v1.schema.json").read_text(encoding="utf-8"))
WHOLE = fixture.report(warnings=("drafts/pont.txt:2: nothing",))


@pytest.fixture(autouse=True)
def _reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "_reasons", fixture.reasons)


def written() -> Any:
    return json.loads(as_json.write(WHOLE))


def test_the_schema_is_one_and_the_output_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(written())


def _properties(node: Any) -> Iterator[tuple[str, ...]]:
    if isinstance(node, dict):
        if "properties" in node:
            yield tuple(node["properties"])
        for value in node.values():
            yield from _properties(value)
    elif isinstance(node, list):
        for value in node:
            yield from _properties(value)


def _objects(node: Any) -> Iterator[tuple[str, ...]]:
    if isinstance(node, dict):
        yield tuple(node)
        for value in node.values():
            yield from _objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from _objects(value)


def test_schema_and_output_name_the_same_keys_in_the_same_order() -> None:
    draft = Draft("a.docx", fixture.FRENCH, fixture.FRENCH, extracted=True)
    post = Post((0, 3), "ada-lorne", "Ada Lorne", "vd-premier", "Premier ministre", "sitting", "held")
    extracted = replace(fixture.french(), document=replace(fixture.french().document, draft=draft), posts=(post,))
    reports = (replace(fixture.report(extracted), offices=True), fixture.report(fixture.english()))
    both = [json.loads(as_json.write(one)) for one in reports]
    for one in both:
        jsonschema.Draft202012Validator(SCHEMA).validate(one)
    assert set(_properties(SCHEMA)) <= {keys for one in both for keys in _objects(one)}


def test_every_span_of_words_reads_back() -> None:
    def check(node: Any, source: str) -> None:
        if isinstance(node, dict):
            if "text" in node and "span" in node:
                assert source[slice(*node["span"])] == node["text"]
            for value in node.values():
                check(value, source)
        elif isinstance(node, list):
            for value in node:
                check(value, source)

    for draft in written()["drafts"]:
        check(draft, {"drafts/ferry.md": fixture.ENGLISH, "drafts/pont.txt": fixture.FRENCH}[draft["path"]])


def test_drafts_and_findings_stand_in_order_whatever_order_they_came_in() -> None:
    def back(one: Reading) -> Reading:
        return replace(one, findings=one.findings[::-1], not_checked=one.not_checked[::-1], assertions=one.assertions[::-1])

    turned = tuple(back(one) for one in WHOLE.readings[::-1])
    assert as_json.write(replace(WHOLE, readings=turned)) == as_json.write(WHOLE)


def test_waived_findings_are_counted_and_not_listed() -> None:
    report = written()
    listed = sum(len(draft["findings"]) for draft in report["drafts"])
    assert report["summary"]["suppressed"] == 1
    assert listed == sum(report["summary"][severity] for severity in ("error", "warning", "note")) == 7


def test_a_fact_from_memory_has_neither_address_nor_date() -> None:
    facts = {found["fact"]["id"]: found["fact"] for draft in written()["drafts"] for found in draft["findings"] if found["fact"]}
    assert (facts["vd-banks-secretary"]["source"], facts["vd-banks-secretary"]["as_of"]) == (None, None)
    assert facts["port-sable"]["source"] == "https://treaties.example/port-sable"
    assert facts["port-sable"]["as_of"] == "2024-11-30"


def test_a_reason_is_a_sentence_with_its_values_and_a_code() -> None:
    left = written()["drafts"][1]["not_checked"][1]
    assert left["code"] == "fixture-unknown"
    assert left["reason"] == "les faits ne connaissent pas Mirabelle Ostrander-Vick"


def test_only_an_extracted_draft_carries_its_text() -> None:
    draft = Draft("a.docx", "Bonjour.", "Bonjour.", extracted=True)
    reading = Reading(Document(draft, "fr", (), (), (), ()), None, (), (), (), ())
    assert as_json.draft_json(fixture.report(), reading)["text"] == "Bonjour."
    assert "text" not in written()["drafts"][0]


def test_a_draft_of_no_known_language_says_null() -> None:
    assert as_json.assertions(fixture.english(language=""))["language"] is None


def test_a_line_of_jsonl_is_a_draft_of_the_json() -> None:
    assert [json.loads(line) for line in as_jsonl.write(WHOLE).splitlines()] == written()["drafts"]


def test_what_parse_prints_has_the_keys_of_the_contract() -> None:
    assert list(as_json.assertions(fixture.french())) == ["path", "language", "date", "assertions", "not_checked"]


@given(st.text(st.characters()), st.data())
def test_any_text_and_span_makes_utf8_json_with_true_places(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = fixture.finding("office-title", "factual", "note", (start, end), text, text)
    reading = Reading(Document(Draft("a.txt", text, text), "fr", (), (), (), ()), None, (), (), (found,), ())
    finding = json.loads(as_json.write(fixture.report(reading)).encode("utf-8"))["drafts"][0]["findings"][0]
    assert finding["line"] == text.count("\n", 0, start) + 1
    assert finding["column"] == start - text.rfind("\n", 0, start)
    assert finding["end_line"] == text.count("\n", 0, end) + 1
    assert finding["end_column"] == end - text.rfind("\n", 0, end)
    assert finding["text"] == text[start:end]
