"""`factcheck config show`: a folder in, every setting and where it comes from out."""

from __future__ import annotations

import argparse
from pathlib import Path

from factcheck import config

_OTHERWISE = {"language": "auto", "rules": "shipped", "facts": "shipped", "paths": ".", "fail_on": "error", "edition": "same-day"}


def run(asked: argparse.Namespace) -> int:
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
