"""Readings in, their reported speech as one line of JSON a draft out."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Reading
from factcheck.report import as_json


def write(readings: Sequence[Reading]) -> str:
    return "".join(as_json.dump(as_json.assertions(reading)) + "\n" for reading in readings)
