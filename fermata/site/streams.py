"""/live/…: server-sent events. A stream holds no thread and no database connection while it waits.

Who may listen is asked once, then again whenever the person's own topic moves (a sign-in ended, a goodbye) and
every few minutes.
"""

import asyncio
import base64
import json
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.db import DataError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, parse_cookie

from fermata.core import deadline
from fermata.core.live import Change, Over, hub
from fermata.core.models import LiveState
from fermata.partnerships.models import Partnership
from fermata.people.models import Person
from fermata.sessions.models import Meeting
from fermata.site.headers import HEADERS, PRIVATE

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

AWAY = 503
WAIT_SECONDS = 5
KEEP_ALIVE_SECONDS = 15
ASK_AGAIN_SECONDS = 300
ADDRESS = re.compile(r"^/live/(partnerships|meetings)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$")
PLACES: dict[str, Any] = {"partnerships": Partnership, "meetings": Meeting}

doorkeepers = ThreadPoolExecutor(4, thread_name_prefix="doorkeeper")


@dataclass(frozen=True, slots=True)
class Listener:
    person: UUID
    state: Change
    own: int
    """The version of the person's own topic before it was asked whether they may listen."""


def _admit(cookies: str, place: str, topic: UUID) -> Listener | int:
    """The listener and the state to begin with, or 401, 404 or 503. Runs on a doorkeeper's thread.

    The versions are read first: what is asked after that was true with them, and a later one asks again.
    """
    deadline.begin()
    try:
        request = HttpRequest()
        session_key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "")
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
        topics = {topic, *map(UUID, filter(None, [request.session.get(SESSION_KEY)]))}
        states = LiveState.objects.in_bulk(topics)
        person = get_user(request)
        if not isinstance(person, Person) or not request.session.exists(session_key):
            return 401
        if not PLACES[place].objects.visible_to(person).filter(pk=topic).exists():
            return 404
        return Listener(person.pk, _change(topic, states.get(topic)), _change(person.pk, states.get(person.pk)).version)
    except DataError:
        return 401
    except (OperationalError, InterfaceError):
        return AWAY
    finally:
        connection.close()


def _change(topic: UUID, state: LiveState | None) -> Change:
    return Change(topic, state.version if state else 0, bytes(state.body) if state and state.body else None)


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    found = ADDRESS.match(scope["path"])
    if not found or scope["method"] != "GET":
        return await _refuse(send, 404)
    place, topic = found[1], UUID(found[2])
    cookies = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")

    async def admit() -> Listener | int:
        return await asyncio.get_running_loop().run_in_executor(doorkeepers, _admit, cookies, place, topic)

    queue = hub.subscribe(topic)  # before reading the state, so that no change falls between
    watched = [topic]
    try:
        listener = await admit()
        if isinstance(listener, int):
            return await _refuse(send, listener)
        hub.also(queue, listener.person)
        watched.append(listener.person)
        await _start(send)
        await _send_state(send, listener.state)
        await _go_on(queue, listener=listener, admit=admit, receive=receive, send=send)
    finally:
        hub.unsubscribe(queue, *watched)


async def _go_on(
    queue: "asyncio.Queue[Change | Over]",
    *,
    listener: Listener,
    admit: Callable[[], Awaitable[Listener | int]],
    receive: Receive,
    send: Send,
) -> None:
    """Pass on every newer state until the browser goes, the process ends, or the listener may no longer listen."""
    gone = asyncio.ensure_future(_until_gone(receive))
    newest, asked_at = listener.state, time.monotonic()
    try:
        while not gone.done():
            change = await _next(queue, gone=gone)
            if isinstance(change, Over):
                return await _end(send)
            own = change if change is not None and change.topic == listener.person else None
            has_moved = own is not None and own.version != listener.own
            if has_moved or time.monotonic() - asked_at > ASK_AGAIN_SECONDS:
                asked_at = time.monotonic()
                answer = await admit()
                if answer == AWAY:
                    return await _end(send)  # nobody knows whether they may still listen; the browser comes back
                if isinstance(answer, int):
                    await _send(send, b"event: over\ndata: {}\n\n")
                    return await _end(send)
            if change is not None and own is None:
                if change.version <= newest.version:
                    continue
                newest = change
            if not gone.done() and own is None:
                await _send_state(send, newest)
    finally:
        gone.cancel()


async def _next(queue: "asyncio.Queue[Change | Over]", *, gone: "asyncio.Future[None]") -> Change | Over | None:
    """The next change; None when it is time to say the state again."""
    waiting = asyncio.ensure_future(queue.get())
    either: set[asyncio.Future[Any]] = {waiting, gone}
    done, _ = await asyncio.wait(either, timeout=KEEP_ALIVE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    if waiting in done:
        return waiting.result()
    waiting.cancel()
    return None


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _start(send: Send) -> None:
    headers = {**HEADERS, "Content-Type": "text/event-stream", "Cache-Control": PRIVATE, "X-Accel-Buffering": "no"}
    await send({"type": "http.response.start", "status": 200, "headers": _raw(headers)})
    await _send(send, b"retry: 1500\n")


async def _send_state(send: Send, state: Change) -> None:
    told = {
        "version": state.version,
        "file": base64.b64encode(state.body).decode() if state.body else None,
        "now": int(time.time() * 1000),
    }
    await _send(send, f"id: {state.version}\nevent: state\ndata: {json.dumps(told)}\n\n".encode())


async def _send(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _end(send: Send) -> None:
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _refuse(send: Send, status: int) -> None:
    headers = {**HEADERS, "Content-Type": "application/json", "Cache-Control": PRIVATE}
    if status == AWAY:
        headers["Retry-After"] = str(WAIT_SECONDS)
    await send({"type": "http.response.start", "status": status, "headers": _raw(headers)})
    code = {401: "signed_out", 404: "not_there", AWAY: "away"}[status]
    await send({"type": "http.response.body", "body": json.dumps({"code": code}).encode(), "more_body": False})


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
