"""Tables of sentences, one a language: who is said to have said what, and how that is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Assertion, Span
from tests.reading import read

TABLES = [Path(__file__).parent / "sentences" / name for name in ("fr.yaml", "es.yaml")]
ROWS = [(path.stem, row) for path in TABLES for row in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _row(text: str, one: Assertion) -> dict[str, Any]:
    def words(span: Span | None) -> str | None:
        return None if span is None else text[slice(*span)]

    speaker = one.speaker
    read_so = {
        "frame": one.frame,
        "kind": one.kind,
        "polarity": one.cue.polarity,
        "cue": words(one.cue.span),
        "lemma": one.cue.lemma,
        "speaker": words(speaker.span) if speaker else None,
        "content": [words(span) for span in one.content],
    }
    roles = {words(role.span): role.status for role in speaker.appositions} if speaker else {}
    places = {"venue": words(one.venue), "medium": words(one.medium), "addressee": words(one.addressee)}
    beside = {"roles": roles, "when": words(one.when.span) if one.when else None, **places}
    return read_so | {key: value for key, value in beside.items() if value}


@pytest.mark.parametrize(("language", "row"), ROWS, ids=lambda value: value["text"][:60] if isinstance(value, dict) else value)
def test_what_a_sentence_says(language: str, row: dict[str, Any]) -> None:
    said, puzzling = read(row["text"], language)
    assert [_row(row["text"], one) for one in said] == row["says"]
    assert [left.reason for left in puzzling] == row.get("puzzles", [])


def test_an_echo_refers_to_what_it_echoes() -> None:
    said, _ = read("Le maire a nié que la digue ait cédé, comme Alma Roe l’a assuré.")
    denied, echo = said
    assert echo.content == denied.content
    assert echo.refers_to == (denied.id,)


def test_a_quotation_after_a_report_goes_on_with_it() -> None:
    text = "« La digue tiendra », a dit Alma Roe. « Elle est neuve. »"
    ((one,), _) = read(text)
    assert [text[slice(*span)] for span in one.content] == ["« La digue tiendra »", "« Elle est neuve. »"]


def test_a_mark_fault_does_not_break_a_quotation() -> None:
    text = "« La digue tiendra« , notre ville aussi », a conclu Alma Roe."
    ((one,), _) = read(text)
    assert text[slice(*one.content[0])] == "« La digue tiendra« , notre ville aussi »"


def test_assertions_are_numbered_in_reading_order() -> None:
    said, _ = read("Selon le maire, la digue tiendra. « Elle tient », dit-il. Il ajoute que tout va bien.")
    assert [one.id for one in said] == ["a1", "a2", "a3"]


MARKS = ["«", "»", "“", "”", ",", ".", ":", "(", ")", "–"]
WORDS = ["Le", "maire", "Alma", "a", "dit", "que", "selon", "si", "l’", "assure-t-il", "comme", "qui", "et", "lundi"]


@given(st.lists(st.sampled_from(MARKS + WORDS), max_size=30))
def test_every_span_is_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    said, puzzling = read(text)
    for one in said:
        spans = [one.span, one.cue.span, *one.content, *([one.speaker.span] if one.speaker else [])]
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert list(one.content) == sorted(one.content)
    assert all(0 <= left.span[0] < left.span[1] <= len(text) for left in puzzling)


@pytest.mark.parametrize("junk", ["dit que ", "selon lui, ", "« a » dit Jean ", "– a ", "Jean : « a b c d » "])
def test_junk_is_read_in_no_time(junk: str) -> None:
    said, _ = read(junk * 2_000)
    assert len({one.id for one in said}) == len(said)
