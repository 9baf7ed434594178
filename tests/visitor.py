"""Somebody at the door without a browser: signs in with a mailed code, and speaks to addresses as our scripts do."""

import html
import re
import time
import uuid
from typing import Any

import httpx


class Visitor:
    def __init__(self, url: str, name: str, *, timeout: float = 60) -> None:
        self.url, self.name = url, name
        self.client = httpx.Client(
            base_url=url, timeout=timeout, headers={"Origin": url, "Sec-Fetch-Site": "same-origin"}
        )
        self.id = ""

    def sign_in(self) -> "Visitor":
        address = f"{self.name.lower()}@example.org"
        self.form("/sign-in/", address=address)
        answer = self.form("/sign-in/code/", code=self._code(address))
        assert answer.status_code == 302, answer.text
        zone = {"display_name": self.name, "language": "en", "time_zone": "Africa/Lagos"}
        if "welcome" in answer.headers["location"]:
            assert self.form("/welcome/", **zone).status_code == 302
        self.id = self.get("/api/vault/").json()["person"]
        return self

    def _code(self, address: str) -> str:
        for _ in range(50):
            letters = re.findall(r"<article.*?</article>", self.get("/outbox/").text, re.S)
            mine = [letter for letter in letters if address in html.unescape(letter)]
            if mine and (code := re.search(r"^(\d{6})$", mine[0], re.M)):
                return code[1]
            time.sleep(0.1)
        raise AssertionError("no letter came")

    def csrf(self) -> str:
        found = re.search(r'<meta name="csrf" content="([^"]+)"', self.get("/who-reads-what/").text)
        assert found
        return found[1]

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def form(self, path: str, **fields: str) -> httpx.Response:
        return self.client.post(path, data=fields | {"csrfmiddlewaretoken": self.csrf()})

    def send(self, path: str, *, key: str = "", token: str = "", **fields: Any) -> httpx.Response:
        headers = {"Idempotency-Key": key or uuid.uuid4().hex, "X-CSRFToken": token or self.csrf()}
        return self.client.post(path, json=fields, headers=headers)


def pair(one: Visitor, other: Visitor) -> str:
    """Invite and accept. Returns the partnership's id."""
    made = one.form("/invitations/")
    page = html.unescape(one.get(made.headers["location"]).text)
    link = re.search(r"/i/[^/<\s]+/", page)
    assert link, page
    answer = other.form(link[0])
    assert answer.status_code == 302, answer.text
    return answer.headers["location"].split("/")[2]
