"""Readings in, a table of their reported speech out, for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from factcheck.model import Reading
from factcheck.report import as_csv, speech_rows


def write(readings: Sequence[Reading]) -> str:
    cells = attrgetter(*speech_rows.COLUMNS)
    return as_csv.table(speech_rows.COLUMNS, (cells(row) for reading in readings for row in speech_rows.rows(reading)))
