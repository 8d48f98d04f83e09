"""The page: every word of the draft is there and is only words; every finding is marked, numbered and explained."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck.report
from factcheck.model import Document, Draft, FactUse, Finding, Origin, Reading, Report, Source, Span
from factcheck.report import as_html, labels, marked, markup
from factcheck.report.marked import Layer
from tests import report_fixture as fixture

CSS = (Path(factcheck.report.__file__).parent / "page.css").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "_reasons", fixture.reasons)


class Page(HTMLParser):
    """What a browser makes of a page: its elements, that they nest, and the lines of the draft without their numbers."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.lines: list[str] = []
        self.feed(written)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in ("input", "meta"):
            self.open.append(element)
        if tag == "p" and "data-line" in element[1]:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self.open]
        if any("data-line" in attributes for _, attributes in self.open) and "sup" not in inside:
            self.lines[-1] += data

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    def having(self, word: str) -> list[dict[str, str]]:
        return [attributes for _, attributes in self.elements if word in attributes.get("class", "").split()]


def page(report: Report | None = None) -> Page:
    return Page(as_html.write(report or fixture.report()))


def one(text: str, *spans: Span, fact: FactUse | None = None) -> Reading:
    findings = tuple(_finding(text, span, fact) for span in spans)
    return Reading(Document(Draft("a.txt", text, text), "fr", (), (), (), ()), None, (), (), findings, ())


def _finding(text: str, span: Span, fact: FactUse | None) -> Finding:
    return fixture.finding("office-title", "factual", "error", span, text, text, fact=fact, suggestion=text)


# ---------------------------------------------------------------- words and marks


@given(st.text(), st.data())
def test_no_word_is_lost_doubled_or_taken_for_markup(text: str, data: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(edges, edges).map(lambda pair: (min(pair), max(pair))), max_size=4, unique=True))
    found = page(fixture.report(one(text, *spans)))
    shown = [str(line) for line in found.lines if line.strip()]
    meant = [markup.text(line) for line in text.split("\n") if line.strip()]
    assert [markup.text(line) for line in shown] == meant
    assert len(found.having("card")) == len(found.having("ref")) == len(spans)


HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> </p></div> &amp; \"' <!-- \x00"


def test_markup_in_a_draft_is_words() -> None:
    found = page(fixture.report(one(HOSTILE, (0, 8), (4, 30))))
    assert found.lines == [HOSTILE.replace("\x00", "\u2400")]
    assert [tag for tag, _ in found.elements if tag in ("script", "img")] == ["script"]


def test_overlapping_findings_are_cut_into_pieces() -> None:
    layers = [Layer((0, 6), "error", "f1", "1"), Layer((3, 9), "note", "f2", "2"), Layer((4, 5), "note", "f3", "3")]
    cut = [(piece.span, "".join(layer.number for layer in piece.layers)) for piece in marked.pieces("abcdefghi.", layers)]
    assert cut == [((0, 3), "1"), ((3, 4), "12"), ((4, 5), "123"), ((5, 6), "12"), ((6, 9), "2"), ((9, 10), "")]


def test_a_piece_takes_the_look_of_its_worst_finding() -> None:
    looks = [mark["class"] for tag, mark in page().elements if tag == "mark"]
    assert "warning exact several" in looks


def test_a_finding_over_two_lines_is_marked_on_both_and_numbered_once() -> None:
    found = page(fixture.report(one("« Rien\nn’est dit", (0, 12))))
    assert sum(tag == "mark" for tag, _ in found.elements) == 2
    assert len(found.having("ref")) == 1


@pytest.mark.parametrize("span", [(0, 0), (2, 2), (4, 4), (4, 5), (9, 9)])
def test_a_finding_without_words_is_still_seen(span: Span) -> None:
    found = page(fixture.report(one("abcd\nefgh", span)))
    assert len(found.having("point")) == 1 and len(found.having("ref")) == 1


def test_blanked_markup_is_shown_where_a_finding_is_about_it() -> None:
    draft = Draft("a.md", "Le **maire**.", "Le   maire  .", "fr")
    reading = Reading(Document(draft, "fr", (), (), (), ()), None, (), (), (_finding(draft.source, (3, 5), None),), ())
    assert page(fixture.report(reading)).lines == ["Le **maire  ."]


def test_a_long_draft_with_many_findings_costs_little() -> None:
    text = "maire\n" * 100_000
    spans = [(at, at + 5) for at in range(0, len(text), 600)]
    findings = tuple(fixture.finding("office-title", "factual", "note", span, text, "…") for span in spans)
    report = fixture.report(replace(one(text), findings=findings))
    started = time.process_time()
    as_html.write(report)
    assert time.process_time() - started < 5


# ---------------------------------------------------------------- cards and links


def test_every_link_inside_the_page_has_its_place_and_no_id_is_used_twice() -> None:
    found = page()
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in found.values("href") if link.startswith("#")} <= set(ids)
    assert {card for cards in found.values("data-cards") for card in cards.split()} <= set(ids)


def test_a_card_says_all_that_a_reviewer_asks() -> None:
    written = as_html.write(fixture.report(fixture.french()))
    card = re.search(r'<article id="f1-2".*?</article>', written, re.S)
    assert card
    for words in (
        "ministre de l’Équipement de Valdorie", "ministre des Travaux publics de Valdorie", "2023-06-01", "2025-02-20",
        "https://gazette.example/decree/1142?a=1&amp;b=2", "facts/valdorie.yaml:12", "vd-works-minister", "foreign desk",
        "rules/office-title.yaml:1", "Readers look people up", "Anselme Quertoy", "a déclaré", "■", "Erreur", "●●●", "3:104",
        "v1:office-title-015",
    ):  # fmt: skip
        assert words in card[0], words


def test_sections_tell_what_to_do_and_what_was_left() -> None:
    classes = [value for value in page(fixture.report(fixture.french())).values("class") if value.startswith("section-")]
    assert classes == [
        "section-error", "section-warning", "section-note", "section-not-checked", "section-suppressed", "section-known",
    ]  # fmt: skip


def test_a_name_that_a_finding_is_about_is_not_called_good() -> None:
    reading = fixture.french()
    touched = replace(reading, findings=(replace(reading.findings[0], span=reading.mentions[0].span),))
    assert not page(fixture.report(touched)).having("section-known")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "/etc/passwd", ""])
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    fact = FactUse("vd", Origin("facts/a.yaml", 1, ("bad",)))
    report = replace(fixture.report(one("abc", (0, 3), fact=fact)), sources={"bad": Source("bad", url, None)})
    assert url not in [link for link in page(report).values("href") if not link.startswith("#")]


# ---------------------------------------------------------------- one page, no other


def test_the_page_loads_nothing_and_its_policy_lets_only_its_script_run() -> None:
    written = as_html.write(fixture.report())
    found = Page(written)
    assert not found.values("src") and not re.search(r"@import|url\(", written)
    assert {tag for tag, attributes in found.elements if "href" in attributes} == {"a"}
    script = re.search(r"<script>(.*?)</script>", written, re.S)
    policy = next(meta["content"] for tag, meta in found.elements if meta.get("http-equiv") == "Content-Security-Policy")
    assert script and base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none';")


def test_passages_carry_their_language() -> None:
    found = page()
    assert next(attributes["lang"] for tag, attributes in found.elements if tag == "html") == "en"
    assert [attributes["lang"] for attributes in found.having("draft")] == ["en", "fr"]


def test_the_page_names_what_it_stands_on() -> None:
    written = as_html.write(fixture.report(warnings=("factcheck-ignore.yaml:3: nothing",)))
    assert "sha256:" + "2" * 64 in written and "factcheck-ignore.yaml:3: nothing" in written


# ---------------------------------------------------------------- contrast (WCAG 2.2, 1.4.3: 4.5 to 1)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _palettes() -> list[dict[str, str]]:
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)[:2]]


PAIRS = [(ink, paper) for ink in ("ink", "quiet", "link", "error", "warning", "note", "good") for paper in ("paper", "sheet")]
TINTS = [("ink", f"{severity}-tint") for severity in ("error", "warning", "note")]


@pytest.mark.parametrize("palette", _palettes(), ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS + TINTS)
def test_text_can_be_read(palette: dict[str, str], ink: str, paper: str) -> None:
    darker, lighter = sorted((_luminance(palette[ink]), _luminance(palette[paper])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_severities_differ_by_more_than_colour() -> None:
    styles = {re.search(rf"mark{severity} \{{[^}}]*?(dotted|dashed|solid)", CSS) for severity in ("", r"\.warning", r"\.error")}
    words = [style[1] for style in styles if style]
    assert all(one != other for one, other in combinations(words, 2)) and len(words) == 3
