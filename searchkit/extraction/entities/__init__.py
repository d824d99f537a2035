"""Who the mentions are, within one article."""
