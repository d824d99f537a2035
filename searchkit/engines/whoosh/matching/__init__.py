"""Which documents match a node of the query, and how well."""
