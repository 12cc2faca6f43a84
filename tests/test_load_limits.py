"""The nastiest files take little time and memory: nothing in reading is quadratic.

Time is the process's own, so that a busy machine fails nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from reading import FACTS, HEAD, OUTCOMES, SMALL

TREES = Path(__file__).parents[1] / "trees"
FIVE_MB = 4_900_000


def anchors() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    return HEAD + "\n".join(lines) + "\n"


def questions(count: int, wrong: int) -> str:
    """Return a tree of many questions, the first ones with a destination that is not there."""
    lines = [
        f"  vraag_{n}: {{ask: Vraag, yes: vrag_{n + 1}, no: uitkomst}}" if n < wrong
        else f"  vraag_{n}: {{ask: Vraag, yes: x, no: y}}"
        for n in range(count)
    ]  # fmt: skip
    return HEAD.replace("start: a", "start: vraag_0") + OUTCOMES + "questions:\n" + "\n".join(lines)


def filled(unit: str, head: str = "", size: int = FIVE_MB) -> str:
    return head + unit * ((size - len(head)) // len(unit))


NASTIEST: dict[str, Callable[[], str]] = {
    "exploding anchors": anchors,
    "a list of many lines": lambda: filled("- a\n"),
    "a list in a tree": lambda: filled("    - a\n", SMALL + "cases:\n"),
    "a flow list": lambda: "[" + filled("a,") + "]",
    "a flow list that is not closed": lambda: filled("[a],", "["),
    "one scalar": lambda: filled("a", SMALL + "note: "),
    "one scalar of many words": lambda: filled("a ", SMALL + "note: "),
    "one scalar of many lines": lambda: filled("  a\n", SMALL + "note:\n"),
    "one scalar full of braces": lambda: filled("{a} ", SMALL + "note: '", 1_000_000) + "'",
    "one title full of braces": lambda: filled("{a", HEAD.replace("Titel", "'"), 200_000) + "'\n",
    "a condition of megabytes": lambda: filled(
        "and a ", HEAD + OUTCOMES + "questions:\n  a:\n    ask: A\n    answers:\n"
        "      - label: A\n        goto: x\n        when: a "
    ),
    "many conditions": lambda: filled(
        "      - {label: A, goto: x, when: maanden > 6 and (waar or not waar or maandn > 6)}\n",
        HEAD + OUTCOMES + FACTS + "questions:\n  a:\n    ask: A\n    answers:\n", 1_500_000,
    ),
    "deep nesting in flow style": lambda: filled("["),
    "deep nesting in lists": lambda: filled("- ", size=1_000_000),
    "deep nesting in blocks": lambda: "\n".join(f"{' ' * n}a:" for n in range(2_000)),
    "thousands of equal keys": lambda: SMALL + "note: n\n" * 40_000,
    "thousands of unknown keys": lambda: SMALL + "".join(
        f"sleutel_{n}: n\n" for n in range(20_000)
    ),
    "thousands of unknown keys that are near": lambda: SMALL + "".join(
        f"title{n}: n\n" for n in range(20_000)
    ),
    "thousands of unknown facts": lambda: questions(10_000, 0) + "\ncases:\n" + "".join(
        f"  - {{given: {{vrag_{n}: ja}}, expect: xx{n}, via: [vrag_{n}]}}\n" for n in range(5_000)
    ),
    "thousands of unknown options": lambda: SMALL + (
        "facts: {f: {label: F, type: choice, options: {"
        + ", ".join(f"optie_{n}: n" for n in range(10_000)) + "}}}\ncases:\n"
        + "".join(f"  - {{given: {{f: opti_{n}}}, expect: x}}\n" for n in range(5_000))
    ),
    "thousands of missing pages": lambda: SMALL + "".join(
        f"  u{n}: {{kind: consult, title: U, info: p{n}}}\n" for n in range(3_000)
    ).join(["outcomes:\n", ""]),
    "thousands of missing trees": lambda: SMALL.replace(OUTCOMES, OUTCOMES + "".join(
        f"  u{n}: {{kind: refer, title: U, tree: t{n}}}\n" for n in range(5_000)
    )),
    "thousands of missing vocabularies": lambda: SMALL + "uses:\n" + "".join(
        f"  - {n}.yaml\n" for n in range(10_000)
    ),
    "ten thousand questions": lambda: questions(10_000, 0),
    "ten thousand questions, most leading nowhere": lambda: questions(10_000, 8_000),
    "one question of ten thousand answers": lambda: HEAD + OUTCOMES
    + "questions:\n  a:\n    ask: A\n    answers:\n"
    + "".join(f"      - {{label: A {n}, goto: x}}\n" for n in range(10_000)),
    "thousands of problems on one line": lambda: SMALL + "cases: ["
    + ", ".join(["{given: {b: ja}, expect: z}"] * 10_000) + "]\n",
    "thousands of tabs": lambda: filled("a:\tb\n", size=300_000),
}  # fmt: skip

MEASURE = """\
import re, resource, sys, time
from pathlib import Path
from woonboom.load import load

def peak():
    status = Path("/proc/self/status")
    if status.exists():  # there, what getrusage says starts at the peak of the process that asked
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) // 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // (1024 if sys.platform != "darwin" else 1024 ** 2)

begin = time.process_time()
tree, problems = load(Path(sys.argv[1]))
for problem in problems:
    problem.message("nl"), problem.hint("nl")
print(time.process_time() - begin, peak())
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", NASTIEST)
def test_the_nastiest_files_take_little_time_and_memory(name: str, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "tree.yaml"
    text = NASTIEST[name]()
    assert len(text) <= 5_000_000
    path.write_text(text, encoding="utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))

    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        capture_output=True, text=True, timeout=120, check=False,
        preexec_fn=limit if sys.platform == "linux" else None,
        cwd=Path(__file__).parents[1], env={**os.environ, "PYTHONPATH": str(TREES.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 10, (seconds, megabytes)
    assert megabytes < 200, (seconds, megabytes)
