"""Files → `Tree`, plus every problem of shape and reference.

`load` reads one tree; a `Library` reads many files, each once, and keeps the problems of all.
"""

from woonboom.load.library import Library, load

__all__ = ["Library", "load"]
