"""The kinds of check: a name in, the function that a rule of that kind runs out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from factcheck.checks.act_misdescribed import act_misdescribed
from factcheck.checks.age import age
from factcheck.checks.apposition_comma import apposition_comma
from factcheck.checks.arithmetic import arithmetic
from factcheck.checks.assertion import assertion
from factcheck.checks.body_name import body_name
from factcheck.checks.conversion import conversion
from factcheck.checks.country_mismatch import country_mismatch
from factcheck.checks.doubled_stop import doubled_stop
from factcheck.checks.event_dates import event_dates
from factcheck.checks.family_name_first import family_name_first
from factcheck.checks.glued_words import glued_words
from factcheck.checks.incise_comma import incise_comma
from factcheck.checks.loaded_cue import loaded_cue
from factcheck.checks.magnitude import magnitude
from factcheck.checks.magnitude_related import magnitude_related
from factcheck.checks.magnitude_twice import magnitude_twice
from factcheck.checks.member_count import member_count
from factcheck.checks.missing_blank import missing_blank
from factcheck.checks.missing_that import missing_that
from factcheck.checks.name_form import name_form
from factcheck.checks.name_near import name_near
from factcheck.checks.name_spellings import name_spellings
from factcheck.checks.office_held import office_held
from factcheck.checks.office_title import office_title
from factcheck.checks.office_unknown import office_unknown
from factcheck.checks.phrase import phrase
from factcheck.checks.polarity_flip import polarity_flip
from factcheck.checks.quotation_altered import quotation_altered
from factcheck.checks.quotation_marks import quotation_marks
from factcheck.checks.quotation_scope import quotation_scope
from factcheck.checks.quote_speaker import quote_speaker
from factcheck.checks.relative_day import relative_day
from factcheck.checks.relayed_speaker import relayed_speaker
from factcheck.checks.repeated_word import repeated_word
from factcheck.checks.residue import residue
from factcheck.checks.same_quotation import same_quotation
from factcheck.checks.speaker_dead import speaker_dead
from factcheck.checks.stray_stop import stray_stop
from factcheck.checks.subject_comma import subject_comma
from factcheck.checks.title_from import title_from
from factcheck.checks.transcribed import transcribed
from factcheck.checks.treaty_name import treaty_name
from factcheck.checks.treaty_state import treaty_state
from factcheck.checks.weekday_date import weekday_date
from factcheck.checks.words_apart import words_apart
from factcheck.model import Conflict, NotChecked

Check: TypeAlias = Callable[..., Iterator[Conflict | NotChecked]]
"""Called as `check(scene, **options)`. Its keyword-only parameters are the options that a rule may give."""

CHECKS: dict[str, Check] = {
    "act_misdescribed": act_misdescribed,
    "age": age,
    "apposition_comma": apposition_comma,
    "arithmetic": arithmetic,
    "assertion": assertion,
    "body_name": body_name,
    "conversion": conversion,
    "country_mismatch": country_mismatch,
    "doubled_stop": doubled_stop,
    "event_dates": event_dates,
    "family_name_first": family_name_first,
    "glued_words": glued_words,
    "incise_comma": incise_comma,
    "loaded_cue": loaded_cue,
    "magnitude": magnitude,
    "magnitude_related": magnitude_related,
    "magnitude_twice": magnitude_twice,
    "member_count": member_count,
    "missing_blank": missing_blank,
    "missing_that": missing_that,
    "name_form": name_form,
    "name_near": name_near,
    "name_spellings": name_spellings,
    "office_held": office_held,
    "office_title": office_title,
    "office_unknown": office_unknown,
    "phrase": phrase,
    "polarity_flip": polarity_flip,
    "quotation_altered": quotation_altered,
    "quotation_marks": quotation_marks,
    "quotation_scope": quotation_scope,
    "quote_speaker": quote_speaker,
    "relative_day": relative_day,
    "relayed_speaker": relayed_speaker,
    "repeated_word": repeated_word,
    "residue": residue,
    "same_quotation": same_quotation,
    "speaker_dead": speaker_dead,
    "stray_stop": stray_stop,
    "subject_comma": subject_comma,
    "title_from": title_from,
    "transcribed": transcribed,
    "treaty_name": treaty_name,
    "treaty_state": treaty_state,
    "weekday_date": weekday_date,
    "words_apart": words_apart,
}
