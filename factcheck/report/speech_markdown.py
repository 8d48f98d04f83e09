"""Readings in, their reported speech as Markdown out: a table a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Reading
from factcheck.report import labels, speech_rows
from factcheck.report.as_markdown import plain
from factcheck.report.speech_rows import Row
from factcheck.wording import LANGUAGES


def write(readings: Sequence[Reading]) -> str:
    return "".join(f"{line}\n" for reading in readings for line in _lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    spoken = reading.document.language if reading.document.language in LANGUAGES else labels.DEFAULT
    rows = list(speech_rows.rows(reading))
    said = [row for row in rows if row.id]
    left = [row for row in rows if not row.id]
    yield from (f"## {plain(reading.document.draft.path)}", "")
    if said:
        yield (
            "| " + " | ".join(labels.label(f"column-{head}", spoken) for head in ("line", "who", "cue", "content", "when")) + " |"
        )
        yield "| ---: | --- | --- | --- | --- |"
        yield from (f"| {' | '.join(_cells(row, spoken))} |" for row in said)
        yield ""
    if left:
        yield from (f"**{labels.label('not-checked', spoken)}**", "")
        yield from (f"- {row.line}:{row.column}: {plain(row.not_checked)}" for row in left)
        yield ""


def _cells(row: Row, spoken: str) -> Iterator[str]:
    yield f"{row.line}:{row.column}"
    entity = f" ({row.entity})" if row.entity else ""
    yield plain((row.name or row.speaker or labels.label("nobody", spoken)) + entity)
    yield plain(row.cue if row.polarity == "affirms" else f"{row.cue} ({row.polarity})")
    yield plain(row.content)
    yield plain(f"{row.when} ({row.resolves_to})" if row.resolves_to else row.when)
