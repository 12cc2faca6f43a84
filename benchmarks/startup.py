"""How much processor time `woonboom check` takes, beside what Python and PyYAML take by themselves.

    python benchmarks/startup.py [RUNS]

Checks two trees of twenty questions and runs `python -c "import yaml"`, in turns, and prints the
medians and their ratio; the aim is at most 3.5. Whoever hangs `check` in an editor or a commit
hook waits for this every time.
"""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
AIM = 3.5
QUESTIONS = 20


def tree(name: str) -> str:
    """A tree of twenty questions in a row about a number, with parameters, sources and a case."""
    lines = [
        "woonboom: 1",
        f"tree: {name}",
        f"title: Boom {name}",
        'version: "2026-01"',
        "start: vraag_1",
    ]
    lines += ["facts:", "  maanden: {label: Maanden ingeschreven, type: integer, range: [0, 600]}"]
    lines += ["parameters:"]
    numbers = range(1, QUESTIONS + 1)
    lines += [
        f"  grens_{n}: {{value: {7 * n}, unit: maanden, source: Beleid {n}}}" for n in numbers
    ]
    lines += ["questions:"]
    for n in numbers:
        following = f"vraag_{n + 1}" if n < QUESTIONS else "ja"
        lines += [
            f"  vraag_{n}:",
            "    ask: Staat de persoon lang genoeg ingeschreven?",
            f"    help: Minimaal {{grens_{n}}}.",
            f"    source: Beleid {n}",
            "    answers:",
            f"      - {{label: Ja, when: maanden >= grens_{n}, goto: {following}}}",
            "      - {label: Nee, otherwise: true, goto: nee}",
        ]
    lines += ["outcomes:"]
    lines += ["  ja: {kind: consult, title: Bel Bureau Woonkans, source: Beleid 1}"]
    lines += ["  nee: {kind: not_yet, title: Wacht nog even, source: Beleid 1}"]
    lines += ["cases:", "  - {name: Lang ingeschreven, given: {maanden: 600}, expect: ja}"]
    return "\n".join(lines) + "\n"


def processor_time(words: Sequence[str]) -> float:
    """Run Python to its end; returns the milliseconds of processor time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, *words], check=True, env=environment, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main(runs: int) -> None:
    # Byte-compiled, as an installed package is; here the environment may have turned that off.
    compileall.compile_dir(ROOT / "woonboom", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("een", "twee"):
            (Path(folder) / f"{name}.yaml").write_text(tree(name), "utf-8")
        commands = {
            "woonboom check": ["-m", "woonboom", "check", folder],
            "import yaml": ["-c", "import yaml"],
        }
        for words in commands.values():  # once to warm the file cache
            processor_time(words)
        times = [
            {name: processor_time(words) for name, words in commands.items()} for _ in range(runs)
        ]
    medians = {name: median(time[name] for time in times) for name in commands}
    for name, milliseconds in medians.items():
        print(f"{name:<15} {milliseconds:6.0f} ms (median of {runs})")
    ratio = medians["woonboom check"] / medians["import yaml"]
    print(f"{'ratio':<15} {ratio:6.2f}    (aim: at most {AIM})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
