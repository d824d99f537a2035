"""The model that decides whose words stand between quotation marks (softmax)."""
