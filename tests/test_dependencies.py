"""What pip installs with woonboom is all that woonboom imports, and nothing that it does not."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OPTIONAL = {"pyarrow"}  # in the extra `parquet`
UNSEEN = {"brotli"}  # what another library imports when we ask it for something
BROUGHT = {"fontpkg": "fontpkg-fira-sans"}  # the one gives what the other holds


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def named() -> set[str]:
    """The distributions that pyproject.toml asks for at run time."""
    asked = (re.match(r"[\w.-]+", line) for line in PROJECT["dependencies"])
    return {plain(found.group()) for found in asked if found}


def modules(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def imported() -> dict[str, str]:
    """Every distribution that our code imports from, with a file that does."""
    homes, found = packages_distributions(), dict[str, str]()
    for path in sorted((ROOT / "woonboom").rglob("*.py")):
        for module in modules(ast.parse(path.read_text("utf-8"))):
            top = module.partition(".")[0]
            if top in sys.stdlib_module_names or top == "woonboom":
                continue
            owners = {BROUGHT.get(plain(owner), plain(owner)) for owner in homes[top]}
            # Several distributions may share a top name, as those of ruamel do.
            for owner in owners & named() or owners:
                found.setdefault(owner, str(path.relative_to(ROOT)))
    return found


def test_what_is_imported_is_installed() -> None:
    missing = {n: path for n, path in imported().items() if n not in named() | OPTIONAL}
    assert missing == {}


def test_what_is_installed_is_imported() -> None:
    assert named() - imported().keys() - UNSEEN == set()
