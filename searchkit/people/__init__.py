"""Entity resolution over a whole archive: which names refer to the same person."""

VERSION = 4
"""Raised whenever the table of the same names changes, or the format of the file that stores it."""
