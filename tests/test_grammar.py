"""Every frame reads the sentence that stands behind it, in every language, and the loop reads what Lark reads."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark, Token, Tree

from factcheck import grammar, shipped, tokens
from factcheck.assertions import reports, worth
from factcheck.grammar import firsts, islands
from factcheck.grammar.islands import Frames, Node
from factcheck.tokens import Tokens
from tests.reading import read, split

_FRAME = re.compile(r"^([a-z_]+):.*?//\s*([^…\n]+?)\s*$", re.M)
_STARTS = ("main_frames", "loose_frames", "aside_frames")


def _source(language: str) -> str:
    return (shipped.folder("grammars") / f"{language}.lark").read_text(encoding="utf-8")


EXAMPLES = [(language, *example) for language in grammar.languages() for example in _FRAME.findall(_source(language))]


@pytest.mark.parametrize(("language", "frame", "example"), EXAMPLES)
def test_a_frame_reads_its_example(language: str, frame: str, example: str) -> None:
    said, _ = read(example, language)
    assert frame in [one.frame for one in said]


@pytest.mark.parametrize("language", grammar.languages())
def test_a_language_has_examples(language: str) -> None:
    assert len([example for example in EXAMPLES if example[0] == language]) > 10


@pytest.mark.parametrize(("language", "frame", "example"), EXAMPLES)
def test_the_loop_and_lark_build_the_same_tree(language: str, frame: str, example: str) -> None:
    frames, lark = grammar.load(language).frames, _lark(language)
    for classes in _classes(example, language):
        for start in set(_STARTS) & set(frames.starts):
            for node in islands.find(frames, start, classes):
                taken: list[str] = []
                assert islands.parse(frames, frames.starts[start], classes, node.start, taken) == node
                assert _names(_by_lark(lark, start, taken)) == _node_names(node)


@pytest.mark.parametrize(("language", "frame", "example"), EXAMPLES)
def test_a_piece_in_which_a_frame_is_found_is_worth_a_reading(language: str, frame: str, example: str) -> None:
    words = grammar.load(language)
    for piece in _pieces(example, language):
        nodes = islands.find(words.frames, "main_frames", piece.classes)
        found = [one for node in nodes if (one := reports.report(node, piece)) and reports.fits(one, piece, 0)]
        assert not found or (worth.promising(piece, words) and worth.borne(piece, words.lexicon))


@pytest.mark.parametrize("language", grammar.languages())
@given(chance=st.randoms(use_true_random=False))
def test_a_look_at_the_first_letter_changes_nothing(language: str, chance: random.Random) -> None:
    letters = grammar.load(language).frames.letters.values()
    text = "".join(chance.choices(sorted(letters), k=30))
    for plain, guarded in _terminals(language):
        assert [found.span() for found in plain.finditer(text)] == [found.span() for found in guarded.finditer(text)]


@cache
def _terminals(language: str) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    frames = grammar.load(language).frames
    letters = frames.letters.values()
    return [(re.compile(one), re.compile(firsts.guarded(one, letters))) for one in frames.terminals.values()]


@cache
def _lark(language: str) -> Lark:
    return islands.reference(_source(language), shipped.folder("grammars"))


def _classes(text: str, language: str) -> list[str]:
    return [piece.classes for piece in _pieces(text, language)]


def _pieces(text: str, language: str) -> list[Tokens]:
    quoted = [(*quotation.span, "Q") for quotation in split(text, language).quotations]
    return list(tokens.read(text, (0, len(text)), quoted, grammar.load(language).lexicon))


def _by_lark(lark: Lark, start: str, taken: list[str]) -> Tree[Token]:
    parser = lark.parse_interactive(start=start)
    for name in taken:
        parser.feed_token(Token(name, "x"))
    tree: Tree[Token] = parser.feed_eof()  # type: ignore[no-untyped-call]  # lark leaves it bare
    return tree


def _names(tree: Tree[Token]) -> list[object]:
    return [str(tree.data), *[_names(child) for child in tree.children if isinstance(child, Tree)]]


def _node_names(node: Node) -> list[object]:
    return [node.name, *[_node_names(child) for child in node.children]]


def _frames(rules: str) -> Frames:
    return islands.compiled(rules, shipped.folder("grammars"))


LITTLE = """
%import .common (DET, WORD, SAYS, THAT)
main_frames: said
said: speaker cue THAT claim?
speaker: NP
cue: SAYS
claim: REST
NP: DET WORD~1..3
REST: /.+/
"""


def test_a_frame_starts_anywhere_and_goes_as_far_as_it_can() -> None:
    (found,) = islands.find(_frames(LITTLE), "main_frames", "nndnSkdn")
    assert (found.start, found.end) == (2, 8)
    assert [node.name for node in found.children[0].children] == ["speaker", "cue", "claim"]


def test_a_claim_may_hold_a_frame_of_its_own() -> None:
    found = list(islands.find(_frames(LITTLE), "main_frames", "dnSkdnnSkn"))
    assert [node.start for node in found] == [0, 4]


def test_what_is_no_frame_is_none() -> None:
    assert list(islands.find(_frames(LITTLE), "main_frames", "dnnSnk" * 50)) == []


def test_the_letters_of_the_word_classes_are_all_different() -> None:
    letters = grammar.load("fr").frames.letters
    assert len(set(letters.values())) == len(letters)
