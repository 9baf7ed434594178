"""How each language writes a day, where its own way is not Django’s."""
