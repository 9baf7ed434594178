"""What a person typed, made clean."""
