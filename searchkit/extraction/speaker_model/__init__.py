"""The model that decides the speaker of a quote (a linear softmax)."""
