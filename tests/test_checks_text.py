"""Checks that read the text itself: what they flag, what they put in its place, what they leave alone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import document, grammar
from factcheck.checks import CHECKS
from factcheck.checks.scene import Scene
from factcheck.facts.ids import name_words
from factcheck.model import Assertion, Conflict, Country, Cue, Draft, Facts, Named, NotChecked, Origin, Person, Speaker

TEXT = ("apposition_comma", "doubled_stop", "glued_words", "missing_blank", "missing_that", "quotation_marks", "quotation_scope",
        "repeated_word", "stray_stop")  # fmt: skip


def _named(id: str, forms: Mapping[str, tuple[str, ...]], short: Mapping[str, tuple[str, ...]] | None = None) -> Named:
    return Named(id, Origin("facts.yaml", 1), forms, short or {}, {}, {}, None, ())


def _facts() -> Facts:
    name = dict.fromkeys(("fr", "en", "es"), ("Paul Delorme",))
    person = Person(_named("paul-delorme", name), None, "m", None, None, False, None, ())
    people = {"fr": ("Valdorien", "Valdorienne"), "en": ("Valdorian",), "es": ("valdoriano", "valdoriana")}
    country = Country(_named("vdr", {"fr": ("Valdorie",), "en": ("Valdoria",), "es": ("Valdoria",)}), people, {}, {}, {})
    words = dict.fromkeys(name_words(person.named))
    known = {"paul-delorme": person}
    return Facts({}, 120, {}, known, {}, {}, {"vdr": country}, {}, {}, {}, "sha256:", name_words=words)


FACTS = _facts()


def scene(text: str, language: str = "fr", source: str | None = None) -> Scene:
    draft = Draft("draft.txt", source if source is not None else text, text)
    words = grammar.load(language)
    return Scene(document.split(draft, language, words), words, FACTS, (), (), None, ())


def conflicts(check: str, read: Scene, **options: object) -> list[Conflict]:
    told: Iterator[Conflict | NotChecked] = CHECKS[check](read, **options)
    return [one for one in told if isinstance(one, Conflict)]


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for piece in re.split(r"(⟦[^⟧]*⟧)", marked):
        inner = piece.strip("⟦⟧") if piece.startswith("⟦") else piece
        if piece.startswith("⟦"):
            spans.append((len(text), len(text) + len(inner)))
        text += inner
    return text, spans


FLAGGED = [
    ("doubled_stop", "fr", "Les routes du ⟦nord. .⟧", "nord."),
    ("doubled_stop", "fr", "Les routes du ⟦nord.,⟧ et celles du sud", "nord,"),
    ("doubled_stop", "en", "The roads of the ⟦north..⟧ They are shut.", "north."),
    ("doubled_stop", "es", "Las carreteras del ⟦norte,,⟧ y las del sur.", "norte,"),
    ("stray_stop", "fr", "Les routes du ⟦nord. resteront⟧ fermées.", "nord resteront"),
    ("stray_stop", "fr", "Il rouvrira les ⟦routes. « dès⟧ demain », dit-il.", "routes « dès"),
    ("stray_stop", "fr", "Dans ces lieux bien ⟦connus.⟧ [Valmont et Roche] de tous.", "connus"),
    ("stray_stop", "fr", "Les routes sont ⟦fermées. à⟧ minuit, rien ne bougeait.", "fermées. À"),
    ("stray_stop", "en", "The roads of the ⟦north. will⟧ stay shut.", "north will"),
    ("stray_stop", "es", "Las carreteras del ⟦norte. seguirán⟧ cerradas.", "norte seguirán"),
    ("repeated_word", "fr", "⟦Les les⟧ routes du nord.", "Les"),
    ("repeated_word", "fr", "La fin de la ⟦neige. neige⟧ attendue.", "neige"),
    ("repeated_word", "en", "The roads ⟦of of⟧ the north.", "of"),
    ("repeated_word", "es", "Las carreteras ⟦del del⟧ norte.", "del"),
    ("repeated_word", "fr", "Il parle ⟦de la de la⟧ neige.", "de la"),
    ("missing_blank", "fr", "La fin de la ⟦neige.Puis⟧ le gel.", "neige. Puis"),
    ("missing_blank", "es", "La nieve del ⟦norte,luego⟧ el hielo.", "norte, luego"),
    ("glued_words", "fr", "Le ministre ⟦valdorienDelorme⟧ a parlé.", "valdorien Delorme"),
    ("glued_words", "fr", "Le ⟦maireDelorme⟧ est venu.", "maire Delorme"),
    ("glued_words", "fr", "Le maire ⟦Delormeest⟧ venu.", "Delorme est"),
    ("glued_words", "fr", "La neige ⟦valdoriennecomme⟧ la pluie.", "valdorienne comme"),
    ("glued_words", "fr", "La réponse ⟦deDelorme⟧ est venue.", "de Delorme"),
    ("glued_words", "en", "The roads, ⟦Delormesaid⟧ on Monday.", "Delorme said"),
    ("glued_words", "es", "Las carreteras, ⟦Delormedijo⟧ el lunes.", "Delorme dijo"),
    ("apposition_comma", "fr", "⟦Le maire valdorien, Paul Delormeest⟧ venu.", "Le maire valdorien, Paul Delorme,"),
    ("apposition_comma", "fr", "Il dit que ⟦le ministre, Luc Brun⟧ a répondu.", "le ministre, Luc Brun,"),
    ("apposition_comma", "en", "⟦The Valdorian mayor, Luc Brun⟧ has answered.", "The Valdorian mayor, Luc Brun,"),
    ("apposition_comma", "es", "⟦El alcalde valdoriano, Luc Brun⟧ fue a la cumbre.", "El alcalde valdoriano, Luc Brun,"),
    ("quotation_marks", "fr", "« Les routes du ⟦nord«⟧ , qui coupent nos villes », dit-il.", "nord"),
    ("missing_that", "fr", "Et ⟦je pense la route⟧ serait ouverte.", "je pense que la route"),
    ("missing_that", "es", "Y ⟦creo la carretera⟧ estará abierta.", "creo que la carretera"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "language", "marked", "expected"), FLAGGED)
def test_flagged_with_its_mend(check: str, language: str, marked: str, expected: str) -> None:
    text, spans = unmarked(marked)
    found = conflicts(check, scene(text, language))
    assert [(one.span, one.expected) for one in found] == [(span, expected) for span in spans]


LEFT_ALONE = [
    ("doubled_stop", "fr", "Les routes, les ponts, etc., attendent... Puis . . . rien."),
    ("doubled_stop", "en", "Roe Inc., based in the U.S., said so at 9 p.m., in ../news."),
    ("doubled_stop", "es", "El Sr. D., de la Cía., y los demás, etc..., esperan."),
    ("stray_stop", "fr", "MM. Brun et Roche (cf. chap. 3) vont sur lejour.example. iRoute les suit."),
    ("stray_stop", "fr", "La pluie… puis la neige. (…) et le gel."),
    ("stray_stop", "en", "Dr. al-Noor met Roe vs. Doe at 9 a.m. on Monday, in version 1.2. beta."),
    ("stray_stop", "es", "La Sra. de la Cruz, núm. 3, pág. 4, y EE. UU. han hablado."),
    ("repeated_word", "fr", "Nous nous voyons à Bora Bora, à l’Est est la neige, vous vous-même."),
    ("repeated_word", "en", "He had had enough that day. That day was long."),
    ("repeated_word", "es", "Es muy muy tarde. Tarde o temprano vendrán."),
    ("repeated_word", "en", "Day after day after day, and year after year after year."),
    ("missing_blank", "fr", "Le site lejour.example, 3,5 %, 1.000, M.Delorme, a.b.c et l’U.R.S.S."),
    ("glued_words", "fr", "Delormel et Delormiste, valdoriennes et valdoriens."),
    ("glued_words", "fr", "Delormeest, Delormeest, Delormeest : une marque."),
    ("apposition_comma", "fr", "Selon le ministre, Luc Brun est venu."),
    ("apposition_comma", "fr", "Le ministre, Luc Brun, est venu. Le ministre, Luc Brun et Paul Delorme ont parlé."),
    ("apposition_comma", "fr", "Le président absent, Luc Brun a présidé."),
    ("apposition_comma", "en", "According to the minister, Luc Brun has left."),
    ("apposition_comma", "es", "Según el ministro, Luc Brun fue a la cumbre."),
    ("quotation_marks", "fr", "« Il m’a dit “oui” », dit-il."),
    ("missing_that", "fr", "Je pense le contraire, je crois la route que vous dites ouverte, je pense la revoir."),
    ("missing_that", "en", "And I think the road will be open."),
]  # fmt: skip


@pytest.mark.parametrize(("check", "language", "text"), LEFT_ALONE)
def test_left_alone(check: str, language: str, text: str) -> None:
    read = scene(text, language)
    assert [text[slice(*one.span)] for one in conflicts(check, read)] == []


def test_an_untyped_capital_is_a_note() -> None:
    found = conflicts("stray_stop", scene("Les routes sont fermées. à minuit, rien ne bougeait."))
    assert [one.ceiling for one in found] == ["note"]


def test_markup_between_two_words_is_not_a_blank() -> None:
    text, source = "Le      le maire.", "Le `x`  le maire."
    assert conflicts("repeated_word", scene(text, source=source.replace("  le", " le").ljust(len(text))[: len(text)])) == []


def test_first_person_shows_how_far_a_quotation_goes() -> None:
    text = "« Les routes du nord« , qui coupent nos villes », dit-il."
    found = conflicts("quotation_scope", scene(text))
    assert [text[slice(*one.span)] for one in found] == ["nos villes »"]


RESIDUE = [
    ("brackets", "fr", "Il y va ⟦[con los alcaldes]⟧ lundi.", "espagnol"),
    ("brackets", "fr", "Il y va ⟦[with the mayors]⟧ lundi.", "anglais"),
    ("brackets", "en", "He goes there ⟦[dans les vallées]⟧ on Monday.", "French"),
    ("brackets", "es", "Va allí ⟦[dans les vallées]⟧ el lunes.", "francés"),
    ("brackets", "fr", "Il y va [avec El Diario y Paul], [sic] […] lundi.", ""),
    ("brackets", "fr", "Il y va [los], lundi.", ""),
    ("brackets", "fr", "Les ponts ⟦[sold in 2017]⟧ rouvrent lundi.", "anglais"),
    ("brackets", "fr", "Les ponts [Gold in 2017] rouvrent lundi.", ""),
    ("running", "es", "El puente cierra ⟦until further notice⟧, según él.", "inglés"),
    ("few", "es", "El puente cierra until further notice, según él.", ""),
    ("few", "es", "El puente cierra ⟦without workers⟧, según él.", "inglés"),
    ("few", "es", "Lo dijo ⟦a senior minister⟧ de la región.", "inglés"),
    ("few", "fr", "Le pont est fermé depuis hier, sin-respuesta.", ""),
    ("few", "fr", "L’ONG Abogados sin fronteras arrive lundi.", ""),
    ("few", "en", "A note on the door read “every lane una vida” on Monday.", ""),
    ("few", "en", "He called it a fait accompli, and a coup de théâtre.", ""),
    ("few", "en", "He pays for his own, ⟦y adelante⟧.", "Spanish"),
    ("running", "fr", "Il dit que ⟦the roads of this region⟧.", "anglais"),
    ("running", "en", "He says that ⟦las carreteras del norte están cerradas⟧.", "Spanish"),
    ("running", "fr", "Il a lu The Roads of the Northern World and the Sea.", ""),
    ("running", "fr", "Il cite « the roads of this region are ours ».", ""),
]


@pytest.mark.parametrize(("where", "language", "marked", "name"), RESIDUE)
def test_words_left_in_another_language(where: str, language: str, marked: str, name: str) -> None:
    text, spans = unmarked(marked)
    found = conflicts("residue", scene(text, language), where=where)
    assert [(one.span, one.values["language"]) for one in found] == [(span, name) for span in spans]


def test_words_apart_take_the_mend_of_the_second() -> None:
    text = "Le retard est dû à la neige et par le gel, non causé par la pluie et par le gel."
    found = conflicts("words_apart", scene(text), first=("dû à",), then={"et par le": "et au"}, unless=("par",))
    assert [(text[slice(*one.span)], one.expected) for one in found] == [("et par le", "et au")]


INCISE = [
    ("fr", "« Les routes sont fermées » a déclaré Luc Brun.", "a déclaré", "Luc Brun", "sont fermées », a déclaré"),
    ("es", "«Las carreteras están cerradas» dijo Luc Brun.", "dijo", "Luc Brun", "están cerradas», dijo"),
    ("en", "“The roads are shut” said Luc Brun.", "said", "Luc Brun", "are shut,” said"),
    ("en", "“The roads are shut” Luc Brun said.", "said", "Luc Brun", "are shut,” Luc Brun said"),
    ("fr", "« Les routes sont fermées ? » a demandé Luc Brun.", "a demandé", "Luc Brun", None),
    ("fr", "« Les routes sont fermées », a déclaré Luc Brun.", "a déclaré", "Luc Brun", None),
    ("fr", "« Le Matin » a annoncé lundi que Luc Brun viendrait.", "a annoncé", "« Le Matin »", None),
]


@pytest.mark.parametrize(("language", "text", "cue", "speaker", "expected"), INCISE)
def test_comma_before_the_reporting_clause(language: str, text: str, cue: str, speaker: str, expected: str | None) -> None:
    read = scene(text, language)
    quoted = read.document.quotations[0].inner
    at = {words: (text.index(words), text.index(words) + len(words)) for words in (cue, speaker)}
    heard = Cue(at[cue], cue, "affirms")
    said = Assertion("a1", "direct", "quote_said_speaker", (0, len(text)), (quoted,), heard, Speaker(at[speaker]))
    found = conflicts("incise_comma", replace(read, assertions=(said,)))
    assert [one.expected for one in found] == ([expected] if expected else [])


# ---------------------------------------------------------------- any text

PIECES = st.sampled_from([
    "Paul", "Delorme", "Delormeest", "deDelorme", "le", "ministre", "a", "est", "que", "je pense", "the", "of", "los", "É", "12",
    ",", ".", ". ", " ", " ", "«", "»", "“", "[", "]", "(", ")", "\n", "…", "\u00a0", "’",
])  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["fr", "en", "es"]))
def test_spans_lie_in_the_text_and_mends_differ_from_what_was_found(text: str, language: str) -> None:
    read = scene(text, language)
    for check in TEXT:
        for one in conflicts(check, read):
            assert 0 <= one.span[0] < one.span[1] <= len(text)
            assert one.expected != text[slice(*one.span)]


def test_a_word_without_end_is_one_word() -> None:
    start = time.process_time()
    assert conflicts("glued_words", scene("A" * 200_000)) == []
    assert time.process_time() - start < 2, "every place of the word is tried"
