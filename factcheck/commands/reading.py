"""What the commands that read drafts share: arguments in, readings out, complaints and progress on standard error."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factcheck import gather, grammar, pipeline, wording
from factcheck.config import Config
from factcheck.errors import Problem, UserError, problem
from factcheck.model import Reading, Rule


@dataclass(frozen=True, slots=True)
class Run:
    """All readings of a run with the settings that hold for each, and the drafts that could not be read."""

    desks: tuple[pipeline.Desk, ...]
    read: tuple[tuple[Config, Reading], ...]
    refused: tuple[Problem, ...]


def complain(problems: Iterable[Problem], ui_lang: str | None) -> None:
    language = wording.users_language(ui_lang)
    for found in problems:
        print(wording.line(found, language), file=sys.stderr)


def everything(asked: argparse.Namespace, judging: bool = True) -> Run:
    """Read every draft that was asked for. Raises UserError for mistakes in flags, configuration, rules and facts."""
    language = None if asked.lang == "auto" else asked.lang
    if language and language not in grammar.languages():
        raise UserError([problem("--lang", 0, 0, "no-grammar", language=language, known=", ".join(grammar.languages()))])
    groups, missing = gather.drafts(asked.paths, language, asked.date, asked.stdin_filename)
    desks = tuple(_desk(asked, group.settings, judging) for group in groups)
    total = sum(len(group.tasks) for group in groups)
    read: list[tuple[Config, Reading]] = []
    refused = list(missing)
    for settings, answer in _progress(_answers(desks, groups, asked.jobs), total):
        if isinstance(answer, Reading):
            read.append((settings, answer))
        else:
            refused += answer
    return Run(desks, tuple(sorted(read, key=lambda pair: pair[1].document.draft.path)), tuple(refused))


def _answers(
    desks: Iterable[pipeline.Desk], groups: Iterable[gather.Drafts], jobs: int
) -> Iterator[tuple[Config, Reading | tuple[Problem, ...]]]:
    for desk, group in zip(desks, groups, strict=True):
        for answer in pipeline.run(desk, group.tasks, jobs):
            yield group.settings, answer


def _desk(asked: argparse.Namespace, settings: Config, judging: bool) -> pipeline.Desk:
    rule_folders = gather.sources("rules", asked.rules, settings) if judging else ()
    desk = pipeline.open_desk(rule_folders, gather.sources("facts", asked.facts, settings), settings.folder)
    if not judging:
        return desk
    return replace(desk, rules=_as_configured(desk.rules, settings))


def _as_configured(rules: tuple[Rule, ...], settings: Config) -> tuple[Rule, ...]:
    """The rules with the configured severities, without those that are off. A rule that does not exist is a located error."""
    known = {rule.id for rule in rules}
    unknown = [name for name, _ in settings.severity if name not in known]
    if unknown:
        raise UserError(
            [problem(settings.file, settings.line(f"severity.{name}"), 1, "config-unknown-rule", rule=name) for name in unknown]
        )
    levels = dict(settings.severity)
    return tuple(replace(rule, severity=levels.get(rule.id, rule.severity)) for rule in rules if levels.get(rule.id) != "off")


_PATIENCE = 1.0
"""Seconds without a word on standard error."""


def _progress(
    answers: Iterable[tuple[Config, Reading | tuple[Problem, ...]]], total: int
) -> Iterator[tuple[Config, Reading | tuple[Problem, ...]]]:
    """The answers as they come; on standard error, how many there were, once a second after the first."""
    said = time.monotonic()
    terminal = sys.stderr.isatty()
    spoke = False
    for number, answer in enumerate(answers, 1):
        yield answer
        if time.monotonic() - said > _PATIENCE:
            said, spoke = time.monotonic(), True
            print(f"factcheck: {number}/{total}", end="\r" if terminal else "\n", file=sys.stderr, flush=True)
    if spoke and terminal:
        print(file=sys.stderr)
