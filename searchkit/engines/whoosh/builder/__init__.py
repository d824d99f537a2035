"""Extractions become the data of one segment: each text is analysed once."""
