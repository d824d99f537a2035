"""The model that decides who said the words between two quotation marks (a linear softmax)."""
