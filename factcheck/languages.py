"""A text in, the language that it is written in out, or None where it cannot be told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from factcheck import late, shipped
from factcheck.model import Language

if TYPE_CHECKING:
    import yaml
else:
    yaml = late.module("yaml")

_ENOUGH = 6000
"""Characters that are looked at: more of a draft tells no more."""

_WORD = re.compile(r"[^\W\d_]+")


_SHORTEST = 4
"""Letters of a word whose ending tells something."""


@cache
def _telling() -> Mapping[Language, tuple[Mapping[str, float], tuple[str, ...], tuple[str, ...]]]:
    path = shipped.folder("grammars") / "languages.yaml"
    loaded: Mapping[str, Mapping[str, str]] = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    )
    shared = Counter(word for row in loaded.values() for word in set(row["words"].split()))
    return {
        name: (
            {word: 1 / shared[word] for word in row["words"].split()},
            tuple(row["letters"].split()),
            tuple(row["endings"].split()),
        )
        for name, row in loaded.items()
    }


def guess(text: str) -> Language | None:
    """The language whose telling words, letters and endings the text holds most of; None when two are as likely."""
    sample = text[:_ENOUGH].lower()
    words = _WORD.findall(sample)
    scores = {
        language: sum(known.get(word, 0.5 if len(word) >= _SHORTEST and word.endswith(endings) else 0) for word in words)
        + sum(sample.count(letter) for letter in letters)
        for language, (known, letters, endings) in _telling().items()
    }
    best, second = sorted(scores, key=lambda language: (-scores[language], language))[:2]
    return best if scores[best] > scores[second] else None
