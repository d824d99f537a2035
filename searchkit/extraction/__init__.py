"""Here is an article: who said what? Article to paragraphs to quotes to speakers; pure, no disk, no clock."""

VERSION = 4
"""Goes up whenever any article gives other passages; an index made by an older one still answers."""
