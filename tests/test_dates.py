"""Dates keep the precision that they were written with."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-11", "2012-11-01", "2012-11-30"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2012-11-06", "2012-11-06", "2012-11-06"),
    ],
)
def test_a_short_date_spans_the_days_it_can_mean(text: str, first: str, last: str) -> None:
    found = dates.parse(text)
    assert found is not None
    assert (found.text, found.first.isoformat(), found.last.isoformat()) == (text, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "12", "2012-13", "2012-00", "2012-1", "2011-02-29", "2012-11-31", "0000", "2012/11/06", "2012-11-06 ", "٢٠١٢", "on"],
)
def test_what_is_no_day_of_the_calendar_is_no_date(text: str) -> None:
    assert dates.parse(text) is None


@pytest.mark.parametrize(("text", "known"), [("2012-11-06", True), ("2012-11", False), ("2012", False), ("soon", False)])
def test_a_day_is_exact_or_nothing(text: str, known: bool) -> None:
    assert (dates.day(text) is not None) is known


def test_several_days_are_written_from_the_first_to_the_last() -> None:
    friday, sunday = dt.date(2025, 1, 24), dt.date(2025, 1, 26)
    assert dates.text(friday, friday) == "2025-01-24"
    assert dates.text(friday, sunday) == "2025-01-24/2025-01-26"


@given(st.dates())
def test_every_day_reads_back(day: dt.date) -> None:
    assert dates.day(day.isoformat()) == day


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = dates.parse(text)
    assert found is None or found.first <= found.last
