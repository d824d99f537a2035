"""Optional: extraction with a dependency parse. Loaded only when asked for."""
