"""What crosses folders: frozen values without behaviour."""
