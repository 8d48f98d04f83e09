"""`factcheck rules impact`: a rule and a corpus in, the hits that a change of the rule brings and takes away out."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from factcheck import gather, pipeline, rules
from factcheck.commands import reading, revision
from factcheck.config import find
from factcheck.errors import UserError
from factcheck.model import Reading, Rule
from factcheck.rules import impact


def run(asked: argparse.Namespace, language: str) -> int:
    """The rule against itself at a revision, or against nothing. Raises UserError for an unknown rule or revision."""
    settings = find(Path.cwd())
    file = Path(asked.rule)
    folders = (*gather.sources("rules", asked.rules, settings), *([file.parent] if file.is_file() else []))
    id = file.stem if file.is_file() else asked.rule
    desk = pipeline.open_desk(folders, gather.sources("facts", asked.facts, settings), settings.folder)
    now = next((rule for rule in desk.rules if rule.id == id), None)
    if now is None:
        raise UserError([reading.no_such_rule(id, desk.rules)])
    before = _at(now, asked.against) if asked.against else None
    groups, missing = gather.drafts([asked.corpus], None, asked.date, "")
    reading.complain(missing, asked.ui_lang)
    tasks = [task for group in groups for task in group.tasks]
    made = impact.compare(_pairs(desk, tasks, before, now, asked.jobs), now.id)
    print((impact.as_markdown if asked.format == "markdown" else impact.as_text)(made, language), end="")
    return 3 if missing else 0


def _pairs(
    desk: pipeline.Desk, tasks: list[pipeline.Task], before: Rule | None, now: Rule, jobs: int
) -> Iterator[tuple[Reading | None, Reading]]:
    new = pipeline.run(replace(desk, rules=(now,)), tasks, jobs)
    old = pipeline.run(replace(desk, rules=(before,)), tasks, jobs) if before else iter([None] * len(tasks))
    for first, second in zip(old, new, strict=True):
        if isinstance(second, Reading) and not isinstance(first, tuple):
            yield first, second


def _at(rule: Rule, asked_for: str) -> Rule | None:
    """The rule as it was at the revision; None when it was not there yet."""
    path = Path(rule.file).resolve()
    old = revision.content(path, asked_for, "--against")
    if old is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, path.name).write_bytes(old)
        return rules.load([Path(folder)])[0]
