"""`woonboom poster --case` and `--given`: the way of one case, lit on the poster."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from calling import FAULTY, Capture, Patch, assert_refused, called

from woonboom import style

TREES = Path(__file__).parent.parent / "trees"
TREE = TREES / "hulpverleners.yaml"
SVG = ("--format", "svg")
CASE = """\
ontruimd: ja
reden_ontruiming: [huurachterstand]
maanden_sinds_ontruiming: 1-3-2024
huurschuld: nee
hulpverlening: ja
begeleidingsplan: ja
"""


@pytest.fixture(autouse=True)
def in_a_folder_with_a_case(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("anna.yaml").write_text(CASE, "utf-8")


def words(name: str) -> str:
    """What stands in a drawing, text after text."""
    root = ElementTree.fromstring(Path(name).read_bytes())
    texts = root.iter("{http://www.w3.org/2000/svg}text")
    return " ".join(" ".join("".join(text.itertext()).split()) for text in texts)


def light(name: str) -> int:
    """How many cards and lines of a drawing are lit."""
    return Path(name).read_text("utf-8").count(f'stroke="{style.LIT}"')


def test_the_way_of_a_case_file_is_lit(capsys: Capture) -> None:
    code, out, err = called(
        capsys, "poster", TREE, "--case", "anna.yaml", "--on", "2026-01-31", *SVG
    )
    name = "hulpverleners-poster-anna.svg"
    assert (code, out, err) == (0, "", f"Geschreven: {name}\n")
    assert "sinds de ontruiming 22 maanden · zonder huurschuld" in words(name)
    assert "U6 Tweedekansbeleid" in words(name)
    assert light(name) >= 6 + 6 + 7  # pills, lines, cards


def test_a_fact_of_the_command_line_goes_before_the_file(capsys: Capture) -> None:
    given = ("--case", "anna.yaml", "--given", "begeleidingsplan=nee", "--on", "2026-01-31")
    assert called(capsys, "poster", TREE, *given, *SVG)[0] == 0
    assert "U7 Eerst het begeleidingsplan" in words("hulpverleners-poster-anna.svg")


def test_without_a_case_nothing_is_lit(capsys: Capture) -> None:
    assert called(capsys, "poster", TREE, *SVG)[0] == 0
    assert light("hulpverleners-poster.svg") == 0
    assert "Geval:" not in words("hulpverleners-poster.svg")


def test_a_poster_of_a_case_leaves_that_of_the_tree_alone(capsys: Capture) -> None:
    assert called(capsys, "poster", TREE, *SVG)[0] == 0
    before = Path("hulpverleners-poster.svg").read_bytes()
    assert called(capsys, "poster", TREE, "--given", "ontruimd=ja", *SVG)[0] == 0
    assert Path("hulpverleners-poster.svg").read_bytes() == before
    assert Path("hulpverleners-poster-geval.svg").exists()


def test_the_same_case_gives_the_same_bytes(capsys: Capture) -> None:
    found = set()
    for folder in ("een", "twee"):
        given = ("--given", "ontruimd=nee", "--format", "pdf", "-o", folder)
        assert called(capsys, "poster", TREE, *given)[0] == 0
        found.add((Path(folder) / "hulpverleners-poster-geval.pdf").read_bytes())
    assert len(found) == 1


def test_of_a_case_that_is_not_decided_the_open_question_is_told(capsys: Capture) -> None:
    given = ("--given", "ontruimd=ja", "--given", "reden_ontruiming=overlast")
    code, out, err = called(capsys, "poster", TREE, *given, *SVG)
    assert (code, out) == (0, "")
    assert "Nog niet beslist: vraag 3 staat open. Was de ontruiming hooguit 5 jaar" in err
    said = words("hulpverleners-poster-geval.svg")
    assert "reden van de ontruiming: Overlast, vervuiling of hoarding" in said
    assert "Nog open: vraag 3" in said


def test_a_case_of_which_nothing_is_known_lights_the_start(capsys: Capture) -> None:
    Path("leeg.yaml").write_text("{}\n", "utf-8")
    code, _, err = called(capsys, "poster", TREE, "--case", "leeg.yaml", *SVG)
    assert code == 0
    assert "vraag 1 staat open" in err
    assert "nog niets bekend" in words("hulpverleners-poster-leeg.svg")
    assert light("hulpverleners-poster-leeg.svg") == 1


def test_a_case_that_is_sure_before_its_last_question(capsys: Capture) -> None:
    Path("proef.yaml").write_text(
        FAULTY.replace("months > 6", "months >= 6").replace("language: en", "language: nl"), "utf-8"
    )
    code, _, err = called(capsys, "poster", "proef.yaml", "--case", write_empty(), *SVG)
    assert code == 0
    assert "staat open" not in err
    assert "U1 Ask" in words("proef-poster-leeg.svg")
    assert light("proef-poster-leeg.svg") == 2


def write_empty() -> str:
    Path("leeg.yaml").write_text("{}\n", "utf-8")
    return "leeg.yaml"


def test_a_tree_that_is_wrong_for_the_case_is_told(capsys: Capture) -> None:
    Path("proef.yaml").write_text(FAULTY, "utf-8")
    words_ = ("--lang", "en", "poster", "proef.yaml", "--given", "months=6")
    code, out, err = called(capsys, *words_, *SVG)
    assert (code, out) == (1, "")
    assert "The tree is wrong for this case; the way runs up to question 1." in err
    assert "The tree is wrong here" in words("proef-poster-case.svg")


def refused(capsys: Capture, part: str, *given: str | Path) -> None:
    code, out, err = called(capsys, "poster", *given, *SVG)
    assert_refused(code, err, out, part)
    assert not list(Path().glob("*.svg"))


def test_what_cannot_be_lit_is_refused(capsys: Capture) -> None:
    Path("twee.yaml").write_text("- {ontruimd: ja}\n- {ontruimd: nee}\n", "utf-8")
    Path("geen.yaml").write_text("[]\n", "utf-8")
    corporaties = TREES / "corporaties.yaml"
    refused(capsys, "één boom tegelijk; hier staan er 2", TREE, corporaties, "--case", "anna.yaml")
    refused(capsys, "In ‘twee.yaml’ staan 2 gevallen", TREE, "--case", "twee.yaml")
    refused(capsys, "‘geen.yaml’ staan 0 gevallen", TREE, "--case", "geen.yaml")
    refused(capsys, "WB202", TREE, "--given", "ontruimt=ja")
    refused(capsys, "WB101", TREE, "--case", "nergens.yaml")
    refused(capsys, "geen waarde", TREE, "--given", "ontruimd")
    refused(capsys, "geen datum", TREE, "--given", "ontruimd=ja", "--on", "gisteren")


def test_facts_that_exclude_each_other_are_refused(capsys: Capture) -> None:
    given = ("--given", "vaste_woonplek=nee", "--given", "huurt_van_corporatie=ja")
    refused(capsys, "Dit kan niet samen", TREE, *given)
