"""The YAML language server that editors run, spoken to as an editor does (LSP over pipes)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from conftest import YAML_SERVER

PROGRAM = YAML_SERVER / "bin" / "yaml-language-server"
_SECTIONS = {"yaml": {"validate": True, "completion": True, "hover": True}}


class Server:
    """A running language server; `schemas` are what an editor's settings say of which schema."""

    def __init__(self, process: subprocess.Popen[bytes], schemas: dict[str, list[str]]) -> None:
        self.process = process
        self.settings = {
            "yaml": {**_SECTIONS["yaml"], "schemas": schemas, "schemaStore": {"enable": False}}
        }
        self.number = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}

    def begin(self, folder: Path) -> None:
        workspace = [{"uri": folder.as_uri(), "name": folder.name}]
        able = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "completion": {
                    "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
                },
                "hover": {"contentFormat": ["markdown", "plaintext"]},
            },
        }
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "workspaceFolders": workspace,
                "capabilities": able,
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self.settings})

    # ------------------------------------------------------------ what an editor asks

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a file and return what the editor would mark in it."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while path.as_uri() not in self.diagnostics:
            self.take()
        return self.diagnostics.pop(path.as_uri())

    def completions(self, path: Path, line: int, column: int) -> dict[str, dict[str, Any]]:
        """Return what the editor offers at a place (from 0), by label."""
        found = self.ask("textDocument/completion", _at(path, line, column))
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: item for item in items}

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what the editor says of the word at a place."""
        found = self.ask("textDocument/hover", _at(path, line, column))
        contents = found["contents"] if found else ""
        return str(contents["value"] if isinstance(contents, dict) else contents)

    # ------------------------------------------------------------ messages

    def ask(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 (JSON)
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while True:
            message = self.take()
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, params: dict[str, Any]) -> None:
        self.send({"method": method, "params": params})

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def take(self) -> dict[str, Any]:
        """Return the next message; what the server itself asks is answered."""
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the language server stopped"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self.send({"id": message["id"], "result": self.answer(message)})
        return message

    def answer(self, message: dict[str, Any]) -> Any:  # noqa: ANN401 (JSON)
        if message["method"] != "workspace/configuration":
            return None
        items = message["params"]["items"]
        return [self.settings.get(item.get("section", "")) for item in items]


@contextmanager
def language_server(folder: Path, schemas: dict[str, list[str]] | None = None) -> Iterator[Server]:
    """Start a language server for a folder."""
    process = subprocess.Popen(
        ["node", str(PROGRAM), "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        server = Server(process, schemas or {})
        server.begin(folder)
        yield server
    finally:
        process.kill()
        process.communicate()


def _at(path: Path, line: int, column: int) -> dict[str, Any]:
    return {
        "textDocument": {"uri": path.as_uri()},
        "position": {"line": line, "character": column},
    }
