"""Engines keep passages and answer query trees. `protocol` says what each must do."""
