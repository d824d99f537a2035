"""Extractions become segments, segments become fewer."""
