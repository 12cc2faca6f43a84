"""From a tree to what to draw, in this order.

`plan` says what every answer ends in · `cards` measures · `units` places a question with its ends ·
`ranks` and `graph` (Graphviz) place units across the flow, `course` and `blocks` along it ·
`parts` cuts large trees · `drafts` are the ways to draw one tree, `compose` puts the best on a
`sheets` · `pen`, `faces`, `drawing`, `notes`, `furniture` and `poster` make the scene of it.
"""
