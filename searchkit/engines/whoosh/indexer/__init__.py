"""Builds segments from extractions, merges segments, and commits."""
