"""A Report in, text out. WRITERS: the name of an output format → the file that holds its `write`.

SPEECH_WRITERS is the same for what `parse` prints.

Only the writers that were asked for are imported: most of a short run's time is importing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import TypeAlias

from factcheck.model import Reading, Report

Writer: TypeAlias = Callable[[Report], str]
"""Same report, same text: no clock, no locale, no path of the machine."""
SpeechWriter: TypeAlias = Callable[[Sequence[Reading]], str]

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


SPEECH_WRITERS: dict[str, str] = {
    "csv": "speech_csv",
    "html": "speech_html",
    "json": "speech_json",
    "jsonl": "speech_jsonl",
    "markdown": "speech_markdown",
    "text": "speech_text",
}


def speech_writer(name: str) -> SpeechWriter:
    """The `write` of an output format of `parse`."""
    write: SpeechWriter = importlib.import_module(f"{__name__}.{SPEECH_WRITERS[name]}").write
    return write
