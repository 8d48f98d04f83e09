"""The settings of a desk: what the loader takes, the schema takes, and the other way round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from factcheck import config
from factcheck.errors import UserError
from factcheck.shipped import folder

RULES = ("loaded-cue", "office-title")


def fits(text: str) -> bool:
    schema: Any = config.json_schema(RULES)
    return bool(Draft202012Validator(schema).is_valid(yaml.load(text, Loader=yaml.BaseLoader)))


def loads(tmp_path: Path, text: str) -> bool:
    (tmp_path / config.NAME).write_text(text, encoding="utf-8")
    try:
        config.load(tmp_path / config.NAME)
    except UserError:
        return False
    return True


def test_the_schema_is_one_and_names_every_key() -> None:
    schema: Any = config.json_schema(RULES)
    Draft202012Validator.check_schema(schema)
    assert tuple(schema["properties"]) == config.KEYS
    assert tuple(schema["properties"]["severity"]["properties"]) == RULES


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("language: fr\n", True),
        ("language: auto\n", True),
        ("language: zz\n", False),
        ("rules: [shipped, rules]\nfacts: facts\n", True),
        ("rules: {a: b}\n", False),
        ("fail_on: never\n", True),
        ("fail_on: grave\n", False),
        ("fail-on: error\n", False),
        ("severity: {loaded-cue: off}\n", True),
        ("severity: {loaded-cue: loud}\n", False),
        ("severity: [loaded-cue]\n", False),
        ("report: {json: out.json}\n", True),
        ("report: {jsno: out.json}\n", False),
        ("edition: next-day\n", True),
        ("edition: tomorrow\n", False),
        ("baseline: [a]\n", False),
        ("paths: [drafts]\nexclude: [old]\nbaseline: b.json\n", True),
    ],
)
def test_the_schema_and_the_loader_agree(tmp_path: Path, text: str, good: bool) -> None:
    assert (fits(text), loads(tmp_path, text)) == (good, good)


def test_the_schema_knows_the_rules_in_use() -> None:
    assert not fits("severity: {office-titel: off}\n")


@pytest.mark.parametrize("model", sorted((folder("seeds") / "init").glob("*/factcheck.yaml")), ids=lambda path: path.parent.name)
def test_what_init_writes_fits_the_schema(model: Path) -> None:
    schema: Any = config.json_schema()
    assert Draft202012Validator(schema).is_valid(yaml.load(model.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def test_a_desk_of_several_languages_names_none(tmp_path: Path) -> None:
    (tmp_path / config.NAME).write_text("language: auto\n", encoding="utf-8")
    assert config.load(tmp_path / config.NAME).language is None
