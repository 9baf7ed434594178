"""People who go on writing while the server dies under them, and a ledger of what they were told."""

import hashlib
import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, Self

import httpx

from tests.bad_days.together import new_key
from tests.shapes import b64, sealed
from tests.visitor import Visitor


@dataclass
class Ledger:
    """Every text has a mark: the digest of its sealed bytes, or of an agreement's words."""

    notes: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Of those the server said it kept: the item and the version it named."""
    words: dict[str, int] = field(default_factory=dict)
    signatures: set[tuple[str, str]] = field(default_factory=set)
    moves: Counter[str] = field(default_factory=Counter)
    codes: list[str] = field(default_factory=list)
    """Addresses a code was promised to."""
    tries: int = 0
    surprises: list[str] = field(default_factory=list)

    @property
    def kept(self) -> int:
        return len(self.notes) + len(self.words) + len(self.signatures) + self.moves.total()

    def so_far(self) -> Self:
        """What was acknowledged until now. Each copy is one step of the interpreter, so the writers may go on."""
        return replace(
            self,
            notes=self.notes.copy(),
            words=self.words.copy(),
            signatures=self.signatures.copy(),
            moves=self.moves.copy(),
            codes=self.codes.copy(),
            surprises=self.surprises.copy(),
        )


class Writer:
    """One person in one tab. Whatever happens, they try until they are told how it went."""

    def __init__(
        self, visitor: Visitor, *, place: dict[str, str], token: str, ledger: Ledger, seed: str, has_keys: bool
    ) -> None:
        self.client = httpx.Client(base_url=visitor.url, cookies=dict(visitor.client.cookies), timeout=20)
        self.client.headers["Sec-Fetch-Site"] = "same-origin"
        self.person, self.place, self.token, self.ledger, self.has_keys = visitor.id, place, token, ledger, has_keys
        self.random = random.Random(seed)
        self.versions: Counter[str] = Counter()

    def write_until(self, done: threading.Event) -> None:
        while not done.is_set():
            act = self.random.choices([self.append, self.propose, self.sign, self.move], [6, 1, 1, 4])[0]
            act()
            time.sleep(0.01)

    def ask(self, path: str, **fields: Any) -> httpx.Response:
        """One wish: the same key for as long as nobody says how it went."""
        key = new_key()
        for _ in range(600):
            self.ledger.tries += 1
            headers = {"X-CSRFToken": self.token, "Idempotency-Key": key if self.has_keys else new_key()}
            try:
                answer = self.client.post(path, content=json.dumps(fields), headers=headers | JSON)
            except httpx.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code < 500:
                return answer
            if answer.status_code != 503:
                self.ledger.surprises.append(f"{path}: {answer.status_code} {answer.text[:100]}")
            time.sleep(0.05)
        raise AssertionError(f"no answer from {path}")

    def append(self) -> None:
        """A note both write on: whoever is told that it has moved on writes behind that."""
        item, file = self.place["note"], sealed()
        path = f"/api/spaces/{self.place['space']}/items/{item}/"
        while True:
            answer = self.ask(path, version=self.versions[item], file=b64(file))
            self.versions[item] = answer.json()["version"]
            if answer.status_code == 200:
                self.ledger.notes[hashlib.sha256(file).hexdigest()] = (item, answer.json()["version"])
                return

    def propose(self) -> None:
        digest = hashlib.sha256(sealed()).hexdigest()
        path = f"/api/partnerships/{self.place['partnership']}/agreement/"
        while True:
            fields = {"number": self.versions["words"], "digest": digest, "item": self.place["words"]}
            answer = self.ask(path, **fields, file=b64(sealed()))
            if answer.status_code == 201:
                self.versions["words"] = answer.json()["number"]
                self.ledger.words[digest] = answer.json()["number"]
                return
            self.versions["words"] = answer.json()["version"]

    def sign(self) -> None:
        try:
            found = self.client.get(f"/api/partnerships/{self.place['partnership']}/").json()
            newest = found["agreement"]["proposals"][0]
        except (httpx.HTTPError, LookupError, ValueError):
            return
        path = f"/api/partnerships/{self.place['partnership']}/signature/"
        answer = self.ask(path, number=newest["number"], digest=newest["digest"], proof="A" * 88)
        if answer.status_code == 200:
            self.ledger.signatures.add((newest["digest"], self.person))

    def move(self) -> None:
        meeting = self.place["meeting"]
        answer = self.ask(f"/api/meetings/{meeting}/state/", version=self.versions[meeting], file=b64(sealed()))
        self.versions[meeting] = answer.json()["version"]
        if answer.status_code == 200:
            self.ledger.moves[meeting] += 1


JSON = {"Content-Type": "application/json"}


def ask_for_codes(url: str, *, ledger: Ledger, done: threading.Event) -> None:
    """Somebody new at the door twice a second. A letter that was promised must come."""
    number = 0
    while not done.wait(0.5):
        number += 1
        address = f"guest{number}@example.org"
        visitor = Visitor(url, "Guest")
        try:
            answer = visitor.form("/sign-in/", address=address)
        except (httpx.HTTPError, AssertionError):
            continue
        if answer.status_code == 302:
            ledger.codes.append(address)
