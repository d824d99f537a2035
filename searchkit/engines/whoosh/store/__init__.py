"""Here is my article number, give me my article."""
