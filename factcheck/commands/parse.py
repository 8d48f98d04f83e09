"""`factcheck parse`: drafts in, their reported speech out, no rules."""

from __future__ import annotations

import argparse
import os
import sys

from factcheck.commands import reading
from factcheck.commands.reading import Run
from factcheck.report import as_json, speech


def run(asked: argparse.Namespace) -> int:
    found = reading.everything(asked, judging=False)
    reading.complain(found.refused, asked.ui_lang)
    reading.deliver(_written(asked, found), asked.output)
    return 3 if found.refused or not found.read else 0


def _written(asked: argparse.Namespace, found: Run) -> str:
    if asked.format == "text":
        colour = asked.output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        return "".join(speech.write(one.reading, colour=colour) for one in found.read)
    rows = [as_json.assertions(one.reading) for one in found.read]
    if asked.format == "jsonl":
        return "".join(as_json.dump(row) + "\n" for row in rows)
    return as_json.dump({"version": 1, "drafts": rows}, 1) + "\n"
