"""What to do with the documents that matched: collapse, sort, count, show."""
