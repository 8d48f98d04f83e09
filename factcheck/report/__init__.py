"""A Report in, text out. WRITERS: the name of an output format → its writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from factcheck.model import Report
from factcheck.report import as_csv, as_github, as_html, as_json, as_jsonl, as_junit, as_markdown, as_rdjson, as_sarif, as_text

Writer: TypeAlias = Callable[[Report], str]
"""Same report, same text: no clock, no locale, no path of the machine."""

WRITERS: dict[str, Writer] = {
    "csv": as_csv.write,
    "github": as_github.write,
    "html": as_html.write,
    "json": as_json.write,
    "jsonl": as_jsonl.write,
    "junit": as_junit.write,
    "markdown": as_markdown.write,
    "rdjson": as_rdjson.write,
    "sarif": as_sarif.write,
    "text": as_text.write,
}
