"""The comment on a pull or merge request: it always fits, it folds, and it calls nobody."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import changed_trees
import pytest
from changed_trees import found, glossary
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import woonboom
from woonboom.diff import Changes
from woonboom.document import Run
from woonboom.formats.documents.md.writing import line, paragraph
from woonboom.papers.changes import Found
from woonboom.papers.changes_comment import changes_comment, quiet

MOST = 60_000
# What GitHub and GitLab look for in the text of a comment, after Markdown was read.
CALLS = re.compile(
    r"(?<![0-9A-Za-z])@\w|#\d|\bGH-\d|!\d|\$\d|&\d|%[\w\"]|(?<!~)~[\w\"]", re.IGNORECASE
)


def comment(*changes: Changes) -> str:
    return changes_comment(found(*changes)).decode()


def shown(markdown: str) -> str:
    """What people read of a comment, with nothing between its parts."""
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return html.unescape(re.sub("<[^>]*>", "", rendered))


# ---------------------------------------------------------------- what is in it


def test_the_summary_stands_right_below_the_title() -> None:
    title, _, _, _, decided, _, _, summary, *_ = comment(glossary()).split("\n")
    assert title.startswith("# Wat verandert er, en voor wie: Woonkansboom")
    assert decided.startswith("- **Zo lang moet de betalingsregeling goed lopen: was 3 maanden")
    assert summary.startswith("1 groep gevallen gaat erop achteruit")


def test_the_groups_are_tables_by_grade() -> None:
    text = comment(glossary())
    head = "| Voor wie (van wie eerst kreeg wat onder ‘Was’ staat) | Was | Wordt |\n| --- |"
    losses = text.index("**Gaat erop achteruit**")
    assert losses < text.index("**Een andere uitkomst, niet beter of slechter**")
    assert head in text
    assert (
        "| U6 Tweedekansbeleid (ja, dit kan) | U4 Eerst de betalingsregeling (nog niet) |" in text
    )


def test_examples_edits_and_method_are_folded() -> None:
    text = comment(glossary())
    folded = re.findall(r"<summary>(.*)</summary>", text)
    assert folded == ["Voorbeelden, en waar de wegen uiteengaan", "Wat is er bewerkt? (17)",
                      "Hoe is dit gevonden?"]  # fmt: skip
    assert text.count("<details>") == text.count("</details>") == 3
    # A forge reads Markdown again only after a blank line.
    assert all(after == "\n\n" for after in re.findall(r"</summary>(\n+)", text))
    assert all(before == "\n\n" for before in re.findall(r"(\n+)</details>", text))


def test_edits_are_struck_out_and_bold() -> None:
    text = comment(glossary())
    assert "| ~~3~~ maanden | **6** maanden | vraag 5 (regeling), uitkomst U4" in text
    assert "Doorgestreept is vervallen; vet is nieuw." in text


def test_maintainers_read_ids_and_notes() -> None:
    text = comment(glossary())
    assert "De notitie" in text
    assert "min\\_regeling" in text


def test_paths_are_folded_too() -> None:
    old = changed_trees.tree_of("begrippenlijst/hulpverleners.yaml")
    changes = woonboom.diff(old, glossary().new, paths=True)
    heading = "Dezelfde uitkomst langs een andere weg"
    assert (f"<summary>{heading}</summary>" in comment(changes)) == bool(changes.rerouted)


def test_that_nothing_changes_comes_first() -> None:
    text = comment(woonboom.diff(glossary().new, glossary().new))
    _, _, _, _, nobody, _, same, *_ = text.split("\n")
    assert nobody.startswith("Voor niemand verandert de uitkomst")
    assert same == "Beide versies zeggen precies hetzelfde."


def test_several_trees_are_one_comment() -> None:
    text = comment(glossary(), changed_trees.reworded())
    assert text.startswith("# Wat verandert er, en voor wie\n\n**2 beslisbomen vergeleken**\n")
    assert text.count("\n## Woonkansboom voor hulpverlenende instanties\n") == 2
    assert "<a id" not in text  # a forge gives places names of its own


# ---------------------------------------------------------------- it always fits


@pytest.mark.parametrize("said", ["lang " * 4_000, "🏠" * 9_000, "|*_~<&@#1" * 2_000, "é€" * 9_000])
def test_however_long_the_texts_it_fits(said: str) -> None:
    made = changes_comment(found(changed_trees.with_texts(said)))
    assert len(made) < MOST
    made.decode()


def test_however_many_the_groups_and_edits_it_fits() -> None:
    one = changed_trees.twenty_edits()
    many = replace(one, groups=one.groups * 60, structure=one.structure * 60)
    made = changes_comment(found(many))
    assert len(made) < MOST
    (more,) = re.findall(r"<summary>Nog (\d+) groepen", made.decode())
    left, edits = re.findall(r"En nog (\d+)\. De hele lijst", made.decode())
    assert len(many.groups) > int(more) > int(left) > 0
    assert len(many.structure) > int(edits) > 0
    assert "html en json" in made.decode()


def test_however_many_the_trees_it_fits() -> None:
    many = Found((changed_trees.twenty_edits(), glossary()) * 400, added=(glossary().new,) * 900)
    made = changes_comment(many)
    assert len(made) < MOST
    assert "800 beslisbomen vergeleken · 900 beslisbomen zijn nieuw" in made.decode()


def test_what_fits_is_not_cut() -> None:
    text = shown(comment(changed_trees.twenty_edits()))
    assert "…" not in text
    assert "html en json" not in text


# ---------------------------------------------------------------- it calls nobody


CALLING = [
    "Vraag @beheer of @groep/team.", "Zie #12, org/boom#12, GH-3 en !4.", "Kost $12 en 50%.",
    "é@naam", "_@naam", "/@naam", "~12 ~label ~~3~~", "&12 %12 %\"mijlpaal\"", "](@naam)",
    "<details @naam>", "a < b > @naam", "[x](@naam)", "@naam@naam", "\\@naam",
]  # fmt: skip


@pytest.mark.parametrize("text", CALLING)
def test_texts_call_nobody(text: str) -> None:
    read = shown(quiet(paragraph(line((Run(text),)))))
    assert not CALLS.search(read)
    assert read.replace("\u200b", "").strip() == text


@given(st.text('@#!$%&~<>()[]\\`*_ \n\u200bab12-"/GH', max_size=25))
@example("](@a)")
@example("\\](@a")
@example("[a](b@c)")
def test_no_text_calls_anybody(text: str) -> None:
    read = shown(quiet(paragraph(line((Run(text),)))))
    assert not CALLS.search(read)
    bare = "".join(text.replace("\u200b", "").split())
    assert "".join(read.replace("\u200b", "").split()) == bare


def test_no_text_is_html_or_a_command() -> None:
    text = comment(changed_trees.with_texts("<img src=x onerror=1> </details> @beheer #12"))
    tags = set(re.findall(r"(?<!\\)<(\S+?)[\s>]", text))
    assert tags == {"details", "/details", "summary", "/summary"}
    assert not CALLS.search(shown(text))
    assert quiet("/close\n  /assign me\n| /x |") == "\\/close\n  \\/assign me\n| /x |"


@pytest.mark.parametrize("text", ["Zie https://e.org/a.", "Zie www.e.org", "(HTTP://e.org)"])
def test_texts_become_no_links(text: str) -> None:
    read = shown(quiet(paragraph(line((Run(text),)))))
    assert not re.search(r"https?://|www\.", read, re.IGNORECASE)
    assert read.replace("\u200b", "").strip() == text


def test_no_text_turns_the_order_in_which_it_is_read() -> None:
    assert quiet("ja \u202eeen\u202c nee \u2066twee\u2069") == "ja een nee twee"


def test_links_and_our_own_marks_stay_as_they_are() -> None:
    text = "[bel](mailto:a@b.nl) ~~3~~ **6** [x](https://e.org/#12) <details>"
    assert quiet(text) == text
