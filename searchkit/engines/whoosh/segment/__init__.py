"""One immutable file of postings, positions, columns and articles."""
