"""Who speaks, in the sentences of `speakers.yaml`, and what is told of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck import assertions, document, draft, facts, grammar, mentions, speakers
from factcheck.model import Assertion, Facts

FRIDAY = dt.date(2025, 1, 24)
FACTS = """
facts: 1
stale_after: 400d
sources:
  gazette: {url: "https://example.org/gazette", as_of: 2025-01-20}
offices:
  vd-president: {title: {fr: président|présidente, en: president, es: presidente|presidenta}, of: vld}
  vd-defence: {title: {fr: ministre de la Défense, en: defence minister, es: ministro de Defensa|ministra de Defensa}, of: vld}
  br-president: {title: {fr: président|présidente, en: president, es: presidente|presidenta}, of: brn}
  vd-spokesperson:
    title:
      fr: porte-parole du Palais d’Orme
      en: Elm Palace spokesman|Elm Palace spokeswoman
      es: portavoz del Palacio del Olmo
    of: vld
people:
  jeanne-roe:
    name: {fr: Jeanne Roe, en: Jeanne Roe, es: Jeanne Roe}
    short: {fr: Roe, en: Roe, es: Roe}
    sex: f
    offices: [{office: vd-president, from: 2020-01-01, src: gazette}]
  paul-marlow:
    name: {fr: Paul Marlow, en: Paul Marlow, es: Paul Marlow}
    short: {fr: Marlow, en: Marlow, es: Marlow}
    sex: m
    offices: [{office: vd-spokesperson, from: 2021-01-01, src: gazette}]
  ivo-brandt:
    name: {fr: Ivo Brandt, en: Ivo Brandt, es: Ivo Brandt}
    short: {fr: Brandt, en: Brandt, es: Brandt}
    sex: m
    offices: [{office: br-president, from: 2019-05-01, src: gazette}]
  lena-kastner:
    name: {fr: Lena Kastner, en: Lena Kastner, es: Lena Kastner}
    short: {fr: Kastner, en: Kastner, es: Kastner}
    sex: f
    offices: [{office: vd-defence, from: 2022-01-01, src: gazette}]
  anna-lindt: {name: {fr: Anna Lindt}, short: {fr: Lindt}, sex: f}
  boris-lindt: {name: {fr: Boris Lindt}, short: {fr: Lindt}, sex: m}
organisations:
  river-league: {name: {fr: Ligue des fleuves, en: River League, es: Liga de los Ríos}}
countries:
  vld:
    name: {fr: Valdorie, en: Valdoria, es: Valdoria}
    people: {fr: Valdorien|Valdorienne, en: Valdorian, es: valdorio|valdoria}
  brn: {name: {fr: Boranie, en: Borania, es: Borania}, people: {fr: Boranien|Boranienne, en: Boranian, es: boranio|borania}}
"""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    path = tmp_path_factory.mktemp("facts") / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return facts.load([path])


def _resolved(language: str, text: str, known: Facts, date: dt.date | None = FRIDAY) -> tuple[Assertion, ...]:
    words = grammar.load(language)
    cut = document.split(draft.read("draft.txt", text.encode()), language, words)
    said, _ = assertions.extract(cut, words)
    return speakers.resolve(cut, said, mentions.find(cut, mentions.index(known, language, words)), known, words, date)


def _by(text: str, cue: str, said: tuple[Assertion, ...]) -> Assertion:
    at = text.index(cue)
    return next(one for one in said if one.cue.span[0] <= at < one.cue.span[1] or at <= one.cue.span[0] < at + len(cue))


SENTENCES = [
    (language, row["text"], *row["speaker"])
    for language, rows in yaml.safe_load((Path(__file__).parent / "speakers.yaml").read_text(encoding="utf-8")).items()
    for row in rows
]


@pytest.mark.parametrize(("language", "text", "cue", "name", "entity", "via"), SENTENCES)
def test_the_speaker_is(language: str, text: str, cue: str, name: str, entity: str | None, via: str, known: Facts) -> None:
    speaker = _by(text, cue, _resolved(language, text, known)).speaker
    assert speaker is not None
    assert (speaker.name, speaker.entity, speaker.via) == (name, entity, via)


@pytest.mark.parametrize(
    ("before", "entity", "confidence"),
    [
        ("", None, "low"),
        ("Anna Lindt est venue. ", "anna-lindt", "high"),
        ("Anna Lindt a reçu Boris Lindt. ", "boris-lindt", "low"),
    ],
)
def test_a_surname_of_several_people(before: str, entity: str | None, confidence: str, known: Facts) -> None:
    text = before + "Lindt a annoncé que la digue tiendrait."
    found = _by(text, "a annoncé", _resolved("fr", text, known))
    assert found.speaker and (found.speaker.entity, found.confidence) == (entity, confidence)


def test_two_of_one_surname_whom_the_facts_don_t_know(known: Facts) -> None:
    text = "Anne Delmas est venue avec Luc Delmas. Delmas a annoncé que la digue tiendrait."
    assert _by(text, "a annoncé", _resolved("fr", text, known)).confidence == "low"


def test_the_first_person_is_nobody_named_before(known: Facts) -> None:
    text = "Paul Marlow dijo que el dique aguantaría. Reconozco que la obra me aburrió."
    assert _by(text, "Reconozco", _resolved("es", text, known)).speaker is None


def test_a_pronoun_without_anybody_before_it_names_nobody(known: Facts) -> None:
    text = "« La digue tiendra cet hiver », a-t-il assuré."
    found = _by(text, "a-t-il assuré", _resolved("fr", text, known))
    assert found.speaker and (found.speaker.name, found.speaker.entity) == (None, None)
    assert found.confidence == "low"


@pytest.mark.parametrize(
    "text",
    ["Il quitte la salle en disant que la digue tiendra.", "En disant que la digue tiendra, il a rassuré la presse."],
)
def test_a_participle_keeps_the_pronoun_written_beside_it(text: str, known: Facts) -> None:
    found = _by(text, "disant", _resolved("fr", text, known))
    assert found.speaker and text[slice(*found.speaker.span)].lower() == "il"


def test_an_office_alone_needs_the_day(known: Facts) -> None:
    text = "La présidente valdorienne a dit que la digue tiendrait."
    (found,) = _resolved("fr", text, known, None)
    assert found.speaker and found.speaker.entity is None


def test_titles_carry_their_office_and_status(known: Facts) -> None:
    text = "Selon Lena Kastner, ministre de la Défense et ancienne présidente, la digue tiendra."
    (found,) = _resolved("fr", text, known)
    assert found.speaker
    titles = [(text[slice(*one.span)], one.office, one.status) for one in found.speaker.appositions]
    assert titles == [("ministre de la Défense", "vd-defence", "sitting"), ("ancienne présidente", None, "former")]


def test_a_later_mention_keeps_the_title_and_the_day_of_the_first(known: Facts) -> None:
    text = "Le porte-parole du Palais d’Orme, Paul Marlow, a dit jeudi que l’eau monte. « Tout va bien ici », assure Marlow."
    found = _by(text, "assure", _resolved("fr", text, known))
    assert found.speaker and [one.office for one in found.speaker.appositions] == ["vd-spokesperson"]
    assert found.when and (found.when.first, found.when.dates) == (dt.date(2025, 1, 23), "saying")


def test_a_day_still_to_come_dates_the_event(known: Facts) -> None:
    text = "« L’eau baissera bien assez », a déclaré Paul Marlow à propos de la visite de ce week-end."
    found = _by(text, "a déclaré", _resolved("fr", text, known))
    assert found.when is None or found.when.dates == "event"


_BITS = [
    "Le maire", "Hugo Vasseur", "il", "elle", "Roe", "a dit", "que", "a-t-il dit", "« Oui, tout va bien »", "lorsqu’", "par",
    "selon", "hier", ",", ".", "\n",
]  # fmt: skip


@given(bits=st.lists(st.sampled_from(_BITS), max_size=30))
def test_any_text_is_resolved(bits: list[str], known: Facts) -> None:
    text = " ".join(bits)
    said = _resolved("fr", text, known)
    assert all(text[slice(*one.speaker.span)].strip() for one in said if one.speaker)
