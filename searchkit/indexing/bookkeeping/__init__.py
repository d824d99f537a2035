"""What the archive remembers between updates: the catalogue of its files, and the table of people."""
