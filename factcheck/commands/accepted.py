"""A run in, one Report out, its findings marked with what people have accepted."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from factcheck import draft, gather, pipeline, waivers, wording
from factcheck.commands import revision
from factcheck.commands.reading import Read, Run
from factcheck.config import Config
from factcheck.errors import Problem, UserError, problem
from factcheck.model import Report
from factcheck.report import labels
from factcheck.waivers import decisions, ignorefile


def report(found: Run, asked: argparse.Namespace) -> tuple[Report, tuple[Problem, ...]]:
    """The whole run, and the doubts about suppressions. Raises UserError for files of accepted findings that are none."""
    desks = dict.fromkeys(one.desk for one in found.read)
    rules = {rule.id: rule for desk in desks for rule in desk.rules}
    sources = {name: source for desk in desks for name, source in desk.facts.sources.items()}
    readings, doubts = waivers.apply([one.reading for one in found.read], tuple(entries(found, asked)), rules)
    made = Report(found.inputs, readings, rules, sources, offices=bool(vars(asked).get("offices")))
    told = tuple(wording.line(doubt, labels.language(made)) for doubt in doubts)
    return replace(made, warnings=told), doubts


def entries(found: Run, asked: argparse.Namespace) -> Iterator[waivers.Entry]:
    """What is accepted: by the files beside the settings, by a baseline, by having been there before."""
    for settings in dict.fromkeys(one.settings for one in found.read):
        ignored = settings.folder / ignorefile.NAME
        if ignored.is_file():
            yield from ignorefile.read(text(str(ignored)), gather.shown(str(ignored)))
        yield from decisions.entries(decided(settings), gather.shown(str(settings.folder / decisions.NAME)))
        baseline = _baseline(asked) or (str(settings.folder / settings.baseline) if settings.baseline else None)
        if baseline:
            yield from waivers.read_baseline(text(baseline), gather.shown(baseline))
    if since := getattr(asked, "new_since", None):
        for one in found.read:
            yield from _before(one, since)


def _baseline(asked: argparse.Namespace) -> str | None:
    given: str | None = getattr(asked, "baseline", None)
    return given


def decided(settings: Config) -> tuple[decisions.Decision, ...]:
    """What reviewers decided, by factcheck-decisions.yaml beside the settings."""
    path = str(settings.folder / decisions.NAME)
    return decisions.read(text(path), gather.shown(path)) if Path(path).is_file() else ()


def text(path: str) -> str:
    """The file's text. Raises UserError."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise UserError([problem(path, 0, 0, "draft-unreadable", why=error.strerror or "")]) from None
    except UnicodeDecodeError:
        raise UserError([problem(path, 0, 0, "draft-not-utf8", byte="?")]) from None


def _before(one: Read, asked_for: str) -> Iterator[waivers.Entry]:
    """The findings that the draft had at the revision; none when it was not there or could not be read."""
    now = one.reading.document
    old = revision.content(Path(now.draft.path).resolve(), asked_for, "--new-since")
    if old is None:
        return
    try:
        before = pipeline.read(one.desk, draft.read(now.draft.path, old), now.language or None, one.reading.date)
    except UserError:
        return
    yield from waivers.as_before(before.findings, asked_for)
