"""A Report in, Reviewdog Diagnostic Format out: its columns count bytes of UTF-8, from 1."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.model import Report, Severity
from factcheck.report import as_json, items
from factcheck.report.as_json import Json
from factcheck.report.items import Item

_SEVERITIES: Mapping[Severity, str] = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def write(report: Report) -> str:
    diagnostics = [_diagnostic(item) for item in items.every(report)]
    return as_json.laid_out({"source": {"name": "factcheck"}, "diagnostics": diagnostics}) + "\n"


def _diagnostic(item: Item) -> Json:
    """A suggestion can be applied with a click, so only one that is sure is offered."""
    found, rule = item.finding, item.rule
    sure = found.suggestion is not None and found.confidence == "high"
    return {
        "message": found.message,
        "location": {"path": item.path, "range": _range(item)},
        "severity": _SEVERITIES[found.severity],
        "code": {"value": found.rule, **({"url": rule.link} if rule and rule.link else {})},
        **({"suggestions": [{"range": _range(item), "text": found.suggestion}]} if sure else {}),
    }


def _range(item: Item) -> Json:
    return {side: _position(item, offset) for side, offset in zip(("start", "end"), item.finding.span, strict=True)}


def _position(item: Item, offset: int) -> Json:
    place = item.lines.place(offset)
    before = item.lines.text[offset - place.column + 1 : offset]
    return {"line": place.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
