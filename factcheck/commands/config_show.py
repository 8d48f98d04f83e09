"""`factcheck config`: a folder in, every setting and where it comes from out; or the JSON Schema of its file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from factcheck import config, gather, rules

_OTHERWISE = {"language": "auto", "rules": "shipped", "facts": "shipped", "paths": ".", "fail_on": "error", "edition": "same-day"}


def run(asked: argparse.Namespace) -> int:
    return _schema() if asked.action == "schema" else _show(asked)


def _schema() -> int:
    """With the ids of the rules in use, so that an editor completes them below `severity`."""
    loaded = rules.load(gather.sources("rules", None, config.find(Path.cwd())))
    print(json.dumps(config.json_schema([rule.id for rule in loaded]), ensure_ascii=False, indent=1))
    return 0


def _show(asked: argparse.Namespace) -> int:
    settings = config.find(Path(asked.folder).resolve())
    for key in config.KEYS:
        value = getattr(settings, key)
        origin = f"{settings.file}:{settings.line(key)}" if settings.line(key) else "default"
        print(f"{key:10} {_shown(value) or _OTHERWISE.get(key, '—'):40} {origin}")
    return 0


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(": ".join(part) if isinstance(part, tuple) else str(part) for part in value)
    return str(value or "")
