"""Coreference within one article: which entity each mention refers to."""
