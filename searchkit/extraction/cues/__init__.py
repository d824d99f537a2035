"""Which words report, and what they report: cue, source and content."""
