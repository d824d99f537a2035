"""The parser of the extra `nlp`, with the weights by which its candidates are judged. Loaded only when asked for."""
