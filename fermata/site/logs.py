"""What a log may say: that something went wrong and in which kind of address; never whose, never a link's seal."""

import logging


class Discreet(logging.Filter):
    """Put the pattern of an address in the place of the address itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            kind = f"/{match.route}" if match else "an address that is not ours"
            record.args = tuple(kind if part == request.path else part for part in record.args)
        return True
