"""Not everybody sees everybody when they look around: so that nobody can tell why somebody is missing.

Who misses whom is drawn for each two people, for four weeks at a time, and each two have their own day of change. So at
any moment somebody may appear or be gone by lot alone; that somebody keeps apart looks the same.
"""

DAYS_OF_A_DRAW = 28
ONE_IN = 4


def is_drawn_out(digest: bytes, *, day: int) -> bool:
    """Whether two do not see each other on this day. `digest`: 32 bytes known to the server alone, of these two."""
    phase = int.from_bytes(digest[:4], "big") % DAYS_OF_A_DRAW
    draw = (day + phase) // DAYS_OF_A_DRAW
    return digest[4 + draw % (len(digest) - 4)] % ONE_IN == 0
