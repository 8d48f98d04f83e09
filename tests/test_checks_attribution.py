"""Who said it, and when: the sentences of attribution.yaml, in many wordings a language, with what looks like them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from factcheck import assertions, document, facts, grammar, mentions, speakers, times
from factcheck.checks.act_misdescribed import act_misdescribed
from factcheck.checks.event_dates import event_dates
from factcheck.checks.incise_comma import incise_comma
from factcheck.checks.polarity_flip import polarity_flip
from factcheck.checks.relayed_speaker import relayed_speaker
from factcheck.checks.same_quotation import same_quotation
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Draft, Facts, NotChecked

TUESDAY = dt.date(2026, 3, 3)
TABLES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "attribution.yaml").read_text(encoding="utf-8"))
CHECKS: dict[str, Callable[[Scene], Iterator[Conflict | NotChecked]]] = {
    "act_misdescribed": act_misdescribed,
    "event_dates": event_dates,
    "incise_comma": incise_comma,
    "polarity_flip": polarity_flip,
    "relayed_speaker": relayed_speaker,
    "same_quotation": same_quotation,
}
World: TypeAlias = tuple[Facts, dict[str, mentions.Index]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    path = tmp_path_factory.mktemp("facts") / "facts.yaml"
    path.write_text(yaml.safe_dump(TABLES["world"], allow_unicode=True), encoding="utf-8")
    known = facts.load([path])
    return known, {language: mentions.index(known, language, grammar.load(language)) for language in ("fr", "en", "es")}


def _scene(text: str, language: str, world: World) -> Scene:
    known, indexes = world
    words = grammar.load(language)
    cut = document.split(Draft("draft.txt", text, text), language, words)
    said, _ = assertions.extract(cut, words)
    named = mentions.find(cut, indexes[language])
    said = speakers.resolve(cut, said, named, known, words, TUESDAY)
    return Scene(cut, words, known, named, said, TUESDAY, times.find(text, 0, len(text), words))


@pytest.mark.parametrize(
    ("check", "sentence"),
    [pytest.param(check, one, id=f"{check}-{n}") for check in CHECKS for n, one in enumerate(TABLES[check])],
)
def test_what_a_check_finds_and_the_most_it_may_make_of_it(check: str, sentence: dict[str, Any], world: World) -> None:
    scene = _scene(sentence["text"], sentence["language"], world)
    assert [one.ceiling for one in CHECKS[check](scene) if isinstance(one, Conflict)] == sentence["ceilings"]
