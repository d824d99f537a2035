"""The default engine: a Whoosh index whose codec maps arrays."""
