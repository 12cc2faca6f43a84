"""Documents for tests: one with every block, in both languages, and sheets of any length."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from woonboom.document import (
    Abreast,
    Beside,
    Block,
    Choice,
    Contents,
    Document,
    End,
    Fields,
    Figure,
    Folded,
    Heading,
    Items,
    Labelled,
    NewPage,
    Notice,
    Option,
    Outcome,
    Paragraph,
    Question,
    Run,
    Statement,
    Statements,
    Table,
    Terms,
    TextField,
    Tick,
    Ticks,
    Turn,
    words,
)
from woonboom.style import KINDS

CHART = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" width="300" height="100">'
    b'<path d="M10 90L100 20L200 60L290 10" stroke="#12304F" fill="none" stroke-width="4"/></svg>'
)
SCALE = ("helemaal niet mee eens", "niet mee eens", "neutraal", "mee eens", "helemaal mee eens")
ODD_VALUE = "Łukasz → “ja” \U0001f3e0 (50%) \\ ĳ"


def grey_png() -> bytes:
    """A picture of one dot."""

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"\0\x80")) + part(b"IEND", b"")
    )


def asking(n: int, goal: str, *, lit: bool = False, help_: str = "Vraag dit na.") -> Question:
    """A question with two answers that lead to an anchor."""
    ask = f"Is er na {n} maanden nog een huurschuld bij de corporatie?"
    onward = words("ga verder", link=f"#{goal}")
    options = tuple(
        Option(value, words(value.title()), f"{ask} {value}, ga verder", onward, words("altijd"))
        for value in ("ja", "nee")
    )
    choice = Choice(f"antwoord_v{n}", f"Vraag {n}: {ask}", options, "ja" if lit else "")
    return Question(str(n), f"v{n}", words(ask), choice, words(help_), (), lit)


def reached(kind: str, *, lit: bool = False) -> Outcome:
    """An outcome of a kind, with a list in it."""
    steps = Items(((Paragraph(words("Bel eerst.")),), (Paragraph(words("Meld daarna aan.")),)))
    blocks: tuple[Block, ...] = (Paragraph(words("Wat dit betekent.")), steps)
    tick = Tick(f"uitkomst_{kind}", f"Uitkomst: {kind}", lit)
    return Outcome(
        "U1", f"u-{kind}", kind, f"Soort {kind}", words(f"Uit {kind}"), blocks, tick, lit
    )


def agreeing(n: int) -> Statement:
    """A statement with room to explain."""
    said = f"Stelling {n}: ik ken de voorwaarden."
    options = tuple(Option(f"s{i}", words(s), f"{said} {s}") for i, s in enumerate(SCALE))
    room = TextField(f"toelichting_{n}", f"Toelichting bij stelling {n}", lines=2)
    explanation = Labelled(words("Toelichting"), room)
    return Statement(str(n), words(said), Choice(f"stelling_{n}", said, options), explanation)


FACTS = (
    Labelled(
        words("Sinds"), TextField("feit_sinds", "Sinds, een datum", "31-01-2026", "date", 1, 10, 34)
    ),
    Labelled(
        words("Hoe lang"), TextField("feit_duur", "Hoe lang", "7", "number", 1, 3, 24), "maanden"
    ),
    Labelled(
        words("Reden"),
        Ticks(
            (
                (Tick("feit_reden_schuld", "Reden: schuld", ticked=True), words("Schuld")),
                (Tick("feit_reden_wet", "Reden: wet"), words("Wet")),
            )
        ),
        hint=words("Kruis aan wat geldt."),
    ),
    Labelled(
        words("Bewind"),
        Choice(
            "feit_bewind",
            "Bewind",
            (Option("ja", words("Ja"), "Ja"), Option("nee", words("Nee"), "Nee")),
            "nee",
        ),
    ),
)
REMARKS = Fields(
    (
        (
            Labelled(
                words("Opmerkingen"),
                TextField("blad_opmerkingen", "Opmerkingen", f"Regel een.\n{ODD_VALUE}", lines=4),
            ),
        ),
        (
            Labelled(words("Wie"), TextField("blad_wie", "Wie", ODD_VALUE)),
            Labelled(words("Nog eens"), TextField("blad_wie", "Wie, nog eens", ODD_VALUE)),
        ),
    )
)
TABLE = Table(
    (words("Wie"), words("Wat"), words("Dagen")),
    ((words("GKB"), words("regelt schulden " * 9), words("10")), (words("WIJ"), (), words("5"))),
    ("start", "start", "end"),
    leads=True,
    caption="Wie doet wat",
)
LISTED = Items(
    (
        (Paragraph(words("Eerst")), Items(((Paragraph(words("diep")),),))),
        (Paragraph(words("dan")),),
    ),
    ordered=True,
    start=3,
)
EDITED = (Run("Minstens "), Run("3", mark="removed"), Run("6", mark="added"), Run(" maanden"))
TURNED = Turn(
    words("Wie een regeling heeft"),
    End("Was", "U1", "eligible", "Ja, dit kan", words("Kans")),
    End("Wordt", "", "", "Geen uitkomst", ()),
    (Paragraph(EDITED), Folded(words("Nog meer"), (Paragraph(words("Dit ook.")),))),
    ways=(words("van 3 maanden"), words("van 4 maanden, zonder bewindvoering")),
)
LINES = Beside(
    tuple(Figure(CHART, "image/svg+xml", f"Lijn {n}", caption=words(f"Na {n}")) for n in (1, 2)),
    "Groot",
    "Klein",
)
ABREAST = Abreast(
    words("Wie schulden heeft, en een van deze:"),
    (Items(((Paragraph(words("met hulp")),),)), Paragraph(words("Bijvoorbeeld Jan."), "small")),
    tuple(End(f"Plaats {n}", f"U{n}", kind, "Soort", words("Einde")) for n, kind in
          enumerate((*KINDS, "", "eigen"), start=1)),
)  # fmt: skip
BLOCKS: tuple[Block, ...] = (
    Paragraph(words("Waar dit over gaat."), "lead"),
    Notice(
        words("Let op"),
        (
            Paragraph(
                (Run("De boom adviseert, "), Run("u", bold=True), Run(" beslist.", italic=True))
            ),
        ),
    ),
    Contents(words("Inhoud")),
    Heading(1, words("Vragen"), "vragen"),
    replace(asking(1, "v2", lit=True), facts=FACTS),
    asking(2, "u-refer"),
    Heading(1, words("Uitkomsten")),
    Paragraph(words("Kruis aan.")),
    *(reached(kind, lit=kind == "refer") for kind in (*KINDS, "eigen")),
    Heading(1, words("Tot slot")),
    REMARKS,
    NewPage(),
    Heading(1, words("Uitleg")),
    Heading(2, words("Wat het is")),
    Paragraph(
        (
            Run("Zie "),
            Run("de website", link="https://example.org/a?b=1&c=2"),
            Run(" en "),
            Run("vraag 2", link="#v2"),
            Run("a en "),
            Run("woon", link="https://example.org/"),
            Run("kans "),
        )
    ),
    Heading(3, words("Dieper")),
    Paragraph(words("Bron: T 1.1"), "small"),
    LISTED,
    TABLE,
    Terms(((words("Bewind"), words("Een ander beheert het geld.")),)),
    Figure(CHART, "image/svg+xml", "Een lijn die stijgt", 0.6, words("Figuur 1")),
    Figure(grey_png(), "image/png", "Een grijs vlak", 0.1),
    Heading(1, words("Wat verandert")),
    TURNED,
    LINES,
    ABREAST,
    Heading(1, words("Stellingen")),
    Statements(SCALE, tuple(map(agreeing, range(1, 4)))),
)
EVERYTHING = Document(
    "Beslisblad: een boom met alles",
    "nl",
    BLOCKS,
    subtitle="Voor hulpverleners",
    imprint=("Versie 2026-01", "Geldig vanaf 1 januari 2026", "Controlegetal ABCD-1234"),
    running="Beslisblad",
    foot="Versie 2026-01 · controlegetal ABCD-1234",
    description="Alles wat een document kan bevatten",
    author="Bureau Woonkans",
    keywords=("beslisblad", "boom", "ABCD-1234"),
    published="2026-01-01",
    organisation="Bureau Woonkans",
    content='{"tree": "boom"}',
    fingerprint="ABCD-1234",
)


def sheet(questions: int) -> Document:
    """A sheet with so many questions."""
    asked = (
        asking(n, f"v{n + 1}" if n < questions else "u-eligible") for n in range(1, questions + 1)
    )
    blocks: tuple[Block, ...] = (
        Heading(1, words("Vragen")), *asked, Heading(1, words("Uitkomsten")),
        *map(reached, KINDS), Heading(1, words("Tot slot")), REMARKS,
    )  # fmt: skip
    return replace(EVERYTHING, blocks=blocks)


def only(*blocks: Block) -> Document:
    """A document of nothing but some blocks."""
    return Document("Titel", "nl", blocks)
