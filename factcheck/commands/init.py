"""`factcheck init`: a folder in, a commented factcheck.yaml and a first rule in it out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from factcheck import shipped, wording
from factcheck.errors import UserError, problem


def run(asked: argparse.Namespace) -> int:
    """Writes what is not there yet; what is there stays as it is and is named. Raises UserError for a folder that is none."""
    folder = Path(asked.folder)
    if not folder.is_dir():
        raise UserError([problem(asked.folder, 0, 0, "no-such-path")])
    language = wording.users_language(asked.ui_lang)
    models = shipped.folder("seeds") / "init" / language
    for model in sorted(path for path in models.rglob("*.yaml")):
        target = folder / model.relative_to(models)
        code = "init-kept" if target.exists() else "init-written"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(model.read_bytes())
        print(wording.say(code, language, {"path": target.as_posix()}), file=sys.stderr)
    return 0
