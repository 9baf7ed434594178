"""One port, one process: held streams run on the event loop, all of Django as WSGI in a fixed pool of threads.

Django's own ASGI handler would keep a thread and a database connection for every open stream.
"""

import asyncio
import gc
import os
import signal
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from multiprocessing import parent_process
from types import FrameType
from typing import Any
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fermata.site.settings")

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

PLAIN = "".join(map(chr, range(0x21, 0x7F)))
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

pages = WSGIMiddleware(get_wsgi_application(), workers=int(os.environ.get("FERMATA_THREADS", "4")))

from fermata.core.live import hub  # noqa: E402  # Django must be set up first
from fermata.site.hosting.turns import hold_here  # noqa: E402
from fermata.site.processes import end_with  # noqa: E402
from fermata.site.streams import stream  # noqa: E402


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _live_and_end(receive, send)
    elif scope["path"].startswith("/live/"):
        await stream(scope, receive, send)
    else:
        await _page(scope, receive, send)


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    # a2wsgi hands receive() and send() to run_coroutine_threadsafe, which wants coroutines; granian's are futures,
    # and without these two wrappers every POST fails.
    async def receive_coroutine() -> Any:
        return await receive()

    async def send_coroutine(message: Any) -> None:
        await send(message)

    scope["query_string"] = quote(scope["query_string"], safe=PLAIN).encode()  # a2wsgi fails on bare letters such as é
    scope["arrived_at"] = time.monotonic()  # core/deadline counts from here, also while all threads are busy
    await pages(scope, receive_coroutine, send_coroutine)


async def _live_and_end(receive: Receive, send: Send) -> None:
    gc.freeze()  # what is loaded by now stays; the collector need not walk through it again at every tenth page
    if parent := parent_process():
        end_with(int(parent.pid or 0))
    hold_here()
    _end_streams_on_signals()
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _end_streams_on_signals() -> None:
    """The server never stops while a stream is open: end them first, then do as the server would."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def end(number: int, frame: FrameType | None, before: Any = before) -> None:
            loop.call_soon_threadsafe(hub.close)
            if callable(before):
                before(number, frame)

        signal.signal(number, end)
