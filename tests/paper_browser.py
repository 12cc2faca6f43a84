"""Filling a PDF in as a person does in Firefox: pdf.js's own viewer, in Chromium.

`.ci/install-tools` fetches pdf.js from npm; nothing else is fetched, and nothing of it goes into
the project.
"""

from __future__ import annotations

import base64
import functools
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import PDFJS
from paper_forms import Values

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PAGE = """\
<!doctype html><meta charset="utf-8"><title>pdf.js</title>
<link rel="stylesheet" href="/web/pdf_viewer.css">
<style>#around { position: absolute; inset: 0; overflow: auto }</style>
<div id="around"><div class="pdfViewer"></div></div>
<script type="module">
import * as pdfjsLib from "/build/pdf.mjs";
globalThis.pdfjsLib = pdfjsLib;
const { EventBus, PDFLinkService, PDFViewer } = await import("/web/pdf_viewer.mjs");
pdfjsLib.GlobalWorkerOptions.workerSrc = "/build/pdf.worker.mjs";
const eventBus = new EventBus(), linkService = new PDFLinkService({ eventBus });
const container = document.getElementById("around");
const viewer = new PDFViewer({ container, eventBus, linkService });
linkService.setViewer(viewer);
globalThis.show = async (data) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  globalThis.pdf = await pdfjsLib.getDocument({ data: bytes }).promise;
  const shown = new Promise((done) => eventBus.on("pagesinit", done, { once: true }));
  viewer.setDocument(pdf);
  linkService.setDocument(pdf);
  await shown;
  viewer.currentScaleValue = "1";
  const found = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    for (const one of await (await pdf.getPage(number)).getAnnotations()) {
      if (one.fieldName) {
        const value = one.radioButton ? one.buttonValue : one.exportValue ?? "";
        found.push({ id: one.id, page: number, name: one.fieldName, type: one.fieldType, value });
      }
    }
  }
  return found;
};
globalThis.turnTo = (number) => { viewer.currentPageNumber = number; };
globalThis.save = async () => {
  let text = "";
  for (const byte of await pdf.saveDocument()) text += String.fromCharCode(byte);
  return btoa(text);
};
globalThis.ready = true;
</script>
"""


class _Files(SimpleHTTPRequestHandler):
    """Serves the page and pdf.js, to this computer only."""

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(_PAGE.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    types = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}
    handler = type("Files", (_Files,), {"extensions_map": types})
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def browser_page() -> Iterator[Page]:
    """Give a page of Chromium with pdf.js in it, for `fill`."""
    from playwright.sync_api import sync_playwright

    with _served(PDFJS) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1000, "height": 1300})
        page.goto(address)
        page.wait_for_function("globalThis.ready")
        yield page
        browser.close()


def fill(page: Page, data: bytes, values: Values) -> bytes:
    """Show a PDF, fill its fields in with the mouse and the keyboard, and return what is saved."""
    fields = page.evaluate("data => show(data)", base64.b64encode(data).decode())
    for field in fields:
        value = values.get(field["name"], "")
        if value and (field["type"] == "Tx" or field["value"] == value):
            _enter(page, field, value)
    return base64.b64decode(page.evaluate("() => save()"))


def _enter(page: Page, field: Mapping[str, object], value: str) -> None:
    page.evaluate("number => turnTo(number)", field["page"])
    element = page.locator(f'[data-element-id="{field["id"]}"]')
    element.click()
    if field["type"] == "Tx":
        page.keyboard.type(value)
        page.keyboard.press("Tab")
