"""The desk's word list: which words it flags, and what it asks for in their place."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.checks.phrase import phrase
from factcheck.checks.scene import Scene
from factcheck.grammar import Grammar
from factcheck.model import Document, Draft, Facts, Quotation

NBSP, NARROW, SOFT = "\u00a0", "\u202f", "\u00ad"


def scene(text: str) -> Scene:
    """The text with every « … » a quotation; the check looks at nothing else."""
    starts = [at for at, sign in enumerate(text) if sign == "«"]
    ends = [at + 1 for at, sign in enumerate(text) if sign == "»"]
    quotations = tuple(Quotation(span, (span[0] + 1, span[1] - 1)) for span in zip(starts, ends, strict=True))
    document = Document(Draft("a.txt", text, text), "fr", (), (), quotations, ())
    return Scene(document, cast(Grammar, None), cast(Facts, None), (), (), None, ())


def flagged(text: str, replace: Mapping[str, str], **options: object) -> list[tuple[str, str | None]]:
    found = list(phrase(scene(text), replace=replace, **options))  # type: ignore[arg-type]
    return [(text[slice(*one.span)], one.expected) for one in found]


CASES = [
    ("Il faut faire sens.", {"faire sens": "avoir un sens"}, [("faire sens", "avoir un sens")]),
    ("Faire sens ? FAIRE SENS !", {"faire sens": "avoir"}, [("Faire sens", "Avoir"), ("FAIRE SENS", "AVOIR")]),
    ("refaire sens, faire sensé", {"faire sens": "x"}, []),
    ("l’accord, d'accord", {"accord": "pacte"}, [("accord", "pacte"), ("accord", "pacte")]),
    ("s’il y a lieu, s'il y a lieu", {"s'il y a lieu": "x"}, [("s’il y a lieu", "x"), ("s'il y a lieu", "x")]),
    (f"faire{NBSP}sens, faire{NARROW} sens", {"faire sens": "x"}, [(f"faire{NBSP}sens", "x"), (f"faire{NARROW} sens", "x")]),
    ("faire\n\nsens", {"faire sens": "x"}, []),
    ("faire  \n sens", {f"faire{NBSP}sens": "x"}, [("faire  \n sens", "x")]),
    ("peut\u2011être, peut-être, peut être", {"peut-être": "x"}, [("peut\u2011être", "x"), ("peut-être", "x")]),
    ("e\u0301te\u0301 et été", {"été": "x"}, [("e\u0301te\u0301", "x"), ("été", "x")]),
    (f"ac{SOFT}cord", {"accord": "pacte"}, [(f"ac{SOFT}cord", "pacte")]),
    ("Kiew, kiew, KIEW", {"Kiew": "Kiev"}, [("Kiew", "Kiev"), ("KIEW", "KIEV")]),
    ("Otan, OTAN, otan", {"OTAN": "Otan"}, [("OTAN", "Otan")]),
    ("Otan, OTAN, otan", {"otan": "Otan"}, [("otan", "Otan")]),
    ("en terme de, en termes de", {"en terme de": "en termes de"}, [("en terme de", "en termes de")]),
    ("au jour d’aujourd’hui", {"au jour d’aujourd’hui": "", "aujourd’hui": "x"}, [("au jour d’aujourd’hui", "")]),
    ("un bon accord cadre", {"accord": "a", "bon accord cadre": "b"}, [("bon accord cadre", "b")]),
    ("le le le chat", {"le le chat": "x"}, [("le le chat", "x")]),
    ("20 % des 20% de 120 %", {"20 %": "x"}, [("20 %", "x")]),
    ("a.b, c'est.", {"a.b": "x", "c'est": "y"}, [("a.b", "x"), ("c'est", "y")]),
    ("", {"a": "b"}, []),
    ("tout", {".*": "x"}, []),
]


@pytest.mark.parametrize(("text", "replace", "expected"), CASES)
def test_the_wrong_words_are_flagged_with_the_right_ones(
    text: str, replace: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert flagged(text, replace) == expected


def test_words_that_are_right_in_a_longer_wording_pass() -> None:
    assert flagged("un accord, un accord-cadre", {"accord": "pacte"}, unless=("accord-cadre",)) == [("accord", "pacte")]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("no", [("error", 0)]), ("note", [("error", 0), ("note", 11)]), ("yes", [("error", 0), ("error", 11)])],
)
def test_words_inside_a_quotation_are_the_speakers(asked: str, expected: list[tuple[str, int]]) -> None:
    found = phrase(scene("accord et «accord»"), replace={"accord": "pacte"}, inside_quotations=asked)  # type: ignore[arg-type]
    assert [(one.ceiling, one.span[0]) for one in found] == expected


def test_several_right_words_are_all_offered() -> None:
    (found,) = phrase(scene("Supporter l’idée"), replace={"supporter": "soutenir | appuyer"})
    assert (found.expected, found.values) == ("Soutenir", {"alternatives": "Soutenir / Appuyer"})


WORDS = st.lists(st.sampled_from(["le", "chat", "l’eau", "été", "peut-être", "Rome"]), min_size=1, max_size=4).map(" ".join)


@given(WORDS, st.lists(WORDS, max_size=5), st.sampled_from([" ", "  ", NBSP, "\n"]))
def test_a_phrase_is_found_in_any_text_that_holds_it(wanted: str, around: list[str], blank: str) -> None:
    text = blank.join([*around, wanted, *around]).replace(" ", blank)
    found = flagged(text, {wanted: "x"})
    assert (wanted.replace(" ", blank), "x") in found
    assert found == sorted(found, key=lambda one: text.index(one[0])) or len(found) > 1


@pytest.mark.parametrize(
    "text",
    ["le " * 200_000, "l" * 1_000_000, " " * 1_000_000, "l’" * 400_000, "accord " * 150_000, "\u0301" * 500_000, "numéro " * 999],
)
def test_time_grows_with_the_text_alone(text: str) -> None:
    replace = {f"le mot numéro {number}": "x" for number in range(1000)} | {"accord": "x"}
    start = time.process_time()
    assert len(flagged(text, replace)) in (0, 150_000)
    assert time.process_time() - start < 6


def test_a_thousand_rules_cost_one_reading_of_the_text() -> None:
    text = scene("Le ministre a dit que le projet de loi serait prêt à temps, selon son cabinet. " * 40)
    lists = [{f"mot{number} de trop": "x", f"faire numéro{number}": "y"} for number in range(1000)]
    for replace in lists:
        list(phrase(text, replace=replace))
    start = time.process_time()
    for replace in lists:
        list(phrase(text, replace=replace))
    assert time.process_time() - start < 0.5
