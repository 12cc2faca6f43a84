"""What `import woonboom` offers, in whatever order its parts are imported."""

from __future__ import annotations

import pytest
from calling import GOOD, python


@pytest.mark.parametrize(
    "before",
    ["", "import woonboom.load", "from woonboom.load import Library", "import woonboom.cli.check"],
)
def test_load_is_a_function_whatever_was_imported(before: str) -> None:
    code = f"{before}\nimport woonboom\nfor _ in range(2): print(woonboom.load({str(GOOD)!r}))"
    done = python("-c", code)
    assert done.stderr == ""
    assert done.stdout.count("Tree(") == 2


def test_the_public_names_are_there() -> None:
    import woonboom

    for name in woonboom.__all__:
        assert callable(getattr(woonboom, name))
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        woonboom.laod  # noqa: B018


def test_importing_the_package_imports_nothing_else() -> None:
    done = python("-c", "import sys, woonboom; print([m for m in sys.modules if 'woonb' in m])")
    assert done.stdout == "['woonboom']\n"
