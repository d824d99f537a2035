"""Two articles, and the type of the fixture that builds an archive of files."""

from __future__ import annotations

from collections.abc import Callable

from searchkit import Archive

Build = Callable[[dict[str, str]], Archive]
"""Builds an archive from files, given as texts by their path below corpus/, and indexes it."""

PORT = 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n\nThe harbour is quiet today.\n'
MILL = "Mill reopens\n\nThe old mill on the river reopened on Monday, its owner Boris Lunt said.\n"
