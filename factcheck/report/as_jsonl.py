"""A Report in, one line of JSON a draft out: the drafts of the version-1 JSON, for streams."""

from __future__ import annotations

from factcheck.model import Report
from factcheck.report import as_json, items


def write(report: Report) -> str:
    return "".join(as_json.dump(as_json.draft_json(report, reading)) + "\n" for reading in items.readings(report))
