"""A language in, its Grammar out: the words of `grammars/xx.yaml` and the compiled frames of `grammars/xx.lark`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from factcheck import cache as kept
from factcheck import late, shipped
from factcheck.grammar import islands, lexicon
from factcheck.grammar.islands import Frames
from factcheck.grammar.lexicon import Lexicon
from factcheck.model import Language

if TYPE_CHECKING:
    import yaml
else:
    yaml = late.module("yaml")

Sections: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """`words`: every plain list of the yaml; `tables`: every plain mapping; `lexicon` and `frames`: what the parser runs on."""

    language: Language
    words: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Mapping[str, str]]
    lexicon: Lexicon
    frames: Frames


@lru_cache(maxsize=1 << 8)
def listed(grammar: Grammar, name: str) -> frozenset[str]:
    """The words of a list, to ask whether it has one; none where the language has no such list."""
    return frozenset(grammar.words.get(name, ()))


@cache
def languages() -> tuple[Language, ...]:
    """The languages that have both words and frames."""
    folder = shipped.folder("grammars")
    return tuple(sorted(path.stem for path in folder.glob("??.lark") if path.with_suffix(".yaml").exists()))


@cache
def digest() -> str:
    """A hash of every grammar file, `sha256:…`."""
    paths = sorted(path for path in shipped.folder("grammars").iterdir() if path.suffix in (".lark", ".yaml"))
    return kept.digest(part for path in paths for part in (path.name.encode(), path.read_bytes()))


@cache
def load(language: Language) -> Grammar:
    """The grammar of `language`; compiled once, then read from the cache."""
    return kept.remember(f"grammar-{language}", digest(), lambda: compiled(language, shipped.folder("grammars")))


def compiled(language: Language, folder: Path) -> Grammar:
    """The grammar as its two files say it now."""
    frames = islands.compiled((folder / f"{language}.lark").read_text(encoding="utf-8"), folder)
    sections = _sections(folder / f"{language}.yaml")
    return Grammar(language, _words(sections), _tables(sections), lexicon.build(sections, frames.letters), frames)


def _sections(path: Path) -> Sections:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    loaded: Sections = yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {}
    return loaded


def _words(sections: Sections) -> Mapping[str, tuple[str, ...]]:
    lists = {key: value for key, value in sections.items() if isinstance(value, list)}
    return {key: tuple(value) for key, value in lists.items() if all(isinstance(word, str) for word in value)}


def _tables(sections: Sections) -> Mapping[str, Mapping[str, str]]:
    found = {key: value for key, value in sections.items() if isinstance(value, dict)}
    return {key: dict(value) for key, value in found.items() if all(isinstance(word, str) for word in value.values())}
