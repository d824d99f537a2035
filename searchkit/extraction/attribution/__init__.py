"""Every quote gets its speaker."""
