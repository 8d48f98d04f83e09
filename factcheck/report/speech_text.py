"""Readings in, their reported speech out for people: what is said, the cue, the speaker and the time underlined apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck import dates, places
from factcheck.model import Assertion, Reading, Span
from factcheck.report import cells, items, labels
from factcheck.report.as_text import paint
from factcheck.wording import LANGUAGES

MARKS = {"content": "~", "speaker": "=", "cue": "^", "when": "-"}
_TINTS = {"~": "32", "=": "36", "^": "35", "-": "33", " ": ""}
_INDENT = "  "
_LONGEST = 2000
"""Characters of one assertion that are shown: a quotation may be as long as the draft."""


def write(readings: Sequence[Reading], colour: bool = False, width: int = 100) -> str:
    return "".join(f"{line}\n" for reading in readings for line in _lines(reading, colour, width))


def _lines(reading: Reading, colour: bool, width: int) -> Iterator[str]:
    spoken = reading.document.language if reading.document.language in LANGUAGES else labels.DEFAULT
    known = ", ".join(part for part in (reading.document.language, reading.date.isoformat() if reading.date else "") if part)
    yield cells.clean(reading.document.draft.path) + (f" ({known})" if known else "")
    if reading.assertions:
        marks = {name: paint(mark, _TINTS[mark] if colour else "") for name, mark in MARKS.items()}
        yield labels.label("legend", spoken, **marks)
    lines = places.lines(reading.document.draft.source)
    for said in items.speech(reading):
        yield ""
        yield f"{lines.place(said.span[0])} {said.id} {said.kind} {said.cue.polarity}: {_who(reading, said, spoken)}"
        yield from _underlined(reading, said, colour, width - len(_INDENT))
    for item in items.not_checked(reading):
        yield ""
        why = cells.clean(labels.reason(reading, item))
        yield f"{lines.place(item.span[0])} {labels.label('left', spoken, reason=why)}"
    yield ""


def _who(reading: Reading, said: Assertion, spoken: str) -> str:
    if said.speaker is None:
        return labels.label("nobody", spoken)
    entity = f"({said.speaker.entity})" if said.speaker.entity else ""
    known = (said.speaker.name or items.words(reading, said.speaker.span), entity)
    when = dates.text(said.when.first, said.when.last) if said.when and said.when.first and said.when.last else ""
    return cells.clean(" ".join(part for part in (*known, when) if part))


def _underlined(reading: Reading, said: Assertion, colour: bool, width: int) -> Iterator[str]:
    """Rows of at most `width` columns, cut between words where they have any, each with its marks beneath."""
    start, end = _extent(said)
    text = reading.document.text
    marks = _marks(said)
    for row in _rows(list(cells.cells(text, start, end)), width):
        beneath = "".join(marks.get(cell.at, " ") * cell.width for cell in row).rstrip()
        yield _INDENT + "".join(cell.shown for cell in row).rstrip()
        if beneath:
            yield _INDENT + "".join(paint(run, _TINTS[run[0]] if colour else "") for run in _runs(beneath))


def _extent(said: Assertion) -> Span:
    spans = (said.span, said.cue.span, *said.content)
    start = min(span[0] for span in spans)
    return start, min(max(span[1] for span in spans), start + _LONGEST)


def _marks(said: Assertion) -> dict[int, str]:
    """Offset to mark. The later ones win: a pronoun inside the cue is shown as the speaker."""
    parts = [(span, MARKS["content"]) for span in said.content] + [(said.cue.span, MARKS["cue"])]
    parts += [(said.when.span, MARKS["when"])] if said.when else []
    parts += [(said.speaker.span, MARKS["speaker"])] if said.speaker else []
    return {at: mark for (start, end), mark in parts for at in range(start, min(end, start + _LONGEST))}


def _rows(row: list[cells.Cell], width: int) -> Iterator[list[cells.Cell]]:
    line: list[cells.Cell] = []
    used = 0
    for cell in row:
        if used + cell.width > width:
            kept = _last_blank(line)
            yield line[:kept]
            line = line[kept:]
            used = sum(left.width for left in line)
        line.append(cell)
        used += cell.width
    if line:
        yield line


def _last_blank(line: list[cells.Cell]) -> int:
    """After the last blank of the row, or the whole row where a word is as long as it."""
    return next((at + 1 for at in range(len(line) - 1, 0, -1) if line[at].shown == " "), len(line))


def _runs(marks: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(marks) + 1):
        if at == len(marks) or marks[at] != marks[start]:
            yield marks[start:at]
            start = at
