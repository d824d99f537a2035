"""Extracts paragraphs and quotes with speakers from an article; reads no clock."""

VERSION = 4
"""Raised whenever the extraction of an article changes; an index of an older version can still be searched."""
