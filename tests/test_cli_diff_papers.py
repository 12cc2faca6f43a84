"""`woonboom diff --format md|html|pdf`: what is published about two versions."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pdf_checker
import pytest
from calling import ROOT, Capture, Patch, called

from woonboom.diff import diff
from woonboom.load import load
from woonboom.papers.changes import Found, changes_document
from woonboom.papers.changes_comment import changes_comment

TREES = ROOT / "trees"
NEW, OLD = TREES / "hulpverleners.yaml", TREES / "begrippenlijst" / "hulpverleners.yaml"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def found() -> Found:
    old, new = (load(path)[0] for path in (OLD, NEW))
    assert old
    assert new
    return Found((diff(old, new),))


def test_the_comment_is_printed_and_nothing_else(capsys: Capture) -> None:
    code, out, err = called(capsys, "diff", OLD, NEW, "--format", "md")
    assert (code, err) == (1, "")
    assert out.encode() == changes_comment(found())
    assert not list(Path().iterdir())


def test_the_paper_is_written_and_says_all_of_it(capsys: Capture) -> None:
    code, out, _ = called(capsys, "diff", OLD, NEW, "--format", "pdf", "-o", "uit")
    assert (code, out) == (1, "")
    (file,) = Path("uit").iterdir()
    assert file.name == "hulpverleners-wijzigingen.pdf"
    assert pdf_checker.problems(file.read_bytes(), changes_document(found())) == []


class Page(HTMLParser):
    """What a page holds: its tags, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_has_the_drawings_and_every_word(capsys: Capture) -> None:
    assert called(capsys, "diff", OLD, NEW, "--format", "html")[0] == 1
    page = Page(Path("hulpverleners-wijzigingen.html").read_text("utf-8"))
    assert page.tags.count("figure") == 2
    assert {"del", "ins", "table", "h1"} <= set(page.tags)
    assert "script" not in page.tags
    assert "Gaat erop achteruit" in page.words


def test_several_forms_are_written_together(capsys: Capture) -> None:
    called(capsys, "diff", OLD, NEW, "--format", "html", "--format", "pdf", "--format", "md")
    assert sorted(path.suffix for path in Path().iterdir()) == [".html", ".pdf"]


def test_a_folder_becomes_one_report(capsys: Capture) -> None:
    shutil.copytree(TREES / "begrippenlijst", "oud")
    shutil.copytree(TREES, "nieuw")
    code, out, _ = called(capsys, "diff", "oud", "nieuw", "--format", "md", "--format", "pdf")
    assert code == 1
    assert out.startswith("# Wat verandert er, en voor wie\n\n**2 beslisbomen vergeleken**\n")
    assert [path.name for path in Path().glob("*.pdf")] == ["wijzigingen.pdf"]


def test_the_messages_are_in_your_language_and_the_report_in_that_of_the_tree(
    capsys: Capture,
) -> None:
    _, out, _ = called(capsys, "--lang", "en", "diff", OLD, NEW, "--format", "md")
    assert out.startswith("# Wat verandert er, en voor wie")


def test_two_versions_that_are_the_same_give_a_report_that_says_so(capsys: Capture) -> None:
    code, out, _ = called(capsys, "diff", NEW, NEW, "--format", "md")
    assert code == 0
    assert "Beide versies zeggen precies hetzelfde" in out


CASES = """\
wie,ontruimd,reden_ontruiming,maanden_sinds_ontruiming,huurschuld,maanden_regeling,bewindvoering,hulpverlening,begeleidingsplan
"""
LOSES = "{},ja,huurachterstand,12,ja,{},nee,ja,ja\n"


def test_a_caseload_is_counted_in_every_form_without_who_is_in_it(capsys: Capture) -> None:
    rows = "".join(LOSES.format(f"client-{n}", 3 + n % 4) for n in range(24))
    Path("cases.csv").write_text(CASES + rows, "utf-8")
    given = ("--cases", "cases.csv", "--format", "md", "--format", "html")
    _, out, _ = called(capsys, "diff", OLD, NEW, *given)
    page = Page(Path("hulpverleners-wijzigingen.html").read_text("utf-8"))
    assert (
        "| U6 Tweedekansbeleid (ja, dit kan) | U4 Eerst de betalingsregeling (nog niet) | 18 |"
        in out
    )
    for said in (out, page.words):
        assert "Hoeveel van onze cliënten raakt dit?" in said
        assert "client-" not in said
