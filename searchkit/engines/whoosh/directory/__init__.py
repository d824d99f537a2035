"""Which files make an index, and how they change in one instant."""
