"""What an editor reads about rules, and what is written for them: lists, results, schema, good form, new rules, impact."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factcheck import facts, pipeline, rules, wording, yamlfile
from factcheck.checks import CHECKS
from factcheck.errors import UserError
from factcheck.model import Document, Draft, Finding, Reading, Rule
from factcheck.rules import book as rulebook
from factcheck.rules import doubts as ruledoubts
from factcheck.rules import examples, impact
from factcheck.rules import new as newrule
from factcheck.rules import schema as ruleschema
from factcheck.rules.examples import Failure
from factcheck.shipped import folder

RULE = """check: phrase
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


def load(tmp_path: Path, **texts: str) -> tuple[Rule, ...]:
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return rules.load([tmp_path])


# ---------------------------------------------------------------- lists and results


def test_a_rule_is_a_line_of_the_list(tmp_path: Path) -> None:
    shown = rulebook.table(load(tmp_path, one=RULE + "owner: desk\n", two=RULE + "status: trial\n"), {}, "en")
    assert shown.splitlines() == [
        "RULE  CHECK   SEVERITY         OWNER  FLAGS + PASSES",
        "one   phrase  warning          desk   1 + 1",
        "two   phrase  note (on trial)  —      1 + 1",
    ]


def test_a_rule_that_is_off_is_listed_as_such(tmp_path: Path) -> None:
    shown = rulebook.table(load(tmp_path, one=RULE, two=RULE), {}, "en", {"one"})
    assert [line.split()[2] for line in shown.splitlines()] == ["SEVERITY", "off", "warning"]


def test_every_kind_of_check_explains_itself() -> None:
    shown = rulebook.kinds()
    assert [block.splitlines()[0] for block in shown.split("\n\n")] == sorted(CHECKS)
    assert "\n  replace: words: words\n" in shown
    assert "{found} {expected} {source} {alternatives}" in shown


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_a_failed_example_is_shown_with_its_place(tmp_path: Path, language: str) -> None:
    (rule,) = load(tmp_path, one=RULE)
    failures = examples.run(rule, lambda *_: ())
    lines = rulebook.outcome([rule], failures, language).splitlines()
    assert lines[0].startswith(f"{rule.file}:9:5: ")
    assert lines[1] == "  Ce choix peut {-[[-}faire sens{-]]-}."
    assert len(lines) == 3


NEVER = """check: assertion
category: attribution
severity: note
message: {fr: Qui parle}
where: {speaker: absent, speaker.name: {contains: Roe}, cue.lemma: dire}
flags: ["[[Il dit]] cela."]
passes: [Rien.]
"""
BARE = """check: repeated_word
category: typography
severity: note
message: {fr: Deux fois.}
flags: ["Il dit [[que que]] cela."]
passes: [Rien.]
"""
IN_TWO = RULE.replace("  fr: «", "  en: “{found}”.\n  fr: «")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"a": RULE}, []),
        ({"a": IN_TWO}, [("a", "rules-no-message", "es")]),
        ({"a": IN_TWO + "why: {es: El inglés no la necesita.}\n"}, []),
        ({"a": RULE, "b": RULE}, [("b", "rules-same", "a")]),
        ({"a": RULE, "b": RULE.replace(": avoir", ": donner")}, [("b", "rules-words-twice", "faire sens (a)")]),
        ({"a": RULE, "b": RULE.replace("  fr:", "  es:")}, []),
        ({"a": NEVER}, [("a", "rules-never", "speaker, speaker.name")]),
        ({"a": NEVER.replace("absent", "present")}, []),
        ({"a": BARE, "b": BARE.replace("severity: note", "severity: error")}, [("b", "rules-same", "a")]),
        ({"a": RULE, "b": RULE + "inside_quotations: no\n"}, [("b", "rules-same", "a")]),
        ({"a": RULE, "b": RULE, "c": RULE}, [("b", "rules-same", "a"), ("c", "rules-same", "a")]),
        ({"a": RULE, "b": RULE.replace("faire sens:", "faire sens:")}, [("b", "rules-words-twice", "faire sens (a)")]),
        (
            {
                "a": re.sub("where: .*", "where: {kind: direct, cue.lemma: [dire, nier]}", NEVER),
                "b": re.sub("where: .*", "where: {cue: {lemma: [Nier, dire]}, kind: direct}\nmark: cue", NEVER),
            },
            [("b", "rules-same", "a")],
        ),
        ({"a": RULE + "unless: [Faire sens]\n"}, [("a", "rules-words-pass", "faire sens")]),
    ],
)
def test_rules_that_may_be_silent_are_doubted(
    tmp_path: Path, texts: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    found = [(dict(one.values), one) for one in ruledoubts.find(load(tmp_path, **texts), ["fr", "en", "es"])]
    assert [(values["rule"], one.code, values["word"]) for values, one in found] == expected
    assert all(wording.line(one, language) for _, one in found for language in wording.LANGUAGES)


@pytest.mark.parametrize(
    ("where", "word"),
    [
        ("{kind: direct}", None),
        ("{kind: [direct, mixed], speaker: absent}", None),
        ("{kind: {not: direct}}", None),
        ("{kind: {not: [direct, indirect, mixed, selon]}}", "kind"),
        ("{cue.lemma: dire, cue: {lemma: nier}}", "cue.lemma"),
        ("{cue.lemma: [dire, nier], cue: {lemma: Nier}}", None),
        ("{cue: {polarity: affirms}, cue.polarity: {not: [affirms, denies]}}", "cue.polarity"),
        ("{content: {at_least: 4, at_most: 3}}", "content"),
        ("{content: {at_least: 3, at_most: 3}}", None),
        ("{content: {contains: paix, not: {contains: [paix, guerre]}}}", "content"),
        ("{content: {contains: [paix, trêve], not: {contains: paix}}}", None),
        ("{speaker: {not: present}, speaker.via: surname}", "speaker, speaker.via"),
        ("{speaker.appositions: {at_most: 0, at_least: 1}}", "speaker.appositions"),
        ("{speaker.appositions: {status: former}, speaker.appositions.status: sitting}", None),
        ("{speaker.held: {office: mayor}}", None),
        ("{speaker: {held: {office: mayor}}, speaker.held: {not: {office: [mayor, judge]}}}", "speaker.held"),
    ],
)
def test_conditions_that_no_speech_meets_are_doubted(tmp_path: Path, where: str, word: str | None) -> None:
    text = re.sub("where: .*", f"where: {where}", NEVER)
    found = [dict(one.values)["word"] for one in ruledoubts.find(load(tmp_path, a=text), ["fr"]) if one.code == "rules-never"]
    assert found == ([word] if word else [])


@pytest.mark.parametrize(
    "where",
    [
        "{cue.lemma: [dire, se plaindre], kind: direct, speaker: absent}",
        "{content: {at_least: 3, at_most: 9, not: {contains: [paix, trêve]}}, when: present}",
        "{speaker: {name: {not: {contains: court}}, held: {office: [mayor, judge], at: published}}}",
        "{speaker.held: {not: {office: mayor, at: 2025-01-24}}, cue.polarity: {not: [affirms, denies]}}",
    ],
)
def test_conditions_are_told_as_a_rule_writes_them(tmp_path: Path, where: str) -> None:
    (one,) = load(tmp_path, a=re.sub("where: .*", f"where: {where}", NEVER))
    shown = "\n".join(rulebook.settled(one))
    assert "mark: cue" in shown
    text = NEVER.replace(re.findall("where: .*\n", NEVER)[0], "") + shown.replace("suggest: —\n", "")
    assert load(tmp_path, a=text)[0].options["where"] == one.options["where"]


@pytest.mark.parametrize(
    ("narrow", "wide", "shadowed"),
    [
        ("{cue.lemma: dire, speaker: absent}", "{cue.lemma: [nier, dire]}", True),
        ("{cue.lemma: dire, speaker: absent}", "{speaker: absent}", True),
        ("{cue.lemma: Dire, speaker.name: Roe}", "{speaker: present, cue.lemma: dire}", False),
        ("{content: {at_least: 9}}", "{content: {at_least: 3}}", True),
        ("{kind: {not: [direct, mixed]}, cue.lemma: dire}", "{kind: {not: direct}}", True),
        ("{speaker.held: {office: mayor}, kind: direct}", "{speaker.held: {office: mayor}}", True),
        ("{cue.lemma: [dire, crier]}", "{cue.lemma: [nier, dire], speaker: absent}", False),
        ("{kind: {not: direct}}", "{kind: {not: mixed}}", False),
    ],
)
def test_a_rule_within_another_is_doubted(tmp_path: Path, narrow: str, wide: str, shadowed: bool) -> None:
    texts = {"a": re.sub("where: .*", f"where: {narrow}", NEVER), "b": re.sub("where: .*", f"where: {wide}", NEVER)}
    found = [dict(one.values) for one in ruledoubts.find(load(tmp_path, **texts), ["fr"]) if one.code == "rules-shadowed"]
    assert found == ([{"rule": "a", "word": "b"}] if shadowed else [])
    other_mark = {**texts, "b": texts["b"] + "mark: whole\n"}
    assert "rules-shadowed" not in {one.code for one in ruledoubts.find(load(tmp_path, **other_mark), ["fr"])}


# ---------------------------------------------------------------- schema


def valid(text: str) -> bool:
    schema: Any = ruleschema.json_schema()
    return bool(Draft202012Validator(schema).is_valid(yaml.load(rulebook.formatted(text), Loader=yaml.BaseLoader)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(ruleschema.json_schema())


@pytest.mark.parametrize("path", sorted(folder("rules").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_rule_fits_the_schema(path: Path) -> None:
    assert valid(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("severity: warning", "severity: grave"),
        ("severity: warning", "severty: warning"),
        ("check: phrase", "check: phrse"),
        ("passes:\n  - Ce choix peut avoir un sens.\n", ""),
        ("replace:\n  faire sens: avoir un sens\n", ""),
        ("replace:", "neutral:"),
        ("  - Ce choix peut avoir un sens.", "  []"),
        ("replace:", "why: {zz: On se perd.}\nreplace:"),
        ("replace:", "why: [On, se, perd]\nreplace:"),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(old: str, new: str) -> None:
    assert valid(RULE)
    assert not valid(RULE.replace(old, new))


@pytest.mark.parametrize(
    ("where", "good"),
    [
        ("{kind: direct}", True),
        ("{kind: [direct, mixed], speaker: {name: Roe}}", True),
        ("{cue.polarity: {not: affirms}, refers_to: {at_most: 0}, speaker: absent}", True),
        ("{speaker.held: {office: mayor, at: published}, speaker.entity: [jane-marsh]}", True),
        ("{speaker.held: {not: {office: [mayor, judge]}}, when: present}", True),
        ("{kind: derect}", False),
        ("{kind: {contains: derect}}", False),
        ("{sort: direct}", False),
        ("{speaker.appositions.status: past}", False),
    ],
)
def test_the_schema_and_the_loader_agree_on_conditions(tmp_path: Path, where: str, good: bool) -> None:
    text = re.sub("where: .*", f"where: {where}", NEVER)
    assert valid(text) == good
    if good:
        assert load(tmp_path, a=text)
    else:
        with pytest.raises(UserError):
            load(tmp_path, a=text)


def test_the_schema_completes_ids_and_parents() -> None:
    known = facts.load([folder("seeds") / "facts"])
    schema: Any = ruleschema.json_schema(known, ["shipped/loaded-cue"])
    Draft202012Validator.check_schema(schema)
    assert schema["$defs"]["offices"]["enum"] == sorted(known.offices)
    assert "shipped/loaded-cue" in repr(schema["anyOf"][-1])


@pytest.mark.parametrize("why", ["why: On se perd.\n", "why:\n  fr: On se perd.\n  es: Uno se pierde.\n"])
def test_the_schema_takes_both_ways_to_say_why(why: str) -> None:
    assert valid(RULE + why)


# ---------------------------------------------------------------- good form

FORMATTED = [
    ("a: b  \n\n\n", "a: b\n"),
    ("fr: « a » : b  # why\n", 'fr: "« a » : b"  # why\n'),
    ("- [[a]] b\n-\u00a0c\n-d\n", '- "[[a]] b"\n- c\n- d\n'),
    ("a:b\n", "a: b\n"),
    ("a: see #3\n", 'a: "see #3"\n'),
    ("a: 'l'eau'\n", 'a: "l\'eau"\n'),
    ('fr: say "no": it\'s off\n', "fr: 'say \"no\": it''s off'\n"),
    (
        "flags:\n  - On a dit : oui.\n  # c\npasses:\n- Bien sûr:\n",
        'flags:\n  - "On a dit : oui."\n  # c\npasses:\n- "Bien sûr:"\n',
    ),
    ('passes:\n  fr:\n    - Voir "a": b\n', "passes:\n  fr:\n    - 'Voir \"a\": b'\n"),
    ("flags:\n  - a: b\n    c\ngiven:\n  - a: b\n", "flags:\n  - a: b\n    c\ngiven:\n  - a: b\n"),
    ("cafe\u0301: b\r\n", "café: b\n"),
    ("# one\na: |\n  b: c: d #e\n\n  -f\n", "# one\na: |\n  b: c: d #e\n\n  -f\n"),
]


@pytest.mark.parametrize(("text", "expected"), FORMATTED)
def test_what_must_be_quoted_is_quoted_and_comments_stay(text: str, expected: str) -> None:
    assert rulebook.formatted(text) == expected


LINES = [
    "a: b",
    "- c",
    "fr: d : e",
    "# f",
    "a:b",
    "-g",
    "  h: 'i'j'",
    "\u00a0k",
    "",
    "l: |",
    "  m #n",
    "flags:",
    "  - n : o",
    "- p:",
]


@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_good_form_stays_as_it_is(lines: list[str]) -> None:
    once = rulebook.formatted("\n".join(lines))
    assert rulebook.formatted(once) == once


@pytest.mark.parametrize("path", sorted(folder("rules").glob("*.yaml")), ids=lambda path: path.stem)
def test_good_form_changes_no_meaning(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before, after = (yamlfile.parse(one, "a.yaml") for one in (text, rulebook.formatted(text)))
    assert before == after
    assert yaml.load(rulebook.formatted(text), Loader=yaml.BaseLoader)


# ---------------------------------------------------------------- new rules

ANSWERS = {
    "fr": {"wrong": 'faire "sens" : oui', "right": "avoir un sens", "verb": "révéler", "said": "a révélé"},
    "en": {"wrong": "make #sense", "right": "be clear", "verb": "reveal", "said": "revealed"},
    "es": {"wrong": "hacer \\ sentido", "right": "tener sentido", "verb": "revelar", "said": "reveló"},
}


@pytest.mark.parametrize(("language", "kind"), [(one, kind) for one in wording.LANGUAGES for kind in newrule.kinds(one)])
def test_a_new_rule_is_complete_whatever_is_answered(tmp_path: Path, language: str, kind: str) -> None:
    asked = newrule.questions(kind, language)
    (rule,) = load(tmp_path, one=newrule.write(kind, language, {name: ANSWERS[language][name] for name in asked}))
    assert list(rule.message) == [language]
    assert {bool(example.spans) for example in rule.examples} == {True, False}
    for name in asked:
        assert wording.say(f"rules-ask-{name}", language, {})


def test_the_same_kinds_of_rule_are_made_in_every_language() -> None:
    assert len({newrule.kinds(language) for language in wording.LANGUAGES}) == 1


@pytest.mark.parametrize(("answer", "name"), [("Faire l’état", "faire-l-etat"), ("№ 8_%", "no-8"), ("", "words")])
def test_a_file_is_named_by_the_first_answer(answer: str, name: str) -> None:
    assert newrule.name("words", {"wrong": answer}) == name


# ---------------------------------------------------------------- impact


def reading(text: str, *words: str) -> Reading:
    document = Document(Draft("a*b.txt", text, text), "fr", (), (), (), ())
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    findings = tuple(Finding("one", "a", 1, "factual", "note", "high", span, "", "", None, None, None, "v1:0") for span in spans)
    return Reading(document, dt.date(2025, 1, 24), (), (), findings, ())


def test_an_impact_tells_new_lost_and_kept_hits_apart() -> None:
    text = "un\ndeux trois"
    found = impact.compare([(reading(text, "un", "deux"), reading(text, "deux", "trois")), (None, reading(text))], "one")
    assert impact.as_text(found, "en") == (
        "+ a*b.txt:2:6: un deux [[trois]]\n- a*b.txt:1:1: [[un]] deux trois\n1 new, 1 lost, 1 unchanged, in 2 drafts\n"
    )
    assert impact.as_markdown(found, "en") == (
        "1 new, 1 lost, 1 unchanged, in 2 drafts\n\n### New\n\n- `a*b.txt:2:6`: un deux **trois**\n\n"
        "### Lost\n\n- `a*b.txt:1:1`: **un** deux trois\n"
    )


def test_a_failure_is_a_value(tmp_path: Path) -> None:
    (rule,) = load(tmp_path, one=RULE)
    assert Failure(rule.id, rule.file, rule.examples[0], "flags", (), ()).found == "Ce choix peut [[faire sens]]."


# ---------------------------------------------------------------- the manual

MANUAL = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_the_rules_of_the_manual_do_what_it_says(tmp_path: Path, block: str) -> None:
    (rule,) = load(tmp_path, one=block)
    assert [examples.difference(failure) for failure in examples.run(rule, pipeline.example)] == []
