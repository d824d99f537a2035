"""Segments are written and merged, and one commit makes them the index."""
