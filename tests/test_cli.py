"""The command line as a user has it: exit statuses, where messages go, settings, standard input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Command

GOOD = "« Tout va bien », a déclaré Jeanne Roe, ministre de la Santé de Valdorie.\n"
RULE = """check: phrase
category: translation
severity: error
message: {fr: "« {found} » : écrire « {expected} »."}
replace:
  au jour d’aujourd’hui: aujourd’hui
flags:
  - Le port est fermé [[au jour d’aujourd’hui]].
passes:
  - Le port est fermé aujourd’hui.
"""
BAD = "Le port est fermé au jour d’aujourd’hui.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "aujourdhui.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    return tmp_path


ONE_RULE = ("--rules", "rules", "--lang", "fr")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("good.txt",), 0),
        (("bad.txt",), 1),
        (("bad.txt", "good.txt"), 1),
        (("bad.txt", "--fail-on", "never"), 0),
        (("good.txt", "nowhere.txt"), 3),
        (("good.txt", "--date", "2025-02-30"), 2),
        (("good.txt", "--fail-on", "sometimes"), 2),
        (("good.txt", "--facts", "nowhere.yaml"), 2),
        (("empty",), 3),
        (("good.txt", "table.csv"), 3),
        (("good.txt", "latin.txt"), 3),
    ],
)
def test_exit_status(factcheck: Command, desk: Path, arguments: tuple[str, ...], status: int) -> None:
    (desk / "empty").mkdir()
    (desk / "table.csv").write_text("a,b", encoding="utf-8")
    (desk / "latin.txt").write_bytes("Déjà.".encode("latin-1"))
    done = factcheck("check", *arguments, *ONE_RULE)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr


def test_a_draft_that_cannot_be_read_does_not_stop_the_others(factcheck: Command, desk: Path) -> None:
    (desk / "latin.txt").write_bytes("Déjà.".encode("latin-1"))
    done = factcheck("check", "latin.txt", "bad.txt", *ONE_RULE, "--format", "json")
    assert [draft["path"] for draft in json.loads(done.stdout)["drafts"]] == ["bad.txt"]
    assert done.stderr.startswith("latin.txt:1:2: ")


def test_a_language_without_grammar_names_those_there_are(factcheck: Command, desk: Path) -> None:
    done = factcheck("check", "good.txt", "--rules", "rules", "--lang", "tlh")
    assert done.returncode == 2
    assert "tlh" in done.stderr and "fr" in done.stderr


def test_a_wrong_rule_is_reported_with_its_place_and_nothing_is_checked(factcheck: Command, desk: Path) -> None:
    (desk / "rules" / "aujourdhui.yaml").write_text(RULE.replace("severity", "severty"), encoding="utf-8")
    done = factcheck("check", "bad.txt", *ONE_RULE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "rules/aujourdhui.yaml:3:1: " in done.stderr and "severity" in done.stderr


@pytest.mark.parametrize(("language", "word"), [("fr", "aucun"), ("en", "no such"), ("es", "no existe")])
def test_messages_speak_the_users_language(factcheck: Command, desk: Path, language: str, word: str) -> None:
    assert word in factcheck("--ui-lang", language, "check", "nowhere.txt", *ONE_RULE).stderr
    assert word in factcheck("check", "nowhere.txt", *ONE_RULE, LC_ALL=f"{language}.UTF-8").stderr


def test_standard_input_is_a_draft_with_a_name(factcheck: Command, desk: Path) -> None:
    done = factcheck("check", "-", "--stdin-filename", "depeche.md", *ONE_RULE, "--format", "json", stdin="# Titre\n\n" + BAD)
    draft = json.loads(done.stdout)["drafts"][0]
    assert (draft["path"], draft["findings"][0]["line"]) == ("depeche.md", 3)


def test_a_folder_is_searched_and_hidden_files_are_left_out(factcheck: Command, desk: Path) -> None:
    (desk / ".hidden").mkdir()
    (desk / ".hidden" / "a.txt").write_text(BAD, encoding="utf-8")
    done = factcheck("check", ".", *ONE_RULE, "--format", "json")
    assert [draft["path"] for draft in json.loads(done.stdout)["drafts"]] == ["bad.txt", "good.txt"]


def test_settings_are_found_upwards_and_the_command_line_wins(factcheck: Command, desk: Path) -> None:
    (desk / "factcheck.yaml").write_text("language: fr\nrules: [rules]\nfail_on: never\n", encoding="utf-8")
    (desk / "inner").mkdir()
    (desk / "inner" / "draft.txt").write_text(BAD, encoding="utf-8")
    assert factcheck("check", "inner").returncode == 0
    assert factcheck("check", "inner", "--fail-on", "error").returncode == 1


def test_a_rule_can_be_softened_or_switched_off(factcheck: Command, desk: Path) -> None:
    for level, status in (("error", 1), ("note", 0), ("off", 0)):
        (desk / "factcheck.yaml").write_text(
            f"language: fr\nrules: [rules]\nseverity:\n  aujourdhui: {level}\n", encoding="utf-8"
        )
        assert factcheck("check", "bad.txt").returncode == status


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ("fail-on: error", "1:1", "fail_on"),
        ("fail_on: grave", "1:10", "warning"),
        ("severity:\n  aujourdui: off", "2:1", "aujourdui"),
        ("paths: {a: b}", "1:8", "paths"),
    ],
)
def test_a_mistake_in_the_settings_is_located(factcheck: Command, desk: Path, line: str, place: str, words: str) -> None:
    (desk / "factcheck.yaml").write_text(line + "\n", encoding="utf-8")
    done = factcheck("check", "bad.txt", *ONE_RULE)
    assert done.returncode == 2
    assert f"factcheck.yaml:{place}: " in done.stderr and words in done.stderr


def test_the_settings_can_be_shown_with_their_origin(factcheck: Command, desk: Path) -> None:
    (desk / "factcheck.yaml").write_text("# ours\nlanguage: fr\n", encoding="utf-8")
    rows = {line.split()[0]: line.split() for line in factcheck("config", "show").stdout.splitlines()}
    assert rows["language"][1:] == ["fr", "factcheck.yaml:2"]
    assert rows["fail_on"][1:] == ["error", "default"]


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_init_writes_settings_and_a_rule_that_work(factcheck: Command, tmp_path: Path, language: str) -> None:
    assert factcheck("--ui-lang", language, "init").returncode == 0
    tests = factcheck("rules", "test", "rules")
    assert tests.returncode == 0, tests.stdout + tests.stderr
    written = (tmp_path / "factcheck.yaml").read_bytes()
    assert factcheck("--ui-lang", language, "init").returncode == 0
    assert (tmp_path / "factcheck.yaml").read_bytes() == written


def test_bytes_do_not_depend_on_jobs_order_cache_or_hash_seed(factcheck: Command, desk: Path) -> None:
    for number in range(6):
        (desk / f"d{number}.txt").write_text(GOOD + BAD * number, encoding="utf-8")
    names = [f"d{number}.txt" for number in range(6)]
    runs = {
        factcheck("check", *order, *ONE_RULE, "--format", "json", *more, PYTHONHASHSEED=seed).stdout
        for order, more, seed in [
            (names, (), "0"),
            (names[::-1], ("--jobs", "3"), "1"),
            (names, ("--no-cache",), "2"),
            (names[::-1], ("--no-cache", "--jobs", "2"), "3"),
        ]
    }
    assert len(runs) == 1 and json.loads(runs.pop())["summary"]["error"] == 15


def test_many_reports_of_one_run(factcheck: Command, desk: Path) -> None:
    done = factcheck(
        "check", "bad.txt", *ONE_RULE, "--report", "json=out.json", "--report", "sarif=out.sarif", "--output", "out.txt"
    )
    assert done.returncode == 1 and done.stdout == ""
    assert json.loads((desk / "out.json").read_text(encoding="utf-8"))["summary"]["error"] == 1
    assert "aujourdhui" in (desk / "out.sarif").read_text(encoding="utf-8")
    assert "aujourdhui" in (desk / "out.txt").read_text(encoding="utf-8")


def test_explain_a_rule_and_a_finding(factcheck: Command, desk: Path) -> None:
    page = factcheck("explain", "aujourdhui", "--rules", "rules")
    assert page.returncode == 0 and "[[au jour d’aujourd’hui]]" in page.stdout
    finding = json.loads(factcheck("check", "bad.txt", *ONE_RULE, "--format", "json").stdout)["drafts"][0]["findings"][0]
    told = factcheck("explain", finding["fingerprint"][:12], "bad.txt", *ONE_RULE)
    assert told.returncode == 0 and "rules/aujourdhui.yaml:1" in told.stdout
    assert factcheck("explain", "nothing-of-the-kind", *ONE_RULE).returncode == 2


def test_the_page_of_an_overlay_tells_what_holds_in_the_end(factcheck: Command, desk: Path) -> None:
    (desk / "rules" / "ours.yaml").write_text("extends: aujourdhui\nreplace+: {vivre sens: vivre}\n", encoding="utf-8")
    (desk / "factcheck.yaml").write_text("rules: [rules]\nseverity: {ours: note}\n", encoding="utf-8")
    page = factcheck("explain", "ours").stdout
    assert page.startswith("ours  (phrase; ") and "; note)\n" in page
    assert "  extends: aujourdhui\n" in page and "    vivre sens: vivre\n" in page and "  inside_quotations: no\n" in page


def test_a_rule_is_tested_beside_those_in_use(factcheck: Command, desk: Path) -> None:
    (desk / "factcheck.yaml").write_text("rules: [rules]\n", encoding="utf-8")
    (desk / "other.yaml").write_text(RULE, encoding="utf-8")
    done = factcheck("rules", "test", "other.yaml")
    assert done.returncode == 0 and "aujourdhui" in done.stderr and len(done.stderr.splitlines()) == 1
    (desk / "rules" / "broken.yaml").write_text("check: nothing\n", encoding="utf-8")
    assert factcheck("rules", "test", "other.yaml").returncode == 0


def test_an_impact_takes_a_rule_file_and_names_the_rule_that_was_meant(factcheck: Command, desk: Path) -> None:
    done = factcheck("rules", "impact", "rules/aujourdhui.yaml", "--corpus", ".", "--rules", "shipped")
    assert done.returncode == 0 and "bad.txt:" in done.stdout
    missed = factcheck("rules", "impact", "aujourdui", "--corpus", ".", "--rules", "rules")
    assert missed.returncode == 2 and "aujourdhui" in missed.stderr


def test_an_accepted_finding_does_not_count_and_a_new_one_does(factcheck: Command, desk: Path) -> None:
    assert factcheck("baseline", "bad.txt", *ONE_RULE).returncode == 0
    options = (*ONE_RULE, "--baseline", "factcheck-baseline.json")
    assert factcheck("check", "bad.txt", *options).returncode == 0
    (desk / "bad.txt").write_text("Avant.\n" + BAD + BAD, encoding="utf-8")
    done = factcheck("check", "bad.txt", *options, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["summary"]["suppressed"]) == (1, 1)


FACTS = """facts: 1
sources:
  gazette: {url: https://example.org/gazette, as_of: 2025-01-20}
countries:
  vld: {name: {fr: Valdorie}, people: {fr: Valdorien|Valdorienne}, src: gazette}
offices:
  vld-president: {title: {fr: président|présidente}, of: vld}
people:
  jeanne-roe:
    name: {fr: Jeanne Roe}
    sex: f
    offices: [{office: vld-president, from: 2020-05-01, src: gazette}]
"""


NAME_FORM = """check: name_form
category: factual
severity: error
message: {fr: "{found}"}
given: {people: {roe: {name: {fr: Jeanne Roe}, wrong: {fr: {Jane Roe: Jeanne Roe}}}}}
flags:
  - "[[Jane Roe]] est arrivée."
passes:
  - Jeanne Roe est arrivée.
"""


@pytest.fixture
def facts(desk: Path) -> Path:
    (desk / "facts.yaml").write_text(FACTS, encoding="utf-8")
    return desk


def test_facts_are_listed_and_shown_with_their_lines(factcheck: Command, facts: Path) -> None:
    assert [line.split()[0] for line in factcheck("facts", "list", "facts.yaml").stdout.splitlines()] == [
        "vld-president",
        "jeanne-roe",
        "vld",
    ]
    assert "facts.yaml:12" in factcheck("facts", "show", "jeanne-roe", "--facts", "facts.yaml").stdout
    wrong = factcheck("facts", "show", "jean-roe", "--facts", "facts.yaml")
    assert wrong.returncode == 2 and "jeanne-roe" in wrong.stderr


def test_a_desk_adds_its_facts_to_the_shipped_ones(factcheck: Command, facts: Path) -> None:
    both = factcheck("facts", "list", "--facts", "shipped", "--facts", "facts.yaml").stdout
    assert "jeanne-roe" in both and "emmanuel-macron" in both


def test_the_drafts_that_used_a_fact_are_found(factcheck: Command, facts: Path) -> None:
    told = factcheck("facts", "affected", "jeanne-roe", "good.txt", *ONE_RULE, "--facts", "facts.yaml")
    assert told.stdout == "good.txt:1:29: Jeanne Roe\n"


def test_what_people_made_of_a_fact_is_found_with_its_place(factcheck: Command, facts: Path) -> None:
    """A suppression that holds, one that has lapsed, and decisions of either kind; those about other facts are left out."""
    text = FACTS.replace("    sex: f", "    wrong: {fr: {Jane Roe: Jeanne Roe}}\n    sex: f")
    (facts / "facts.yaml").write_text(text, encoding="utf-8")
    (facts / "rules" / "form.yaml").write_text(NAME_FORM, encoding="utf-8")
    (facts / "wrong.txt").write_text("Jane Roe est arrivée hier soir.\n", encoding="utf-8")
    checked = factcheck("check", "wrong.txt", "bad.txt", *ONE_RULE, "--facts", "facts.yaml", "--format", "json")
    prints = {draft["path"]: draft["findings"][0]["fingerprint"] for draft in json.loads(checked.stdout)["drafts"]}
    mine, other = prints["wrong.txt"], prints["bad.txt"]
    (facts / "factcheck-ignore.yaml").write_text(
        f"- {{fingerprint: {mine}, reason: nom de plume, fact: '00000000'}}\n"
        "- {rule: form, words: Jane Roe, reason: choix de la maison}\n"
        f"- {{fingerprint: {other}, reason: citation}}\n",
        encoding="utf-8",
    )
    (facts / "factcheck-decisions.yaml").write_text(
        f"- {{fingerprint: '{mine}', verdict: fact-wrong, rule: form}}\n"
        f"- {{fingerprint: '{other}', verdict: accepted, rule: aujourdhui}}\n",
        encoding="utf-8",
    )
    (facts / "factcheck.yaml").write_text("language: fr\n", encoding="utf-8")
    told = factcheck("facts", "affected", "jeanne-roe", ".", *ONE_RULE, "--facts", "facts.yaml")
    assert told.stdout.splitlines() == [
        "good.txt:1:29: Jeanne Roe",
        "wrong.txt:1:1: Jane Roe",
        f"wrong.txt:1:1: Jane Roe  error form {mine}",
        f"factcheck-ignore.yaml:1: file form {mine} (waiver-fact-changed)  nom de plume",
        f"factcheck-ignore.yaml:2: file form {mine}  choix de la maison",
        f"factcheck-decisions.yaml:1: fact-wrong form {mine}",
    ]


LINT = """facts: 1
sources:
  gazette: {url: "https://example.org/gazette", as_of: 2020-06-01}
offices:
  vd-premier: {title: Premier ministre}
people:
  ada:
    name: Ada Lorne
    offices:
      - {office: vd-premier, from: 2001-01-01, until: 2003-01-01, src: gazette}
      - {office: vd-premier, from: 2010-01-01, until: 2009-01-01, src: gazette}
  bea:
    name: {fr: Bea Marne}
    also: {fr: Ada Lorne}
    offices:
      - {office: vd-premier, from: 2002-06-01, until: 2005-01-01, src: gazette}
      - {office: vd-premier, from: 2008-01-01, src: gazette}
      - {office: vd-premeir, from: 2008-01-01, until: 2009-01-01, src: gazette}
  cleo:
    name: {fr: Cleo Vane}
    wrong: {fr: {Ada Lorne: Cleo Vane}}
    offices:
      - {office: vd-premier, from: 1990-01-01, scheduled: 2000-12-31, until: 2001-01-01}
  bea:
    name: Bea Two
treaties:
  one: {name: Traité un, follows: two}
  two: {name: Traité deux, follows: one}
"""


def test_the_lint_names_everything_in_one_run(factcheck: Command, desk: Path) -> None:
    """Mistakes that no check would read past do not hide what is doubtful elsewhere."""
    (desk / "desk").mkdir()
    (desk / "desk" / "a.yaml").write_text(LINT, encoding="utf-8")
    (desk / "desk" / "b.yaml").write_text("people:\n  cleo: {name: Cleo}\n", encoding="utf-8")
    done = factcheck("--ui-lang", "en", "facts", "lint", "desk", "--date", "2026-06-01")
    assert (done.returncode, [line.split(": ")[0] for line in done.stderr.splitlines()]) == (
        2,
        [
            "desk/a.yaml:11:9",  # ends before it begins
            "desk/a.yaml:14:16",  # another's name, at the alias
            "desk/a.yaml:16:9",  # two at once
            "desk/a.yaml:17:9",  # nobody between
            "desk/a.yaml:17:9",  # stale
            "desk/a.yaml:18:18",  # no such office
            "desk/a.yaml:21:18",  # wrong here, right elsewhere, at the form
            "desk/a.yaml:23:9",  # no effect
            "desk/a.yaml:23:9",  # no source
            "desk/a.yaml:24:3",  # the key twice
            "desk/a.yaml:27:3",  # a circle
            "desk/b.yaml:2:3",  # the id in two files
        ],
    )


def test_doubtful_facts_are_named_with_their_lines(factcheck: Command, facts: Path) -> None:
    assert factcheck("facts", "lint", "facts.yaml").returncode == 0
    (facts / "facts.yaml").write_text(FACTS.replace("from: 2020-05-01", "from: 2020-05-01, until: 2019-01-01"), encoding="utf-8")
    done = factcheck("facts", "lint", "facts.yaml")
    assert done.returncode == 1 and "facts.yaml:12:" in done.stderr


def test_open_data_become_a_proposal_and_then_facts(factcheck: Command, facts: Path) -> None:
    (facts / "us.yaml").write_text(
        "- id: {govtrack: 1}\n  name: {first: Jane, last: Poe}\n  bio: {gender: F, birthday: '1960-01-02'}\n"
        "  terms:\n  - {type: prez, start: '2021-01-20', end: '2029-01-20', party: X, how: election}\n",
        encoding="utf-8",
    )
    asked = ("facts", "import", "us.yaml", "--from", "us-executive", "--as-of", "2025-02-01")
    options = ("--facts", "facts.yaml", "--output", "proposal.yaml")
    assert factcheck(*asked, *options).returncode == 0
    assert factcheck("facts", "merge", "proposal.yaml", "--into", "facts.yaml").returncode == 0
    merged = (facts / "facts.yaml").read_text(encoding="utf-8")
    assert "Jane Poe" in merged and "until: 2029" not in merged and "jeanne-roe" in merged


@pytest.mark.parametrize("kind", ["facts", "rules"])
def test_schemas_are_printed(factcheck: Command, kind: str) -> None:
    assert "$schema" in json.loads(factcheck(kind, "schema").stdout)


def test_a_new_rule_is_complete_and_in_good_form(factcheck: Command, desk: Path) -> None:
    asked = (
        "--ui-lang",
        "fr",
        "rules",
        "new",
        "--kind",
        "words",
        "--answer",
        "wrong=au jour d’aujourd’hui",
        "--answer",
        "right=aujourd’hui",
    )
    made = factcheck(*asked, "new")
    assert made.returncode == 0, made.stderr
    assert factcheck("rules", "test", "new").returncode == 0
    assert factcheck("rules", "fmt", "--check", "new").returncode == 0
    assert factcheck(*asked, "new").returncode == 2


def test_the_impact_of_a_rule_on_a_folder(factcheck: Command, desk: Path) -> None:
    done = factcheck("rules", "impact", "aujourdhui", "--corpus", ".", "--rules", "rules")
    assert done.returncode == 0 and "bad.txt:1:19" in done.stdout


def test_suppressions_in_a_file_count_and_those_for_nothing_warn(factcheck: Command, desk: Path) -> None:
    row = "- {{rule: aujourdhui, words: {}, reason: voulu}}\n"
    entry = row.format("au jour d’aujourd’hui") + row.format("jamais vu")
    (desk / "factcheck-ignore.yaml").write_text(entry, encoding="utf-8")
    done = factcheck("check", "bad.txt", *ONE_RULE, "--format", "json")
    assert done.returncode == 0 and json.loads(done.stdout)["summary"]["suppressed"] == 1
    assert "factcheck-ignore.yaml:2" in done.stderr
