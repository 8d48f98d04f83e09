"""`factcheck facts`: lists, shows and lints facts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from factcheck import facts, facts_schema, facts_text, gather, lint
from factcheck.commands import reading
from factcheck.config import find
from factcheck.model import Facts


def run(asked: argparse.Namespace) -> int:
    return _ACTIONS[asked.action](asked)


def _known(asked: argparse.Namespace) -> Facts:
    paths = [Path(path) for path in getattr(asked, "paths", ())]
    return facts.load(paths or gather.sources("facts", asked.facts, find(Path.cwd())))


def _listing(asked: argparse.Namespace) -> int:
    for line in facts_text.listing(_known(asked), asked.date, stale=asked.stale, unsourced=asked.unsourced):
        print(line)
    return 0


def _show(asked: argparse.Namespace) -> int:
    print(facts_text.show(_known(asked), asked.id), end="")
    return 0


def _lint(asked: argparse.Namespace) -> int:
    """1 when anything is doubtful."""
    doubts = lint.lint(_known(asked), asked.date)
    reading.complain(doubts, asked.ui_lang)
    return int(bool(doubts))


def _schema(_asked: argparse.Namespace) -> int:
    print(json.dumps(facts_schema.json_schema(), ensure_ascii=False, indent=1))
    return 0


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {"lint": _lint, "list": _listing, "schema": _schema, "show": _show}
