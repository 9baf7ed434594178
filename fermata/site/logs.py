"""What a log may say: that something went wrong and in which kind of address; never whose, never a link's seal."""

import logging

from django.db import InterfaceError, OperationalError


class Discreet(logging.Filter):
    """Put the pattern of an address in the place of the address itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            kind = f"/{match.route}" if match else "an address that is not ours"
            record.args = tuple(kind if part == request.path else part for part in record.args)
        return True


class Brief(logging.Filter):
    """A database that is away or a disk that is full is one line and not a page, since there will be many of them."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, OperationalError | InterfaceError):
            record.msg, record.args = f"{record.getMessage()} ({_first_line(error)})", ()
            record.exc_info = record.exc_text = None
        return True


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def end_quietly() -> None:
    """A browser may hold a connection without asking anything; that it is cut when we stop is nobody's worry."""
    logging.getLogger("_granian").addFilter(lambda record: "refused to gracefully stop" not in record.getMessage())
