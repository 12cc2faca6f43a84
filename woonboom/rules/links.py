"""Links: what the links in information pages lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from woonboom.diagnostics import Diagnostic, Message, Severity, Span, define
from woonboom.model import Page, Tree
from woonboom.rules.rule import tree_rule
from woonboom.source.places import is_file

DEAD_LINK: Final = define(
    "WB707",
    "dead-link",
    Severity.WARNING,
    message=Message(
        "De link naar ‘{goal}’ leidt nergens heen.", "The link to ‘{goal}’ leads nowhere."
    ),
    about=Message(
        "In de hand-out kan een link in een informatiepagina naar een webadres, een mailadres, een "
        "andere informatiepagina, een vraag of een uitkomst. Van een andere link blijven alleen de "
        "woorden over.",
        "In the handout a link in an information page can lead to a web address, a mail address, "
        "another information page, a question or an outcome. Of any other link only the words "
        "remain.",
    ),
    hint=Message(
        "Schrijf https://…, mailto:…, de naam van een pagina zoals ‘{page}’, of een plaats in de "
        "boom zoals ‘#vraag-1’ of ‘#uitkomst-{code}’.",
        "Write https://…, mailto:…, the name of a page such as ‘{page}’, or a place in the tree "
        "such as ‘#vraag-1’ or ‘#uitkomst-{code}’.",
    ),
)
_LINK: Final = re.compile(r"(?<!\\)\]\(\s*<?(?P<goal>[^)\s>]+)")
_WEB: Final = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_BESIDE: Final = re.compile(r"[\w-]+\.md")


@tree_rule
def dead_links(tree: Tree) -> Iterator[Diagnostic]:
    """Yield links in the information pages of a tree that lead nowhere."""
    places = {f"#vraag-{number}" for number in tree.numbers.values()}
    places |= {f"#uitkomst-{code}" for code in tree.codes.values()}
    places |= {f"#info-{page}" for page in tree.pages}
    code = next(iter(tree.codes.values()), "")
    for page in tree.pages.values():
        for span, goal in _links(page):
            if goal not in places and not _WEB.fullmatch(goal) and not _is_beside(page, goal):
                yield DEAD_LINK.at(span, goal=goal, page=f"{page.id}.md", code=code)


def _is_beside(page: Page, goal: str) -> bool:
    """Tell whether a goal is a page beside this one; another tree may be the one that shows it."""
    return bool(_BESIDE.fullmatch(goal)) and is_file(page.path.with_name(goal))


def _links(page: Page) -> Iterator[tuple[Span, str]]:
    """Yield where the links of a page lead, each with its place."""
    span = page.text.span
    for number, line in enumerate(span.source.lines if span else (), start=1):
        for found in _LINK.finditer(line):
            start, end = (found.start("goal") + 1, found.end("goal") + 1)
            if span:
                yield Span(span.source, number, start, number, end), found["goal"]
