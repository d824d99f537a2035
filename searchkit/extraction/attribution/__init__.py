"""Gives each quote its speaker, or none."""
