"""Hits as CSV, for programs and spreadsheets."""

from __future__ import annotations

import io
import re
from typing import Any

from searchkit.model.results import SearchResult
from searchkit.render.json_output import HIT_KEYS, hit_json, to_line
from searchkit.text.control_characters import replace_cell_controls

# The beginning of what a spreadsheet may take for a formula: a sign, also full-width or small, after any invisible
# characters. Compiled on first use: most programs read JSON.
_FORMULA = (
    r"[\t\r\n]|[\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*"
    r"[-=+@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
)


def hits_csv(results: SearchResult, *, raw: bool = False) -> str:
    """Return a heading and a row for each hit. Lists are JSON; a cell has line feeds, but no other control characters.

    Text that a spreadsheet may take for a formula gets an apostrophe in front, unless `raw`.
    """
    import csv  # noqa: PLC0415 - most programs read JSON

    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(HIT_KEYS)
    for hit in results.hits:
        writer.writerow(_cell(value, raw=raw) for value in hit_json(hit).values())
    return table.getvalue()


def _cell(value: Any, *, raw: bool) -> Any:
    if isinstance(value, list):
        return to_line(value)
    if not isinstance(value, str):
        return value
    text = replace_cell_controls(value)
    return text if raw or not re.match(_FORMULA, value) else f"'{text}"
