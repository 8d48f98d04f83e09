"""Readings in, their reported speech as one JSON object out, version 1."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Reading
from factcheck.report import as_json


def write(readings: Sequence[Reading]) -> str:
    drafts = [as_json.assertions(reading) for reading in readings]
    return as_json.laid_out({"version": as_json.VERSION, "drafts": drafts}) + "\n"
