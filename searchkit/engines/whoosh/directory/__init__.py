"""The files of an index: names, formats, the lock, the commit."""
