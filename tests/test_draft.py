"""Readers: what is blanked, what is kept, and that no character ever moves."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import draft
from factcheck.errors import UserError


def _words(name: str, source: str) -> list[str]:
    return draft.read(name, source.encode()).text.split()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("# Un titre\n\nUn *mot* fort.", "Un titre Un mot fort."),
        ("Voir [la page](https://exemple.org/a_(b)).", "Voir la page ."),
        ("![une image](x.png) Légende.", "Légende."),
        ("Du `code` ici.", "Du ici."),
        ("```\ndu code\n```\nDu texte.", "Du texte."),
        ("- premier\n- second", "premier second"),
        ("> « Oui », a dit Jeanne Roe.", "« Oui », a dit Jeanne Roe."),
        ("Avant <!-- factcheck: ignore x parce que --> après.", "Avant après."),
        ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
        ("nom_de_fichier reste.", "nom_de_fichier reste."),
        ("2 * 3 reste.", "2 * 3 reste."),
    ],
)
def test_markdown_markup_is_blanked(source: str, words: str) -> None:
    assert _words("a.md", source) == words.split()


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("Une phrase\nsur deux lignes.\n\nUne autre.", ["Une phrase sur deux lignes.", "Une autre."]),
        ("# Titre\nTexte.", ["Titre", "Texte."]),
        ("Texte.\n* point\n* point", ["Texte.", "point", "point"]),
    ],
)
def test_markdown_paragraphs(source: str, paragraphs: list[str]) -> None:
    text = draft.read("a.md", source.encode()).text
    assert [" ".join(line.split()) for line in text.split("\n") if line.strip()] == paragraphs


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("<p>Un.</p><p>Deux\nlignes.</p>", ["Un.", "Deux lignes."]),
        ("<p>Un <b>mot</b> fort.</p>", ["Un mot fort."]),
        ("<script>« Non », a dit X.</script>Oui.", ["Oui."]),
        ("<title>Titre</title><p title='a > b'>Corps.</p>", ["Titre", "Corps."]),
        ("<head><title>Titre</title></head><body>Corps.</body>", ["Corps."]),
        ("5 < 6 &amp; 7 > 6", ["5 < 6 & 7 > 6"]),
        ("<p>a<br>b</p>", ["a", "b"]),
    ],
)
def test_html_blocks(source: str, paragraphs: list[str]) -> None:
    text = draft.read("a.html", source.encode()).text
    assert [" ".join(line.split()) for line in text.split("\n") if line.strip()] == paragraphs


def test_an_entity_inside_a_word_leaves_the_word_whole() -> None:
    text = draft.read("a.html", b"d&eacute;clar&#233; l&rsquo;&eacute;t&eacute;").text
    assert text.replace("\u00ad", "") == "déclaré l’été"


def test_an_entity_that_is_a_mark_stands_beside_what_follows_it() -> None:
    text = draft.read("a.html", b"&laquo;&nbsp;Oui&nbsp;&raquo;, a dit Jeanne Roe.").text
    assert "»," in text and text.split()[0] == "«"


@pytest.mark.parametrize(
    "front", ["---\ndate: 2025-01-24\nlang: fr\n---\n", "---\r\nlanguage: fr-FR\r\npublished: 2025-01-24T08:00\r\n---\r\n"]
)
def test_front_matter_gives_date_and_language(front: str) -> None:
    read = draft.read("a.md", (front + "Texte.").encode())
    assert (read.date, read.language) == (dt.date(2025, 1, 24), "fr")
    assert read.text.split() == ["Texte."]


def test_html_metadata_gives_date_and_language() -> None:
    meta = '<meta property="article:published_time" content="2025-01-24T10:00:00Z">'
    source = f'<html lang="fr-BE"><head>{meta}</head><p>Oui.</p></html>'
    read = draft.read("a.html", source.encode())
    assert (read.date, read.language) == (dt.date(2025, 1, 24), "fr")


@pytest.mark.parametrize(
    ("name", "data", "code", "line"),
    [
        ("a.pdf", b"x", "draft-no-reader", 0),
        ("a", b"x", "draft-no-reader", 0),
        ("a.txt", "Déjà".encode("latin-1"), "draft-not-utf8", 1),
        ("a.txt", b"un\ndeux \xff", "draft-not-utf8", 2),
        ("a.txt", "Oui.".encode("utf-16"), "draft-utf16", 1),
        ("a.txt", b"un\0deux", "draft-not-text", 1),
        ("a.md", b"---\ndate: 2025-02-30\n---\nOui.", "draft-no-date", 2),
    ],
)
def test_what_is_no_draft_is_a_located_error(name: str, data: bytes, code: str, line: int) -> None:
    with pytest.raises(UserError) as error:
        draft.read(name, data)
    assert [(found.code, found.line) for found in error.value.problems] == [(code, line)]


def test_a_byte_order_mark_and_line_ends_keep_their_places() -> None:
    read = draft.read("a.txt", b"\xef\xbb\xbfOui.\r\nNon.\rSi.")
    assert read.text == " Oui. \nNon.\nSi." and len(read.source) == len(read.text)


def test_lines_broken_for_want_of_room_are_one_paragraph() -> None:
    line = "la ministre a longuement parlé devant les députés réunis,"
    source = "\n".join([line] * 4 + ["puis elle est partie.", "", "Un autre paragraphe."])
    assert [part.strip() for part in draft.read("a.txt", source.encode()).text.split("\n") if part.strip()] == [
        f"{line} {line} {line} {line} puis elle est partie.",
        "Un autre paragraphe.",
    ]


_MARKUP = st.text(st.sampled_from("abé .«»\n\r<>&;/!-[]()*_`#|~=\"'\\:pq1"), max_size=60)


@given(
    st.sampled_from(["a.txt", "a.md", "a.html"]),
    _MARKUP | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60),
)
def test_no_reader_moves_a_character(name: str, source: str) -> None:
    try:
        read = draft.read(name, source.encode())
    except UserError as error:
        assert name == "a.md" and all(found.line > 0 for found in error.problems)
        return
    assert read.source == source and len(read.text) == len(source)
    for there, here in zip(source, read.text, strict=True):
        assert here in (there, " ", "\n", "\u00ad") or name == "a.html"
