"""`factcheck decisions apply`: the decisions that a reviewer brought back from the page in, the desk's file with them out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from factcheck import gather, wording
from factcheck.commands import accepted, reading
from factcheck.config import find
from factcheck.waivers import decisions


def run(asked: argparse.Namespace) -> int:
    """Raises UserError, and writes nothing, when one of the files is none of decisions or the two contradict each other."""
    into = asked.into or str(find(Path.cwd()).folder / decisions.NAME)
    known = accepted.text(into) if Path(into).exists() else ""
    shown = gather.shown(into)
    merged, count = decisions.merge(known, shown, accepted.text(asked.file), gather.shown(asked.file))
    if count:
        reading.deliver(merged, into)
    language = wording.users_language(asked.ui_lang)
    print(wording.say("decisions-applied", language, {"count": str(count), "path": shown}), file=sys.stderr)
    return 0
