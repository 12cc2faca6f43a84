"""From a tree to what to draw.

`plan` says what every answer ends in · `cards` measures · `panels` or `map` places (`pieces`) ·
`notes` and `furniture` are what stands beside it on a `sheet` · `faces`, `drawing` and `poster`
make the scene of it.
"""
