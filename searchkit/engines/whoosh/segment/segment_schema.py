"""What a segment holds: its units, its fields, and whether quotes, passages or articles own the values of a field.

The documents of a segment are numbered by unit: first quotes, then paragraphs, then articles, each in the order in which
they were added. A passage is a quote or a paragraph. The metadata of an article (title, source, date ...) is stored once,
and holds for all its passages.
"""

from __future__ import annotations

from searchkit.fields import FIELDS, FieldKind

QUOTE, PARAGRAPH, ARTICLE = range(3)
"""The units, in the order in which hits of equal score are shown."""
UNIT_NAMES = ("quote", "paragraph", "article")

STEMS = {"text": "text", "title": "title"}
"""The index field with the stems of a TEXT field. It has frequencies."""
EXACT = {"text": "exact", "title": "title_exact"}
"""The index field with the exact forms of a TEXT field. It has positions."""
NAMES = tuple(field.name for field in FIELDS if field.kind is FieldKind.NAME)
VALUES = tuple(field.name for field in FIELDS if field.kind is FieldKind.VALUE)
FACETED = tuple(field.name for field in FIELDS if field.facet)
MANY = tuple(field.name for field in FIELDS if field.many)

OF_QUOTES = tuple(field.name for field in FIELDS if field.facet and field.on_quotes_only)
OF_PASSAGES = ("kind",)
OF_ARTICLES = tuple(name for name in FACETED if name not in (*OF_QUOTES, *OF_PASSAGES))

NOWHERE = 2**32 - 1
"""The parent of a quote without a paragraph."""
