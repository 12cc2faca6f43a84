"""Posters in panels: the drawing is fitted to the sheet, so that its type is as large as can be.

`hanging` says what hangs at which answer · `variants` are the ways to set a card · `arms` puts what
answers lead to right of a card or below it · `shapes` keeps for every question the sizes that it
can take with all that hangs there (on a `grid`, compared by their `outline`) · `packing` puts
parts, with their `titles`, on a sheet · `search` chooses what hangs where · `fitting` adds the
notes, in `holes` or beside the parts, and picks the largest type · `settling` shares out the room
that is left and `building` places everything · `atlas` divides a tree over several sheets, with the
map of `contents` · `poster` is the entrance.
"""
