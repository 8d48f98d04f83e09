"""Rules folders in, Rules out, each held against the check it names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from factcheck import cache, grammar, shipped, yamlfile
from factcheck.errors import Problem, UserError, problem
from factcheck.facts.page import Page
from factcheck.model import Rule
from factcheck.rules import file as rulefile
from factcheck.rules import overlays
from factcheck.yamlfile import Node

SUFFIXES = (".yaml", ".yml")
_LEFT_BY_SYSTEMS = frozenset({".DS_Store", ".gitkeep", ".gitignore", ".gitattributes", "Thumbs.db", "desktop.ini"})
"""Files that Git and the desktops of this world put into folders by themselves."""
_ID = re.compile(r"[^\W_][\w.-]*")


@dataclass(frozen=True, slots=True)
class _File:
    """A rule file, read. `node` is None where its YAML could not be."""

    id: str
    shown: str
    node: Node | None


def load(folders: Sequence[Path]) -> tuple[Rule, ...]:
    """The rules of these folders and files, by id. A rule of a later folder stands in place of an earlier one's.

    Raises UserError with the problems of all files.
    """
    return cache.remember("rules", _content(folders), lambda: _read(folders))


def digest(folders: Sequence[Path]) -> str:
    """A hash of every rule file's name and bytes, `sha256:…`."""
    paths = [path for folder in folders for path in _paths(folder)]
    return cache.digest(part for path in paths for part in (path.name.encode(), _bytes(path)))


def _content(folders: Sequence[Path]) -> str:
    """All that rules are a function of: their files, the shipped ones that they may extend, the languages that there are."""
    files = [(_shown(path), _bytes(path)) for folder in folders for path in (_paths(folder) if folder.exists() else [folder])]
    parents = digest([shipped.folder("rules")]) if any(b"extends" in data for _, data in files) else ""
    known = (*(str(folder) for folder in folders), *grammar.languages(), parents)
    return cache.digest([*(part.encode() for part in known), *(part for name, data in files for part in (name.encode(), data))])


def _bytes(path: Path) -> bytes:
    """What the file holds; nothing for one that cannot be read: `_node` says so in its place."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _read(folders: Sequence[Path]) -> tuple[Rule, ...]:
    problems: list[Problem] = []
    files: dict[str, _File] = {}
    for folder in folders:
        files |= {file.id: file for file in _folder(folder, problems)}
    rules = [rule for file in files.values() if file.node and (rule := _rule(file, file.node, files, problems))]
    if problems:
        raise UserError(problems)
    return tuple(sorted(rules, key=lambda rule: rule.id))


def _rule(file: _File, node: Node, files: Mapping[str, _File], problems: list[Problem]) -> Rule | None:
    page = Page(file.shown)
    rule = rulefile.read(overlays.whole(node, file.id, partial(_parent, files), page), file.id, page)
    problems += page.problems
    return rule


def _parent(files: Mapping[str, _File], name: str) -> Node | None:
    """The tree of the rule that another one extends."""
    if not name.startswith(overlays.SHIPPED):
        return files[name].node if name in files else None
    path = shipped.folder("rules") / f"{name.removeprefix(overlays.SHIPPED)}.yaml"
    return yamlfile.parse(path.read_text(encoding="utf-8"), _shown(path))[0] if path.is_file() else None


# ---------------------------------------------------------------- files


def _paths(folder: Path) -> Iterator[Path]:
    """Every file in the folder that is meant to be a rule, or ought not to be there."""
    if folder.is_file():
        yield folder
        return
    for inside in sorted(folder.iterdir()) if folder.is_dir() else ():
        if inside.is_dir() and not inside.name.startswith("."):
            yield from _paths(inside)
        elif inside.is_file() and inside.name not in _LEFT_BY_SYSTEMS:
            yield inside


def _folder(folder: Path, problems: list[Problem]) -> Iterator[_File]:
    """The rule files of one folder, each with the id that its name gives it."""
    if not folder.exists():
        problems.append(problem(_shown(folder), 0, 0, "no-such-path"))
    seen: dict[str, str] = {}
    for path in _paths(folder):
        shown = _shown(path)
        if path.suffix not in SUFFIXES:
            problems.append(problem(shown, 0, 0, "rule-not-a-rule-file"))
        elif not _ID.fullmatch(path.stem):
            problems.append(problem(shown, 0, 0, "rule-bad-name", name=path.stem))
        elif path.stem in seen:
            problems.append(problem(shown, 0, 0, "rule-name-twice", name=path.stem, other=seen[path.stem]))
        else:
            seen[path.stem] = shown
            yield _File(path.stem, shown, _node(path, shown, problems))


def _node(path: Path, shown: str, problems: list[Problem]) -> Node | None:
    try:
        data = path.read_bytes()
        node, found = yamlfile.parse(data.decode("utf-8"), shown)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(problem(shown, line, 1, "rule-not-utf8"))
        return None
    except OSError as error:
        problems.append(problem(shown, 0, 0, "rule-unreadable", why=error.strerror or type(error).__name__))
        return None
    problems += found
    return node


def _shown(path: Path) -> str:
    """The path as reports print it: shipped rules from `rules/` on, others from the current folder, with forward slashes."""
    own = shipped.folder("rules")
    if path.resolve().is_relative_to(own):
        return PurePath("rules", path.resolve().relative_to(own)).as_posix()
    return PurePath(os.path.normpath(path).removeprefix(str(Path.cwd()) + os.sep)).as_posix()
