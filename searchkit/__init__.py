"""searchkit: who said what, when, and where it was printed."""

__version__ = "0.1.0"
