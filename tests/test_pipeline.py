"""Any text ends in a report whose every span reads back, and the report depends on nothing but the inputs."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import pipeline, shipped
from factcheck.model import Draft, Inputs, Reading, Report
from factcheck.report import WRITERS, as_json, writer

LANGUAGES = ("fr", "en", "es")
PIECES = [
    "« ", " »", "“", "”", '"', "‘", "’", "—", "–", "-", ". ", ", ", " : ", " ; ", "… ", "? ", "\n", "\n\n", "(", ")",
    "[", "] ", " ", "\u00a0", "\u202f", "a déclaré ", "a-t-il dit", "selon ", "que ", "qu’", "il ", "Jeanne Roe",
    "Jean Poe ", "le président russe ", "ancien ministre de la Défense ", "ne pas ", "said ", "told reporters ",
    "that ", "according to ", "the president ", "Vladimir Putin ", "on Friday ", "dijo ", "según ", "el ministro ",
    "Putin ", "vendredi 24 janvier 2025 ", "hier samedi ", "de 50 à 70, soit 20 % ", "START III ",
    "les 31 pays de l’Otan ", "tout va bien", "all is well", "todo bien", "\u0301", "\u00ad", "\u202e", "🙂", "\ufeff",
    "É", "1 200,5 ", "M. ", "etc. ", "l’", "d'", "guerre. guerre ", "ukrainiennecomme ",
]  # fmt: skip


@cache
def _desk() -> pipeline.Desk:
    return pipeline.open_desk([shipped.folder("rules")], [shipped.folder("seeds") / "facts"], Path("/"))


def _read(text: str, language: str) -> Reading:
    return pipeline.read(_desk(), Draft("a.txt", text, text), language, dt.date(2025, 1, 24))


def _report(*readings: Reading) -> Report:
    return Report(Inputs("0", "r", "f", "g"), readings, {rule.id: rule for rule in _desk().rules}, _desk().facts.sources)


WILD = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=4)
"""No reader lets a NUL byte through."""


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES) | WILD, max_size=40), st.sampled_from(LANGUAGES))
def test_any_text_ends_in_a_report_and_every_span_reads_back(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    draft = json.loads(as_json.write(_report(_read(text, language))))["drafts"][0]
    for finding in draft["findings"]:
        start, end = finding["span"]
        assert 0 <= start < end <= len(text) and text[start:end] == finding["text"]
    for said in draft["assertions"]:
        speaker = [said["speaker"]["span"]] if said["speaker"] else []
        spans = [*said["content"], said["cue"]["span"], said["span"], *speaker]
        assert any(map(str.isalnum, "".join(text[start:end] for start, end in said["content"])))
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert said["content"] == sorted(said["content"]) and text[slice(*said["cue"]["span"])] == said["cue"]["text"]
    for item in draft["not_checked"]:
        assert 0 <= item["span"][0] <= item["span"][1] <= len(text) and item["reason"]


@settings(max_examples=25)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(LANGUAGES))
def test_every_writer_takes_every_report(pieces: list[str], language: str) -> None:
    report = _report(_read("".join(pieces), language))
    assert all(isinstance(writer(name)(report), str) for name in WRITERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_text_is_read_the_same_way_twice(language: str) -> None:
    text = "".join(PIECES)
    first, second = (json.dumps(as_json.report_json(_report(_read(text, language)))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("text", ["", "12 34", "\n\n", "🙂"])
def test_a_text_in_no_language_is_said_not_to_be_checked(text: str) -> None:
    read = pipeline.read(_desk(), Draft("a.txt", text, text))
    assert [item.reason for item in read.not_checked] == ["language-unknown"]


def test_sentences_in_marks_or_with_a_cue_that_say_nothing_are_listed() -> None:
    read = _read("« Le port rouvrira demain et les bateaux sortiront. »\n", "fr")
    assert read.assertions or read.not_checked
