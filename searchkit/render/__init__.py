"""Values to text: for the terminal, and as JSON, JSON lines and CSV for programs."""
