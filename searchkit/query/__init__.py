"""What was asked: query text to a frozen tree, or an error that points at the spot. Pure: no disk, no clock."""
