"""Parsed arguments in, an exit status out. COMMANDS: the table of contents, one file a command."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from factcheck.commands import baseline, check, config_show, explain, facts, init, parse, rules

COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "baseline": baseline.run,
    "check": check.run,
    "config": config_show.run,
    "explain": explain.run,
    "facts": facts.run,
    "init": init.run,
    "parse": parse.run,
    "rules": rules.run,
}
