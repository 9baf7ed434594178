"""One function for each page, by noun."""
