"""A Report in, GitHub workflow commands out: the worst findings first, for the platform shows ten a step."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.model import Report, Severity
from factcheck.report import items
from factcheck.report.items import Item

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def write(report: Report) -> str:
    """A line a finding."""
    worst_first = sorted(items.every(report), key=lambda item: items.SEVERITIES.index(item.finding.severity))
    return "".join(f"{_annotation(item)}\n" for item in worst_first)


def _annotation(item: Item) -> str:
    start, end = item.start, item.end
    values = {"file": item.path, "line": start.line, "endLine": end.line, "col": start.column}
    if end.line == start.line:  # the platform takes an end column within one line alone
        values["endColumn"] = max(end.column - 1, start.column)
    named = ",".join(f"{key}={_property(str(value))}" for key, value in (*values.items(), ("title", _title(item))))
    return f"::{_COMMANDS[item.finding.severity]} {named}::{_data(item.finding.message)}"


def _title(item: Item) -> str:
    return f"{item.finding.rule} ({item.finding.category})"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
