"""`python -m woonboom` and the command `woonboom`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line and exit with its code."""
    # A run is short and its trees have no circles: looking for garbage costs a tenth of it.
    gc.set_threshold(200_000, 50, 50)
    try:
        from woonboom.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before `run` could say so itself
        code = 2
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    if fonts := sys.modules.get("woonboom.fonts"):  # only a poster in a house style needs it
        fonts.tidy()
    # Taking every object apart before leaving costs another tenth; the system does it for free.
    os._exit(code)


if __name__ == "__main__":
    main()
