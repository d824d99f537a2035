"""The index as of one commit, all segments as one."""
