"""Pages about when people meet."""
