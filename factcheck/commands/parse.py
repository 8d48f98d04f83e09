"""`factcheck parse`: drafts in, their reported speech out, no rules."""

from __future__ import annotations

import argparse
import json
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
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return json.dumps({"version": 1, "drafts": rows}, ensure_ascii=False, indent=1) + "\n"
