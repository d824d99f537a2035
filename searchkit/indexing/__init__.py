"""Keeping the index up with the corpus: what is known of each file, what has to change, and changing it."""
