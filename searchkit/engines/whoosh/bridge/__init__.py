"""Whoosh's read-only view of the index: the only importer of whoosh."""
