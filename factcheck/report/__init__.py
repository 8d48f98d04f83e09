"""A Report in, text out. WRITERS: the name of an output format → the file that holds its `write`.

Only the writers that were asked for are imported: most of a short run's time is importing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TypeAlias

from factcheck.model import Report

Writer: TypeAlias = Callable[[Report], str]
"""Same report, same text: no clock, no locale, no path of the machine."""

WRITERS: dict[str, str] = {
    "csv": "as_csv",
    "github": "as_github",
    "html": "as_html",
    "json": "as_json",
    "jsonl": "as_jsonl",
    "junit": "as_junit",
    "markdown": "as_markdown",
    "rdjson": "as_rdjson",
    "sarif": "as_sarif",
    "text": "as_text",
}


def writer(name: str) -> Writer:
    """The `write` of an output format."""
    write: Writer = importlib.import_module(f"{__name__}.{WRITERS[name]}").write
    return write
