"""A Report in, text out. WRITERS: the name of an output format → its writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from factcheck.model import Report
from factcheck.report import as_github, as_json, as_jsonl, as_sarif, as_text

Writer: TypeAlias = Callable[[Report], str]
"""Same report, same text: no clock, no locale, no path of the machine."""

WRITERS: dict[str, Writer] = {
    "github": as_github.write,
    "json": as_json.write,
    "jsonl": as_jsonl.write,
    "sarif": as_sarif.write,
    "text": as_text.write,
}
