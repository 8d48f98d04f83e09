"""The sentences that factcheck speaks: which language a report has for what was written in several."""

from __future__ import annotations

import pytest

from factcheck.report import labels
from tests import report_fixture as fixture

FR, EN, ES = "On se perd.", "One gets lost.", "Uno se pierde."


@pytest.mark.parametrize(
    ("why", "spoken", "shown"),
    [
        ({"": EN}, "fr", EN),
        ({"fr": FR, "en": EN, "es": ES}, "es", ES),
        ({"fr": FR, "en": EN}, "es", EN),
        ({"fr": FR, "es": ES}, "en", FR),
        ({}, "fr", ""),
    ],
)
def test_why_is_told_in_the_language_of_the_report_or_the_next_best(why: dict[str, str], spoken: str, shown: str) -> None:
    assert labels.why(fixture.rule("one", "factual", "error", why), spoken) == shown
