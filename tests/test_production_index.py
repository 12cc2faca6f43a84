"""The page that leads to all products: every one of them, how large, of which version."""

from __future__ import annotations

import base64
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import unquote

import pytest
from conftest import AXE
from fontTools.ttLib import TTFont
from houses import LOGO
from page_walker import opened_browser
from repositories import isolate
from small_builds import FORM, OF_A_TREE, built, lay_out, make_quickly, names, tree, words

from woonboom.model import LANGUAGES, Tree
from woonboom.production import index_wording as wording
from woonboom.production.folder import read_folder
from woonboom.production.index import index
from woonboom.production.index_signs import sign
from woonboom.production.manifest import Earlier, Record
from woonboom.production.tasks import FORMS, About

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
VOID: Final = {"meta", "img", "path"}
_AXE: Final = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations", "incomplete"] });
  const told = (rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" | ")}`;
  return [...found.violations, ...found.incomplete].map(told);
}"""


class Reader(HTMLParser):
    """Reads a page: its links with their words, its ids, its language; refuses a crooked one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: dict[str, str] = {}
        self.ids: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self._at = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.attributes.append((tag, found))
        self.ids += [found["id"] or ""] if "id" in found else []
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a":
            self._at = unquote(found["href"] or "")
            self.links.setdefault(self._at, "")
        if tag == "img" and self._at:
            self.links[self._at] += found["alt"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag
        if tag == "a":
            self._at = ""

    def handle_data(self, data: str) -> None:
        if self._at:
            self.links[self._at] += f"{data} "


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path / "thuis")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The products of a tree and a form, in which little is in earnest."""
    make_quickly(monkeypatch)
    lay_out(tmp_path / "bomen", {"mening.yaml": FORM}, regeling=tree())
    built(tmp_path / "bomen", tmp_path / "uit")
    return tmp_path / "uit"


def read(output: Path) -> Reader:
    return Reader((output / "index.html").read_text("utf-8"))


def test_it_leads_to_every_product_and_to_nothing_else(output: Path) -> None:
    leads = set(read(output).links) - {"#alles"}
    assert leads == names(output) - {"index.html"}


def test_every_link_says_what_it_is_and_how_large(output: Path) -> None:
    links = read(output).links
    assert links["pagina.html"].split()[:4] == ["Loop", "een", "boom", "door"]
    assert "Poster A1 PDF, 4 kB" in links["regeling-poster-a1.pdf"]
    assert "Poster op vellen A4" in links["regeling-poster-a1-tegels-a4.pdf"]
    assert "bladzijde" not in links["mening-sheet.pdf"], "one page goes without saying"
    assert all(" kB" in words for name, words in links.items() if name != "#alles")


def test_it_tells_of_which_version_everything_is(output: Path) -> None:
    text = (output / "index.html").read_text("utf-8")
    assert "<li>Versie een</li>" in text
    assert "Versie 1</li><li>Controlegetal" in text


def test_it_lets_nothing_in_and_needs_nothing_else(output: Path) -> None:
    text = (output / "index.html").read_text("utf-8")
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")


def test_ids_are_there_once_and_what_is_named_is_there(output: Path) -> None:
    found = read(output)
    assert len(found.ids) == len(set(found.ids))
    named = [one["aria-labelledby"] for _, one in found.attributes if "aria-labelledby" in one]
    assert len(named) == 2
    assert {*named, "alles"} <= set(found.ids)


def test_a_tree_with_errors_is_told_of(output: Path, tmp_path: Path) -> None:
    broken = tree().replace("goto: wacht", "goto: weg")
    built(lay_out(tmp_path / "bomen", regeling=broken), output)
    text = (output / "index.html").read_text("utf-8")
    assert "<li>In regeling.yaml zitten fouten.</li>" in text
    assert "In regeling.yaml zitten fouten. Dit is van de laatste goede versie." in text
    assert text.index("mening-sheet.pdf") > text.index("regeling-sheet.pdf"), "trees come first"
    assert {name.format("regeling") for name in OF_A_TREE} <= set(read(output).links)


def test_a_page_that_was_not_renewed_says_of_what_it_is(output: Path, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "bomen", hulp=tree("hulp"))
    built(folder, output)
    (folder / "hulp.yaml").unlink()
    built(lay_out(folder, {"woorden.yaml": "woonboom: 1\n  : x\n"}), output)
    text = (output / "index.html").read_text("utf-8")
    assert "<li>regeling.yaml gebruikt woorden.yaml; daarin zitten fouten.</li>" in text
    said = "Deze pagina is niet vernieuwd. Ze is van de laatste goede versie, met: hulp · regeling."
    assert said in text
    assert "hulp-sheet.pdf" not in text
    assert "Op de pagina om door te lopen staan ze nu niet." not in text


def test_a_tree_that_is_not_on_a_new_page_is_told_of(output: Path, tmp_path: Path) -> None:
    broken = tree("hulp").replace("goto: wacht", "goto: weg")
    built(lay_out(tmp_path / "bomen", hulp=broken), output)
    text = (output / "index.html").read_text("utf-8")
    assert "Op de pagina om door te lopen staan ze nu niet." in text
    assert "Deze pagina is niet vernieuwd" not in text


def test_every_tree_of_several_has_a_way_to_walk_through_it(output: Path, tmp_path: Path) -> None:
    assert "#boom=" not in (output / "index.html").read_text("utf-8")
    built(lay_out(tmp_path / "bomen", hulp=tree("hulp")), output)
    links = read(output).links
    for name in ("hulp", "regeling"):
        assert links[f"pagina.html#boom={name}"].startswith("Loop deze boom door webpagina")


def test_it_brings_the_letters_of_the_house(output: Path) -> None:
    text = (output / "index.html").read_text("utf-8")
    fonts = re.findall(r"font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]+)\)", text)
    assert [weight for weight, _ in fonts] == ["400", "600", "700"]
    assert sum(len(data) for _, data in fonts) < 40_000
    with TTFont(io.BytesIO(base64.b64decode(fonts[0][1]))) as font:
        assert set("Beslisblad, 4 kB, hand-out") <= set(map(chr, font.getBestCmap()))


# ---------------------------------------------------------------- of when everything is


@pytest.mark.parametrize(
    ("day", "said"), [("2026-03-01", "Laatst gewijzigd op 1 maart 2026"), ("", "Zonder datum")]
)
def test_what_has_no_date_says_when_it_was_changed(tmp_path: Path, day: str, said: str) -> None:
    unknown = "Ingangsdatum niet ingevuld"
    products = {
        "a": Earlier("a.yaml", "", about("Een", "nl", "Versie 1", unknown), (record("a.pdf"),))
    }
    folder = tmp_path / "bomen"
    folder.mkdir()
    text = index(products, read_folder(folder), {"a.yaml": day}).decode()
    assert f"<li>Versie 1</li><li>{said}</li></ul>" in text
    assert said not in index(products, read_folder(folder), {}).decode()


def test_a_form_says_from_when_it_counts(tmp_path: Path) -> None:
    dated = FORM.replace("parts:", "valid_from: 2026-03-01\nparts:")
    built(lay_out(tmp_path / "bomen", {"mening.yaml": dated}), tmp_path / "uit")
    text = (tmp_path / "uit" / "index.html").read_text("utf-8")
    assert "<li>Geldig vanaf 1 maart 2026</li>" in text
    assert "Zonder datum" not in text


# ---------------------------------------------------------------- pages of made-up products


def record(name: str, form: str = "sheet", size: int = 1234, paper: str = "") -> Record:
    return Record(name, form, paper, 0, "", size, "")


def about(title: str = "Een boom", language: str = "nl", *imprint: str) -> About:
    return About("tree", title, "", imprint or ("Versie 1",), language)


def written(folder: Path, **products: tuple[About | None, Record]) -> str:
    earlier = {name: Earlier("a.yaml", "", one, (file,)) for name, (one, file) in products.items()}
    folder.mkdir(exist_ok=True)
    return index(earlier, read_folder(folder), {}).decode()


@pytest.mark.parametrize(
    ("size", "said"),
    [(1, "1 kB"), (1_499, "1 kB"), (999_400, "999 kB"), (1_250_000, "1,2 MB")],
)
def test_sizes_are_as_people_say_them(tmp_path: Path, size: int, said: str) -> None:
    text = written(tmp_path / "bomen", a=(about(), record("a.pdf", size=size)))
    assert f"PDF, {said}<" in text


def test_it_is_in_the_language_of_the_first_tree(tmp_path: Path) -> None:
    text = written(tmp_path / "bomen", a=(about("A tree", "en"), record("a.pdf", size=1_250_000)))
    assert '<html lang="en">' in text
    assert "PDF, 1.2 MB<" in text
    assert "The tree advises; you decide." in text


def test_one_tree_in_another_language_does_not_change_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "bomen"
    folder.mkdir()
    titles = {"a": ("A tree", "en"), "b": ("Een boom", "nl"), "c": ("Nog een boom", "nl")}
    earlier = {
        name: Earlier(f"{name}.yaml", "", about(title, language), (record(f"{name}.pdf"),))
        for name, (title, language) in titles.items()
    }
    text = index(earlier, read_folder(folder), {}).decode()
    assert '<html lang="nl">' in text
    assert ' lang="en"' in text


def test_another_language_is_marked(tmp_path: Path) -> None:
    first = (about(), record("a.pdf"))
    folder = tmp_path / "bomen"
    folder.mkdir()
    earlier = {
        "a": Earlier("a.yaml", "", first[0], (first[1],)),
        "b": Earlier("b.yaml", "", about("A tree", "en"), (record("b.pdf"),)),
    }
    text = index(earlier, read_folder(folder), {}).decode()
    assert text.count('<div class="head" lang="en">') == 1


def test_whatever_is_in_a_name_stays_text(tmp_path: Path) -> None:
    title, name = "<b>R&D</b> \"a\" 'b'", "a #1 & <b>?%.pdf"
    found = Reader(written(tmp_path / "bomen", a=(about(title), record(name))))
    assert name in found.links
    assert not [tag for tag, _ in found.attributes if tag == "b"]


def test_what_is_of_another_version_than_the_rest_says_so(tmp_path: Path) -> None:
    text = written(
        tmp_path / "bomen",
        a=(about("Een boom", "nl", "Versie 2"), record("a.pdf", "poster", paper="a1")),
        b=(about("Een boom", "nl", "Versie 1"), record("b.pdf")),
    )
    assert text.count("Versie 2") == 1
    assert "pen · Versie 1</span>" in text


def test_without_any_product_there_is_a_page_too(tmp_path: Path) -> None:
    assert set(Reader(written(tmp_path / "bomen")).links) == {"#alles"}


def test_every_kind_of_file_has_words_and_a_place() -> None:
    placed = [form for _, forms in wording.GROUPS.values() for form in forms]
    assert sorted([*placed, "page"]) == sorted(FORMS)
    assert set(wording.NAMES) == set(FORMS)
    assert set(wording.NOTES) <= set(FORMS)
    assert all(sign(name).startswith("<svg") for name in (*wording.GROUPS, "page"))


def test_the_words_are_in_every_language() -> None:
    said = [message for message, _ in wording.GROUPS.values()]
    said += [*wording.NAMES.values(), *wording.NOTES.values(), wording.TITLE, wording.UNDER]
    assert all(message.say(language) for message in said for language in LANGUAGES)


def test_it_wears_the_style_of_the_house(tmp_path: Path) -> None:
    style = '{organisation: Woonstad & Co, logo: logo.svg, colours: {main: "#7A1F5C"}}'
    folder = lay_out(
        tmp_path / "bomen",
        {"woorden.yaml": words(style=style), "logo.svg": LOGO.format("")},
        regeling=tree(),
    )
    (found,) = read_folder(folder).trees
    assert isinstance(found, Tree)
    text = index({}, read_folder(folder), {}).decode()
    assert "--main: #7A1F5C" in text
    assert '<p class="house">Woonstad &amp; Co</p>' in text
    assert 'src="data:image/svg+xml;base64,' in text


# ---------------------------------------------------------------- in a browser


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The page of a tree, a form and a tree with errors, all in earnest."""
    broken = tree("hulp").replace("goto: wacht", "goto: weg")
    lay_out(tmp_path / "bomen", {"mening.yaml": FORM}, regeling=tree(), hulp=broken)
    built(tmp_path / "bomen", tmp_path / "uit")
    return (tmp_path / "uit" / "index.html").as_uri()


@pytest.mark.node
def test_everyone_can_use_it(address: str) -> None:
    with opened_browser() as browser:
        for scheme in _SCHEMES:  # axe-core is a script, which the page does not allow
            page = browser.new_page(color_scheme=scheme, bypass_csp=True)
            page.goto(address)
            page.add_script_tag(path=AXE / "axe.min.js")
            assert page.evaluate(_AXE) == []


@pytest.mark.node
def test_it_works_from_disk_on_every_screen(address: str) -> None:
    with opened_browser() as browser:
        page, said = browser.new_page(), list[str]()
        page.on("console", lambda message: said.append(message.text))
        page.goto(address)
        assert page.evaluate("document.querySelector('.preview img').naturalWidth") > 0
        for width in (320, 600, 1280, 2560):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert low_links(page) == []
        page.click("text=Beslisblad", trial=True)
        assert said == []


def low_links(page: Page) -> list[str]:
    """The links that are lower than a finger is wide (44 px)."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main a")]
          .filter((link) => link.getBoundingClientRect().height < 44)
          .map((link) => link.textContent)"""
    )
    return found
