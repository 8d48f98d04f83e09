"""Time expressions: where an editor would underline them, and the days that they mean on Friday 24 January 2025."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import dates, grammar, times

FRIDAY = dt.date(2025, 1, 24)
LANGUAGES = ("fr", "en", "es")

SENTENCES = [
    ("fr", "Le maire a parlé [vendredi] devant l’usine.", "2025-01-24"),
    ("fr", "Elle l’avait dit [vendredi soir] à ses proches.", "2025-01-24"),
    ("fr", "[Ce jeudi], la digue a cédé.", "2025-01-23"),
    ("fr", "[Lundi dernier], la digue a cédé.", "2025-01-20"),
    ("fr", "La digue sera refaite [mardi prochain].", "2025-01-28"),
    ("fr", "La digue a cédé [vendredi dernier].", "2025-01-17"),
    ("fr", "[Hier soir], la digue tenait encore.", "2025-01-23"),
    ("fr", "[Avant-hier], la digue tenait encore.", "2025-01-22"),
    ("fr", "La visite est prévue [demain].", "2025-01-25"),
    ("fr", "La visite est prévue [aujourd'hui].", "2025-01-24"),
    ("fr", "[La veille], tout allait bien.", None),
    ("fr", "[Le lendemain], tout allait mal.", None),
    ("fr", "Le congrès s’ouvre [ce week-end] à Montbrun.", "2025-01-25/2025-01-26"),
    ("fr", "Le congrès s’est tenu [la semaine dernière].", "2025-01-13/2025-01-19"),
    ("fr", "Le congrès s’est tenu [jeudi de la semaine dernière].", "2025-01-16"),
    ("fr", "Le congrès s’est tenu [le mois dernier].", "2024-12-01/2024-12-31"),
    ("fr", "Le congrès se tiendra [l’an prochain].", "2026-01-01/2026-12-31"),
    ("fr", "Signé [le 24 janvier 2025] à Montbrun.", "2025-01-24"),
    ("fr", "Signé [jeudi 23 janvier 2025] à Montbrun.", "2025-01-23"),
    ("fr", "Signé [le 20 décembre] à Montbrun.", "2024-12-20"),
    ("fr", "Signé [le 1er mars] à Montbrun.", "2025-03-01"),
    ("fr", "Signé à Montbrun, [24/01/2025].", "2025-01-24"),
    ("fr", "Un accord conclu [en 2012].", "2012-01-01/2012-12-31"),
    ("fr", "Un accord conclu [en mars 2012].", "2012-03-01/2012-03-31"),
    ("fr", "Un accord conclu [en décembre].", "2024-12-01/2024-12-31"),
    ("fr", "La digue a cédé [il y a trois jours].", "2025-01-21"),
    ("en", "The mayor spoke [on Friday] at the plant.", "2025-01-24"),
    ("en", "The mayor said [Thursday morning] that it would hold.", "2025-01-23"),
    ("en", "The mayor spoke [this Thursday] at the plant.", "2025-01-23"),
    ("en", "The mayor spoke [last Monday] at the plant.", "2025-01-20"),
    ("en", "The mayor will speak [next Tuesday] at the plant.", "2025-01-28"),
    ("en", "The dam still held [yesterday].", "2025-01-23"),
    ("en", "The dam still held [the day before yesterday].", "2025-01-22"),
    ("en", "A visit is due [tomorrow].", "2025-01-25"),
    ("en", "[The next day] all was lost.", None),
    ("en", "The fair opens [this weekend] in Wexham.", "2025-01-25/2025-01-26"),
    ("en", "The fair was held [last week].", "2025-01-13/2025-01-19"),
    ("en", "The fair was held [over the weekend].", "2025-01-18/2025-01-19"),
    ("en", "The fair will be held [next year].", "2026-01-01/2026-12-31"),
    ("en", "Signed [on January 24, 2025] in Wexham.", "2025-01-24"),
    ("en", "Signed [Thursday, Jan. 23, 2025] in Wexham.", "2025-01-23"),
    ("en", "Signed [on 24 January] in Wexham.", "2025-01-24"),
    ("en", "Signed on the bridge, [2025-01-24], in Wexham.", "2025-01-24"),
    ("en", "A deal signed [in 2012].", "2012-01-01/2012-12-31"),
    ("en", "A deal signed [in March 2012].", "2012-03-01/2012-03-31"),
    ("en", "The dam broke [three days ago].", "2025-01-21"),
    ("es", "El alcalde habló [el viernes] ante la fábrica.", "2025-01-24"),
    ("es", "El alcalde habló [este jueves] ante la fábrica.", "2025-01-23"),
    ("es", "El alcalde habló [el lunes pasado] ante la fábrica.", "2025-01-20"),
    ("es", "El alcalde habló [el pasado lunes] ante la fábrica.", "2025-01-20"),
    ("es", "El alcalde hablará [el próximo martes] ante la fábrica.", "2025-01-28"),
    ("es", "El alcalde hablará [el martes que viene] ante la fábrica.", "2025-01-28"),
    ("es", "El dique aún aguantaba [ayer por la tarde].", "2025-01-23"),
    ("es", "El dique aún aguantaba [anteayer].", "2025-01-22"),
    ("es", "La visita es [mañana].", "2025-01-25"),
    ("es", "[La víspera], todo iba bien.", None),
    ("es", "La feria abre [este fin de semana] en Robledo.", "2025-01-25/2025-01-26"),
    ("es", "La feria fue [la semana pasada].", "2025-01-13/2025-01-19"),
    ("es", "La feria será [el año que viene].", "2026-01-01/2026-12-31"),
    ("es", "Firmado [el 24 de enero de 2025] en Robledo.", "2025-01-24"),
    ("es", "Firmado [el jueves 23 de enero de 2025] en Robledo.", "2025-01-23"),
    ("es", "Firmado [el 20 de diciembre] en Robledo.", "2024-12-20"),
    ("es", "Firmado [el pasado día 20] en Robledo.", "2025-01-20"),
    ("es", "Un acuerdo firmado [en 2012].", "2012-01-01/2012-12-31"),
    ("es", "Un acuerdo firmado [en marzo de 2012].", "2012-03-01/2012-03-31"),
    ("es", "El dique se rompió [hace tres días].", "2025-01-21"),
    ("es", "Se reunirán [el lunes día 3] en Robledo.", "2025-02-03"),
]

NO_TIMES = [
    ("fr", "Le comité siège chaque lundi, et tous les mardis."),
    ("fr", "Lundis et mardis sont chômés ; les Marseillais marchent."),
    ("fr", "Le Vendredi saint, la ville prie."),
    ("en", "The committee sits every Monday; shops open early on Black Friday."),
    ("en", "They may 5 times march on."),
    ("es", "El comité se reúne cada lunes y trabaja por la mañana."),
    ("es", "El Viernes Santo la ciudad reza."),
    ("es", "Trabajó durante el mes, y descansó el último día."),
    ("fr", "Il a parlé le dernier jour du congrès."),
]


def _find(language: str, text: str) -> tuple[times.TimeExpression, ...]:
    return times.find(text, 0, len(text), grammar.load(language))


@pytest.mark.parametrize(("language", "marked", "meant"), SENTENCES)
def test_an_expression_is_found_and_resolved(language: str, marked: str, meant: str | None) -> None:
    text = marked.replace("[", "").replace("]", "")
    (found,) = _find(language, text)
    assert found.span == (marked.index("["), marked.index("]") - 1)
    days = times.resolve(found, FRIDAY)
    assert (dates.text(*days) if days else None) == meant


@pytest.mark.parametrize(("language", "text"), NO_TIMES)
def test_habits_and_holidays_are_no_dates(language: str, text: str) -> None:
    assert not _find(language, text)


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "le 31 février 2024"), ("en", "on February 30, 2024"), ("es", "el 31 de abril de 2024")]
)
def test_a_day_that_no_calendar_has_resolves_to_nothing(language: str, text: str) -> None:
    (found,) = _find(language, text)
    assert times.readings(found, FRIDAY) == ()


@pytest.mark.parametrize(("language", "text"), [("fr", "vendredi"), ("en", "yesterday"), ("es", "el 24 de enero")])
def test_without_a_date_only_a_year_resolves(language: str, text: str) -> None:
    assert times.resolve(_find(language, text)[0], None) is None


def test_a_full_date_needs_no_draft_date() -> None:
    assert times.resolve(_find("fr", "le 24 janvier 2025")[0], None) == (FRIDAY, FRIDAY)


def test_yesterday_with_its_weekday_is_one_expression() -> None:
    (found,) = _find("fr", "hier, mardi 3 mars")
    assert (found.offset, found.weekday, found.day, found.month) == (-1, 1, 3, 3)


def test_the_core_leaves_the_article_out() -> None:
    text = "Signé le jeudi 23 janvier."
    (found,) = _find("fr", text)
    assert text[slice(*found.core)] == "jeudi 23 janvier"


def test_a_weekday_can_mean_the_last_or_the_next_one() -> None:
    assert times.readings(_find("fr", "mardi")[0], FRIDAY) == ((dt.date(2025, 1, 21),) * 2, (dt.date(2025, 1, 28),) * 2)


_BITS = {
    "fr": ["vendredi", "24", "janvier", "2025", "le", "ce", "hier", "il y a", "week-end", "prochain", "31", ",", "\n", "(", "/"],
    "en": ["Friday", "24", "January", "2025", "on", "last", "yesterday", "ago", "weekend", "next", "three", ",", "\n", "(", "/"],
    "es": ["viernes", "24", "de", "enero", "2025", "el", "este", "ayer", "hace", "fin de semana", "próximo", ",", "\n", "(", "/"],
}


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_any_text_gives_ordered_expressions_that_resolve_or_not(language: str, data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(_BITS[language]), max_size=24)))
    found = _find(language, text)
    assert all(left.span[1] <= right.span[0] for left, right in pairwise(found))
    date = data.draw(st.dates())
    assert all(first <= last for one in found for first, last in times.readings(one, date))
