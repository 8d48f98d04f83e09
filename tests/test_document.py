"""Paragraphs, sentences, quotations: cut where a reader would cut, whatever the stops and marks do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import split

SENTENCES = [
    ("Brenov, 20 nov (AGR).- La nieve sigue.", ["Brenov, 20 nov (AGR).-", "La nieve sigue."]),
    ("Nieva en Brenov, 20 casas. La nieve sigue.", ["Nieva en Brenov, 20 casas.", "La nieve sigue."]),
    ("Il pleut. Il vente.", ["Il pleut.", "Il vente."]),
    ("Il pleut! Il vente? Oui…", ["Il pleut!", "Il vente?", "Oui…"]),
    ("M. Roe et Mme Doe sont venus. J.-P. Doe aussi.", ["M. Roe et Mme Doe sont venus.", "J.-P. Doe aussi."]),
    ("Les prix ont pris 2.5 points. Le reste suit.", ["Les prix ont pris 2.5 points.", "Le reste suit."]),
    ("La digue tiendra. selon le maire.", ["La digue tiendra. selon le maire."]),
    ("La digue cède. . Le maire arrive.", ["La digue cède. .", "Le maire arrive."]),
    ("« Il pleut. Il vente », a dit Jean Roe.", ["« Il pleut. Il vente », a dit Jean Roe."]),
    ("« Il pleut. » Le maire est parti.", ["« Il pleut. »", "Le maire est parti."]),
    ("« Il pleut ! » a crié Jean Roe. Il vente.", ["« Il pleut ! » a crié Jean Roe.", "Il vente."]),
    ("Il l’a promis. « aussitôt que possible » ou plus tard.", ["Il l’a promis. « aussitôt que possible » ou plus tard."]),
    ("YS, 3 mars (ANP) - La digue a cédé. Il vente.", ["YS, 3 mars (ANP) -", "La digue a cédé.", "Il vente."]),
    ("Titre sans point\nPremière phrase. Seconde.", ["Titre sans point", "Première phrase.", "Seconde."]),
    ("- une liste\n- de points", ["- une liste", "- de points"]),
    ("", []),
    (" \n\t\n", []),
]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[slice(*span)] for span in split(text).sentences] == sentences


QUOTATIONS = [
    ('« a » et “b” et "c d"', ["« a »", "“b”", '"c d"']),
    ("Le « grand “soir” » vient.", ["« grand “soir” »", "“soir”"]),
    ("„Ja“, sagte er.", ["„Ja“"]),
    ("L’eau d’Ys, l’a-t-on dit.", []),
    ("« Il l’a dit. Je l’ai su. »", ["« Il l’a dit. Je l’ai su. »"]),
    ("« Il pleut\n« et il vente »", ["« Il pleut", "« et il vente »"]),
    ("« A, B« , C », a conclu Jean Roe.", ["« A, B« , C »"]),
    ("« Il pleut, a dit Jean Roe.", ["« Il pleut"]),
    ("« Il pleut, a dit Jean Roe. « Il vente », a-t-il ajouté.", ["« Il pleut", "« Il vente »"]),
    ("« Il pleut, dit Ada. « Il vente », dit-elle.\n\n« Il neige », dit Jo.", ["« Il pleut", "« Il vente »", "« Il neige »"]),
    ("« Il pleut, dit Jean Roe.\n\n« Et il vente »", ["« Il pleut, dit Jean Roe.", "« Et il vente »"]),
    ("« Il pleut.\n\n»Et il vente »", ["« Il pleut.", "»Et il vente »"]),
    ('Il dit "oui" puis "non".', ['"oui"', '"non"']),
]


@pytest.mark.parametrize(("text", "quotations"), QUOTATIONS)
def test_quotations(text: str, quotations: list[str]) -> None:
    assert [text[slice(*quotation.span)] for quotation in split(text).quotations] == quotations


def test_a_quotation_leaves_marks_and_blanks_out_of_its_inside() -> None:
    text = "« Il pleut »"
    (quotation,) = split(text).quotations
    assert text[slice(*quotation.inner)] == "Il pleut"


def test_depth_counts_the_quotations_around() -> None:
    assert [quotation.depth for quotation in split("« a “b” c » « d »").quotations] == [0, 1, 0]


FAULTS = [
    ("« Il pleut », dit-il.", []),
    ("« Nos murs cèdent« , et notre pont aussi », a dit Jean Roe.", [("«", "delete", "mark-first-person")]),
    ("« Les murs cèdent« , et le pont aussi », a dit Jean Roe.", [("«", "delete", "mark-runs-on")]),
    ("« Les murs cèdent« , a dit Jean Roe. « Le pont aussi », a-t-il ajouté.", [("«", "close", "mark-wrong-way")]),
    ("« Les murs cèdent, a dit Jean Roe. Le pont tient.", [("«", "close", "mark-closing-missing")]),
    ("Les murs cèdent », a dit Jean Roe.", [("»", "open", "mark-opening-missing")]),
    ("« Un paragraphe\n« et son suivant », dit-il.", []),
]


@pytest.mark.parametrize(("text", "faults"), FAULTS)
def test_mark_faults(text: str, faults: list[tuple[str, str, str]]) -> None:
    assert [(text[slice(*fault.span)], fault.repair, fault.reason) for fault in split(text).mark_faults] == faults


def test_a_paragraph_has_one_fault_at_most() -> None:
    assert len(split("« a « b « c « d « e\n« f » »").mark_faults) == 2


@given(st.text(alphabet="aB. «»“”\"'’\n(–,?", max_size=80))
def test_every_span_is_in_its_text_and_every_letter_in_a_sentence(text: str) -> None:
    document = split(text)
    covered = [range(*span) for span in document.sentences]
    assert all(any(at in span for span in covered) for at, char in enumerate(text) if char.isalpha())
    assert all(0 <= start < end <= len(text) for start, end in document.sentences + document.paragraphs)
    assert all(q.span[0] <= q.inner[0] <= q.inner[1] <= q.span[1] <= len(text) for q in document.quotations)
    assert [q.span[0] for q in document.quotations] == sorted(q.span[0] for q in document.quotations)


@pytest.mark.parametrize("junk", ["«", '"', "« a ", "l'", "– a ", "(", ". ", "A. "])
def test_junk_is_cut_in_no_time(junk: str) -> None:
    assert split(junk * 20_000).draft.text
