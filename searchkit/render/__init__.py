"""Results to text: terminal, JSON, JSON lines and CSV."""
