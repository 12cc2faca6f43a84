"""What every test has: tools that may be missing, and how hypothesis searches."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

TOOLS = {"browser": "chromium", "java": "java", "node": "node"}

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


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test of which the tool is missing; fail it when all tests were asked for."""
    for marker, tool in TOOLS.items():
        if item.get_closest_marker(marker) and shutil.which(tool) is None:
            reason = f"needs {tool}: `make test-all` installs it"
            if os.environ.get("WOONBOOM_TEST_ALL"):
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)
