"""The terminal's door: flags in, text out; one file a command."""
