"""Pages of woonboom opened in Chromium, from disk or from a web server on this computer."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Runs before the page's own script; the browser's tools put it there, which no policy stops.
_WATCH = """
globalThis.violations = [];
addEventListener("securitypolicyviolation", (event) => {
  violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
globalThis.heard = [];
for (const name of ["stap", "besluit"]) {
  addEventListener(name, (event) => heard.push([name, event.detail]));
}
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page that is open, what it asked for, and what went wrong in it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        said = ("error", "warning")
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in said else None)
        self.page.add_init_script(_WATCH)

    @property
    def violations(self) -> list[str]:
        """What the page's policy stopped."""
        found: list[str] = self.page.evaluate("violations")
        return found

    def heard(self, name: str) -> list[dict[str, Any]]:
        """The details of the events of a name that left the element."""
        found: list[list[Any]] = self.page.evaluate("heard")
        return [detail for one, detail in found if one == name]

    def answer(self, *labels: str) -> None:
        """Press the buttons of answers, one after the other."""
        for label in labels:
            self.page.locator("button.answer").get_by_text(label, exact=True).evaluate(
                "it => it.click()"
            )

    @property
    def heading(self) -> str:
        """What the view that is shown is called."""
        return self.page.locator("#view-heading").inner_text()


@contextmanager
def opened(browser: Browser, address: str | Path, **context: Any) -> Iterator[Opened]:  # noqa: ANN401 (what a context takes)
    """Open a file or an address; `context` is what Playwright's `new_context` takes."""
    made = browser.new_context(**{"viewport": {"width": 1300, "height": 900}, **context})
    made.set_default_timeout(10_000)
    found = Opened(made.new_page())
    found.page.goto(address.as_uri() if isinstance(address, Path) else address)
    yield found
    made.close()


@dataclass
class Served:
    """A folder on a web server: its address, and the paths that were asked for."""

    address: str
    asked: list[str]


@contextmanager
def served(folder: Path, policy: str = "") -> Iterator[Served]:
    """Serve a folder to this computer only, with a Content-Security-Policy if there is one."""
    asked: list[str] = []

    class _Files(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            super().do_GET()

        do_POST = do_GET  # noqa: N815 (the name that the library calls)

        def end_headers(self) -> None:
            if policy:
                self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    handler = functools.partial(_Files, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Served(f"http://127.0.0.1:{server.server_port}/", asked)
        server.shutdown()
