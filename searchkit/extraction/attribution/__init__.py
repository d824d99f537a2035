"""Every quote gets its speaker, or none."""
