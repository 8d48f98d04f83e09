"""A folder in, the settings of its `factcheck.yaml` out, each with the line that it comes from."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from factcheck import grammar, yamlfile
from factcheck.errors import Problem, UserError, problem
from factcheck.model import Severity
from factcheck.report import WRITERS

NAME = "factcheck.yaml"
AUTO = "auto"
"""The language of a desk that writes in several: each draft's own."""
FailOn: TypeAlias = Literal["error", "warning", "note", "never"]


@dataclass(frozen=True, slots=True)
class Config:
    """What `factcheck.yaml` says; None or empty where it says nothing. Paths are as written, relative to `folder`."""

    folder: Path
    file: str = ""
    language: str | None = None
    rules: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    severity: tuple[tuple[str, Severity | Literal["off"]], ...] = ()
    report: tuple[tuple[str, str], ...] = ()
    baseline: str | None = None
    edition: Literal["same-day", "next-day"] | None = None
    lines: tuple[tuple[str, int], ...] = ()
    """Key to the line it stands on; of `severity`, `severity.<rule>` too."""

    def line(self, key: str) -> int:
        return dict(self.lines).get(key, 0)


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "fail_on": get_args(FailOn),
    "edition": ("same-day", "next-day"),
    "severity": (*get_args(Severity), "off"),
}
_KINDS: Mapping[str, str] = {
    "language": "word", "rules": "list", "facts": "list", "paths": "list", "exclude": "list", "fail_on": "word",
    "severity": "table", "report": "table", "baseline": "word", "edition": "word",
}  # fmt: skip


@cache
def find(folder: Path) -> Config:
    """The nearest `factcheck.yaml` from `folder` upwards, never above the repository's root. Raises UserError.

    Without one: settings that say nothing, for the current folder.
    """
    for place in (folder, *folder.parents):
        if (place / NAME).is_file():
            return load(place / NAME)
        if (place / ".git").exists():
            break
    return Config(folder=Path.cwd())


def load(path: Path) -> Config:
    """The settings in one file. Raises UserError with every problem of it."""
    shown = _shown(path)
    node, problems = yamlfile.parse(path.read_text(encoding="utf-8", errors="replace"), shown)
    found: list[Problem] = list(problems)
    entries = node.entries if isinstance(node, yamlfile.Entries) else ()
    if node is not None and not isinstance(node, yamlfile.Entries):
        found.append(problem(shown, 1, 1, "config-not-keys"))
    values: dict[str, object] = {}
    lines: list[tuple[str, int]] = []
    for key, value in entries:
        lines.append((key.text, key.line))
        found.extend(_problems(key, value, shown))
        values[key.text] = (
            (value.text,) if _KINDS.get(key.text) == "list" and isinstance(value, yamlfile.Scalar) else _value(value)
        )
        if isinstance(value, yamlfile.Entries):
            lines.extend((f"{key.text}.{inner.text}", inner.line) for inner, _ in value.entries)
    if found:
        raise UserError(found)
    if values.get("language") == AUTO:
        del values["language"]
    return Config(folder=path.parent, file=shown, lines=tuple(lines), **values)  # type: ignore[arg-type]  # typed by _problems just above


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _problems(key: yamlfile.Scalar, value: yamlfile.Node, path: str) -> Iterator[Problem]:
    if key.text not in _KINDS:
        near = difflib.get_close_matches(key.text, _KINDS, 1)
        code = "config-unknown-key-near" if near else "config-unknown-key"
        yield problem(path, key.line, key.column, code, key=key.text, near="".join(near), known=", ".join(_KINDS))
        return
    kind = _KINDS[key.text]
    fits: Callable[[yamlfile.Node], bool] = {
        "word": lambda node: isinstance(node, yamlfile.Scalar),
        "list": lambda node: (
            isinstance(node, yamlfile.Scalar)
            or (isinstance(node, yamlfile.Items) and all(isinstance(item, yamlfile.Scalar) for item in node.items))
        ),
        "table": lambda node: (
            isinstance(node, yamlfile.Entries) and all(isinstance(inner, yamlfile.Scalar) for _, inner in node.entries)
        ),
    }[kind]
    if not fits(value):
        yield problem(path, value.line, value.column, f"config-not-{kind}", key=key.text)
        return
    known = _choices(key.text)
    for scalar in _names(value) if key.text == "report" else _scalars(value):
        if known and scalar.text not in known:
            values = {"key": key.text, "text": scalar.text, "known": ", ".join(known)}
            yield problem(path, scalar.line, scalar.column, "config-choice", **values)


def _choices(key: str) -> tuple[str, ...]:
    """The words that a key can hold, the names in a table of reports; nothing where any word will do."""
    if key == "language":
        return (AUTO, *grammar.languages())
    return tuple(sorted(WRITERS)) if key == "report" else _CHOICES.get(key, ())


def _names(node: yamlfile.Node) -> tuple[yamlfile.Scalar, ...]:
    return tuple(name for name, _ in node.entries) if isinstance(node, yamlfile.Entries) else ()


def _scalars(node: yamlfile.Node) -> tuple[yamlfile.Scalar, ...]:
    if isinstance(node, yamlfile.Scalar):
        return (node,)
    inner = (value for _, value in node.entries) if isinstance(node, yamlfile.Entries) else node.items
    return tuple(value for value in inner if isinstance(value, yamlfile.Scalar))


def _value(node: yamlfile.Node) -> object:
    if isinstance(node, yamlfile.Scalar):
        return node.text
    if isinstance(node, yamlfile.Items):
        return tuple(scalar.text for scalar in _scalars(node))
    return tuple((key.text, value.text) for key, value in node.entries if isinstance(value, yamlfile.Scalar))


KEYS: tuple[str, ...] = tuple(_KINDS)
"""The keys that a `factcheck.yaml` can have, in the order of the manual."""


# ---------------------------------------------------------------- JSON Schema


def json_schema(rules: Sequence[str] = ()) -> Mapping[str, object]:
    """What a `factcheck.yaml` looks like. `rules`: the ids that `severity` can name; without any, every word."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": NAME,
        "type": "object",
        "properties": {key: _schema(key, kind, rules) for key, kind in _KINDS.items()},
        "additionalProperties": False,
    }


def _schema(key: str, kind: str, rules: Sequence[str]) -> Mapping[str, object]:
    known = _choices(key)
    if kind == "list":
        return {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    if kind == "word":
        return {"enum": list(known)} if known else _TEXT
    names, value = (known, _TEXT) if key == "report" else (rules, {"enum": list(known)})
    return {"type": "object", "propertyNames": {"enum": list(names)} if names else {}, "properties": dict.fromkeys(names, value),
            "additionalProperties": value}  # fmt: skip


_TEXT: Mapping[str, object] = {"type": "string"}
