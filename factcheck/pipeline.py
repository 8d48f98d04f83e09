"""Drafts in, a Report out: the whole flow on one screen."""

from __future__ import annotations

import concurrent.futures
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from factcheck import (
    __version__,
    assertions,
    document,
    draft,
    facts,
    findings,
    grammar,
    languages,
    mentions,
    rules,
    speakers,
    times,
)
from factcheck.checks import posts
from factcheck.checks.scene import Scene
from factcheck.errors import Problem, UserError, problem
from factcheck.model import Document, Draft, Facts, Finding, Inputs, Language, NotChecked, Reading, Rule
from factcheck.rules import options
from factcheck.transcript import Transcript


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What drafts are held against, equal to itself alone. Without rules it parses and does not judge."""

    facts: Facts
    rules: tuple[Rule, ...]
    inputs: Inputs
    root: Path
    """Paths in fingerprints count from here, so that they are the same from any folder."""
    offices: bool = False
    """Whether to tell who holds what."""
    transcripts: tuple[Transcript, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A draft to read: `data` from standard input, else the file. `language`, `date`: asked for, or the draft's own."""

    path: str
    language: Language | None = None
    date: dt.date | None = None
    data: bytes | None = None


def open_desk(rule_folders: Sequence[Path], facts_paths: Sequence[Path], root: Path) -> Desk:
    """Rules and facts, loaded. Raises UserError with the problems of both at once."""
    problems: list[Problem] = []
    known: Facts | None = None
    made: tuple[Rule, ...] = ()
    digest = ""
    try:
        known = facts.load(facts_paths)
    except UserError as error:
        problems += error.problems
    try:
        made, digest = rules.opened(rule_folders)
    except UserError as error:
        problems += error.problems
    if problems or known is None:
        raise UserError(problems)
    return Desk(known, made, Inputs(__version__, digest, known.digest, grammar.digest()), root)


def takes(rule: Rule, option: str) -> bool:
    """Whether the rule's check has an option of this name."""
    return option in options.of(rule.check)


def run(desk: Desk, tasks: Sequence[Task], jobs: int = 1) -> Iterator[Reading | tuple[Problem, ...]]:
    """A reading for each task, in their order, or the problems for which a draft could not be read."""
    if jobs < 2 or len(tasks) < 2:
        for task in tasks:
            yield _attempt(desk, task)
        return
    with concurrent.futures.ProcessPoolExecutor(jobs, initializer=_sit_down, initargs=(desk,)) as pool:
        yield from pool.map(_work, tasks, chunksize=max(1, min(64, len(tasks) // (4 * jobs))))


_desk: Desk | None = None
"""In a worker process: the desk it works at."""


def _sit_down(desk: Desk) -> None:
    global _desk  # noqa: PLW0603 - a worker process has no other place to keep what it was given
    _desk = desk


def _work(task: Task) -> Reading | tuple[Problem, ...]:
    if _desk is None:
        raise RuntimeError("a worker was given no desk")
    return _attempt(_desk, task)


def _attempt(desk: Desk, task: Task) -> Reading | tuple[Problem, ...]:
    try:
        data = Path(task.path).read_bytes() if task.data is None else task.data
        return read(desk, draft.read(task.path, data), task.language, task.date)
    except UserError as error:
        return error.problems
    except OSError as error:
        return (problem(task.path, 0, 0, "draft-unreadable", why=error.strerror or type(error).__name__),)


def read(desk: Desk, given: Draft, language: Language | None = None, date: dt.date | None = None) -> Reading:
    """One draft, read and judged. Raises UserError for a language that has no grammar."""
    spoken = language or given.language or languages.guess(given.text)
    date = date or given.date
    if spoken is None:
        return _unread(given, date)
    if spoken not in grammar.languages():
        raise UserError([problem(given.path, 0, 0, "no-grammar", language=spoken, known=", ".join(grammar.languages()))])
    words = grammar.load(spoken)
    cut = document.split(given, spoken, words)
    said, puzzling = assertions.extract(cut, words)
    named = mentions.find(cut, _index(desk, spoken))
    said = speakers.resolve(cut, said, named, desk.facts, words, date)
    if not desk.rules:
        return Reading(cut, date, said, named, (), _ordered(puzzling))
    scene = Scene(cut, words, desk.facts, named, said, date, times.find(cut.text, 0, len(cut.text), words), desk.transcripts)
    found, unchecked = findings.judge(scene, desk.rules, _place(desk, given.path))
    told = posts.posts(scene) if desk.offices else ()
    return Reading(cut, date, said, named, found, _ordered((*puzzling, *unchecked)), told)


def example(text: str, language: Language | None, date: dt.date | None, known: Facts | None, rule: Rule) -> tuple[Finding, ...]:
    """What one rule finds in one of its own sentences, by the facts given beside it: what `rules test` runs."""
    desk = Desk(known or facts.load(()), (rule,), Inputs(__version__, "", "", ""), Path())
    guessed = languages.guess(text)
    spoken = language or (guessed if guessed in rule.message else next(iter(sorted(rule.message)), None))
    return read(desk, Draft("example.txt", text, text), spoken, date).findings


def _unread(given: Draft, date: dt.date | None) -> Reading:
    blank = Document(given, "", (), (), (), ())
    return Reading(blank, date, (), (), (), (NotChecked((0, len(given.text)), "language-unknown"),))


def _place(desk: Desk, path: str) -> str:
    """The path from the desk's root, so that a finding is the same one from whatever folder factcheck is run."""
    whole = Path(path).absolute()
    return whole.relative_to(desk.root).as_posix() if whole.is_relative_to(desk.root) else path


def _ordered(some: Iterable[NotChecked]) -> tuple[NotChecked, ...]:
    """By place and reason, each once."""
    keyed = {(one.span, one.reason, tuple(sorted(one.values.items()))): one for one in some}
    return tuple(keyed[key] for key in sorted(keyed))


@lru_cache(maxsize=16)
def _index(desk: Desk, language: Language) -> mentions.Index:
    return mentions.index(desk.facts, language, grammar.load(language))
