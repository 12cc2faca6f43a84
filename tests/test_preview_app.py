"""The server of the preview: what it answers, and to whom alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from woonboom.preview.app import _stream, app_of
from woonboom.preview.assets import Editor
from woonboom.preview.board import Entry
from woonboom.preview.following import Following
from woonboom.preview.messages import PARTS

PORT = 8420
HOME = f"http://127.0.0.1:{PORT}"
FILES = (
    "/",
    "/style.css",
    "/icon.svg",
    "/script/preview.js",
    "/script/given.js",
    "/font/400.woff2",
)


@pytest.fixture
def following() -> Following:
    """Trees that are followed, of which nothing was read yet."""
    return Following((Path("trees"),), "nl")


@pytest.fixture
def client(following: Following) -> TestClient:
    entry = Entry("regeling", "trees/regeling.yaml")
    entry.parts["poster"].data, entry.parts["changes"].data = b"<svg/>", b"<p>"
    following.board.entries["regeling"] = entry
    return TestClient(app_of(following, PORT), base_url=HOME)


# ---------------------------------------------------------------- what it answers


def test_everything_that_the_page_names_is_there(client: TestClient) -> None:
    page = client.get("/").text
    named = [part.split('"')[0] for part in page.split('="/')[1:]]
    assert {"style.css", "script/preview.js"} <= set(named)
    assert [client.get(f"/{name}").status_code for name in named] == [200] * len(named)


@pytest.mark.parametrize("address", FILES)
def test_files_say_what_they_are(client: TestClient, address: str) -> None:
    answer = client.get(address)
    kinds = {"/": "html", "css": "css", "svg": "svg", "js": "javascript", "woff2": "woff2"}
    assert kinds[address.rpartition(".")[2]] in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_scripts_import_only_what_is_served(client: TestClient) -> None:
    page = ["preview.js"]
    for name in page:
        text = client.get(f"/script/{name}").text
        assert text
        new = [part.split('"')[0] for part in text.split('from "./')[1:]]
        page += [one for one in new if one not in page]
    assert "given.js" in page
    assert all(client.get(f"/script/{name}").status_code == 200 for name in page)


def test_every_word_that_a_script_asks_for_is_there(client: TestClient) -> None:
    import re

    given = client.get("/script/given.js").text
    words = json.loads(given.partition("=")[2].partition(";\n")[0])
    scripts = Path(__file__).parent.parent / "woonboom" / "preview" / "script"
    text = "".join(path.read_text("utf-8") for path in scripts.iterdir())
    asked = set(re.findall(r"WORDS\.(\w+)", text))
    assert asked <= set(words)
    composed = {"state_broken", "state_gone", *PARTS, "error", "warning", "info", "sheet_of"}
    composed |= {f"{kind}s{many}" for kind in ("error", "warning", "info") for many in ("", "_one")}
    page = (scripts.parent / "preview.html").read_text("utf-8")
    placed = set(re.findall(r"\[\[(\w+)\]\]", page)) - {"language"}
    assert placed <= set(words)
    assert set(words) <= asked | composed | placed | {"yes", "no", "changes_of"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_is_in_the_language_of_the_messages(language: str) -> None:
    found = TestClient(app_of(Following((), language), PORT), base_url=HOME).get("/").text
    assert f'<html lang="{language}">' in found
    assert {"nl": "Meldingen", "en": "Problems"}[language] in found
    assert "[[" not in found


def test_an_editor_that_is_known_is_given_to_the_page(following: Following) -> None:
    app = app_of(following, PORT, Editor("VS Code", "vscode://file", "/home/me"))
    given = TestClient(app, base_url=HOME).get("/script/given.js").text
    assert '"address":"vscode://file"' in given


def test_a_part_of_a_tree_is_given(client: TestClient) -> None:
    answer = client.get("/trees/regeling/poster?abc")
    assert (answer.status_code, answer.content) == (200, b"<svg/>")
    assert answer.headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    "address",
    [
        "/trees/regeling/walk",  # was not made yet
        "/trees/regeling/other",
        "/trees/ander/poster",
        "/trees/%2e%2e/poster",
        "/trees/..%2f..%2fetc%2fpasswd/poster",
        "/trees/regeling/..%2f..%2f..%2fetc%2fpasswd",
        "/script/../board.py",
        "/script/..%2fboard.py",
        "/script/%2fetc%2fpasswd",
        "/trees/regeling.yaml",
        "/favicon.ico",
    ],
)
def test_an_address_is_looked_up_and_never_taken_for_a_file(
    client: TestClient, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_names_that_are_odd_are_names_all_the_same(following: Following) -> None:
    name = "boom #1 <é>?"
    following.board.entries[name] = Entry(name, f"trees/{name}.yaml")
    following.board.entries[name].parts["poster"].data = b"<svg/>"
    client = TestClient(app_of(following, PORT), base_url=HOME)
    assert client.get("/trees/boom%20%231%20%3C%C3%A9%3E%3F/poster").status_code == 200


# ---------------------------------------------------------------- to whom


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LOCALHOST:{PORT}"])
def test_it_answers_to_the_names_of_this_computer(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        f"127.0.0.1.evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:8421",
        f"localhost.:{PORT}",
        f"[::1]:{PORT}",
        f"0.0.0.0:{PORT}",
        "",
    ],
)
@pytest.mark.parametrize("address", ["/", "/events", "/trees/regeling/poster", "/nothing"])
def test_other_names_are_refused_so_that_none_can_be_led_here(
    client: TestClient, host: str, address: str
) -> None:
    assert client.get(address, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},  # another port of this computer
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
        {"Sec-Fetch-Site": "something"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8421"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "none"},
    ],
)
def test_requests_from_other_pages_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.get("/trees/regeling/poster", headers=headers)
    assert (answer.status_code, "svg" in answer.text) == (403, False)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": HOME},
        {"Origin": f"http://localhost:{PORT}"},
    ],
)
def test_requests_from_its_own_page_are_answered(
    client: TestClient, headers: dict[str, str]
) -> None:
    assert client.get("/trees/regeling/poster", headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    answer = client.request(method, "/")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("address", [*FILES, "/trees/regeling/poster", "/nothing"])
def test_no_other_page_may_read_or_frame_an_answer(client: TestClient, address: str) -> None:
    headers = client.get(address, headers={"Origin": HOME}).headers
    assert not [name for name in headers if name.startswith("access-control")]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors" in policy
    assert "script-src 'unsafe" not in policy


def test_a_part_runs_no_script(client: TestClient) -> None:
    policy = client.get("/trees/regeling/changes").headers["content-security-policy"]
    assert "script-src" not in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy


# ---------------------------------------------------------------- what is told


async def told(following: Following, count: int) -> list[dict[str, object]]:
    """Return the first states that are told."""
    found: list[dict[str, object]] = []
    states: AsyncIterator[dict[str, object]] = following.states([""])
    async for state in states:
        found.append(state)
        if len(found) == count:
            break
        following.board.number += 2  # two of them at once come as one
        following._tell()
        following._tell()
    return found


def test_who_listens_hears_the_state_at_once_and_every_newer_one(following: Following) -> None:
    numbers = [state["number"] for state in asyncio.run(told(following, 3))]
    assert numbers == [0, 2, 4]


def test_who_listens_is_let_go_when_it_ends(following: Following) -> None:
    async def listens() -> int:
        count = 0
        async for _ in following.states([""]):
            count += 1
            following.end()
        return count

    assert asyncio.run(asyncio.wait_for(listens(), 5)) == 1


def test_who_listens_when_too_many_do_already_is_refused(following: Following) -> None:
    for _ in range(64):
        following._listeners[asyncio.Event()] = ("",)
    answer = TestClient(app_of(following, PORT), base_url=HOME).get("/events")
    assert (answer.status_code, "te veel browsers" in answer.text) == (503, True)


def test_what_was_just_saved_is_made_first_and_then_what_is_looked_at(following: Following) -> None:
    entries = {key: Entry(key, f"trees/{key}.yaml") for key in "abcd"}
    following.board.entries.update(entries)
    following._listeners[asyncio.Event()] = ("a",)
    following._listeners[asyncio.Event()] = ("c", "b", "x")
    following.board.number, entries["b"].saved, entries["d"].saved = 7, 5, 7
    shown = [Path(file).stem for file in following._shown()]
    assert shown == ["d", "b", "c", "a"]


def test_a_name_that_is_not_utf_8_can_be_told(following: Following) -> None:
    following.board.entries["x"] = Entry("x", "trees/kl\udce9in.yaml")

    async def first() -> str:
        stream = _stream(following, ["x"])
        await anext(stream)
        return await anext(stream)

    assert "kl\ufffdin.yaml" in asyncio.run(first())


def test_an_answer_that_fails_is_told(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    app = app_of(following, PORT, failed=told.append)
    monkeypatch.setattr("woonboom.preview.app._part", lambda *_: 1 / 0)
    client = TestClient(app, base_url=HOME, raise_server_exceptions=False)
    assert client.get("/trees/regeling/poster").status_code == 500
    assert [type(error) for error in told] == [ZeroDivisionError]


@pytest.mark.parametrize(("language", "words"), [("nl", "Hier is niets"), ("en", "Nothing is")])
@pytest.mark.parametrize("address", ["/nothing", "/trees/regeling/poster"])
def test_refusals_are_in_the_language_of_the_page(language: str, words: str, address: str) -> None:
    client = TestClient(app_of(Following((), language), PORT), base_url=HOME)
    assert words in client.get(address).text


def test_events_are_a_stream(following: Following) -> None:
    following.end()
    client = TestClient(app_of(following, PORT), base_url=HOME)
    answer = client.get("/events?tree=regeling")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text == "retry: 500\n\n"
