"""What people do about their hours together."""
