"""From a finished scene to another scene: in greys, with bleed for a print shop, cut into sheets.

Nothing here knows what a tree is; words come in the language of the scene.
"""
