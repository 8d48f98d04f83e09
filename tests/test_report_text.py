"""What a terminal shows: the words marked beneath, whatever the draft holds and however long its lines are."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import places
from factcheck.model import Document, Draft, Reading, Report
from factcheck.report import as_text, cells, labels, speech_text
from tests import report_fixture as fixture


@pytest.fixture(autouse=True)
def _reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "_reasons", fixture.reasons)


def one(text: str, start: int, end: int) -> Report:
    found = fixture.finding("office-title", "factual", "error", (start, end), text, "…")
    return fixture.report(Reading(Document(Draft("a.txt", text, text), "fr", (), (), (), ()), None, (), (), (found,), ()))


def marked(text: str, words: str, width: int = 100) -> list[str]:
    """The excerpt and the marks beneath it."""
    start = text.index(words)
    return [line[2:] for line in as_text.write(one(text, start, start + len(words)), width=width).splitlines()[1:3]]


@pytest.mark.parametrize(
    ("text", "words", "beneath"),
    [
        ("Le maire parle.", "maire", "   ^^^^^"),
        ("日本の首相 parle.", "首相", "      ^^^^"),
        ("Le de\u0301pute\u0301 parle.", "parle", "          ^^^^^"),
        ("\tLe maire", "maire", "    ^^^^^"),
        ("fin", "n", "  ^"),
    ],
)
def test_marks_stand_beneath_the_words(text: str, words: str, beneath: str) -> None:
    assert marked(text, words)[1] == beneath


def test_an_empty_span_has_one_mark() -> None:
    assert as_text.write(one("Le maire", 2, 2)).splitlines()[2] == "    ^"
    assert as_text.write(one("Le maire", 8, 8)).splitlines()[2].strip() == "^"


def test_a_long_line_is_cut_around_the_words() -> None:
    excerpt, beneath = marked("a " * 500 + "ministre" + " b" * 500, "ministre", width=60)
    assert excerpt.startswith("…") and excerpt.endswith("…") and len(excerpt) <= 58
    assert excerpt[beneath.index("^") : beneath.rindex("^") + 1] == "ministre"


def test_words_longer_than_the_screen_are_cut() -> None:
    excerpt, beneath = marked("x" * 500, "x" * 400, width=60)
    assert len(excerpt) <= 58 and beneath.strip("^ ") == ""


def test_a_finding_over_two_lines_is_marked_on_its_first() -> None:
    assert marked("« Rien\nn’est dit", "Rien\nn’est") == ["« Rien", "  ^^^^"]


def test_nothing_in_a_draft_reaches_the_terminal_as_a_command() -> None:
    text = "a\x1b[31m\x9b2J\r\u202emaire\x00"
    written = as_text.write(one(text, 0, len(text)))
    assert not any(unicodedata.category(character) in ("Cc", "Cf") for character in written if character != "\n")


def test_colour_only_when_asked() -> None:
    report = fixture.report()
    assert "\x1b" not in as_text.write(report)
    assert "\x1b[1;31m" in as_text.write(report, colour=True)


def test_a_reason_is_listed_once_with_its_places() -> None:
    left = [line for line in as_text.write(fixture.report(fixture.french())).splitlines() if "non vérifié :" in line]
    assert left[0] == "drafts/pont.txt:3:179: non vérifié : on ne voit pas où finit la citation"


def test_the_summary_counts_what_is_set_aside_and_not_checked() -> None:
    last = as_text.write(fixture.report()).splitlines()[-1]
    assert "Not checked 2" in last and "Set aside 1" in last


@given(st.text(), st.integers(8, 120), st.data())
def test_an_excerpt_is_never_wider_than_asked(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = places.lines(text)
    row = cells.window(text, lines.span(lines.place(start).line), (start, end), width)
    assert sum(cell.width for cell in row) <= max(width, 10)


@given(st.text())
def test_cleaned_text_is_printable(text: str) -> None:
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in cells.clean(text))


def test_many_findings_on_one_long_line_cost_little() -> None:
    text = "maire " * 150_000
    spans = [(at, at + 5) for at in range(0, len(text), 600)]
    findings = tuple(fixture.finding("office-title", "factual", "note", span, text, "…") for span in spans)
    reading = Reading(Document(Draft("a.txt", text, text), "fr", (), (), (), ()), None, (), (), findings, ())
    started = time.process_time()
    as_text.write(fixture.report(reading))
    assert time.process_time() - started < 3


# ---------------------------------------------------------------- reported speech


def test_speech_is_underlined_part_by_part() -> None:
    lines = speech_text.write([fixture.english()]).splitlines()
    assert lines[3] == "1:1 a1 indirect affirms: Ida Quill"
    assert lines[4] == "  The ferry will sail again, port warden Ida Quill said on Friday."
    assert lines[5] == "  ~~~~~~~~~~~~~~~~~~~~~~~~~  ===================== ^^^^ ---------"


def test_speech_wraps_between_words() -> None:
    rows = speech_text.write([fixture.french()], width=60).splitlines()
    assert all(len(row) <= 60 for row in rows if row.startswith("  "))
    assert not any(row.endswith("Anselm") for row in rows)


def test_speech_that_could_not_be_read_is_said() -> None:
    assert "on ne voit pas où finit la citation" in speech_text.write([fixture.french()])


def test_speech_has_colour_only_when_asked() -> None:
    assert "\x1b" not in speech_text.write([fixture.french()])
    assert "\x1b" in speech_text.write([fixture.french()], colour=True)
