"""Pages about programmes, by noun."""
