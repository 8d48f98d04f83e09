"""English sentences, each with what is reported, by whom and with which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from factcheck.model import Assertion
from tests.reading import read

TABLE = yaml.load((Path(__file__).parent / "sentences" / "en.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader)
_TAG = re.compile(r"</?([csv])(\d?)>")
_EDGES = re.compile(r"^\W*(?:(?:that|whether|if|to)\b\W*)?|\W*$")

Report = tuple[tuple[str, ...], str, str]


def _rows(section: str) -> list[tuple[str, str]]:
    return [(name, sentence) for name, sentences in TABLE[section].items() for sentence in sentences]


def _bare(text: str) -> str:
    """Without marks and the conjunction that opens a clause: a report may take them along or leave them."""
    return _EDGES.sub("", text)


def _marked(sentence: str) -> Iterator[Report]:
    """The reports that the tags mark, in order."""
    for number in sorted({tag[2] for tag in _TAG.finditer(sentence)}):
        parts = {letter: re.findall(rf"<{letter}{number}>(.*?)</{letter}{number}>", sentence) for letter in "csv"}
        speakers = parts["s"] or re.findall(r"<s>(.*?)</s>", sentence)
        contents = tuple(_bare(_TAG.sub("", part)) for part in parts["c"])
        yield contents, "".join(map(_bare, speakers[:1])), _TAG.sub("", "".join(parts["v"][:1]))


def _found(text: str, one: Assertion) -> Report:
    speaker = text[slice(*one.speaker.span)] if one.speaker else ""
    return tuple(_bare(text[start:end]) for start, end in one.content), _bare(speaker), text[slice(*one.cue.span)]


@pytest.mark.parametrize(("structure", "sentence"), _rows("reports"))
def test_a_structure_is_read(structure: str, sentence: str) -> None:
    text = _TAG.sub("", sentence)
    said, _ = read(text, "en")
    assert [_found(text, one)[:2] for one in said] == [report[:2] for report in _marked(sentence) if report[0]]


@pytest.mark.parametrize(("look_alike", "sentence"), _rows("no_reports"))
def test_a_look_alike_is_no_report(look_alike: str, sentence: str) -> None:
    assert read(sentence, "en")[0] == ()


@pytest.mark.parametrize(("polarity", "sentence"), _rows("polarity"))
def test_polarity(polarity: str, sentence: str) -> None:
    assert read(sentence, "en")[0][0].cue.polarity == polarity


@pytest.mark.parametrize(("kind", "sentence"), _rows("kind"))
def test_kind(kind: str, sentence: str) -> None:
    assert [one.kind for one in read(sentence, "en")[0]] == [kind]
