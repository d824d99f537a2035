"""The commands: flags to calls, results to text."""
