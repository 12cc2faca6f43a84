"""The command line: read arguments, call the stages, print, exit. No logic.

The commands are in the files of this package, each built in the language of the messages; a
command's file is imported when it is called.
"""

from woonboom.cli.run import run

__all__ = ["run"]
