"""Word lists: what English newspapers call people, bodies and acts of speaking. Lists only; the rules live elsewhere."""
