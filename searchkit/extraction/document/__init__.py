"""Text to sentences: paragraphs, quotation marks, tokens."""
