"""A run in, one Report out, its findings marked with what people have accepted."""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Iterator
from pathlib import Path

from factcheck import draft, gather, ignorefile, pipeline, waivers
from factcheck.commands.reading import Read, Run
from factcheck.errors import Problem, UserError, problem
from factcheck.model import Report


def report(found: Run, asked: argparse.Namespace) -> tuple[Report, tuple[Problem, ...]]:
    """The whole run, and the doubts about suppressions. Raises UserError for files of accepted findings that are none."""
    desks = dict.fromkeys(one.desk for one in found.read)
    rules = {rule.id: rule for desk in desks for rule in desk.rules}
    sources = {name: source for desk in desks for name, source in desk.facts.sources.items()}
    readings, doubts = waivers.apply([one.reading for one in found.read], tuple(_entries(found, asked)), rules)
    return Report(found.inputs, readings, rules, sources), doubts


def _entries(found: Run, asked: argparse.Namespace) -> Iterator[waivers.Entry]:
    """What is accepted: by factcheck-ignore.yaml beside the settings, by a baseline, by having been there before."""
    for settings in dict.fromkeys(one.settings for one in found.read):
        ignored = settings.folder / ignorefile.NAME
        if ignored.is_file():
            yield from ignorefile.read(_text(str(ignored)), gather.shown(str(ignored)))
        baseline = _baseline(asked) or (str(settings.folder / settings.baseline) if settings.baseline else None)
        if baseline:
            yield from waivers.read_baseline(_text(baseline), gather.shown(baseline))
    if since := getattr(asked, "new_since", None):
        for one in found.read:
            yield from _before(one, since)


def _baseline(asked: argparse.Namespace) -> str | None:
    given: str | None = getattr(asked, "baseline", None)
    return given


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise UserError([problem(path, 0, 0, "draft-unreadable", why=error.strerror or "")]) from None
    except UnicodeDecodeError:
        raise UserError([problem(path, 0, 0, "draft-not-utf8", byte="?")]) from None


def _before(one: Read, revision: str) -> Iterator[waivers.Entry]:
    """The findings that the draft had at the revision; none when it was not there. Raises UserError for an unknown revision."""
    path = Path(one.reading.document.draft.path).resolve()
    known = _git(path.parent, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if known is None:
        raise UserError([problem("--new-since", 0, 0, "no-revision", revision=revision)])
    old = _git(path.parent, "show", f"{revision}:./{path.name}")
    if old is None:
        return
    try:
        before = pipeline.read(
            one.desk, draft.read(one.reading.document.draft.path, old), one.reading.document.language or None, one.reading.date
        )
    except UserError:
        return
    yield from waivers.as_before(before.findings, revision)


def _git(folder: Path, *arguments: str) -> bytes | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
