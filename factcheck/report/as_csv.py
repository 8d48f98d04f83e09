"""A Report in, a table out: a row a finding, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from factcheck.model import Report
from factcheck.report import as_json, items
from factcheck.report.items import Item

BOM = "\ufeff"
"""Without it, spreadsheets read UTF-8 as something else."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "path", "line", "column", "end_line", "end_column", "severity", "category", "confidence", "rule", "text", "message",
    "suggestion", "fact", "fact_file", "valid", "standing", "source", "as_of", "owner", "fingerprint",
)  # fmt: skip


def write(report: Report) -> str:
    return table(COLUMNS, (_row(item) for item in items.every(report)))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return BOM + made.getvalue()


def _row(item: Item) -> tuple[object, ...]:
    found, fact, source = item.finding, item.finding.fact, item.source
    return (
        item.path, *as_json.place_json(item).values(), found.severity, found.category, found.confidence, found.rule,
        found.text, found.message, found.suggestion or "",
        *((fact.id, f"{fact.origin.file}:{fact.origin.line}", fact.valid, fact.standing) if fact else ("",) * 4),
        *((source.url, source.as_of.text if source.as_of else "") if source else ("", "")),
        (item.rule.owner or "") if item.rule else "", found.fingerprint,
    )  # fmt: skip


def _cell(value: object) -> str:
    """What a spreadsheet would run as a formula is given an apostrophe: the draft comes from anybody."""
    text = str(value)
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA) else text
