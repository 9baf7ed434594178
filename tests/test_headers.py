"""Every answer carries the headers that docs/explain/vault.md explains, whatever was asked and however it went."""

import re

import httpx
import pytest
from django.conf import settings

from fermata.site.headers import HEADERS, PRIVATE
from tests.visitor import Visitor

ASKED = [
    pytest.param("GET", "/", 200, id="a page"),
    pytest.param("GET", "/sign-in/", 200, id="the door"),
    pytest.param("GET", "/me/", 302, id="a page for people who signed in"),
    pytest.param("GET", "/api/vault/", 401, id="a script not signed in"),
    pytest.param("GET", "/nowhere/", 404, id="nothing there"),
    pytest.param("POST", "/sign-in/", 403, id="a form without its token"),
    pytest.param("HEAD", "/", 405, id="no such method"),
    pytest.param("GET", "/live/meetings/nothing", 404, id="a stream of nothing"),
    pytest.param("GET", "/i/nothing/", 404, id="no invitation"),
]


@pytest.fixture(scope="module")
def server(make_server):
    return make_server()


@pytest.mark.parametrize(("method", "path", "status"), ASKED)
def test_every_answer_has_the_same_headers(server, method, path, status):
    answer = httpx.request(method, server.url + path)

    assert answer.status_code == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["cache-control"] == PRIVATE


@pytest.mark.parametrize("name", sorted(path.name for path in (settings.ROOT / "web" / "built").iterdir()))
def test_our_own_files_have_them_too(server, name):
    answer = httpx.get(f"{server.url}/static/{name}")

    assert answer.status_code == 200
    assert {header: answer.headers[header] for header in HEADERS} == HEADERS


def test_the_policy_is_the_one_that_was_proven():
    """Written out once more, so that a loosened word in the code shows here."""
    assert HEADERS["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "require-trusted-types-for 'script'; trusted-types fermata"
    )
    assert HEADERS["Integrity-Policy"] == "blocked-destinations=(script)"
    assert HEADERS["Cross-Origin-Opener-Policy"] == "same-origin"
    assert HEADERS["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert HEADERS["Cross-Origin-Resource-Policy"] == "same-origin"
    assert HEADERS["Referrer-Policy"] == "no-referrer"
    assert HEADERS["X-Content-Type-Options"] == "nosniff"


@pytest.fixture(scope="module")
def amara(server):
    return Visitor(server.url, "Amara").sign_in()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sign-in/",
        "/who-reads-what/",
        "/browsers/",
        "/transparency/",
        "/outbox/",
        "/me/",
        "/me/sign-ins/",
        "/space/",
    ],
)
def test_pages_bring_nothing_from_elsewhere_and_no_code_inline(amara, path):
    page = amara.get(path).text

    assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)|<style|\sstyle=|\son[a-z]+=|javascript:", page)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//(?!localhost)", page)
    assert all("integrity=" in script for script in re.findall(r"<script[^>]*>", page))


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(server):
    answer = httpx.get(f"{server.url}/sign-in/")
    signed_in = Visitor(server.url, "Ben").sign_in()

    cookies = answer.headers.get_list("set-cookie")
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
    assert "fermata" in signed_in.client.cookies


def test_on_https_cookies_belong_to_this_host_alone(make_server):
    """What https installations send (a proxy says X-Forwarded-Proto): __Host- cookies and a lasting https promise."""
    server = make_server(FERMATA_URL="https://fermata.example", FERMATA_SMTP_URL="smtp://127.0.0.1:9")
    headers = {"Host": "fermata.example", "X-Forwarded-Proto": "https"}
    answer = httpx.get(f"http://localhost:{server.arguments[1]}/sign-in/", headers=headers)

    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert all(cookie.startswith("__Host-") and "Secure" in cookie for cookie in answer.headers.get_list("set-cookie"))
