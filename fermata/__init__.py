"""Fermata: peer coaching between equals, sealed from the first word."""

__version__ = "0.1.0"
