"""What the commands that read drafts share: arguments in, readings out; complaints and progress on standard error."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from factcheck import gather, grammar, pipeline, transcript, wording
from factcheck.config import Config
from factcheck.errors import Problem, UserError, problem
from factcheck.facts.page import nearest
from factcheck.model import Inputs, Reading, Rule

Answer: TypeAlias = Reading | tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A reading with the settings and the desk that it was made at."""

    settings: Config
    desk: pipeline.Desk
    reading: Reading


@dataclass(frozen=True, slots=True)
class Run:
    """All readings of a run in the order of their paths, and what could not be read. `inputs` are those of the first desk."""

    read: tuple[Read, ...]
    refused: tuple[Problem, ...]
    inputs: Inputs


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
    answers = _progress(_answers(desks, groups, asked.jobs), sum(len(group.tasks) for group in groups))
    read: list[Read] = []
    refused = list(missing)
    for desk, settings, answer in answers:
        if isinstance(answer, Reading):
            read.append(Read(settings, desk, answer))
        else:
            refused += answer
    inputs = desks[0].inputs if desks else Inputs("", "", "", "")
    return Run(tuple(sorted(read, key=lambda one: one.reading.document.draft.path)), tuple(refused), inputs)


Numbered: TypeAlias = tuple[pipeline.Desk, Config, Answer]


def _answers(desks: Iterable[pipeline.Desk], groups: Iterable[gather.Drafts], jobs: int) -> Iterator[Numbered]:
    for desk, group in zip(desks, groups, strict=True):
        for answer in pipeline.run(desk, group.tasks, jobs):
            yield desk, group.settings, answer


def _desk(asked: argparse.Namespace, settings: Config, judging: bool) -> pipeline.Desk:
    folders = gather.sources("rules", asked.rules, settings) if judging else ()
    desk = pipeline.open_desk(folders, gather.sources("facts", asked.facts, settings), settings.folder)
    if not judging:
        return desk
    rules, heard = as_configured(desk.rules, settings), transcript.load(vars(asked).get("transcript") or ())
    return replace(desk, rules=rules, offices=_offices(asked, settings), transcripts=heard)


def _offices(asked: argparse.Namespace, settings: Config) -> bool:
    """Whether who holds what is to be told: it was asked for, or a page is, which has room for it."""
    given: dict[str, Any] = vars(asked)
    formats = {given.get("format"), *(name for name, _ in given.get("report") or settings.report)}
    return bool(given.get("offices")) or "html" in formats or asked.command == "explain"


def as_configured(rules: tuple[Rule, ...], settings: Config) -> tuple[Rule, ...]:
    """The rules with the configured severities and edition, without those that are off. An unknown rule is a located error."""
    known = {rule.id for rule in rules}
    unknown = [name for name, _ in settings.severity if name not in known]
    if unknown:
        raise UserError([_no_rule(name, known, settings) for name in unknown])
    levels = dict(settings.severity)
    return tuple(_leveled(rule, levels.get(rule.id), settings) for rule in rules if levels.get(rule.id) != "off")


def no_such_rule(name: str, rules: Iterable[Rule]) -> Problem:
    """Nothing is called so: which rule was likely meant."""
    near = nearest(name, sorted(rule.id for rule in rules))
    return problem(name, 0, 0, "explain-nothing-near" if near else "explain-nothing", what=name, near=near or "")


def _no_rule(name: str, known: Iterable[str], settings: Config) -> Problem:
    near = nearest(name, sorted(known))
    code = "config-unknown-rule-near" if near else "config-unknown-rule"
    return problem(settings.file, settings.line(f"severity.{name}"), 1, code, rule=name, near=near or "")


def _leveled(rule: Rule, level: str | None, settings: Config) -> Rule:
    if settings.edition and pipeline.takes(rule, "edition"):
        rule = replace(rule, options={**rule.options, "edition": settings.edition})
    return replace(rule, severity=level) if level else rule  # type: ignore[arg-type]  # config.py holds it against Severity


_PATIENCE = 1.0
"""Seconds without a word on standard error."""


def _progress(answers: Iterable[Numbered], total: int) -> Iterator[Numbered]:
    """The answers as they come; on a terminal, how many there were, once a second after the first."""
    if not sys.stderr.isatty():
        yield from answers
        return
    said, spoke = time.monotonic(), False
    for number, answer in enumerate(answers, 1):
        yield answer
        if time.monotonic() - said > _PATIENCE:
            said, spoke = time.monotonic(), True
            print(f"factcheck: {number}/{total}", end="\r", file=sys.stderr, flush=True)
    if spoke:
        print(file=sys.stderr)


def deliver(text: str, path: str | None) -> None:
    """To the file, or to standard output when there is none. Raises UserError when it cannot be written."""
    if path is None:
        sys.stdout.write(text)
        return
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UserError([problem(path, 0, 0, "not-written", why=error.strerror or "")]) from None
