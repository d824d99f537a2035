"""Which names are one person: entity resolution over a whole archive."""

VERSION = 4
"""Goes up whenever the same names give another table, or the file that stores it changes its form."""
