"""A large facts file, read piece by piece, answers as one that is read at once."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import document, facts, grammar, mentions, packed
from factcheck.model import Draft, Mention
from factcheck.packed import Packed


@given(st.dictionaries(st.text(), st.integers()))
def test_a_packed_mapping_is_the_mapping(content: dict[str, int]) -> None:
    for made in (Packed(content), pickle.loads(pickle.dumps(Packed(content)))):
        assert (dict(made), list(made), len(made)) == (content, list(content), len(content))
        assert None not in made and made.get("\0 nobody") is None


FACTS = """offices:
  vd-minister: {title: {fr: ministre des Ports, es: ministro de Puertos}}
people:
  ada-lorne: {name: {fr: Ada d’Orne, en: Ada Lorne, es: Ada Lorne}, short: {fr: d’Orne, en: Lorne, es: Lorne}}
  bea-marne: {name: Béa Marnelle, short: Marnelle, wrong: {fr: {Béa Marnele: Béa Marnelle}}}
organisations:
  ports: {name: {fr: «Ligue» des ports, en: League of Ports, es: Liga de Puertos}}
"""
TEXTS = [
    ("fr", "Le ministre des Ports, Ada d’Orne, a reçu BÉA MARNELLE ; Béa Marnele et Béa Marnello sont là. D’Orne part."),
    ("fr", "La «Ligue» des ports a écrit à l’ex-ministre des ports."),
    ("en", "Ada Lorne wrote to the League of Ports. Lorne’s letter came late; Ada Lorme did not."),
    ("es", "El exministro de Puertos habló con Ada Lorne de la Liga de Puertos."),
    ("es", ""),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_same_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, text: str) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")

    def found() -> tuple[Mention, ...]:
        words = grammar.load(language)
        index = mentions.index(facts.load([tmp_path / "facts.yaml"]), language, words)
        return mentions.find(document.split(Draft("draft.txt", text, text), language, words), index)

    monkeypatch.setenv("FACTCHECK_NO_CACHE", "1")
    whole = found()
    monkeypatch.setattr(packed, "SMALL", 0)
    monkeypatch.setattr(mentions, "SMALL", 0)
    assert found() == whole
    assert whole or not text
