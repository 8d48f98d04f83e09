"""Imports point backwards; folders match their tables of contents; what the README tells to run is what CI runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from factcheck import checks, commands, draft, report

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "factcheck"
ORDER = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("<!-- import order -->")[1].split("```")[1].split()
FOLDERS: dict[str, tuple[Sequence[str], set[str]]] = {
    "draft": (list(draft.READERS), {reader.__module__.rsplit(".", 1)[1] for reader in draft.READERS.values()}),
    "checks": (list(checks.CHECKS), {check.__module__.rsplit(".", 1)[1] for check in checks.CHECKS.values()}),
    "report": (list(report.WRITERS), set(report.WRITERS.values())),
    "commands": (list(commands.COMMANDS), set(commands.COMMANDS.values())),
}


def _modules() -> list[Path]:
    return sorted(
        path for path in PACKAGE.rglob("*.py") if path.name not in ("__init__.py", "__main__.py") or path.parent != PACKAGE
    )


def _rank(name: str) -> str:
    """The name below `factcheck.` under which the import order has it: its own, or its folder's."""
    own = ".".join(name.split(".")[:2])
    return own if own in ORDER else name.partition(".")[0]


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> set[str]:
    """Names below `factcheck.` that a module imports, or imports from."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "factcheck":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("factcheck."):
            base = str(node.module).removeprefix("factcheck.")
            found |= {f"{base}.{alias.name}" if f"{base}.{alias.name}" in ORDER else base for alias in node.names}
    return found - {"__version__"}


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    own = _rank(_name(path))
    assert own in ORDER, f"{own} has no place in the import order of ARCHITECTURE.md"
    later = {name for name in map(_rank, _imports(path)) if ORDER.index(name) > ORDER.index(own)}
    assert not later


def test_every_module_of_the_order_exists() -> None:
    assert {_rank(_name(path)) for path in _modules()} == set(ORDER)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_matches_its_table_of_contents(folder: str) -> None:
    keys, named = FOLDERS[folder]
    files = {path.stem for path in (PACKAGE / folder).glob("*.py")}
    assert named <= files and {name for name in files if name.startswith(("as_", "from_"))} <= named
    assert keys == sorted(keys)


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_opens_with_one_sentence(path: Path) -> None:
    opening = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert opening and opening.splitlines()[0].rstrip()[-1] in ".:"


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_function_fits_on_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 45, node.name


def test_only_the_readme_names_the_commands_that_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands_shown = re.findall(r"^```sh\n(.+)\n```$", readme, re.M)
    assert len(commands_shown) == 2
    assert "README.md" in ci
