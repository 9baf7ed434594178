"""Verbs of this room, by noun."""
