"""Which archive is meant, and what its owner decided: the folder and its settings."""
