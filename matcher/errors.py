"""The two ways this library says no."""


class MatcherError(ValueError):
    """The input cannot be right. Its sentence says where, and what to do."""


class NotValid(ValueError):
    """A matching or its certificate does not hold. Its sentence says which promise is broken."""
