"""What `parse` prints: the same speech in every format, each held to a golden file, and no text breaks one."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Assertion, Cue, Document, Draft, NotChecked, Reading, Speaker, When
from factcheck.report import SPEECH_WRITERS, as_csv, labels, speech_writer
from tests import report_fixture as fixture

GOLDEN = Path(__file__).parent / "golden"
READINGS = fixture.report().readings


@pytest.fixture(autouse=True)
def _reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "_reasons", fixture.reasons)


@pytest.mark.parametrize("name", sorted(set(SPEECH_WRITERS) - {"html"}))
def test_a_format_is_what_it_was(name: str) -> None:
    """Set UPDATE_GOLDEN=1 to write the files anew, and read the difference before you commit it."""
    path = GOLDEN / f"speech.{name}"
    written = speech_writer(name)(READINGS)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(written, encoding="utf-8", newline="")
    assert written == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", sorted(SPEECH_WRITERS))
def test_no_drafts_are_a_report(name: str) -> None:
    assert isinstance(speech_writer(name)(()), str)


def test_every_act_of_speech_and_every_place_left_is_a_row_of_the_table() -> None:
    rows = list(csv.DictReader(io.StringIO(speech_writer("csv")(READINGS).removeprefix(as_csv.BOM))))
    drafts = json.loads(speech_writer("json")(READINGS))["drafts"]
    assert [row["id"] for row in rows if row["id"]] == [one["id"] for draft in drafts for one in draft["assertions"]]
    assert [row["not_checked"] for row in rows if not row["id"]] == [one["reason"] for d in drafts for one in d["not_checked"]]


def test_the_page_marks_the_parts_and_links_each_row_to_its_place() -> None:
    page = speech_writer("html")(READINGS)
    said = READINGS[0].assertions[0]
    words = READINGS[0].document.text
    assert f'<span class="cue">{words[slice(*said.cue.span)]}</span>' in page
    targets = re.findall(r'href="#(m-[au][^"]+)"', page)
    assert targets and all(f'id="{target}"' in page for target in targets)


def test_a_time_says_what_it_dates() -> None:
    text = "Lundi, le maire a dit oui."
    said = Assertion(
        "a1", "indirect", "said", (0, 25), ((22, 25),), Cue((16, 21), "dire", "affirms"), None, When((0, 5), dates="event")
    )
    reading = Reading(Document(Draft("a.txt", text, text), "fr", (), (), (), ()), None, (said,), (), (), ())
    assert json.loads(speech_writer("jsonl")((reading,)))["assertions"][0]["when"]["dates"] == "event"


@given(st.text(min_size=1), st.data())
def test_no_text_breaks_a_format(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    content, cue, speaker = ((edges[at], edges[at + 1]) for at in (0, 2, 4))
    said = Assertion("a1", "direct", "quote", (edges[0], edges[5]), (content,), Cue(cue, "dire", "affirms"), Speaker(speaker))
    left = NotChecked((edges[1], edges[4]), "language-unknown")
    reading = Reading(Document(Draft("a.txt", text, text), "fr", (), (), (), ()), None, (said,), (), (), (left,))
    for name in SPEECH_WRITERS:
        speech_writer(name)((reading,)).encode("utf-8")
