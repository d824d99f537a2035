"""Optional: extraction with a dependency parse. Loaded only if a parser is configured."""
