"""Arguments in, exit status out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from factcheck import arguments, cache, commands
from factcheck.errors import UserError

COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "baseline": commands.baseline,
    "check": commands.check,
    "config": commands.config_show,
    "explain": commands.explain,
    "facts": commands.facts_command,
    "init": commands.init,
    "parse": commands.parse,
    "rules": commands.rules_command,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    0: nothing at or above --fail-on; 1: something is; 2: a mistake in flags or data; 3: there was nothing to read, or not all could be.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]  # a text stream
    asked = arguments.parser().parse_args(argv)
    if getattr(asked, "no_cache", False):
        os.environ[cache.SWITCH] = "1"
    try:
        return COMMANDS[asked.command](asked)
    except UserError as error:
        commands.complain(error.problems, asked.ui_lang)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
