"""What stops an operator's command: one sentence that says why, and what to do."""


class CannotGoOn(Exception):
    """Nothing was changed, unless the sentence says so."""
