"""`factcheck check`: drafts in, findings out, in every format asked for."""

from __future__ import annotations

import argparse

from factcheck.commands import reading
from factcheck.commands.reading import Run
from factcheck.model import Report

_RANK = {"note": 0, "warning": 1, "error": 2, "never": 3}


def run(asked: argparse.Namespace) -> int:
    found = reading.everything(asked)
    report = combine(found)
    reading.complain(found.refused, asked.ui_lang)
    _write(asked, report)
    return _status(asked, found)


def combine(found: Run) -> Report:
    """One report of all desks: their rules and sources together, the inputs of the first."""
    desks = found.desks
    return Report(
        inputs=desks[0].inputs,
        readings=tuple(answer for _, answer in found.read),
        rules={rule.id: rule for desk in desks for rule in desk.rules},
        sources={name: source for desk in desks for name, source in desk.facts.sources.items()},
    )
