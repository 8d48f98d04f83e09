"""`factcheck facts`: lists, shows, lints, imports and merges facts, and finds the drafts that used one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from factcheck import facts, gather, places
from factcheck.commands import reading
from factcheck.config import find
from factcheck.errors import UserError, problem
from factcheck.facts import importing, lint, merging
from factcheck.facts import schema as facts_schema
from factcheck.facts import text as facts_text
from factcheck.model import Facts, Reading


def run(asked: argparse.Namespace) -> int:
    return _ACTIONS[asked.action](asked)


def _known(asked: argparse.Namespace) -> Facts:
    """The files that were named, else the facts in force."""
    named = () if asked.action == "affected" else [Path(path) for path in getattr(asked, "paths", ())]
    return facts.load(named or gather.sources("facts", asked.facts, find(Path.cwd())))


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


def _schema(asked: argparse.Namespace) -> int:
    """With the ids of the facts in force, for an editor to complete."""
    print(json.dumps(facts_schema.json_schema(_known(asked)), ensure_ascii=False, indent=1))
    return 0


def _import(asked: argparse.Namespace) -> int:
    """Writes a proposal; nothing that is known changes before `merge`."""
    ids = importing.answers(_bytes(asked.map).decode("utf-8"), asked.map) if asked.map else None
    source = Path(asked.file).name
    reading.deliver(importing.propose(asked.source, _bytes(asked.file), source, _known(asked), asked.as_of, ids), asked.output)
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
        raise UserError([problem(path, 0, 0, "draft-unreadable", why=error.strerror or "")]) from None


def _affected(asked: argparse.Namespace) -> int:
    """Where drafts name the entry, and the findings that stand on it. Raises UserError for an unknown id."""
    facts_text.show(_known(asked), asked.id)
    found = reading.everything(asked)
    reading.complain(found.refused, asked.ui_lang)
    for one in found.read:
        for line in _uses(one.reading, asked.id):
            print(line)
    return 3 if found.refused else 0


def _uses(read: Reading, id: str) -> Iterator[str]:
    draft = read.document.draft
    lines = places.lines(draft.source)
    named = [(mention.span, "") for mention in read.mentions if id in mention.ids]
    judged = [
        (one.span, f"  {one.severity} {one.rule} {one.fingerprint}") for one in read.findings if one.fact and one.fact.id == id
    ]
    for span, told in sorted({*named, *judged}):
        yield f"{draft.path}:{lines.place(span[0])}: {draft.source[slice(*span)]}{told}"


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "affected": _affected,
    "import": _import,
    "lint": _lint,
    "list": _listing,
    "merge": _merge,
    "schema": _schema,
    "show": _show,
}
