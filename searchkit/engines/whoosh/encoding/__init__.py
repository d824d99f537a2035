"""How terms and numbers become bytes."""
