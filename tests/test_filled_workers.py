"""Many files at once: whatever a file does, the others are read, and memory and time stay small."""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from paper_fillers import with_pdfium
from paper_forms import blank, printed, whole, with_pikepdf

from woonboom.filled import Finding, Form, Sheet
from woonboom.filled.findings import refused
from woonboom.filled.kinds import KINDS
from woonboom.filled.paper import Reader
from woonboom.filled.workers import Workers, count_for
from woonboom.model import Tree

READER = Reader((), date(2026, 1, 31))
LINUX = sys.platform == "linux"


def hwm(pid: int) -> int:
    """Return the most memory that a process has had, in MB."""
    if not LINUX:
        return 0
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    kb = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kb) // 1000


def act(path: Path) -> str:
    """Do what the name of a file says."""
    match path.stem:
        case "slow":
            time.sleep(60)
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "eats":
            return str(len([bytes(10_000_000) for _ in range(300)]))
        case "fault":
            raise ZeroDivisionError
        case "refused":
            raise refused("damaged")
    return path.stem


def outcomes(names: list[str], count: int = 2, seconds: float = 20) -> list[str]:
    """What comes of each file: what the work returns, or the kind of the finding."""
    paths = [Path(f"{name}.pdf") for name in names]
    with Workers[str](count, seconds) as workers:
        found = list(workers.each(act, paths))
    assert [path for path, _ in found] == paths
    return [result.kind if isinstance(result, Finding) else result for _, result in found]


def test_results_come_in_the_order_of_the_files() -> None:
    names = [str(number) for number in range(40)]
    assert outcomes(names) == names


def test_no_files_at_all() -> None:
    assert outcomes([]) == []


@pytest.mark.skipif(not LINUX, reason="other systems have no SIGKILL, or do not limit memory")
def test_a_file_that_kills_eats_or_stalls_a_worker_costs_only_that_file() -> None:
    names = ["1", "dies", "2", "eats", "3", "fault", "4", "slow", "5", "refused", "6"]
    found = outcomes(names, seconds=2)
    assert found == ["1", "crashed", "2", "too-much-memory", "3", "crashed", "4", "too-slow", "5",
                     "damaged", "6"]  # fmt: skip


def test_no_process_is_left_when_the_caller_stops() -> None:
    with Workers[str](2) as workers:
        started = [worker.process for worker in workers._workers]
        next(workers.each(act, [Path("1.pdf"), Path("slow.pdf")]))
        assert all(process.is_alive() for process in started)
    assert not any(process.is_alive() for process in started)


def test_few_files_need_one_worker_and_many_no_more_than_two() -> None:
    assert count_for(0) == count_for(1) == count_for(9) == 1
    assert count_for(500) <= 2


# ---------------------------------------------------------------- files made to harm


@pytest.fixture(scope="module")
def filled() -> bytes:
    """A real sheet, filled in and saved by a viewer."""
    return with_pdfium(printed(), whole())


def harmed(folder: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    """Read files, and return what came of each; no worker may take much memory."""
    paths = []
    for name, data in files.items():
        paths.append(folder / f"{name}.pdf")
        paths[-1].write_bytes(data)
    found, most, before = {}, 0, hwm(os.getpid())
    with Workers[Sheet | Form](2) as workers:
        for path, result in workers.each(READER, paths):
            found[path.stem] = result.kind if isinstance(result, Finding) else "read"
            most = max(most, *(hwm(worker.process.pid or 0) for worker in workers._workers))
    assert most < 260
    assert hwm(os.getpid()) <= before + 30
    return found


def test_a_file_cut_off_anywhere_is_damaged(tmp_path: Path, filled: bytes) -> None:
    cuts = {f"{number}": filled[: len(filled) * number // 50] for number in range(50)}
    found = Counter(harmed(tmp_path, cuts).values())
    assert found == {"damaged": 49, "empty-file": 1}


def test_flipped_bits_never_do_more_than_spoil_a_file(tmp_path: Path, filled: bytes) -> None:
    draw = random.Random(5)
    files = {}
    for number in range(150):
        data = bytearray(filled)
        for _ in range(draw.choice([1, 1, 3, 20])):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        files[f"{number}"] = bytes(data)
    found = harmed(tmp_path, files)
    assert set(found.values()) <= {"read", *(k for k, (severity, _) in KINDS.items()
                                             if severity == "error")}  # fmt: skip
    assert not {"too-slow", "too-much-memory", "crashed"} & set(found.values())


def test_a_table_of_places_that_is_wrong(tmp_path: Path, filled: bytes) -> None:
    start = [found.end() for found in re.finditer(rb"startxref\s+", filled)][-1]
    files = {
        "further": filled[:start] + b"9" + filled[start:],
        "nowhere": filled[:start] + b"99999999999999999999\n%%EOF",
        "itself": filled[:start] + b"%d\n%%%%EOF" % (start - 10),
        "shifted": b"%PDF-1.7\n%some bytes in front\n" + filled[1:],
    }
    assert set(harmed(tmp_path, files).values()) == {"damaged"}


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """A gigabyte of zeros in a megabyte."""
    packing = zlib.compressobj(9)
    parts = [packing.compress(bytes(10_000_000)) for _ in range(100)]
    return b"".join([*parts, packing.flush()])


ROOT_OBJECT = b"<</Type/Catalog/Pages 2 0 R/AcroForm 3 0 R>>"
PAGES = b"<</Type/Pages/Kids[@ 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>"


def pdf_of(form: bytes, *more: bytes, pages: bytes = PAGES, trailer: bytes = b"") -> bytes:
    """Return a PDF of objects as they are written: the form is number 3, the rest from 4 on."""
    data, places = bytearray(b"%PDF-1.7\n"), []
    bodies = (ROOT_OBJECT, pages.replace(b"@", b"%d" % (len(more) + 4)), form, *more, PAGE)
    for number, body in enumerate(bodies, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    data += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (size, trailer)
    return bytes(data + b"startxref\n%d\n%%%%EOF" % start)


def stream(data: bytes, entries: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def packed_away(bomb: bytes) -> bytes:
    """A PDF of which the objects are in a stream that unpacks to a gigabyte."""
    data = bytearray(b"%PDF-1.7\n")
    inside = len(data)
    data += b"2 0 obj\n%s\nendobj\n" % stream(bomb, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    start = len(data)
    rows = [b"\0" * 7, b"\2\0\0\0\2\0\0", b"\1%s\0\0" % inside.to_bytes(4, "big"),
            b"\1%s\0\0" % start.to_bytes(4, "big")]  # fmt: skip
    data += b"3 0 obj\n%s\nendobj\n" % stream(
        b"".join(rows), b"/Type/XRef/Size 4/W[1 4 2]/Root 1 0 R"
    )
    return bytes(data + b"startxref\n%d\n%%%%EOF" % start)


def test_bombs_and_endless_structures(tmp_path: Path, bomb: bytes) -> None:
    field = b"<</T(a)/FT/Tx/V 5 0 R>>"
    deep = [b"<</T(x)/Kids[%d 0 R]>>" % number for number in range(5, 30_000)]
    files = {
        "claim": pdf_of(
            b"<</Fields[4 0 R]>>", field, b"<</Length 1073741824>>stream\nx\nendstream"
        ),
        "bomb": pdf_of(b"<</Fields[4 0 R]>>", field, stream(bomb, b"/Filter/FlateDecode")),
        "filters": pdf_of(
            b"<</Fields[4 0 R]>>", field, stream(bomb, b"/Filter[%s]" % (b"/FlateDecode" * 50))
        ),
        "packed": packed_away(bomb),
        "nested": pdf_of(b"<</Fields" + b"[" * 100_000 + b"]" * 100_000 + b">>"),
        "wide": pdf_of(b"<</Fields[" + b"4 0 R " * 1_000_000 + b"]>>", b"<</T(a)>>"),
        "many": pdf_of(b"<</Fields[" + b"<</T(a)>>" * 1_000_000 + b"]>>"),
        "deep": pdf_of(b"<</Fields[4 0 R]>>", *deep, b"<</T(x)>>"),
        "round": pdf_of(b"<</Fields[4 0 R]>>", b"<</T(a)/Kids[4 0 R 3 0 R]/Parent 4 0 R>>"),
        "pages": pdf_of(b"<<>>", pages=b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"),
        "count": pdf_of(b"<<>>", pages=b"<</Type/Pages/Kids[@ 0 R]/Count 2147483647>>"),
        "before": pdf_of(b"<<>>", trailer=b"/Prev 9999999999"),
        "size": pdf_of(b"<<>>").replace(b"xref\n0 5", b"xref\n0 4000000000", 1),
        "zeros": b"%PDF-1.7\n" + bytes(20_000_000),
        "starts": b"%PDF-1.7 1 0 obj <<" * 1_000_000,
        "large": b"%PDF-1.7\n" + bytes(31_000_000),
        "name": pdf_of(b"<</Fields[<</T(../../x)/FT/Tx/V(../x)>>]>>"),
    }
    found = harmed(tmp_path, files)
    assert found.pop("large") == "too-large"
    assert found.pop("name") == "foreign"
    assert set(found.values()) <= {"damaged", "foreign", "too-much-memory"}
    assert not [path for path in tmp_path.parent.rglob("x") if path.is_file()]


def test_a_content_that_unpacks_to_a_gigabyte_is_not_read(tmp_path: Path, bomb: bytes) -> None:
    content = b"/PieceInfo<</Woonboom<</Private<</Fingerprint(0000-0000)/Content 4 0 R>>>>>>"
    made = pdf_of(b"<<>>", stream(bomb, b"/Filter/FlateDecode"))
    grown = made.replace(ROOT_OBJECT, ROOT_OBJECT[:-2] + content + b">>")
    assert set(harmed(tmp_path, {"content": grown}).values()) <= {"damaged", "foreign"}


@pytest.mark.parametrize("what", ["wide", "entangled"])
def test_a_tree_made_to_be_endless_work_stops_in_time(tmp_path: Path, what: str) -> None:
    made = {"wide": wide, "entangled": entangled}[what]()
    values = {f"antwoord_{question}": "ja" for question in made.questions}
    path = tmp_path / "blad.pdf"
    path.write_bytes(with_pikepdf(blank(made), values))
    start = time.monotonic()
    with Workers[Sheet | Form](1, seconds=8) as workers:
        ((_, found),) = workers.each(partial(_against, made), [path])
    assert time.monotonic() - start < 30
    assert isinstance(found, Sheet | Form) or found.kind in ("too-slow", "too-much-memory")


def _against(tree: Tree, path: Path) -> Sheet | Form:
    return Reader((tree,), date(2026, 1, 31))(path)


def _made(facts: list[str], whens: Iterator[str]) -> Tree:
    from brute_force import written

    rows: dict[str, Any] = {}
    conditions = list(whens)
    for number, when in enumerate(conditions):
        goto = f"q{number + 1}" if number + 1 < len(conditions) else "u"
        rows[f"q{number}"] = {when: goto, f"not ({when})": "v"}
    return written(" ".join(facts), rows)


def wide() -> Tree:
    """A tree of very many questions."""
    return _made(["b0"], ("b0" for _ in range(2_000)))


def entangled() -> Tree:
    """A tree whose conditions each tie facts together that are far apart."""
    facts = [f"b{number}" for number in range(60)]
    return _made(facts, (f"b{n} and b{n + 30} or not b{n} and not b{n + 30}" for n in range(30)))
