"""`factcheck baseline`: drafts in, a file out that makes today's findings not count tomorrow."""

from __future__ import annotations

import argparse
import sys

from factcheck import waivers, wording
from factcheck.commands import accepted, reading


def run(asked: argparse.Namespace) -> int:
    found = reading.everything(asked)
    report, doubts = accepted.report(found, asked)
    reading.complain((*found.refused, *doubts), asked.ui_lang)
    reading.deliver(waivers.baseline(report), asked.output)
    total = sum(finding.waiver is None for answer in report.readings for finding in answer.findings)
    language = wording.users_language(asked.ui_lang)
    print(wording.say("baseline-written", language, {"count": str(total), "path": asked.output}), file=sys.stderr)
    return 3 if found.refused or not report.readings else 0
