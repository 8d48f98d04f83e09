"""The kinds of check: a name in, the function that a rule of that kind runs out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from factcheck.checks.apposition_comma import apposition_comma
from factcheck.checks.doubled_stop import doubled_stop
from factcheck.checks.event_dates import event_dates
from factcheck.checks.glued_words import glued_words
from factcheck.checks.incise_comma import incise_comma
from factcheck.checks.phrase import phrase
from factcheck.checks.quotation_marks import quotation_marks
from factcheck.checks.quotation_scope import quotation_scope
from factcheck.checks.relative_day import relative_day
from factcheck.checks.repeated_word import repeated_word
from factcheck.checks.residue import residue
from factcheck.checks.stray_stop import stray_stop
from factcheck.checks.weekday_date import weekday_date
from factcheck.checks.words_apart import words_apart
from factcheck.model import Conflict, NotChecked

Check: TypeAlias = Callable[..., Iterator[Conflict | NotChecked]]
"""Called as `check(scene, **options)`. Its keyword-only parameters are the options that a rule may give."""

CHECKS: dict[str, Check] = {
    "apposition_comma": apposition_comma,
    "doubled_stop": doubled_stop,
    "event_dates": event_dates,
    "glued_words": glued_words,
    "incise_comma": incise_comma,
    "phrase": phrase,
    "quotation_marks": quotation_marks,
    "quotation_scope": quotation_scope,
    "relative_day": relative_day,
    "repeated_word": repeated_word,
    "residue": residue,
    "stray_stop": stray_stop,
    "weekday_date": weekday_date,
    "words_apart": words_apart,
}
