"""Parsed arguments in, an exit status out. COMMANDS: the name of a command → the file that holds its `run`.

Only the command that was asked for is imported: most of a short run's time is importing.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable

COMMANDS: dict[str, str] = {
    "baseline": "baseline",
    "check": "check",
    "config": "config_show",
    "decisions": "decisions",
    "explain": "explain",
    "facts": "facts",
    "init": "init",
    "parse": "parse",
    "rules": "rules",
}


def command(name: str) -> Callable[[argparse.Namespace], int]:
    """The `run` of a command."""
    run: Callable[[argparse.Namespace], int] = importlib.import_module(f"{__name__}.{COMMANDS[name]}").run
    return run
