"""Requests no browser makes, written by hand: odd methods, odd addresses, odd headers. Never a 500."""

import contextlib
import socket
from urllib.parse import urlsplit

import pytest

from tests.bad_days.houses import House
from tests.bad_days.tables import contents

NOWHERE = "0b5f4f6e-8f0a-4b69-9e0e-52b39c4e0c11"
METHODS = ["BREW", "LOCK", "PROPFIND", "TRACE", "PUT", "PATCH", "DELETE", "X" * 500]
ADDRESSES = [
    "/%00",
    "/%ff%fe",
    "/%E0%A4%A",
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//evil.example/",
    "/sign-in/?next=%00",
    "/sign-in/?next=//evil.example",
    "/sign-in/?next=" + "%E2%98%83" * 2000,
    "/?" + "a=1&" * 2000,
    "/" + "a" * 30_000,
    "/i/%00~%00/",
    "/i/" + "a" * 5000 + "/",
    "/api/vault/log/?since=NaN",
    "/api/vault/log/?since=-1",
    "/api/vault/log/?since=99999999999",
    "/api/vault/log/?since=%D9%A3",
    "/api/spaces/{space}/items/?after=%00",
    "/api/spaces/{space}/items/?after=zzz",
    f"/api/spaces/{{space}}/items/{NOWHERE}/?version=99999999",
    f"/api/spaces/{{space}}/items/{NOWHERE}/?version=%00",
    "/me/sign-ins/99999999999999999999999999999999999999/end/",
    "/me/sign-ins/" + "9" * 5000 + "/end/",
    "/me/passkeys/9223372036854775808/remove/",
    "/live/meetings/zzz",
    f"/live/meetings/{NOWHERE}/",
    f"/live/meetings/{NOWHERE}?%ff",
    "/static/../settings.py",
    "/static/%00",
    "/static/fermata.js%00",
]
RAW_ADDRESSES = [b"/\xc3\xa9", b"/?name=\xc3\xa9", b"/\xff\xfe?\xff", b"/live/meetings/\xff", b"/i/\xe2\x98\x83/"]
HEADERS = [
    b'Cookie: fermata="\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000"',
    b'Cookie: fermata_form="\\000\\001"; fermata_device="\\000"; django_language="\\000"',
    b"Cookie: fermata=\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7\xf6",
    b"Cookie: " + b"a=b; " * 5000,
    b"Cookie: ;;;=;=;;",
    b"Accept-Language: " + b"x-" * 5000,
    b"Accept-Language: ../../etc, en;q=nan, \xff",
    b"X-Forwarded-For: <script>, 999.999.999.999",
    b"X-Forwarded-Host: evil.example",
    b"X-Forwarded-Proto: gopher",
    b"Accept: \xff\xfe",
    b"Accept-Encoding: br;q=nan, *;q=-1",
    b"If-Modified-Since: the day after tomorrow",
    b"If-None-Match: " + b"W/" * 5000,
    b"Range: bytes=-1-5,99999999999999999999-",
    b"Upgrade: websocket\r\nConnection: Upgrade",
    b"Content-Type: application/json; charset=utf-99",
    b"Content-Length: 0\r\nExpect: 100-continue",
    b"Sec-Fetch-Site: \xff",
]


def ask(house: House, head: bytes, *headers: bytes, signed_in: bool = True) -> int:
    """Say it as it stands; the status, or 0 where the server hung up without a word."""
    host = urlsplit(house.server.url)
    cookies = "; ".join(f"{name}={value}" for name, value in house.amara.client.cookies.items())
    own = [
        f"Host: {host.netloc}".encode(),
        b"Connection: close",
        *([f"Cookie: {cookies}".encode()] if signed_in else []),
    ]
    with socket.create_connection((host.hostname, host.port), timeout=10) as line:
        line.sendall(b"\r\n".join([head, *own, *headers, b"", b""]))
        answer = b""
        with contextlib.suppress(ConnectionResetError):
            while b"\r\n" not in answer and (more := line.recv(4096)):
                answer += more
    return int(answer.split(b" ")[1]) if answer else 0


@pytest.fixture(autouse=True)
def nothing_changes(house):
    before = contents(house.server)
    yield
    assert contents(house.server) == before


@pytest.mark.parametrize(
    "path", ["/", "/api/vault/", "/me/", f"/live/meetings/{NOWHERE}", "/health/", "/static/fermata.js"]
)
def test_methods_nobody_uses_are_refused(house, path):
    told = {method[:9]: ask(house, f"{method} {path} HTTP/1.1".encode()) for method in METHODS}

    assert all(400 <= status < 500 for status in told.values()), told


def test_addresses_nobody_has_are_not_found(house):
    named = [address.replace("{space}", house.space).encode() for address in ADDRESSES]
    told = {
        f"{method.decode()} {address[:60]!r}": ask(house, method + b" " + address + b" HTTP/1.1", *more)
        for address in [*named, *RAW_ADDRESSES]
        for method, more in ((b"GET", ()), (b"POST", (b"Content-Length: 0",)))
    }

    assert {what: status for what, status in told.items() if status >= 500} == {}


def test_headers_nobody_sends_are_borne(house):
    paths = [b"/", b"/sign-in/", b"/api/vault/", b"/static/fermata.js", f"/live/meetings/{NOWHERE}".encode()]
    told = {
        f"{path.decode()} {header[:60]!r}": ask(
            house, b"GET " + path + b" HTTP/1.1", header, signed_in=b"Cookie" not in header
        )
        for header in HEADERS
        for path in paths
    }

    assert {what: status for what, status in told.items() if status >= 500} == {}


@pytest.mark.parametrize("host", [b"evil.example", b"localhost:1@evil.example", b"\xff", b"", b"a" * 5000])
def test_only_our_own_name_is_answered(house, host):
    line = urlsplit(house.server.url)
    with socket.create_connection((line.hostname, line.port), timeout=10) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nConnection: close\r\nHost: " + host + b"\r\n\r\n")
        answer = raw.recv(4096)

    assert answer.startswith(b"HTTP/1.1 400")
