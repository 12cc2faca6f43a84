"""Trees as a page that walks a professional through them, in one file."""
