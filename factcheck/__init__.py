"""Drafts in, explained findings out: who is said to have said what, held against dated, sourced facts."""

__version__ = "0.1.0"
