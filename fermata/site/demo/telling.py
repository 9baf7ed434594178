"""What the terminal says when the demonstration starts: who is here, and how to come in as each."""

from collections.abc import Iterator

from django.conf import settings

from fermata.core.clock import now
from fermata.site.demo import making
from fermata.site.demo.cast import LOOKING, LOOKING_AFTER, PAIRED


def make_unless_made() -> None:
    if not making.is_made():
        making.make(now=now())


def who_is_here() -> str:
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield f"\n  [bold]Fermata, a demonstration,[/bold] is at [bold]{settings.URL}[/bold]\n"
    yield f"  1. {settings.URL}/sign-in/ asks for an address: type one of these."
    yield f"  2. The code is at {settings.URL}/outbox/, in the newest letter."
    yield "  3. Where a space asks to be opened, type the five words beside the address.\n"
    for group in (PAIRED, LOOKING_AFTER, LOOKING):
        for one in group:
            yield f"  {one.address:<19}[bold]{one.words}[/bold]"
            yield f"    {one.part}"
        yield ""
    yield f"  All of it is made up. It lives in {settings.DATA}"
    yield "  and nowhere else. To erase it: bin/run --demo --erase (or: fermata demo --erase)"
    yield "  Stop with Ctrl-C.\n"
