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


def test_an_accepted_finding_does_not_count_and_a_new_one_does(factcheck: Command, desk: Path) -> None:
    assert factcheck("baseline", "bad.txt", *ONE_RULE).returncode == 0
    options = (*ONE_RULE, "--baseline", "factcheck-baseline.json")
    assert factcheck("check", "bad.txt", *options).returncode == 0
    (desk / "bad.txt").write_text("Avant.\n" + BAD + BAD, encoding="utf-8")
    done = factcheck("check", "bad.txt", *options, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["summary"]["suppressed"]) == (1, 1)
