"""Arguments in, exit status out."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from factcheck import arguments, cache, wording
from factcheck.commands import command
from factcheck.errors import UserError

_YOUNG = 100_000
"""Objects between two looks of the collector: nearly all that a run makes, it keeps, and makes no cycles of."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    0: nothing at or above --fail-on; 1: something is; 2: a mistake in flags or data; 3: there was nothing to read, or not all
    could be.
    """
    gc.set_threshold(_YOUNG)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]  # a text stream
    asked = arguments.parser().parse_args(argv)
    if getattr(asked, "no_cache", False):
        os.environ[cache.SWITCH] = "1"
    try:
        return command(asked.command)(asked)
    except UserError as error:
        for found in error.problems:
            print(wording.line(found, wording.users_language(asked.ui_lang)), file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
