"""An editor's intent and a few answers in, the text of a complete rule file out.

The texts are in `seeds/new/<language>/<kind>.yaml`; `${wrong}` and its like are what is asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from string import Template

from factcheck import shipped

_FOLDER = "new"
_ASKED = re.compile(r"\$\{(\w+)\}")


def kinds(language: str) -> tuple[str, ...]:
    """What a rule can be made for: an exact title, the form of a name, a word list, …"""
    return tuple(sorted(path.stem for path in (shipped.folder("seeds") / _FOLDER / language).glob("*.yaml")))


def questions(kind: str, language: str) -> tuple[str, ...]:
    """What must be asked for this kind of rule, in order: names of `rules-ask-…` in the wording files."""
    return tuple(dict.fromkeys(_ASKED.findall(_template(kind, language))))


def write(kind: str, language: str, answers: Mapping[str, str]) -> str:
    """The rule file. An answer may hold anything: it stands between quotation marks. Raises KeyError for one that is missing."""
    quoted = {name: _escaped(answers[name]) for name in questions(kind, language)}
    return Template(_template(kind, language)).substitute(quoted)


def name(kind: str, answers: Mapping[str, str]) -> str:
    """A name for the file, from the first answer: small letters, digits and hyphens."""
    first = next(iter(answers.values()), "")
    plain = unicodedata.normalize("NFKD", first).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return "-".join(re.findall(r"[^\W_]+", letters))[:60].strip("-") or kind


def _template(kind: str, language: str) -> str:
    return (shipped.folder("seeds") / _FOLDER / language / f"{kind}.yaml").read_text(encoding="utf-8")


def _escaped(answer: str) -> str:
    """An answer as it stands between double quotation marks."""
    return " ".join(answer.split()).replace("\\", "\\\\").replace('"', '\\"')
