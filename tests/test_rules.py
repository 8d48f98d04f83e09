"""Rule files: what a complete one becomes, and where each mistake is named."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest

from factcheck import rules, wording, yamlfile
from factcheck.checks import CHECKS
from factcheck.checks.where import Condition, Where
from factcheck.errors import UserError
from factcheck.facts.page import Page
from factcheck.model import Conflict, Example, Finding, Rule
from factcheck.rules import examples, options
from factcheck.shipped import folder as shipped_folder
from factcheck.yamlfile import Items

RULE = """# a remark
check: phrase
category: translation
severity: warning
message:
  fr: « {found} » : écrire « {expected} ».
replace:
  faire sens: avoir un sens
flags:
  - Ce choix peut [[faire sens]].
passes:
  - Ce choix peut avoir un sens.
"""


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def load(*folders: Path) -> dict[str, Rule]:
    return {rule.id: rule for rule in rules.load(folders)}


def problems(*folders: Path) -> list[tuple[str, int, int, str]]:
    with pytest.raises(UserError) as caught:
        rules.load(folders)
    for problem in caught.value.problems:
        for language in wording.LANGUAGES:
            assert wording.line(problem, language)
    return [(Path(p.path).name, p.line, p.column, p.code) for p in caught.value.problems]


def test_a_file_is_a_rule_of_its_own_name(tmp_path: Path) -> None:
    text = RULE + "why: |\n  Because.\nowner: desk\nsince: 2026-11\nlink: https://x.org/#a\ndate: 2025-01-24\n"
    rule = load(write(tmp_path / "rules", faire_sens=text))["faire-sens"]
    assert (rule.check, rule.category, rule.severity, rule.status) == ("phrase", "translation", "warning", "active")
    assert rule.message == {"fr": "« {found} » : écrire « {expected} »."}
    assert rule.options == {"replace": {"faire sens": "avoir un sens"}}
    assert (rule.why, rule.owner, rule.since, rule.link) == ({"": "Because."}, "desk", "2026-11", "https://x.org/#a")
    assert rule.date == dt.date(2025, 1, 24)
    assert rule.examples == (
        Example("Ce choix peut faire sens.", ((14, 24),), 10, "fr", 5),
        Example("Ce choix peut avoir un sens.", (), 12, "fr", 5),
    )
    assert pickle.loads(pickle.dumps(rule)) == rule


def test_why_may_be_told_by_language(tmp_path: Path) -> None:
    why = "why:\n  fr: |\n    On se perd.\n    On bute.\n  en: One gets lost.\n"
    rule = load(write(tmp_path / "rules", one=RULE + why))["one"]
    assert rule.why == {"fr": "On se perd.\nOn bute.", "en": "One gets lost."}
    child = "extends: one\nwhy+: {es: Uno se pierde.}\n"
    assert load(write(tmp_path / "rules", two=child))["two"].why == {**rule.why, "es": "Uno se pierde."}


def test_a_shipped_rule_says_why_in_every_language_that_it_speaks() -> None:
    silent = {rule.id: set(rule.message) - set(rule.why) for rule in rules.load([shipped_folder("rules")])}
    assert {name: missing for name, missing in silent.items() if missing} == {}


def test_a_rule_on_trial_raises_notes_alone(tmp_path: Path) -> None:
    rule = load(write(tmp_path / "rules", one=RULE + "status: trial\n"))["one"]
    assert (rule.status, rule.severity) == ("trial", "note")


def test_given_facts_are_read_as_a_facts_file_is(tmp_path: Path) -> None:
    given = "given:\n  people:\n    jeanne-roe: {name: {fr: Jeanne Roe}}\n"
    rule = load(write(tmp_path / "rules", one=RULE + given))["one"]
    assert rule.given is not None
    assert list(rule.given.people) == ["jeanne-roe"]
    assert problems(write(tmp_path / "rules", one=RULE + given.replace("name", "nom")))[0][:2] == ("one.yaml", 15)


def test_examples_may_be_told_apart_by_language(tmp_path: Path) -> None:
    text = RULE.replace("  fr: « {found}", "  en: “{found}”.\n  fr: « {found}")
    both = text.replace("flags:\n  - Ce", "flags:\n  fr:\n    - Ce")
    assert [one.language for one in load(write(tmp_path / "rules", one=text))["one"].examples] == [None, None]
    assert [one.language for one in load(write(tmp_path / "rules", one=both))["one"].examples] == ["fr", None]


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("[[Faire sens]] est laid.", ((0, 10),)),
        ("[[Faire sens]]", ((0, 10),)),
        ("“[[Faire]]”, [[sens]]", ((1, 6), (9, 13))),
        ("Il [[[sic]]] faut", ((3, 8),)),
        ("'[[Il]] dit : « [[oui]] »'", ((0, 2), (11, 14))),
    ],
)
def test_marks_are_counted_without_their_brackets(tmp_path: Path, written: str, spans: tuple[tuple[int, int], ...]) -> None:
    text = RULE.replace("Ce choix peut [[faire sens]].", written)
    assert load(write(tmp_path / "rules", one=text))["one"].examples[0].spans == spans


MISTAKES = [
    ("check: phrase", "check: phrse", 2, 8, "rule-unknown-check-near"),
    ("check: phrase", "chek: phrase", 2, 1, "rule-unknown-key-near"),
    ("category: translation", "category: factuel", 3, 11, "rule-not-one-of-near"),
    ("severity: warning", "severity: grave", 4, 11, "rule-not-one-of"),
    ("severity: warning", "severity: [warning]", 4, 11, "rule-not-text"),
    ("replace:", "replce:", 7, 1, "rule-unknown-key-near"),
    ("replace:\n  faire sens: avoir un sens\n", "", 2, 1, "rule-missing-option"),
    ("replace:\n  faire sens: avoir un sens\n", "replace: faire sens\n", 7, 10, "rule-not-pairs"),
    ("  faire sens: avoir un sens\n", "  faire sens: [a, b]\n", 8, 15, "rule-not-text"),
    ("passes:\n  - Ce choix peut avoir un sens.\n", "", 2, 1, "rule-missing-key"),
    ("message:\n  fr: « {found} » : écrire « {expected} ».\n", "message: Non.\n", 5, 10, "rule-message-not-a-map"),
    ("fr: « {found} » :", "fra: « {found} »,", 6, 3, "rule-unknown-language-near"),
    ("fr: « {found} » :", "zz: « {found} »,", 6, 3, "rule-unknown-language"),
    ("{expected}", "{expceted}", 6, 7, "rule-unknown-placeholder-near"),
    ("{expected}", "{ expected }", 6, 7, "rule-unknown-placeholder-near"),
    ("{expected}", "{holder}", 6, 7, "rule-unknown-placeholder"),
    ("{expected}", "{expected", 6, 7, "rule-unknown-placeholder"),
    ("[[faire sens]]", "faire sens", 10, 5, "rule-example-unmarked"),
    ("[[faire sens]]", "[[faire sens", 10, 5, "rule-example-marks"),
    ("[[faire sens]]", "[[]]faire sens", 10, 5, "rule-example-marks"),
    ("peut avoir un sens.", "peut [[avoir un sens]].", 12, 5, "rule-example-marked"),
    ("  - Ce choix peut avoir un sens.", "  - Ce choix : avoir un sens.", 12, 5, "rule-example-split"),
    ("  - Ce choix peut avoir un sens.", "  - ''", 12, 5, "rule-example-not-text"),
    ("passes:\n  - Ce choix", "passes: Ce choix", 11, 9, "rule-not-a-list"),
    ("passes:\n", "date: mardi\npasses:\n", 11, 7, "rule-not-a-day"),
    ("passes:\n", "date: 2025-01\npasses:\n", 11, 7, "rule-not-a-day"),
    ("passes:\n", "since: 2025-13\npasses:\n", 11, 8, "rule-not-a-day"),
    ("passes:\n", "status: test\npasses:\n", 11, 9, "rule-not-one-of"),
    ("passes:\n", "why: [On, se, perd]\npasses:\n", 11, 6, "rule-why-neither"),
    ("passes:\n", "why: {}\npasses:\n", 11, 6, "rule-why-neither"),
    ("passes:\n", "why: ''\npasses:\n", 11, 6, "rule-not-text"),
    ("passes:\n", "why: {fr: [a]}\npasses:\n", 11, 11, "rule-not-text"),
    ("passes:\n", "why: {fra: On se perd.}\npasses:\n", 11, 7, "rule-unknown-language-near"),
    ("passes:\n", "why: {zz: On se perd.}\npasses:\n", 11, 7, "rule-unknown-language"),
    ("passes:\n", "inside_quotations: peut-être\npasses:\n", 11, 20, "rule-not-one-of"),
    ("passes:\n  - Ce", "passes:\n  en:\n    - Ce", 12, 3, "rule-example-language"),
]


@pytest.mark.parametrize(("old", "new", "line", "column", "code"), MISTAKES)
def test_each_mistake_is_named_once_where_it_stands(
    tmp_path: Path, old: str, new: str, line: int, column: int, code: str
) -> None:
    assert old in RULE
    assert problems(write(tmp_path / "rules", one=RULE.replace(old, new))) == [("one.yaml", line, column, code)]


def test_all_problems_of_all_files_come_in_one_go(tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", a=RULE.replace("warning", "grave"), b=RULE.replace("check:", "check:\u00a0"))
    write(folder, c="- a\n", d="")
    (folder / "notes.yml.bak").write_text("")
    (folder / ".f.yaml.swp").write_text("")
    (folder / ".DS_Store").write_text("")
    (folder / "two words.yaml").write_text(RULE, encoding="utf-8")
    (folder / "latin.yml").write_bytes(RULE.encode("latin-1"))
    (folder / "sub").mkdir()
    write(folder / "sub", c=RULE)
    assert problems(folder) == [
        (".f.yaml.swp", 0, 0, "rule-not-a-rule-file"),
        ("a.yaml", 4, 11, "rule-not-one-of"),
        ("b.yaml", 2, 7, "yaml-odd-space"),
        ("c.yaml", 1, 1, "rule-not-a-map"),
        ("d.yaml", 1, 1, "yaml-empty"),
        ("latin.yml", 6, 1, "rule-not-utf8"),
        ("notes.yml.bak", 0, 0, "rule-not-a-rule-file"),
        ("c.yaml", 0, 0, "rule-name-twice"),
        ("two words.yaml", 0, 0, "rule-bad-name"),
    ]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere") == [("nowhere", 0, 0, "no-such-path")]


def test_a_later_folder_stands_in_place_of_an_earlier_one(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a", one=RULE, two=RULE), write(tmp_path / "b", one=RULE.replace("warning", "note"))
    assert {id: rule.severity for id, rule in load(first, second).items()} == {"one": "note", "two": "warning"}


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", one=RULE)
    before = rules.digest([folder])
    assert before == rules.digest([folder])
    write(folder, one=RULE + "# more\n")
    assert rules.digest([folder]) != before


# ---------------------------------------------------------------- rules that extend others


def overlay(tmp_path: Path, text: str) -> Path:
    return write(tmp_path / "rules", base=RULE, house=text)


def test_an_overlay_takes_what_it_does_not_say_from_its_parent(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "extends: base\nseverity: note\nreplace+: {vivre sens: vivre}\npasses+: [Il passe.]\n")
    rule = load(folder)["house"]
    assert (rule.check, rule.severity) == ("phrase", "note")
    assert rule.options == {"replace": {"faire sens": "avoir un sens", "vivre sens": "vivre"}}
    assert [one.text for one in rule.examples] == ["Ce choix peut faire sens.", "Ce choix peut avoir un sens.", "Il passe."]


def test_an_overlay_takes_away(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "extends: base\nreplace+: {b: c}\n")
    write(folder, third="extends: house\nreplace-: [faire sens]\n")
    assert load(folder)["third"].options == {"replace": {"b": "c"}}


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("extends: nowhere\n", 1, "rule-extends-unknown"),
        ("extends: shipped/nowhere\n", 1, "rule-extends-unknown"),
        ("extends: house\n", 1, "rule-extends-itself"),
        ("extends: base\nunless+: [a]\n", 2, "rule-extends-nothing"),
        ("extends: base\nreplace+: [a]\n", 2, "rule-extends-unlike"),
        ("extends: base\nreplace-: [faire sns]\n", 2, "rule-extends-not-there-near"),
        ("extends: base\nseverity: grave\n", 2, "rule-not-one-of"),
    ],
)
def test_mistakes_of_an_overlay_are_named_in_its_own_file(tmp_path: Path, text: str, line: int, code: str) -> None:
    found = problems(overlay(tmp_path, text))
    assert ("house.yaml", line, code) in [(file, at, what) for file, at, _, what in found]


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ({"a": "extends: b\n", "b": "extends: a\n"}, {"rule-extends-itself"}),
        ({"a": "extends: a\n"}, {"rule-extends-itself"}),
        ({"a": "extends: shipped/loaded-que\n"}, {"rule-extends-unknown-near"}),
        ({"a": "extends: loaded-cue\n"}, {"rule-extends-unknown-near"}),
        ({"a": "extends: [shipped/loaded-cue]\n"}, {"rule-extends-unknown"}),
        ({"a": "extends: zzzzzz\nseverity: note\n"}, {"rule-extends-unknown"}),
    ],
)
def test_a_broken_chain_of_overlays_is_named_alone(tmp_path: Path, texts: dict[str, str], codes: set[str]) -> None:
    assert {code for *_, code in problems(write(tmp_path / "rules", **texts))} == codes


def test_a_desk_may_extend_a_shipped_rule_under_its_name(tmp_path: Path) -> None:
    shipped = rules.load([shipped_folder("rules")])[0]
    folder = write(tmp_path / "rules", **{shipped.id: f"extends: shipped/{shipped.id}\nowner: our desk\n"})
    rule = load(folder)[shipped.id]
    assert (rule.owner, rule.check, rule.message) == ("our desk", shipped.check, shipped.message)


# ---------------------------------------------------------------- options


@pytest.mark.parametrize("check", CHECKS)
def test_every_option_of_every_check_can_be_read(check: str) -> None:
    for option in options.of(check).values():
        assert options.schema(option)
        assert options.shown(option).startswith(f"{option.name}: ")
    assert options.sentence(CHECKS[check])


def sample(
    scene: object, *, words: tuple[str, ...], pairs: Mapping[str, str], where: Where,
    one: Literal["a", "yes"] = "a", some: bool = False, most: int = 3, said: str = "",
) -> Iterator[Conflict]:  # fmt: skip
    """A check with an option of every type."""
    yield from ()


OPTIONS = [
    ("words", "[a, b]", ("a", "b")),
    ("words", "a", ("a",)),
    ("words", "[a, [b]]", "rule-not-text"),
    ("pairs", "{a: b, c: }", {"a": "b", "c": ""}),
    ("pairs", "[a]", "rule-not-pairs"),
    ("one", "yes", "yes"),
    ("one", "oui", "yes"),
    ("one", "b", "rule-not-one-of"),
    ("some", "Oui", True),
    ("some", "sí", True),
    ("some", "no", False),
    ("some", "1", "rule-not-yes-no"),
    ("most", "12", 12),
    ("most", "-1", -1),
    ("most", "1.5", "rule-not-a-number"),
    ("said", "08", "08"),
    ("said", "''", "rule-not-text"),
    ("where", "{speaker: absent}", Where((("speaker", Condition(present=False)),))),
    ("where", "speaker", "rule-where-not-a-map"),
]


@pytest.mark.parametrize(("name", "written", "expected"), OPTIONS)
def test_an_option_is_typed_by_the_signature(monkeypatch: pytest.MonkeyPatch, name: str, written: str, expected: object) -> None:
    monkeypatch.setitem(CHECKS, "sample", sample)
    option = options.of.__wrapped__("sample")[name]
    page, node = Page("a.yaml"), yamlfile.parse(f"- {written}\n", "a.yaml")[0]
    assert isinstance(node, Items)
    value = options.read(option, node.items[0], page)
    assert [problem.code for problem in page.problems] == [expected] if page.problems else value == expected
    assert option.required == (name in ("words", "pairs", "where"))


# ---------------------------------------------------------------- examples


def finding(rule: Rule, span: tuple[int, int], text: str) -> Finding:
    return Finding(
        rule.id, rule.file, 1, "factual", "note", "high", span, text[slice(*span)], "", None, None, None, "v1:0"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("span", "flagged", "passed"),
    [
        ((14, 24), None, "Ce choix peut {+[[+}avoir un {-sens-}{+s]]ens+}."),
        ((14, 19), "Ce choix peut [[faire{+]]+} sens{-]]-}.", "Ce choix peut {+[[+}avoir{+]]+} un sens."),
        (None, "Ce choix peut {-[[-}faire sens{-]]-}.", None),
    ],
)
def test_a_failure_shows_word_by_word_what_was_asked_for(
    tmp_path: Path, span: tuple[int, int] | None, flagged: str | None, passed: str | None
) -> None:
    rule = load(write(tmp_path / "rules", one=RULE))["one"]
    failures = examples.run(rule, lambda text, *_: (finding(rule, span, text),) if span else ())
    shown = {failure.kind: examples.difference(failure) for failure in failures}
    assert (shown.get("flags"), shown.get("passes")) == (flagged, passed)


def test_an_example_is_read_with_the_language_date_and_facts_of_its_rule(tmp_path: Path) -> None:
    rule = load(write(tmp_path / "rules", one=RULE + "date: 2025-01-24\n"))["one"]
    seen: list[object] = []

    def read(*given: object) -> tuple[Finding, ...]:
        seen.append(given)
        return ()

    examples.run(rule, read)
    assert seen[0] == ("Ce choix peut faire sens.", "fr", dt.date(2025, 1, 24), None, rule)
