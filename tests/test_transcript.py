"""Quotations held against a transcript: what is found, what is let pass, whose turn it was."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import pipeline, transcript
from factcheck.cli import main
from factcheck.draft import read as read_draft
from factcheck.errors import UserError
from factcheck.model import Finding, Reading
from factcheck.shipped import folder

HEARD = """MODERATOR: Good evening. The floor is yours.
NORA VIK: Thank you. We spent 45 million crowns on the quays, and we will not sell a single crane to anybody.
The cranes will be painted one by one and mended before the end of next year.
KARL BRANDT: The harbour stays public as long as I am here.
"""


def _read(text: str, *heard: str, language: str = "en") -> Reading:
    rules = tuple(rule for rule in pipeline.open_desk([folder("rules")], [], Path()).rules if rule.check == "transcribed")
    given_files = tuple(transcript.of_text(f"{n}.txt", one) for n, one in enumerate(heard))
    known = pipeline.open_desk([], [], Path())
    desk = pipeline.Desk(known.facts, rules, known.inputs, Path(), transcripts=given_files)
    return pipeline.read(desk, read_draft("draft.txt", text.encode()), language)


def _told(found: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(one.rule, one.severity, one.text) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We spent 45 million crowns on the quays,” Nora Vik said.", []),
        ("“We spent 54 million crowns on the quays,” Nora Vik said.", [("transcript-altered", "warning", "54")]),
        ("“We spent 45 million crowns on the docks,” Nora Vik said.", [("transcript-altered", "note", "docks")]),
        ("“We will sell a single crane to anybody,” Nora Vik said.", [("transcript-altered", "warning", "will sell")]),
        ("“The cranes will be painted […] before the end of next year,” Nora Vik said.", []),
        (
            "“The cranes will be painted before the end of next year,” Nora Vik said.",
            [("transcript-cut", "note", "painted before")],
        ),
        (
            "“The harbour stays public as long as I am here,” Nora Vik said.",
            [("transcript-speaker", "warning", "The harbour stays public as long as I am here,")],
        ),
        ("“Every ferry will be free of charge this summer,” Nora Vik said.",
         [("transcript-missing", "note", "Every ferry will be free of charge this summer,")]),
        ("“One by one,” Nora Vik said.", []),
        ("Nora Vik said that the ferries were free of charge.", []),
    ],
)  # fmt: skip
def test_a_quotation_is_held_against_the_transcript(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert _told(_read(text, HEARD).findings) == expected


def test_the_difference_is_told_word_by_word() -> None:
    (found,) = _read("“We spent 54 million crowns on the quays,” Nora Vik said.", HEARD).findings
    assert "{-45-}{+54+}" in found.message


def test_of_several_transcripts_the_nearest_counts() -> None:
    assert _read("“We spent 45 million crowns on the quays,” Nora Vik said.", "We spent 54 million crowns.", HEARD).findings == ()


def test_without_a_transcript_nothing_is_said() -> None:
    reading = _read("“We spent 54 million crowns on the quays,” Nora Vik said.")
    assert reading.findings == ()
    assert not [one for one in reading.not_checked if one.reason == "transcript-language"]


def test_a_transcript_in_another_language_is_not_checked() -> None:
    heard = "Nous avons dépensé quarante-cinq millions pour les quais, et nous ne vendrons pas une seule grue à qui que ce soit."
    reading = _read("“We spent 54 million crowns on the quays,” Nora Vik said.", heard)
    assert reading.findings == ()
    assert [one.reason for one in reading.not_checked if one.reason == "transcript-language"] == ["transcript-language"]


@given(st.lists(st.sampled_from([*HEARD.lower().replace(":", "").split(), "“", "”", "[…]", "\n"]), max_size=60))
def test_no_order_of_words_breaks_the_alignment(words: list[str]) -> None:
    text = f"“{' '.join(words)}” Nora Vik said."
    assert all(text[slice(*one.span)] == one.text for one in _read(text, HEARD).findings)


def test_a_transcript_of_megabytes_costs_little() -> None:
    heard = "MODERATOR: Go on.\n" + "We spent money on the quays and on the cranes of the north.\n" * 60_000 + HEARD
    began = time.process_time()
    found = _read("“We spent 54 million crowns on the quays,” Nora Vik said.", heard).findings
    assert [one.text for one in found][-1:] == ["54"]
    assert time.process_time() - began < 30


def test_a_missing_file_is_a_located_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="draft-unreadable"):
        transcript.load([str(tmp_path / "none.txt")])


def test_the_command_takes_transcripts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "heard.txt").write_text(HEARD, encoding="utf-8")
    (tmp_path / "draft.txt").write_text("“We spent 54 million crowns on the quays,” Nora Vik said.", encoding="utf-8")
    command = [
        "check",
        str(tmp_path / "draft.txt"),
        "--lang",
        "en",
        "--transcript",
        str(tmp_path / "heard.txt"),
        "--fail-on",
        "warning",
    ]
    assert main(command) == 1
    assert "transcript-altered" in capsys.readouterr().out
