"""Django's PostgreSQL, on lines on which no wait is endless (core/deadline)."""
