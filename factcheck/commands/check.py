"""`factcheck check`: drafts in, findings out, in every format asked for."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator

from factcheck.commands import accepted, reading
from factcheck.config import Config
from factcheck.model import Finding, Report
from factcheck.report import as_text, writer

_RANK = {"note": 0, "warning": 1, "error": 2, "never": 3}


def run(asked: argparse.Namespace) -> int:
    found = reading.everything(asked)
    report, doubts = accepted.report(found, asked)
    reading.complain((*found.refused, *doubts), asked.ui_lang)
    _write(asked, report, found)
    if found.refused or not report.readings:
        return 3
    return int(any(_counts(finding, asked, settings) for settings, finding in _findings(report, found)))


def _findings(report: Report, found: reading.Run) -> Iterator[tuple[Config, Finding]]:
    for one, answer in zip(found.read, report.readings, strict=True):
        yield from ((one.settings, finding) for finding in answer.findings)


def _counts(finding: Finding, asked: argparse.Namespace, settings: Config) -> bool:
    limit = asked.fail_on or settings.fail_on or "error"
    return finding.waiver is None and _RANK[finding.severity] >= _RANK[limit]


def _write(asked: argparse.Namespace, report: Report, found: reading.Run) -> None:
    """Every report that was asked for, files first: a screen that is gone must not cost a file."""
    configured = [(name, str(one.settings.folder / path)) for one in found.read[:1] for name, path in one.settings.report]
    for name, path in asked.report or configured:
        reading.deliver(writer(name)(report), path)
    if asked.format == "text" and asked.output is None and sys.stdout.isatty():
        width = max(40, min(160, shutil.get_terminal_size((100, 24)).columns))
        reading.deliver(as_text.write(report, colour="NO_COLOR" not in os.environ, width=width), None)
    else:
        reading.deliver(writer(asked.format)(report), asked.output)
