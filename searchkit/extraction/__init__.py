"""Here is an article: who said what? An extractor turns it into paragraphs and quotes with speakers; it reads no clock."""

VERSION = 4
"""Goes up whenever the same article gives another extraction; an index made by an older version still answers."""
