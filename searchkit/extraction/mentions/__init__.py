"""Who is named in a sentence."""
