"""Here is an article: who said what? Article to paragraphs to quotes to speakers; pure, no disk, no clock."""

VERSION = 4
"""Goes up whenever the same article gives another extraction; an index made by an older version still answers."""
