"""`factcheck parse`: drafts in, their reported speech out, no rules."""

from __future__ import annotations

import argparse
import os
import sys

from factcheck import report
from factcheck.commands import reading
from factcheck.commands.reading import Run
from factcheck.report import speech_text


def run(asked: argparse.Namespace) -> int:
    found = reading.everything(asked, judging=False)
    reading.complain(found.refused, asked.ui_lang)
    reading.deliver(_written(asked, found), asked.output)
    return 3 if found.refused or not found.read else 0


def _written(asked: argparse.Namespace, found: Run) -> str:
    readings = [one.reading for one in found.read]
    if asked.format == "text":
        colour = asked.output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        return speech_text.write(readings, colour=colour)
    return report.speech_writer(asked.format)(readings)
