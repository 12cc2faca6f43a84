"""`woonboom handout`: the files that it writes, of one tree or of several in one booklet."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pdf_checker
import pikepdf
import pytest
from calling import ERROR, ROOT, Capture, Patch, assert_refused, called, python, write
from pdf_text import bare, spoken

from woonboom.document import Document
from woonboom.load import load
from woonboom.papers.handout import handout

TREES = ROOT / "trees"
TREE, OTHER = TREES / "hulpverleners.yaml", TREES / "corporaties.yaml"
SMALL = """\
woonboom: 1
tree: {name}
title: {title}
version: "2026-01"
language: {language}
start: eerst
questions:
  eerst: {{ask: "Is er plek?", yes: ja, no: nee}}
outcomes:
  ja: {{kind: eligible, title: Dat kan, info: {page}}}
  nee: {{kind: consult, title: Overleg}}
"""


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def small(name: str, language: str = "nl", title: str = "Plek", page: str = "plek") -> Path:
    """Write a tree of one question with an information page."""
    write("# Een plek\n\nVraag bij de balie.\n", f"info/{page}.md")
    given = {"name": name, "language": language, "title": title, "page": page}
    return write(SMALL.format(**given), f"{name}.yaml")


def document(*paths: Path) -> Document:
    trees = [load(path)[0] for path in paths]
    return handout([tree for tree in trees if tree])


def pages(name: str) -> int:
    with pikepdf.open(name) as pdf:
        return len(pdf.pages)


def bookmarks(name: str) -> Iterator[tuple[int, str]]:
    """Yield the titles in the margin of a viewer with their depths."""

    def below(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, item.title
            yield from below(list(item.children), depth + 1)

    with pikepdf.open(name) as pdf, pdf.open_outline() as outline:
        yield from below(list(outline.root), 0)


def only_text(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def without_signs(markdown: str) -> str:
    """What Markdown says, without the signs that make it Markdown."""
    said = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"<a id=[^>]*></a>", "", markdown))
    return re.sub(r"[*\\>]", "", unescape(said))


# ---------------------------------------------------------------- what it writes


@pytest.mark.parametrize("path", [TREE, OTHER], ids=lambda path: path.stem)
def test_a_handout_holds_the_whole_tree(path: Path, capsys: Capture) -> None:
    name = f"{path.stem}-handout.pdf"
    assert called(capsys, "handout", path) == (0, "", f"Geschreven: {name}\n")
    assert pdf_checker.problems(Path(name).read_bytes(), document(path)) == []


def test_several_trees_become_one_booklet(capsys: Capture) -> None:
    code, _, err = called(capsys, "handout", OTHER, TREE, "-o", "uit")
    name = Path("uit", "corporaties-hulpverleners-handout.pdf")
    assert (code, err) == (0, f"Geschreven: {name}\n")
    assert [path.name for path in Path("uit").iterdir()] == [name.name]
    assert pdf_checker.problems(name.read_bytes(), document(OTHER, TREE)) == []


def test_a_tree_that_is_named_twice_is_in_it_once(capsys: Capture) -> None:
    assert called(capsys, "handout", OTHER, OTHER)[2] == "Geschreven: corporaties-handout.pdf\n"


def test_two_versions_of_one_tree_go_in_one_booklet(capsys: Capture) -> None:
    for version in ("2023", "2026"):
        write(SMALL.format(name="plek", language="nl", title="Plek", page=version).replace(
            "2026-01", version), f"plek-{version}.yaml")  # fmt: skip
        write(f"# Een plek\n\nZo ging het in {version}.\n", f"info/{version}.md")
    assert called(capsys, "handout", "plek-2023.yaml", "plek-2026.yaml")[0] == 0
    found = list(bookmarks("plek-2023-plek-2026-handout.pdf"))
    assert {(0, "Plek (2023)"), (0, "Plek (2026)")} <= set(found)
    assert found.count((1, "Een plek")) == 2


def test_the_headings_are_bookmarks(capsys: Capture) -> None:
    called(capsys, "handout", TREE)
    found = list(bookmarks("hulpverleners-handout.pdf"))
    parts = [title for depth, title in found if depth == 0]
    assert parts[:4] == [
        "Waar is deze boom voor?", "De uitkomsten in het kort", "De boom in woorden",
        "De uitkomsten",
    ]  # fmt: skip
    assert parts[-3:] == ["Woordenlijst", "Organisaties", "Bronnen"]
    assert {(1, "Tweedekansbeleid"), (1, "WonenPlus"), (2, "Voor wie")} <= set(found)


def test_the_list_of_contents_names_the_page_of_every_part(capsys: Capture) -> None:
    called(capsys, "handout", TREE)
    with pikepdf.open("hulpverleners-handout.pdf") as pdf:
        said, count = spoken(pdf), len(pdf.pages)
    found = re.search(r"Woordenlijst(\d+)Organisaties(\d+)Bronnen(\d+)", said)
    assert found
    numbers = [int(number) for number in found.groups()]
    assert numbers == sorted(numbers)
    assert numbers[-1] == count


def test_a_small_tree_is_a_sheet_of_paper_without_contents(capsys: Capture) -> None:
    small("plek")
    assert called(capsys, "handout", "plek.yaml")[0] == 0
    assert pages("plek-handout.pdf") == 2
    with pikepdf.open("plek-handout.pdf") as pdf:
        assert "Inhoud" not in spoken(pdf)


def test_every_format_is_asked_for_by_name(capsys: Capture) -> None:
    given = ("--format", "html", "--format", "md", "--format", "html")
    code, _, err = called(capsys, "handout", OTHER, *given)
    names = ["corporaties-handout.html", "corporaties-handout.md"]
    assert (code, err) == (0, "".join(f"Geschreven: {name}\n" for name in names))
    assert sorted(path.name for path in Path().iterdir()) == names


def test_html_and_markdown_say_every_text_too(capsys: Capture) -> None:
    called(capsys, "handout", TREE, OTHER, "--format", "html", "--format", "md")
    texts = {bare(text) for text in pdf_checker.texts(document(TREE, OTHER))} - {""}
    assert len(texts) > 200
    html = bare(only_text(Path("hulpverleners-corporaties-handout.html").read_text("utf-8")))
    markdown = Path("hulpverleners-corporaties-handout.md").read_text("utf-8")
    assert [text for text in texts if text not in html] == []
    written = bare(without_signs(markdown))
    assert [text for text in texts if bare(without_signs(text)) not in written] == []


def test_a_web_page_needs_nothing_else(capsys: Capture) -> None:
    called(capsys, "handout", TREE, "--format", "html")
    html = Path("hulpverleners-handout.html").read_text("utf-8")
    assert '<html lang="nl"' in html
    assert not re.search(r"(src|href)=\"(?!#|data:|https://|mailto:)", html)
    assert "<script" not in html
    places = set(re.findall(r'id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= places


# ---------------------------------------------------------------- what is wrong with a tree


def test_a_tree_with_errors_is_printed_with_a_warning(capsys: Capture) -> None:
    code, out, err = called(capsys, "handout", ERROR)
    assert (code, out) == (0, "")
    assert err.startswith("Let op: deze boom heeft fouten (1). Deel dit papier nog niet uit.")
    assert Path(f"{ERROR.stem}-handout.pdf").exists()


def test_signs_that_the_font_lacks_are_told_wherever_they_stand(capsys: Capture) -> None:
    tree = small("plek")
    tree.write_text(
        tree.read_text("utf-8")
        + "glossary: {plek: Een 🦊 plaats.}\nsources: {T: Het 🦉 boek}\n"
        + "organisations: {balie: {name: De 🏠 balie}}\n",
        "utf-8",
    )
    write("# Een plek\n\nVraag bij de 🎉.\n", "info/plek.md")
    code, _, err = called(capsys, "handout", "plek.yaml")
    assert code == 0
    assert [sign for sign in "🦊🦉🏠🎉" if f"geen teken voor {sign}" not in err] == []


def test_a_link_in_a_page_that_leads_nowhere_becomes_words(capsys: Capture) -> None:
    small("plek")
    write("# Een plek\n\n[Kwijt](#kwijt), [weg](weg.md) en [thuis](https://a.example).\n",
          "info/plek.md")  # fmt: skip
    assert called(capsys, "handout", "plek.yaml", "--format", "pdf", "--format", "md")[0] == 0
    said = Path("plek-handout.md").read_text("utf-8")
    assert "Kwijt, weg en [thuis](https://a.example)." in said


def test_a_page_links_to_another_page(capsys: Capture) -> None:
    tree = small("plek")
    changed = tree.read_text("utf-8").replace("title: Overleg", "title: Overleg, info: anders")
    tree.write_text(changed, "utf-8")
    write("# Een plek\n\nOf kijk bij [iets anders](anders.md).\n", "info/plek.md")
    write("# Anders\n\nZo kan het ook.\n", "info/anders.md")
    assert called(capsys, "handout", "plek.yaml", "--format", "md")[0] == 0
    said = Path("plek-handout.md").read_text("utf-8")
    assert "Of kijk bij [iets anders](#info-anders)." in said
    assert '<a id="info-anders"></a>Anders' in said


# ---------------------------------------------------------------- what is refused


def refused(capsys: Capture, part: str, *given: str | Path) -> None:
    code, out, err = called(capsys, "handout", *given)
    assert_refused(code, err, out, part)
    assert not list(Path().rglob("*-handout*"))


def test_what_cannot_be_a_handout_is_refused(capsys: Capture) -> None:
    refused(capsys, "TREE")
    refused(capsys, "WB101", "nergens.yaml")
    refused(capsys, "WB119", TREES / "woonkans.yaml")
    refused(capsys, "evaluatie.yaml", TREES / "evaluatie.yaml")
    refused(capsys, "Kies uit: pdf, html, md", TREE, "--format", "docx")


def test_two_languages_are_two_handouts(capsys: Capture) -> None:
    english = small("place", "en")
    said = "‘hier.yaml’ en ‘place.yaml’ zijn niet in dezelfde taal. Maak er twee hand-outs van."
    refused(capsys, said, small("hier"), english)


def test_two_trees_that_are_called_the_same_are_refused(capsys: Capture) -> None:
    shutil.copytree(TREES, "kopie")
    refused(capsys, "zouden hetzelfde bestand krijgen", TREE, Path("kopie", TREE.name))


def test_nothing_is_written_when_one_tree_cannot_be_read(capsys: Capture) -> None:
    write("woonboom: 1\ntree: [\n", "kapot.yaml")
    refused(capsys, "kapot.yaml", TREE, "kapot.yaml", "--format", "pdf", "--format", "html")


def test_a_file_is_no_folder_for_the_output(capsys: Capture) -> None:
    write("vol", "uit")
    refused(capsys, "uit", TREE, "-o", "uit")
    assert Path("uit").read_text("utf-8") == "vol"


# ---------------------------------------------------------------- the command


def test_the_same_trees_give_the_same_bytes_whatever_the_machine(tmp_path: Path) -> None:
    found = set()
    for seed, zone in (("1", "Europe/Amsterdam"), ("2", "Asia/Tokyo")):
        out = tmp_path / seed
        forms = ("--format", "pdf", "--format", "html", "--format", "md")
        words = ("-m", "woonboom", "--quiet", "handout", TREE, OTHER, *forms, "-o", out)
        assert python(*words, PYTHONHASHSEED=seed, TZ=zone).returncode == 0
        found.add(tuple(path.read_bytes() for path in sorted(out.iterdir())))
    assert len(found) == 1
    assert len(found.pop()) == 3


def test_help_shows_an_example(capsys: Capture) -> None:
    for language, word, file in (("nl", "Voorbeeld:", "NAAM"), ("en", "Example:", "NAME")):
        code, out, _ = called(capsys, "--lang", language, "handout", "--help")
        assert code == 0
        assert word in out
        assert f"{file}-handout" in out
