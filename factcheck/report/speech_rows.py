"""A Reading in, its reported speech as rows out: one an act of speech, then one a place that was not understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck import dates, places
from factcheck.model import Assertion, NotChecked, Reading, Span, When
from factcheck.places import Lines
from factcheck.report import items, labels

COLUMNS = (
    "path", "line", "column", "id", "kind", "polarity", "frame", "speaker", "name", "entity", "via", "cue", "lemma", "content",
    "when", "resolves_to", "dates", "venue", "medium", "addressee", "not_checked",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """What the draft says, in the words of the file, white space folded; empty where it says nothing."""

    path: str
    line: int
    column: int
    id: str = ""
    kind: str = ""
    polarity: str = ""
    frame: str = ""
    speaker: str = ""
    name: str = ""
    entity: str = ""
    via: str = ""
    cue: str = ""
    lemma: str = ""
    content: str = ""
    when: str = ""
    resolves_to: str = ""
    dates: str = ""
    venue: str = ""
    medium: str = ""
    addressee: str = ""
    not_checked: str = ""


def rows(reading: Reading) -> Iterator[Row]:
    lines = places.lines(reading.document.draft.source)
    for said in items.speech(reading):
        yield _said(reading, said, lines)
    for left in items.not_checked(reading):
        yield _left(reading, left, lines)


def resolved(when: When) -> str:
    """The day or the first and the last day, `first/last`; empty where nobody can tell."""
    return dates.text(when.first, when.last) if when.first and when.last else ""


def _said(reading: Reading, said: Assertion, lines: Lines) -> Row:
    place, speaker, when = lines.place(said.span[0]), said.speaker, said.when
    return Row(
        reading.document.draft.path, place.line, place.column, said.id, said.kind, said.cue.polarity, said.frame,
        speaker=_words(reading, speaker.span) if speaker else "",
        name=(speaker.name or "") if speaker else "",
        entity=(speaker.entity or "") if speaker else "",
        via=(speaker.via or "") if speaker else "",
        cue=_words(reading, said.cue.span),
        lemma=said.cue.lemma,
        content=" […] ".join(_words(reading, span) for span in said.content),
        when=_words(reading, when.span) if when else "",
        resolves_to=resolved(when) if when else "",
        dates=when.dates if when else "",
        venue=_words(reading, said.venue),
        medium=_words(reading, said.medium),
        addressee=_words(reading, said.addressee),
    )  # fmt: skip


def _left(reading: Reading, left: NotChecked, lines: Lines) -> Row:
    place = lines.place(left.span[0])
    return Row(reading.document.draft.path, place.line, place.column, not_checked=labels.reason(reading, left))


def _words(reading: Reading, span: Span | None) -> str:
    return " ".join(items.words(reading, span).split()) if span else ""
