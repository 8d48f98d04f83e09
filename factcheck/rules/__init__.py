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
class _Found:
    """A file of a rules folder; `data` is what it holds, or why it could not be read."""

    name: str
    shown: str
    data: bytes | OSError


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
    return opened(folders)[0]


def digest(folders: Sequence[Path]) -> str:
    """A hash of every rule file's name and bytes, `sha256:…`."""
    return _digest([found for folder in folders for found in _files(folder)])


def opened(folders: Sequence[Path]) -> tuple[tuple[Rule, ...], str]:
    """The rules and their digest, every file read once. Raises UserError."""
    found = {folder: tuple(_files(folder)) for folder in folders}
    rules = cache.remember("rules", _content(found), lambda: _read(found))
    return rules, _digest([file for folder in folders for file in found[folder]])


def _digest(files: Sequence[_Found]) -> str:
    return cache.digest(part for file in files for part in (file.name.encode(), _bytes(file)))


def _content(found: Mapping[Path, Sequence[_Found]]) -> str:
    """All that rules are a function of: their files, the shipped ones that they may extend, the languages that there are."""
    files = [(file.shown.encode(), _bytes(file)) for inside in found.values() for file in inside]
    parents = digest([shipped.folder("rules")]) if any(b"extends" in data for _, data in files) else ""
    known = (*(f"{folder}{folder.exists()}" for folder in found), *grammar.languages(), parents)
    return cache.digest([*(part.encode() for part in known), *(part for pair in files for part in pair)])


def _bytes(file: _Found) -> bytes:
    """What the file holds; nothing for one that cannot be read: `_node` says so in its place."""
    return file.data if isinstance(file.data, bytes) else b""


def _read(found: Mapping[Path, Sequence[_Found]]) -> tuple[Rule, ...]:
    problems: list[Problem] = []
    files: dict[str, _File] = {}
    for folder, inside in found.items():
        files |= {file.id: file for file in _folder(folder, inside, problems)}
    rules = [rule for file in files.values() if file.node and (rule := _rule(file, file.node, files, problems))]
    if problems:
        raise UserError(problems)
    return tuple(sorted(rules, key=lambda rule: rule.id))


def _rule(file: _File, node: Node, files: Mapping[str, _File], problems: list[Problem]) -> Rule | None:
    page = Page(file.shown)
    whole = overlays.whole(node, file.id, partial(_parent, files), partial(_parents, files), page)
    rule = rulefile.read(whole, file.id, page) if whole else None
    problems += page.problems
    return rule


def _parent(files: Mapping[str, _File], name: str) -> Node | None:
    """The tree of the rule that another one extends."""
    if not name.startswith(overlays.SHIPPED):
        return files[name].node if name in files else None
    path = shipped.folder("rules") / f"{name.removeprefix(overlays.SHIPPED)}.yaml"
    return yamlfile.parse(path.read_text(encoding="utf-8"), _shown(path))[0] if path.is_file() else None


def _parents(files: Mapping[str, _File]) -> list[str]:
    """The names of all rules that can be extended."""
    return [*files, *(f"{overlays.SHIPPED}{path.stem}" for path in shipped.folder("rules").glob("*.yaml"))]


# ---------------------------------------------------------------- files


def _files(folder: Path) -> Iterator[_Found]:
    """Every file in the folder that is meant to be a rule, or ought not to be there, in the order of their names."""
    root, outer = _shown(folder), str(folder)
    if folder.is_file():
        yield _Found(folder.name, root, _held(outer))
        return
    for path in _paths(outer):
        below = path[len(outer) :].lstrip(os.sep).replace(os.sep, "/")
        yield _Found(os.path.basename(path), below if root == "." else f"{root}/{below}", _held(path))  # noqa: PTH119 - of thousands


def _paths(folder: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir() and not entry.name.startswith("."):
            yield from _paths(entry.path)
        elif entry.is_file() and entry.name not in _LEFT_BY_SYSTEMS:
            yield entry.path


def _held(path: str) -> bytes | OSError:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - of thousands
            return file.read()
    except OSError as error:
        return error


def _folder(folder: Path, inside: Sequence[_Found], problems: list[Problem]) -> Iterator[_File]:
    """The rule files of one folder, each with the id that its name gives it."""
    if not folder.exists():
        problems.append(problem(_shown(folder), 0, 0, "no-such-path"))
    seen: dict[str, str] = {}
    for file in inside:
        path, shown = PurePath(file.name), file.shown
        if path.suffix not in SUFFIXES:
            problems.append(problem(shown, 0, 0, "rule-not-a-rule-file"))
        elif not _ID.fullmatch(path.stem):
            problems.append(problem(shown, 0, 0, "rule-bad-name", name=path.stem))
        elif path.stem in seen:
            problems.append(problem(shown, 0, 0, "rule-name-twice", name=path.stem, other=seen[path.stem]))
        else:
            seen[path.stem] = shown
            yield _File(path.stem, shown, _node(file, problems))


def _node(file: _Found, problems: list[Problem]) -> Node | None:
    if isinstance(file.data, OSError):
        problems.append(problem(file.shown, 0, 0, "rule-unreadable", why=file.data.strerror or type(file.data).__name__))
        return None
    try:
        node, found = yamlfile.parse(file.data.decode("utf-8"), file.shown)
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        problems.append(problem(file.shown, line, 1, "rule-not-utf8"))
        return None
    problems += found
    return node


def _shown(path: Path) -> str:
    """The path as reports print it: shipped rules from `rules/` on, others from the current folder, with forward slashes."""
    own = shipped.folder("rules")
    if path.resolve().is_relative_to(own):
        return PurePath("rules", path.resolve().relative_to(own)).as_posix()
    return PurePath(os.path.normpath(path).removeprefix(str(Path.cwd()) + os.sep)).as_posix()
