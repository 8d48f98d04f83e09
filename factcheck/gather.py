"""Paths as a user gives them in, the drafts to read and the settings that hold for each out."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePath

from factcheck import config, shipped
from factcheck.config import Config
from factcheck.draft import READERS
from factcheck.errors import Problem, problem
from factcheck.pipeline import Task

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Drafts:
    """Tasks that share their settings, in the order of their paths."""

    settings: Config
    tasks: tuple[Task, ...]


def drafts(
    paths: Sequence[str], language: str | None, date: dt.date | None, stdin_name: str
) -> tuple[tuple[Drafts, ...], tuple[Problem, ...]]:
    """Every draft that the paths name, grouped by `factcheck.yaml`, and the paths that name none."""
    here = config.find(Path.cwd())
    files, missing = _files(paths or [_beside(here, path) for path in here.paths] or ["."], here)
    groups: dict[Config, list[Task]] = {}
    folders: dict[Path, Config] = {}
    for file in files:
        settings = config.find(Path.cwd()) if file == STDIN else _settings(file, folders)
        name, data = (stdin_name, sys.stdin.buffer.read()) if file == STDIN else (file, None)
        groups.setdefault(settings, []).append(Task(name, language or settings.language, date, data))
    ordered = sorted(groups.items(), key=lambda group: str(group[0].folder))
    return tuple(Drafts(settings, tuple(tasks)) for settings, tasks in ordered), missing


def _settings(file: str, folders: dict[Path, Config]) -> Config:
    """What stands for the folder that a file really is in; `folders` keeps what was found for each."""
    path = Path(file)
    folder = (path.resolve() if path.is_symlink() else path).parent
    if folder not in folders:
        folders[folder] = config.find(folder.resolve())
    return folders[folder]


def _files(paths: Iterable[str], settings: Config) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    found: set[str] = set()
    missing: list[Problem] = []
    for path in paths:
        if path == STDIN or Path(path).is_file():
            found.add(path if path == STDIN else shown(path))
        elif Path(path).is_dir():
            within = {shown(file) for file in _walk(path) if not _excluded(file, settings)}
            found |= within
            if not within:
                missing.append(problem(shown(path), 0, 0, "folder-without-drafts", known=" ".join(sorted(READERS))))
        else:
            missing.append(problem(path, 0, 0, "no-such-path"))
    return tuple(sorted(found)), tuple(missing)


def shown(path: str) -> str:
    """The path as reports print it: relative where it lies below the current folder, with forward slashes."""
    return os.path.normpath(path).removeprefix(f"{Path.cwd()}{os.sep}").replace(os.sep, "/")


def _walk(folder: str) -> Iterator[str]:
    """Files with a known suffix, hidden folders and links to folders left out."""
    pending = [folder]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                elif PurePath(entry.name).suffix.lower() in READERS and entry.is_file():
                    yield entry.path


def _excluded(file: str, settings: Config) -> bool:
    if not settings.exclude:
        return False
    try:
        place = Path(file).resolve().relative_to(settings.folder).as_posix()
    except ValueError:
        return False
    return any(fnmatch(place, pattern) or place.startswith(f"{pattern.rstrip('/')}/") for pattern in settings.exclude)


def _beside(settings: Config, path: str) -> str:
    return shown(str(settings.folder / path))


def sources(kind: str, asked: Sequence[str] | None, settings: Config) -> tuple[Path, ...]:
    """The rules folders or facts paths in force: those asked for, else the configured, else the shipped ones.

    The word `shipped` names the shipped ones. Configured paths count from the file that names them.
    """
    own = shipped.folder("rules") if kind == "rules" else shipped.folder("seeds") / "facts"
    written = [(Path(), path) for path in asked] if asked else [(settings.folder, path) for path in getattr(settings, kind)]
    return tuple(own if path == "shipped" else folder / path for folder, path in written) or (own,)
