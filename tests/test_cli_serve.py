"""`woonboom serve`: how it begins, what it refuses, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import repositories
from calling import Capture, Patch, assert_refused, called
from served import SECONDS, Served, save, serving, until

from woonboom.cli import serve as command
from woonboom.preview import PORT
from woonboom.preview import serving as server

posix = pytest.mark.skipif(os.name != "posix", reason="signals as a terminal sends them")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with trees."""
    for name, text in repositories.files(6).items():
        save(tmp_path / name, text)
    return tmp_path


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    with serving(folder, "trees") as found:
        yield found


def get(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def workers() -> list[str]:
    """The command lines of processes that work for a server, of which ours are some."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return [line for line in lines if "multiprocessing.spawn" in line]


# ---------------------------------------------------------------- beginning


def test_it_says_where_the_page_is_and_serves_it(served: Served) -> None:
    assert served.address.startswith("http://127.0.0.1:")
    status, page = get(served.address)
    assert (status, "Meldingen" in page) == (200, True)


def test_it_listens_on_this_computer_alone() -> None:
    with server.listening(0) as on:  # type: ignore[union-attr]
        assert on.getsockname()[0] == "127.0.0.1"


def test_a_folder_that_is_not_there_is_refused(
    capsys: Capture, tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = called(capsys, "serve")
    assert_refused(code, err, out, "‘trees’ is er niet")
    assert "woonboom new" in err


def test_a_port_that_is_taken_is_refused(capsys: Capture, folder: Path) -> None:
    with server.listening(0) as on:  # type: ignore[union-attr]
        port = on.getsockname()[1]
        code, out, err = called(capsys, "serve", folder / "trees", "--port", str(port))
    assert_refused(code, err, out, f"Poort {port} is bezet")


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_what_is_no_port_is_refused(capsys: Capture, folder: Path, port: str) -> None:
    code, out, err = called(capsys, "serve", folder / "trees", "--port", port)
    assert_refused(code, err, out, "--port")


def test_without_a_port_the_next_free_one_is_taken() -> None:
    with server.listening(None) as one, server.listening(None) as other:  # type: ignore[union-attr]
        ports = [on.getsockname()[1] for on in (one, other)]
    assert PORT <= ports[0] < ports[1]


def test_no_port_at_all_is_said(capsys: Capture, folder: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(server, "listening", lambda _: None)
    code, out, err = called(capsys, "serve", folder / "trees")
    assert_refused(code, err, out, "geen vrije poort")


def test_help_names_the_usual_port(capsys: Capture) -> None:
    code, out, _ = called(capsys, "serve", "--help")
    assert code == 0
    assert str(PORT) in out
    assert "{" not in out


# ---------------------------------------------------------------- the browser


def opened(capsys: Capture, folder: Path, monkeypatch: Patch, *words: str) -> list[str]:
    """Run the command with a server that ends at once; returns what the browser had to open."""
    found: list[str] = []
    monkeypatch.setattr(server, "serve", lambda *given: given[-1]())
    monkeypatch.setattr("woonboom.cli.serve.webbrowser.open", found.append)
    monkeypatch.setattr("woonboom.cli.serve.threading.Thread", Now)
    assert called(capsys, "serve", folder / "trees", *words)[0] == 0
    return found


class Now:
    """A thread that does its work when it starts."""

    def __init__(self, target: object, args: tuple[str], daemon: bool) -> None:
        self.target, self.args, self.daemon = target, args, daemon

    def start(self) -> None:
        assert callable(self.target)
        self.target(*self.args)


def test_a_browser_opens_the_page(capsys: Capture, folder: Path, monkeypatch: Patch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    (address,) = opened(capsys, folder, monkeypatch)
    assert address.startswith("http://127.0.0.1:")


def test_no_browser_opens_when_that_is_asked(
    capsys: Capture, folder: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert opened(capsys, folder, monkeypatch, "--no-browser") == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
def test_no_browser_opens_in_the_terminal_itself(
    capsys: Capture, folder: Path, monkeypatch: Patch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert opened(capsys, folder, monkeypatch) == []


@pytest.mark.parametrize(
    ("program", "name"), [("vscode", "VS Code"), ("zed", "Zed"), ("xterm", "")]
)
def test_the_editor_that_it_runs_within_is_known(
    monkeypatch: Patch, program: str, name: str
) -> None:
    monkeypatch.setenv("TERM_PROGRAM", program)
    found = command._editor(None)
    assert (found.name if found else "") == name


def test_an_editor_that_is_chosen_goes_before_that(monkeypatch: Patch) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "vscode")
    found = command._editor("zed")
    assert found is not None
    assert (found.name, found.address) == ("Zed", "zed://file")


def test_an_editor_that_is_not_known_is_refused(capsys: Capture, folder: Path) -> None:
    code, out, err = called(capsys, "serve", folder / "trees", "--editor", "rm -rf")
    assert_refused(code, err, out, "--editor")


def test_what_goes_wrong_is_told_once_on_one_line(capsys: Capture, monkeypatch: Patch) -> None:
    def serve(_: object, wish: server.Wish, *__: object) -> None:
        for _ in range(3):
            wish.failed(ValueError("no\ngood"))

    monkeypatch.setattr(server, "serve", serve)
    _, _, err = called(capsys, "serve", ".", "--no-browser")
    assert err.count("ValueError: no good") == 1


def answer(served: Served, *lines: str) -> bytes:
    """Return what is answered to a request as it is sent, up to its end or a moment."""
    host, _, port = served.address.removeprefix("http://").rstrip("/").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as page:
        said = [line.replace("HERE", f"{host}:{port}") for line in lines]
        page.sendall("\r\n".join([*said, "Connection: close", "", ""]).encode())
        found = b""
        while more := page.recv(4096):
            found += more
    return found


@posix
def test_odd_requests_put_nothing_on_the_terminal(served: Served) -> None:
    upgrade = ("Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: eA==")
    answer(served, "GET / HTTP/1.1", "Host: HERE", *upgrade)
    assert b"400" in answer(served, "what is this")
    served.interrupt()
    assert served.ended() == (0, "Gestopt.\n")


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such name")
def test_a_file_whose_name_is_not_utf_8_stops_nothing(folder: Path) -> None:
    odd = os.fsencode(folder / "trees") + b"/kl\xe9in.yaml"
    Path(os.fsdecode(odd)).write_text(
        repositories.tree().replace("tree: regeling", "tree: tweede"), "utf-8"
    )
    with serving(folder, "trees") as served:
        request = urllib.request.Request(f"{served.address}events?tree=kl%EF%BF%BDin")
        with urllib.request.urlopen(request, timeout=SECONDS) as told:
            while True:
                line = told.readline().decode()
                if not line.startswith("data:"):
                    continue
                state = json.loads(line.removeprefix("data:"))
                trees = {tree["key"]: tree for tree in state["trees"]}
                if state["number"] and not state["busy"] and "kl\ufffdin" in trees:
                    break
        assert set(trees) == {"regeling", "kl\ufffdin"}
        assert all(trees["kl\ufffdin"]["parts"][part]["digest"] for part in ("poster", "walk"))
        served.interrupt()
        assert served.ended() == (0, "Gestopt.\n")


# ---------------------------------------------------------------- ending


@posix
def test_ctrl_c_ends_it_at_once_while_a_page_listens(served: Served) -> None:
    host, _, port = served.address.removeprefix("http://").rstrip("/").partition(":")
    with socket.create_connection((host, int(port))) as page:
        page.sendall(f"GET /events HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        assert b"200 OK" in page.recv(200)
        served.interrupt()
        code, told = served.ended()
    assert (code, told.splitlines()[-1]) == (0, "Gestopt.")
    assert "Traceback" not in told


@posix
def test_ctrl_c_in_its_first_moment_ends_it_too(folder: Path) -> None:
    with serving(folder, "trees") as served:
        served.interrupt()
        code, told = served.ended()
    assert (code, "Traceback" in told) == (0, False)


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left(folder: Path, sent: signal.Signals) -> None:
    before = workers()
    with serving(folder, "trees") as served:
        until(lambda: len(workers()) > len(before))
        ours = [line for line in workers() if line not in before]
        os.kill(served.process.pid, sent)
        served.ended()
    until(lambda: not set(ours) & set(workers()))


def test_after_it_ended_the_port_is_free_again(folder: Path) -> None:
    with serving(folder, "trees") as served:
        port = int(served.address.rstrip("/").rpartition(":")[2])
    with serving(folder, "trees", "--port", str(port)) as again:
        assert again.address == served.address
