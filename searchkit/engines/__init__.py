"""Engines keep passages and answer query trees. `protocol` says what one must do; `whoosh/` is the embedded one."""
