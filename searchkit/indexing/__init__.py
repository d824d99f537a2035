"""Bring the index up to the corpus: find what changed, extract it, write it, check it."""
