"""Weekdays, yesterdays and events: what the calendar contradicts, what it lets pass, what it cannot tell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import pytest

from factcheck import document, draft, facts, grammar, mentions, times
from factcheck.checks.event_dates import event_dates
from factcheck.checks.relative_day import relative_day
from factcheck.checks.scene import Scene
from factcheck.checks.weekday_date import weekday_date
from factcheck.model import Conflict, Facts, NotChecked

FRIDAY = "2025-01-24"
EVENTS = """
facts: 1
sources:
  organisers: {url: "https://example.org/", as_of: 2025-01-02}
events:
  fair-2025:
    {name: {fr: foire de Montbrun, en: Wexham Fair, es: feria de Robledo}, from: 2025-01-13, until: 2025-01-17, src: organisers}
  fuzzy-2025:
    {name: {fr: congrès des digues, en: Dam Congress, es: congreso de diques}, from: 2025-01, src: organisers}
"""


@pytest.fixture
def known(tmp_path: Path) -> Facts:
    path = tmp_path / "facts.yaml"
    path.write_text(EVENTS, encoding="utf-8")
    return facts.load([path])


def _scene(text: str, language: str, date: str | None, known: Facts) -> Scene:
    words = grammar.load(language)
    cut = document.split(draft.read("draft.txt", text.encode()), language, words)
    named = mentions.find(cut, mentions.index(known, language, words))
    on = dt.date.fromisoformat(date) if date else None
    return Scene(cut, words, known, named, (), on, times.find(text, 0, len(text), words))


def _shown(scene: Scene, found: list[Conflict | NotChecked]) -> list[tuple[str, str | None]]:
    words = scene.document.text
    return [(words[slice(*one.span)], one.expected if isinstance(one, Conflict) else one.reason) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La foire ouvrira le lundi 28 janvier 2025.", [("lundi 28 janvier 2025", "mardi 28 janvier 2025")]),
        ("fr", "La foire ouvrira lundi 28 janvier.", [("lundi 28 janvier", "mardi 28 janvier")]),
        ("fr", "La foire ouvrira mardi 28 janvier.", []),
        ("fr", "En 2019, la foire avait ouvert le lundi 28 janvier.", []),
        ("fr", "La foire a ouvert le jeudi 4 juillet.", []),
        ("fr", "La foire ouvrira le vendredi 4 juillet.", []),
        ("fr", "Né le vendredi 31 février 1958.", [("le vendredi 31 février 1958", "no-such-day")]),
        ("en", "The fair opens on Monday, January 28, 2025.", [("Monday, January 28, 2025", "Tuesday, January 28, 2025")]),
        ("en", "The fair opens on Tuesday 28 January.", []),
        ("es", "La feria abre el lunes 28 de enero de 2025.", [("lunes 28 de enero de 2025", "martes 28 de enero de 2025")]),
        ("es", "La feria abre el martes 28 de enero.", []),
    ],
)
def test_a_weekday_must_fit_its_date(language: str, text: str, expected: list[tuple[str, str]], known: Facts) -> None:
    scene = _scene(text, language, FRIDAY, known)
    assert _shown(scene, list(weekday_date(scene))) == expected


def test_without_a_draft_date_a_date_without_a_year_is_not_checked(known: Facts) -> None:
    scene = _scene("Ouvert le lundi 28 janvier, fermé le lundi 28 janvier 2025.", "fr", None, known)
    assert [reason for _, reason in _shown(scene, list(weekday_date(scene)))] == ["draft-without-date", "mardi 28 janvier 2025"]


def test_a_date_far_off_or_long_ago_never_makes_an_error(known: Facts) -> None:
    scene = _scene("Le lundi 4 juillet, puis le lundi 14 juillet 1789.", "fr", FRIDAY, known)
    assert [one.ceiling for one in weekday_date(scene) if isinstance(one, Conflict)] == ["warning", "note"]


@pytest.mark.parametrize(
    ("language", "text", "edition", "expected"),
    [
        ("fr", "Le vote aura lieu demain lundi.", "same-day", [("demain lundi", "demain samedi")]),
        ("fr", "Le vote aura lieu demain (lundi).", "same-day", [("demain (lundi)", "demain (samedi)")]),
        ("fr", "Le vote aura lieu demain samedi.", "same-day", []),
        ("fr", "Le vote aura lieu demain dimanche.", "next-day", []),
        ("fr", "Le vote a eu lieu hier, jeudi 23 janvier.", "same-day", []),
        ("fr", "Le vote a eu lieu hier, jeudi 22 janvier.", "same-day", [("hier, jeudi 22 janvier", None)]),
        ("en", "The vote was held yesterday, Saturday.", "same-day", [("yesterday, Saturday", "yesterday, Thursday")]),
        ("en", "The vote was held yesterday, Thursday.", "same-day", []),
        ("es", "La votación fue ayer sábado.", "same-day", [("ayer sábado", "ayer jueves")]),
        ("es", "La votación será mañana, sábado.", "same-day", []),
    ],
)
def test_yesterday_must_fit_the_weekday_beside_it(
    language: str, text: str, edition: Literal["same-day", "next-day"], expected: list[tuple[str, str]], known: Facts
) -> None:
    scene = _scene(text, language, FRIDAY, known)
    assert _shown(scene, list(relative_day(scene, edition=edition))) == expected


def test_a_day_that_fits_the_other_edition_is_a_warning(known: Facts) -> None:
    scene = _scene("Le vote aura lieu demain dimanche.", "fr", FRIDAY, known)
    assert [one.ceiling for one in relative_day(scene) if isinstance(one, Conflict)] == ["warning"]


def test_yesterday_without_a_draft_date_is_not_checked(known: Facts) -> None:
    scene = _scene("Le vote a eu lieu hier samedi.", "fr", None, known)
    assert _shown(scene, list(relative_day(scene))) == [("hier samedi", "draft-without-date")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Elle a parlé mardi à la foire de Montbrun.", [("mardi", None)]),
        ("fr", "Elle a parlé à la foire de Montbrun, mardi.", [("mardi", None)]),
        ("fr", "Elle a parlé le 16 janvier à la foire de Montbrun.", []),
        ("fr", "Elle a parlé la semaine dernière à la foire de Montbrun.", []),
        ("fr", "Depuis la foire de Montbrun, mardi, elle se tait.", []),
        ("fr", "Elle a dit mardi que la foire de Montbrun était une fête.", []),
        ("fr", "Elle a parlé le 16 janvier 2019 à la foire de Montbrun.", [("foire de Montbrun", "event-not-in-facts")]),
        ("fr", "Elle a parlé mardi au congrès des digues.", []),
        ("en", "She spoke on Tuesday at the Wexham Fair.", [("on Tuesday", None)]),
        ("en", "She spoke at the Wexham Fair on January 15.", []),
        ("en", "Since the Wexham Fair on Tuesday she has been silent.", []),
        ("es", "Habló el martes en la feria de Robledo.", [("el martes", None)]),
        ("es", "Habló en la feria de Robledo el 15 de enero.", []),
        ("es", "Tras la feria de Robledo, el martes, calló.", []),
    ],
)
def test_a_day_beside_an_event_must_be_one_of_its_days(
    language: str, text: str, expected: list[tuple[str, str]], known: Facts
) -> None:
    scene = _scene(text, language, FRIDAY, known)
    assert _shown(scene, list(event_dates(scene))) == expected


def test_an_event_is_not_checked_without_a_draft_date(known: Facts) -> None:
    scene = _scene("Elle a parlé mardi à la foire de Montbrun.", "fr", None, known)
    assert _shown(scene, list(event_dates(scene))) == [("mardi", "draft-without-date")]


def test_a_conflict_names_the_event_and_its_days(known: Facts) -> None:
    scene = _scene("Elle a parlé mardi à la foire de Montbrun.", "fr", FRIDAY, known)
    (found,) = (one for one in event_dates(scene) if isinstance(one, Conflict))
    assert dict(found.values) == {
        "event": "foire de Montbrun", "since": "13 janvier 2025", "until": "17 janvier 2025", "day": "21 janvier 2025",
    }  # fmt: skip
    assert found.fact and found.fact.standing == "firm"
