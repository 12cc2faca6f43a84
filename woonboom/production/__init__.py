"""Everything that is made of every tree, in one go and only what changed."""
