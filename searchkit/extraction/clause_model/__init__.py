"""The model that decides which clauses are reported (logistic regression)."""
