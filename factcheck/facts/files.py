"""Facts files and folders in, the Facts of a run out: read, laid over one another, every id looked up.

Each path given is a layer. Within a layer an id stands once; a later layer adds to, changes or retires entries of an earlier one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path, PurePath
from typing import Any, cast

from factcheck import cache, packed, shipped, yamlfile
from factcheck.errors import Problem, UserError, problem
from factcheck.facts import ids as facts_ids
from factcheck.facts import schema as facts_schema
from factcheck.facts import types as facts_types
from factcheck.facts.page import Page
from factcheck.facts.schema import BLOCKS, Entry
from factcheck.model import Facts, FuzzyDate, LifeEvent, Members, Origin, Source, Spell
from factcheck.yamlfile import Entries, Node, Scalar

_STALE_AFTER = 120
_SUFFIXES = (".yaml", ".yml")
_LARGEST = 48_000_000
"""Bytes of one file: room for more than half a million forms. A larger one would take minutes and more memory than a desk has."""
_BESIDE = ("", ".md", ".txt")
"""Suffixes of files that may lie in a folder of facts without being facts."""


@dataclass(slots=True)
class _Layer:
    """What the files of one path say, filled file by file."""

    blocks: dict[str, dict[str, Entry]] = field(default_factory=lambda: {block.name: {} for block in BLOCKS})
    sources: dict[str, Source] = field(default_factory=dict)
    retired: set[str] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)
    stale_after: int | None = None
    checked: FuzzyDate | None = None


def load(paths: Sequence[Path]) -> Facts:
    """The facts of these files and folders, later ones laid over earlier ones. Raises UserError with all problems."""
    layers = _layers(paths)
    content = cache.digest(part for layer in layers for file in (("", b""), *layer) for part in (file[0].encode(), file[1]))
    with yamlfile.without_collector():
        return cache.remember("facts", content, lambda: _build(layers))


def doubtful(paths: Sequence[Path]) -> tuple[Facts, tuple[Problem, ...]]:
    """What `load` gives, as far as the files can be understood, and their problems. Raises UserError where one is no YAML."""
    facts, pages, problems = _joined(_layers(paths))
    if not all(page.read for page in pages):
        raise UserError(problems)
    return facts, tuple(problems)


def texts(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """Every file's path, as reports print it, and text. Raises UserError like `load`."""
    return [(path, data.decode("utf-8-sig", "replace")) for files in _layers(paths) for path, data in files]


def _layers(paths: Sequence[Path]) -> list[list[tuple[str, bytes]]]:
    """The bytes of each path's files. Raises UserError for those that are no facts files, or too large."""
    problems: list[Problem] = []
    files = [list(_files(path, problems)) for path in paths]
    problems += (_too_large(file) for some in files for file in some if file.stat().st_size > _LARGEST)
    if problems:
        raise UserError(problems)
    return [[(shown(file), file.read_bytes()) for file in some] for some in files]


def _too_large(file: Path) -> Problem:
    size = file.stat().st_size // 1_000_000
    return problem(shown(file), 1, 1, "facts-too-large", size=size, most=_LARGEST // 1_000_000)


def _build(layers: Sequence[Sequence[tuple[str, bytes]]]) -> Facts:
    known, _, problems = _joined(layers)
    problems = problems or list(facts_ids.nameless(known))
    if problems:
        raise UserError(problems)
    digest = cache.digest(data for files in layers for _, data in files)
    return replace(known, people=packed.pack(known.people), name_words=packed.pack(known.name_words), digest=digest)


def _joined(layers: Sequence[Sequence[tuple[str, bytes]]]) -> tuple[Facts, list[Page], list[Problem]]:
    """Ids are looked up only where every file could be read: else the missing ones may be in the others."""
    pages: list[Page] = []
    known = _facts(_Layer())
    for files in layers:
        layer = _Layer()
        pages += [_read_file(data, path, layer) for path, data in files]
        known = _overlay(known, layer)
    problems = [one for page in pages for one in page.problems]
    if all(page.read for page in pages):
        problems += facts_ids.orphans(known, pages)
    return known, pages, problems


def parse(node: Node, path: str) -> tuple[Facts, tuple[Problem, ...]]:
    """The `given:` of a rule: the same keys, often just a part of an entry; ids that it does not hold are no problem."""
    page, layer = Page(path, given=True), _Layer()
    _read(node, page, layer)
    return _facts(layer), tuple(page.problems)


def merge(a: Facts, b: Facts) -> Facts:
    """Both, entries of `b` laid over those of `a`."""
    layer = _Layer({block.name: dict(getattr(b, block.name)) for block in BLOCKS}, dict(b.sources), checked=b.checked)
    layer.stale_after = b.stale_after if b.stale_after != _STALE_AFTER else None
    return replace(_overlay(a, layer), digest=a.digest)


# ---------------------------------------------------------------- files


def shown(path: Path) -> str:
    """The path as reports print it: shipped files from `seeds/` on, others from the current folder, with forward slashes."""
    seeds = shipped.folder("seeds")
    if path.resolve().is_relative_to(seeds):
        return PurePath("seeds", path.resolve().relative_to(seeds)).as_posix()
    return PurePath(os.path.normpath(path).removeprefix(str(Path.cwd()) + os.sep)).as_posix()


def _files(path: Path, problems: list[Problem]) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        inside = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
        problems += (problem(shown(file), 0, 0, "facts-not-yaml") for file in inside if file.suffix not in (*_SUFFIXES, *_BESIDE))
        found = [file for file in inside if file.suffix in _SUFFIXES]
        if not found:
            problems.append(problem(shown(path), 0, 0, "facts-none-here"))
        yield from found
    else:
        problems.append(problem(shown(path), 0, 0, "no-such-path"))


def _read_file(data: bytes, path: str, layer: _Layer) -> Page:
    try:
        node, problems = yamlfile.parse(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        node, problems = None, (problem(path, data.count(b"\n", 0, error.start) + 1, 1, "facts-not-utf8"),)
    page = Page(path, read=node is not None, problems=list(problems))
    if node is not None:
        _read(node, page, layer)
    return page


def _read(node: Node, page: Page, layer: _Layer) -> None:
    if not isinstance(node, Entries):
        page.wrong(node, "facts-not-a-map")
        return
    tables = {block.name: block for block in BLOCKS}
    for key, value in node.entries:
        if key.text in tables:
            _read_block(tables[key.text], value, page, layer)
        elif key.text == "sources":
            _read_sources(value, page, layer)
        elif key.text in facts_schema.TOP:
            _read_head(key.text, value, page, layer)
        else:
            page.unknown(key, "facts-unknown-key", key.text, facts_schema.TOP)


def _read_head(key: str, value: Node, page: Page, layer: _Layer) -> None:
    if key == "facts":
        version = facts_schema.VERSION.type.read(value, page)
        if version not in ("", "1"):
            page.wrong(value, "facts-version", text=version)
    elif key == "checked":
        layer.checked = facts_schema.CHECKED.type.read(value, page)
    else:
        layer.stale_after = facts_schema.STALE_AFTER.type.read(value, page)


def _read_block(block: facts_schema.Block, node: Node, page: Page, layer: _Layer) -> None:
    for key, value in _entries(node, page):
        found = facts_schema.entry(block, key, value, page)
        if _placed(key, key.text, page, layer) and found is not None:
            layer.blocks[block.name][key.text] = found[0]
            layer.retired |= {key.text} if found[1] else set()


def _read_sources(node: Node, page: Page, layer: _Layer) -> None:
    for key, value in _entries(node, page):
        found = facts_schema.source(key.text, value, page)
        if found is None or layer.sources.get(key.text) == found:
            continue
        if key.text in facts_ids.FREE:
            page.wrong(key, "facts-source-reserved", id=key.text)
        elif _placed(key, f"sources.{key.text}", page, layer):
            layer.sources[key.text] = found


def _entries(node: Node, page: Page) -> tuple[tuple[Scalar, Node], ...]:
    if isinstance(node, Entries):
        for key, _ in node.entries:
            facts_types.identifier(key, page)
        return node.entries
    page.wrong(node, "facts-not-a-map")
    return ()


def _placed(key: Scalar, id: str, page: Page, layer: _Layer) -> bool:
    """Notes where the id stands; false, with a problem, where it stood already."""
    place = layer.places.setdefault(id, f"{page.path}:{key.line}")
    own = place == f"{page.path}:{key.line}"
    if not own and not any((told.line, told.column) == (key.line, key.column) for told in page.problems):
        page.wrong(key, "facts-id-twice", id=key.text, place=place)
    return own


# ---------------------------------------------------------------- layers


def _facts(layer: _Layer) -> Facts:
    blocks = cast(dict[str, Any], layer.blocks)
    after = _STALE_AFTER if layer.stale_after is None else layer.stale_after
    made = Facts(sources=layer.sources, stale_after=after, **blocks, digest="", checked=layer.checked)
    return _looked_up(made)


def _looked_up(facts: Facts) -> Facts:
    """With what is asked of all people at once, told once."""
    first = tuple(id for id, person in facts.people.items() if person.family_name_first)
    words = dict.fromkeys(word for person in facts.people.values() for word in facts_ids.name_words(person.named))
    return replace(facts, held_by=_holders(facts), family_name_first=first, name_words=words)


def _holders(facts: Facts) -> Mapping[str, tuple[tuple[str, Spell], ...]]:
    found: dict[str, list[tuple[str, Spell]]] = {}
    for id, person in facts.people.items():
        for spell in person.spells:
            found.setdefault(spell.office, []).append((id, spell))
    return {office: tuple(spells) for office, spells in found.items()}


def _overlay(below: Facts, layer: _Layer) -> Facts:
    blocks: dict[str, Any] = {}
    for block in BLOCKS:
        entries: dict[str, Entry] = dict(getattr(below, block.name))
        for id, entry in layer.blocks[block.name].items():
            entries[id] = _laid(entries[id], entry) if id in entries else entry
        blocks[block.name] = {id: entry for id, entry in entries.items() if id not in layer.retired}
    made = replace(
        below,
        **blocks,
        sources={**below.sources, **layer.sources},
        checked=layer.checked or below.checked,
        stale_after=below.stale_after if layer.stale_after is None else layer.stale_after,
    )
    return _looked_up(made)


def _laid(old: Any, new: Any) -> Any:
    """`new` over `old`: what it leaves empty stays; maps and lists of dated lines are joined."""
    if isinstance(new, Origin):
        return new if new.sources or not old.sources else old
    if isinstance(new, Mapping):
        return {**old, **{key: _laid(old[key], value) if key in old else value for key, value in new.items()}}
    if isinstance(new, tuple) and new and isinstance(new[0], Spell | LifeEvent | Members):
        lines = {_line_key(line): line for line in old}
        for line in new:
            same = lines.get(_line_key(line))
            lines[_line_key(line)] = line if same is None else _laid(same, line)
        return tuple(lines.values())
    if type(new) is type(old) and hasattr(new, "__dataclass_fields__") and not isinstance(new, FuzzyDate | Source):
        return replace(new, **{part.name: _laid(getattr(old, part.name), getattr(new, part.name)) for part in fields(new)})
    return new if new or old is None else old


def _line_key(line: Spell | LifeEvent | Members) -> tuple[object, ...]:
    if isinstance(line, Spell):
        return (line.office, line.start)
    return (line.date, line.event, line.by) if isinstance(line, LifeEvent) else (line.date,)
