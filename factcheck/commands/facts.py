"""`factcheck facts`: lists, shows, lints, imports and merges facts, and finds the drafts that used one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from factcheck import facts, gather
from factcheck.commands import accepted, affected, reading
from factcheck.config import find
from factcheck.errors import UserError, problem
from factcheck.facts import ids, importing, lint, merging
from factcheck.facts import schema as facts_schema
from factcheck.facts import text as facts_text
from factcheck.facts.spots import Spots
from factcheck.model import Facts


def run(asked: argparse.Namespace) -> int:
    return _ACTIONS[asked.action](asked)


def _known(asked: argparse.Namespace) -> Facts:
    return facts.load(_paths(asked))


def _paths(asked: argparse.Namespace) -> Sequence[Path]:
    """The files that were named, else the facts in force."""
    named = () if asked.action == "affected" else [Path(path) for path in getattr(asked, "paths", ())]
    return named or gather.sources("facts", asked.facts, find(Path.cwd()))


def _spots(asked: argparse.Namespace) -> Spots:
    return Spots(facts.texts(_paths(asked)))


def _listing(asked: argparse.Namespace) -> int:
    for line in facts_text.listing(_known(asked), asked.date, stale=asked.stale, unsourced=asked.unsourced):
        print(line)
    return 0


def _show(asked: argparse.Namespace) -> int:
    print(facts_text.show(_known(asked), asked.id, _spots(asked)), end="")
    return 0


def _lint(asked: argparse.Namespace) -> int:
    """1 when anything is doubtful, 2 when something is a mistake, for which no check would read the files."""
    known, mistakes = facts.doubtful(_paths(asked))
    mistakes = mistakes or tuple(ids.nameless(known))
    doubts = tuple(_spots(asked).mended(lint.lint(known, asked.date)))
    reading.complain(sorted({*mistakes, *doubts}), asked.ui_lang)
    return 2 if mistakes else int(bool(doubts))


def _schema(asked: argparse.Namespace) -> int:
    """With the ids of the facts in force, for an editor to complete."""
    print(json.dumps(facts_schema.json_schema(_known(asked)), ensure_ascii=False, indent=1))
    return 0


def _import(asked: argparse.Namespace) -> int:
    """Writes a proposal; nothing that is known changes before `merge`."""
    answers = importing.answers(_bytes(asked.map).decode("utf-8"), asked.map) if asked.map else None
    source, into = Path(asked.file).name, asked.output
    reading.deliver(importing.propose(asked.source, _bytes(asked.file), source, _known(asked), asked.as_of, answers), into)
    return 0


def _merge(asked: argparse.Namespace) -> int:
    """Comments, order and quoting of the desk's file stay."""
    known = _bytes(asked.into).decode("utf-8") if Path(asked.into).exists() else ""
    reading.deliver(merging.merge(known, asked.into, _bytes(asked.proposal).decode("utf-8"), asked.proposal), asked.into)
    return 0


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UserError([problem(path, 0, 0, "rule-unreadable", why=error.strerror or "")]) from None


def _affected(asked: argparse.Namespace) -> int:
    """What stands on the entry: places, findings, what people accepted or decided. Raises UserError for an unknown id."""
    facts_text.show(_known(asked), asked.id, _spots(asked))
    found = reading.everything(asked)
    reading.complain(found.refused, asked.ui_lang)
    for line in affected.lines(found, accepted.entries(found, asked), asked.id):
        print(line)
    return 3 if found.refused else 0


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "affected": _affected,
    "import": _import,
    "lint": _lint,
    "list": _listing,
    "merge": _merge,
    "schema": _schema,
    "show": _show,
}
