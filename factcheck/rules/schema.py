"""The kinds of check in, the JSON Schema of a rule file out: for editors that complete and check while one types."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.checks import CHECKS
from factcheck.facts.page import Schema
from factcheck.facts.schema import json_schema as facts_schema
from factcheck.facts.schema import named_ids
from factcheck.model import Facts
from factcheck.rules import options
from factcheck.rules.file import CATEGORIES, REQUIRED, SEVERITIES, STATUSES
from factcheck.rules.options import TEXT
from factcheck.wording import LANGUAGES

_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_SPOKEN: Schema = {
    "type": "object",
    "properties": dict.fromkeys(LANGUAGES, TEXT),
    "additionalProperties": False,
    "minProperties": 1,
}
_SENTENCES: Schema = {"type": "array", "items": TEXT, "minItems": 1}
_EXAMPLES: Schema = {"anyOf": [_SENTENCES, {"type": "object", "additionalProperties": _SENTENCES, "minProperties": 1}]}


def json_schema(known: Facts | None = None, parents: Sequence[str] = ()) -> dict[str, object]:
    """A rule is one of the kinds of check, with the options of that kind and no other key; or it extends another rule.

    `known`: facts whose ids an editor completes; `parents`: names that can stand after `extends`.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "factcheck rule",
        "type": "object",
        "anyOf": [*(_kind(check) for check in sorted(CHECKS)), _overlay(parents)],
        "$defs": {**named_ids(known), "shared": {"properties": _shared()}, "given": {**_given()}},
    }


def _kind(check: str) -> Schema:
    own = options.of(check).values()
    return {
        "title": check,
        "description": options.sentence(CHECKS[check]),
        "$ref": "#/$defs/shared",
        "properties": {"check": {"const": check}, **{option.name: options.schema(option) for option in own}},
        "required": [*REQUIRED, *(option.name for option in own if option.required)],
        "not": {"required": ["extends"]},
        "unevaluatedProperties": False,
    }


def _overlay(parents: Sequence[str]) -> Schema:
    name: Schema = {"anyOf": [{"enum": list(parents)}, TEXT]} if parents else TEXT
    return {"title": "extends", "properties": {"extends": name, "check": {"enum": sorted(CHECKS)}}, "required": ["extends"]}


def _shared() -> dict[str, object]:
    """The keys of every rule."""
    texts = dict.fromkeys(("link", "owner"), TEXT)
    return {
        "category": {"enum": list(CATEGORIES)},
        "severity": {"enum": list(SEVERITIES)},
        "status": {"enum": list(STATUSES)},
        "message": _SPOKEN,
        "why": {"anyOf": [TEXT, _SPOKEN]},
        "since": {"type": "string", "pattern": r"^\d{4}(-\d{2}){0,2}$"},
        "date": _DAY,
        "given": {"$ref": "#/$defs/given"},
        "flags": _EXAMPLES,
        "passes": _EXAMPLES,
        **texts,
    }


def _given() -> dict[str, object]:
    """The keys of a facts file, none of them needed."""
    return {key: value for key, value in facts_schema().items() if not key.startswith("$")} | {"title": "facts of the examples"}
