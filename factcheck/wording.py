"""A code and its values in, a sentence in the user's language out.

The sentences live in `grammars/wording.xx.yaml`: `code: sentence with {placeholders}`.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from factcheck import cache as kept
from factcheck import late, shipped
from factcheck.errors import Problem

if TYPE_CHECKING:
    import yaml
else:
    yaml = late.module("yaml")

LANGUAGES = ("en", "fr", "es")


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    data = (shipped.folder("grammars") / f"wording.{language}.yaml").read_bytes()
    return kept.remember("wording", kept.digest([data]), lambda: _read(data))


def _read(data: bytes) -> Mapping[str, str]:
    loaded: Mapping[str, str] = yaml.load(data, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return loaded


def users_language(asked: str | None = None) -> str:
    """The language asked for, else that of the locale, else English."""
    names = [asked, os.environ.get("LC_ALL"), os.environ.get("LC_MESSAGES"), os.environ.get("LANG"), locale.getlocale()[0]]
    first = next((name for name in names if name), "en")
    return first[:2] if first[:2] in LANGUAGES else "en"


def say(code: str, language: str, values: Mapping[str, str]) -> str:
    """The sentence for `code`. A code that no wording file has is a bug and shows itself as a KeyError."""
    return _catalogue(language)[code].format(**values)


def line(problem: Problem, language: str) -> str:
    """`path:line:column: what is wrong; what to write instead`."""
    place = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part)
    return f"{place}: {say(problem.code, language, dict(problem.values))}"
