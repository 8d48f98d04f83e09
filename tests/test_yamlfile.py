"""YAML as people write it: what is legal is read to the letter, what only looks legal is named where it stands."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck import shipped, wording, yamlfile
from factcheck.yamlfile import Entries, Items, Node, Scalar

NBSP, NARROW, ZERO, BOM = "\u00a0", "\u202f", "\u200b", "\ufeff"


def plain(node: Node | None) -> Any:
    """The node as nested lists, dicts and strings."""
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(item) for item in node.items]
        case Entries():
            return {key.text: plain(value) for key, value in node.entries}
    return None


def found(text: str) -> list[tuple[int, int, str]]:
    return [(p.line, p.column, p.code) for p in yamlfile.parse(text, "a.yaml")[1]]


LEGAL = [
    ("no: yes\nday: 08\nat: 12:30\nsince: 2024-05\n", {"no": "yes", "day": "08", "at": "12:30", "since": "2024-05"}),
    ("link: https://example.org/a#b:c\n", {"link": "https://example.org/a#b:c"}),
    ("a: b   # a remark\n#no blank here\nc: d #\n", {"a": "b", "c": "d"}),
    ("why: |\n  One: two #3\n   -x\n\n  'tis\nb: c\n", {"why": "One: two #3\n -x\n\n'tis\n", "b": "c"}),
    ("- >-\n  note:x #1\n  “a: b”\n- |2\n   x: y\n", ["note:x #1 “a: b”", " x: y\n"]),
    (f"fr: « Oui{NBSP}»{NBSP}: il l’a dit{NARROW}!\n", {"fr": f"« Oui{NBSP}»{NBSP}: il l’a dit{NARROW}!"}),
    (f"a: \"x{NBSP}\"\nb: '{ZERO}y #1'\n", {"a": f"x{NBSP}", "b": f"{ZERO}y #1"}),
    (
        "a: {b: c, 'd e': [f, \"g: h #1\"], i: https://x.org/y}\n",
        {"a": {"b": "c", "d e": ["f", "g: h #1"], "i": "https://x.org/y"}},
    ),
    (f"a: {{b: d’ici{NBSP}:{NBSP}oui, e: f:{NBSP}g}}\n", {"a": {"b": f"d’ici{NBSP}:{NBSP}oui", "e": f"f:{NBSP}g"}}),
    ("a: {b: c,   # why\n    d: e}\n", {"a": {"b": "c", "d": "e"}}),
    ("a: l'eau, d'or\nb: c'est 'ici'\n", {"a": "l'eau, d'or", "b": "c'est 'ici'"}),
    ("a:\n  one:two\nb:\n  one:two\n  three\n", {"a": "one:two", "b": "one:two three"}),
    ("a: one\n  two:three -four\nb: c\n", {"a": "one two:three -four", "b": "c"}),
    ("a:\n- b\n-   - c\n    - d\n- e: f\n  g: h\n", {"a": ["b", ["c", "d"], {"e": "f", "g": "h"}]}),
    ("a:\n  -5\nb: -ci\nc: [-x, –]\n", {"a": "-5", "b": "-ci", "c": ["-x", "–"]}),
    ("- “We go,” she said.\n- « Oui »\n- — Non\n", ["“We go,” she said.", "« Oui »", "— Non"]),
    ('a: "one\n  two: #3\n\n  four"\nb: c\n', {"a": "one two: #3\nfour", "b": "c"}),
    ('"a #b: c": d\n\'e #f\': {"g #h": i}\n', {"a #b: c": "d", "e #f": {"g #h": "i"}}),
    ("a: 'it''s'\nb: \"say \\\"no\\\"\"  # end\n", {"a": "it's", "b": 'say "no"'}),
    ("---\na: b\n...\n", {"a": "b"}),
    (BOM + "a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("a:\nb: ''\n", {"a": "", "b": ""}),
    ("cafe\u0301: e\u0301te\u0301\n", {"café": "été"}),
    ("- [[x]] is here: it's it\n- [[a]]\n- [[x]], [[y]]  # and\n", ["[[x]] is here: it's it", [["a"]], "[[x]], [[y]]"]),
    (
        "message:\n  fr: « {found} » : écrire « {expected} ».\n  en: it's off: fix  # soon\n",
        {"message": {"fr": "« {found} » : écrire « {expected} ».", "en": "it's off: fix"}},
    ),
]


@pytest.mark.parametrize(("text", "expected"), LEGAL)
def test_what_is_legal_is_read_to_the_letter(text: str, expected: object) -> None:
    node, problems = yamlfile.parse(text, "a.yaml")
    assert problems == ()
    assert plain(node) == expected


TRAPS = [
    (f"a:\n  -{NBSP}b\n  -{NARROW}c\n", [(2, 4, "yaml-odd-space"), (3, 4, "yaml-odd-space")]),
    (f"a:\n{NBSP}{NBSP}b: c\n", [(2, 1, "yaml-odd-space")]),
    (f"a:{NBSP}b\nc: d\n", [(1, 3, "yaml-odd-space")]),
    (f"- a:{NBSP}b\n  c: d\n", [(1, 5, "yaml-odd-space")]),
    (f"a: {NBSP}b\n", [(1, 4, "yaml-odd-space")]),
    (f"a: b{NARROW}\n", [(1, 5, "yaml-odd-space")]),
    (f"a{NBSP}: b\n", [(1, 2, "yaml-odd-space")]),
    (f"a: {{b: c,{NBSP}d: e}}\n", [(1, 10, "yaml-odd-space")]),
    (f"a: {{b:{NBSP}c, d: e}}\n", [(1, 7, "yaml-odd-space")]),
    (f"a: b\n{NBSP}\nc: d\n", [(2, 1, "yaml-odd-space")]),
    (f"a: {ZERO}b\n", [(1, 4, "yaml-odd-space")]),
    (f"a: b{ZERO}c\nd{ZERO}e: f\n", [(1, 5, "yaml-hidden"), (2, 2, "yaml-hidden")]),
    ("a: b\u2028c\nd: \x07\n", [(1, 5, "yaml-control"), (2, 4, "yaml-control")]),
    ("a:\n  -b\n  -c\n", [(2, 3, "yaml-dash-space"), (3, 3, "yaml-dash-space")]),
    ("a:\n  – b\n  • c\n", [(2, 3, "yaml-bullet"), (3, 3, "yaml-bullet")]),
    ("a:b\nc: d\n", [(1, 2, "yaml-colon-space")]),
    ("a:\n  b: c\n  d:e\nf:g\n", [(3, 4, "yaml-colon-space"), (4, 2, "yaml-colon-space")]),
    ("a:\n  fr:« b » : c\n", [(2, 5, "yaml-colon-space")]),
    ("a:\n  bill:mill\n  c: d\n", [(2, 7, "yaml-colon-space")]),
    ("a: {b:c, d: e}\n", [(1, 6, "yaml-colon-space")]),
    ("a: see note #3 there\nb: #fff\n", [(1, 13, "yaml-hash"), (2, 4, "yaml-hash")]),
    ("a: {b: one #2, c: d}\n", [(1, 12, "yaml-hash")]),
    ("why: one : two\n", [(1, 10, "yaml-colon-in-text")]),
    ("why: “one”: two\n", [(1, 11, "yaml-curly-quotes")]),
    ("a: {why: one: two}\n", [(1, 13, "yaml-colon-in-text")]),
    ("a: b\n  c: d\n", [(2, 4, "yaml-deeper-key")]),
    ("“a”: b\n", [(1, 1, "yaml-curly-key")]),
    ('a: \'L\'heure\'\nb: "a "b" c"\n', [(1, 6, "yaml-quote-inside"), (2, 7, "yaml-quote-inside")]),
    ("a: {b: 'L'heure'}\n", [(1, 11, "yaml-quote-inside")]),
    ("a: [[x]] is here\n- {y}: there\n", [(1, 4, "yaml-bracket-first"), (2, 3, "yaml-bracket-first")]),
    ("- [x] is here\n- [[x]] goes\n  on\n", [(1, 3, "yaml-bracket-first"), (2, 3, "yaml-bracket-first")]),
    ("a: {b: one {x} two}\n", [(1, 12, "yaml-bracket-in-text")]),
    ("a: @b\nc: `d`\ne: %f\ng: *h i\n", [(n, 4, "yaml-first-character") for n in (1, 2, 3, 4)]),
    ("a:\n\tb: c\n", [(2, 1, "yaml-tab")]),
    ("a: *b\nc: &d e\nf: !g h\n", [(1, 4, "yaml-alias"), (2, 4, "yaml-anchor"), (3, 4, "yaml-tag")]),
    ("<<: {a: b}\n", [(1, 1, "yaml-merge")]),
    ("%YAML 1.2\n---\na: b\n", [(1, 1, "yaml-directive")]),
    ("a: b\n---\nc: d\n", [(2, 1, "yaml-second-document")]),
    ("a: b\nc: d\na: e\n", [(3, 1, "yaml-key-twice")]),
    ("é: a\ne\u0301: b\n", [(2, 1, "yaml-key-twice-accents")]),
    ("? [a]\n: b\n", [(1, 3, "yaml-key-not-text")]),
    ("a: [b, c\nd: e\n", [(1, 4, "yaml-open-bracket")]),
    ('b: 1\na: "b\nc: d\n', [(2, 4, "yaml-open-quote")]),
    ('a: "\\q"\n', [(1, 5, "yaml-escape")]),
    ("a: - b\n", [(1, 4, "yaml-list-on-key-line")]),
    ("a:\n  - b\n c: d\n", [(3, 2, "yaml-indentation")]),
    ("a: b\nc\nd: e\n", [(2, 1, "yaml-no-colon")]),
    ("", [(1, 1, "yaml-empty")]),
    ("# nothing\n", [(1, 1, "yaml-empty")]),
    ("[" * 100, [(1, 65, "yaml-too-deep")]),
]


@pytest.mark.parametrize(("text", "expected"), TRAPS)
def test_what_only_looks_legal_is_named_where_it_stands(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), TRAPS)
@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_problem_has_a_sentence(text: str, expected: object, language: str) -> None:
    for problem in yamlfile.parse(text, "a.yaml")[1]:
        assert wording.line(problem, language).startswith("a.yaml:")


def test_a_file_with_traps_is_mended_so_that_a_schema_can_go_on() -> None:
    text = f"a:b\nc:\n  -{NBSP}d\n  -e\n\tf: 'L'or'\n"
    node, problems = yamlfile.parse(f"a:b\nc:\n  -{NBSP}d\n  -e\ng: 'L'or'\nh: i : j\n", text)
    assert plain(node) == {"a": "b", "c": ["d", "e"], "g": "L'or", "h": "i : j"}
    assert [p.line for p in problems] == [1, 3, 4, 5, 6]


def test_places_count_characters_from_one() -> None:
    node, _ = yamlfile.parse("é: [à, {ç: «}]\n", "a.yaml")
    assert node == Entries(
        ((Scalar("é", 1, 1), Items((Scalar("à", 1, 5), Entries(((Scalar("ç", 1, 9), Scalar("«", 1, 12)),), 1, 8)), 1, 4)),), 1, 1
    )


def test_get_gives_a_value_or_none() -> None:
    node, _ = yamlfile.parse("a: b\n", "a.yaml")
    assert isinstance(node, Entries)
    assert (node.get("a"), node.get("c")) == (Scalar("b", 1, 4), None)


LETTERS = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")), max_size=30)
TREES = st.recursive(
    LETTERS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3), max_leaves=8
)


def composed(tree: Any) -> Any:
    if isinstance(tree, str):
        return unicodedata.normalize("NFC", tree)
    if isinstance(tree, list):
        return [composed(item) for item in tree]
    return {composed(key): composed(value) for key, value in tree.items()}


@given(TREES.filter(lambda tree: tree != ""), st.sampled_from([40, 10_000]))
def test_what_a_program_dumps_is_read_back(tree: Any, width: int) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, width=width, default_style='"')
    node, problems = yamlfile.parse(text, "a.yaml")
    if not any(p.code.startswith("yaml-key-twice") for p in problems):
        assert (plain(node), problems) == (composed(tree), ())


@given(st.text(st.sampled_from(f"ab:-# \n'\"[]{{}},|>*&!?%@`\\\t“”«»é<{NBSP}{ZERO}"), max_size=60))
def test_any_text_gives_a_tree_or_a_problem(text: str) -> None:
    node, problems = yamlfile.parse(text, "a.yaml")
    assert node is not None or problems
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 50_000,
        "- " * 100_000,
        "a: " + ": " * 200_000,
        " " * 500_000 + "x",
        "'" * 300_001,
        "a" * 500_000 + NBSP,
        "# " * 300_000,
        "a: " + NBSP * 300_000 + "b",
        '"' + "\\" * 300_001,
        f"a: {{{NBSP}" * 20_000,
        "a: b #c\n" * 20_000,
        f"{NBSP}a" * 200_000,
    ],
)
def test_time_grows_with_length_alone(text: str) -> None:
    start = time.process_time()
    yamlfile.parse(text, "a.yaml")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("path", sorted(shipped.folder("grammars").rglob("*.yaml")), ids=lambda path: path.name)
def test_no_word_list_of_ours_has_a_key_twice(path: Path) -> None:
    """Loaders of YAML let the second silently stand in place of the first."""
    assert yamlfile.parse(path.read_text(encoding="utf-8"), path.name)[1] == ()
