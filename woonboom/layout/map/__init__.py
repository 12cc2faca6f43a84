"""The layered map, from top to bottom or from left to right.

`hanging` places a question with its ends · `ranks` and `graph` (Graphviz) place these across the
flow, `course` and `placing` along it · `parts` cuts large trees · `drafts` are the ways to draw one
tree, `compose` puts the best on a sheet with `sheets`.
"""
