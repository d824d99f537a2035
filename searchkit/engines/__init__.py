"""Engines store passages and answer query trees. `protocol` says what every engine must do."""
