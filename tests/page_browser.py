"""The scripts of the page in Chromium, joined as the page has them: many cases in one call."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from woonboom.facts import Value
from woonboom.model import Tree
from woonboom.page.given import scripts
from woonboom.page.joining import joined
from woonboom.portable import document_of, values_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

_EXPORTED = re.compile(r"^export (?:async )?(?:function\*?|class|const) +(\w+)", re.MULTILINE)
_DECIDE = """([json, known]) => {
  const boom = new Boom(json);
  return known.map((one) => boom.decide(one));
}"""


@contextmanager
def scripts_page(*modules: str) -> Iterator[Page]:
    """Give a page of Chromium in which all that some modules export is a name of the window.

    It has no network, and neither has a page that is opened beside it.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_context(offline=True).new_page()
        page.add_script_tag(content=_joined(modules))
        yield page
        browser.close()


def _joined(modules: Sequence[str]) -> str:
    """The modules and all that they need as one script, as the page itself has it."""
    every = scripts()
    names = {module: _EXPORTED.findall(every[module]) for module in modules}
    imports = (f'import {{ {", ".join(own)} }} from "./{name}";\n' for name, own in names.items())
    shown = ", ".join(name for own in names.values() for name in own)
    entry = f"{''.join(imports)}Object.assign(window, {{ {shown} }});\n"
    return joined({**every, "tests.js": entry}, "tests.js")


def as_json(tree: Tree) -> dict[str, Any]:
    """Return a tree as other systems get it: through JSON and back."""
    found: dict[str, Any] = json.loads(json.dumps(document_of(tree)))
    return found


def decided_in(
    page: Page, tree: Tree, given: Sequence[Mapping[str, Value]]
) -> list[dict[str, Any]]:
    """Return the decisions of some cases, made in the browser."""
    found: list[dict[str, Any]] = page.evaluate(
        _DECIDE, [as_json(tree), [{"facts": values_of(case)} for case in given]]
    )
    return found
