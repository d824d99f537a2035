"""Encodes terms and numbers as bytes."""
