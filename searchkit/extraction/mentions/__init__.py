"""Finds mentions of people, organisations and places in a sentence."""
