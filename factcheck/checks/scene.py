"""All that a check may look at, in one place: the document, what was read in it, and the facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from factcheck.grammar import Grammar
from factcheck.model import Assertion, Document, Facts, Mention
from factcheck.times import TimeExpression
from factcheck.transcript import Transcript


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One draft as the checks see it, equal to itself alone. `date` is its publication date, None when nobody gave one."""

    document: Document
    grammar: Grammar
    facts: Facts
    mentions: tuple[Mention, ...]
    assertions: tuple[Assertion, ...]
    date: dt.date | None
    times: tuple[TimeExpression, ...]
    transcripts: tuple[Transcript, ...] = ()
    """What was really said, where somebody gave it."""
