"""Names and links as unkind or unlucky people send them: each gets its sentence, and nobody's page is harmed."""

import html
import re
import unicodedata
from urllib.parse import quote

import pytest

from tests.bad_days.houses import House, new_link
from tests.bad_days.tables import change
from tests.visitor import Visitor

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
KEPT = {
    "control characters": "Am\x00ara\x07\x1b[31m\r\nSet-Cookie: a=b",
    "turned around": f"{BIDI}aramA\u202e",
    "a tower of accents": "A" + "\u0301" * 40 + "mara",
    "markup": "<script>alert(1)</script>{{ 7*7 }}{% now %}",
    "many spaces": "  Amara \u3000\u00a0  Okafor  ",
    "another script": "Амара",
    "right to left": "أمارا",
    "emoji": "👩🏿‍🦱 Amara",
    "what ends a string": "Amara'); DROP TABLE fermata_person; --",
}
REFUSED = {
    "nothing": "",
    "spaces": " \t ",
    "nothing to see": "\u200b\u200d\u2060",
    "ten kilobytes of accents": "\u0301" * 5000,
    "81 letters": "a" * 81,
    "a novel": "Amara " * 5000,
}
SENTENCES = {
    "used": "This link has been used already",
    "lapsed": "This link has lapsed",
    "own": "This is your own invitation",
    "not ours": "This link is not one of ours",
}


def named(house: House, name: str):
    return house.chidi.form("/me/", display_name=name, language="en", time_zone="UTC")


@pytest.mark.parametrize("kind", KEPT)
def test_a_name_is_kept_without_what_would_harm_others(house, kind):
    assert named(house, KEPT[kind]).status_code == 302

    name = house.chidi.get("/api/vault/").json()["name"]
    assert name == unicodedata.normalize("NFC", name).strip()
    assert not any(unicodedata.category(letter) == "Cc" or letter in BIDI for letter in name)
    assert sum(bool(unicodedata.combining(letter)) for letter in name) <= 4
    assert "<script>alert" not in house.chidi.get("/me/").text


@pytest.mark.parametrize("kind", REFUSED)
def test_a_name_that_is_none_gets_a_sentence(house, kind):
    before = house.chidi.get("/api/vault/").json()["name"]

    answer = named(house, REFUSED[kind])

    assert answer.status_code == 422
    assert re.search("Please write a name|longer than a name can be", answer.text)
    assert house.chidi.get("/api/vault/").json()["name"] == before


def links(house: House) -> dict[str, list[tuple[Visitor, str]]]:
    """Who opens which link, by what is wrong with it."""
    (_, used), (_, own), (withdrawing, withdrawn), (lapsing, lapsed) = (new_link(house.ben) for _ in range(4))
    assert Visitor(house.server.url, "Dewi").sign_in().form(used).status_code == 302
    house.ben.form(f"{withdrawing}withdraw/")
    change(house.server, "UPDATE fermata_invitation SET lapses_at = made_at WHERE id = ?", key(house, lapsing))
    token = own.split("/")[2]
    wrong = [token[:-1], token[:20], token.partition("~")[0], token.swapcase(), token.replace("~", "~~"), "x" * 60, "~"]
    foreign = [f"/i/{quote(each, safe='~')}/" for each in wrong]
    return {
        "used": [(house.chidi, used), (Visitor(house.server.url, "Nobody"), used)],
        "lapsed": [(house.chidi, lapsed), (house.chidi, withdrawn), (Visitor(house.server.url, "Nobody"), lapsed)],
        "own": [(house.ben, own)],
        "not ours": [(house.chidi, each) for each in foreign],
    }


def key(house: House, address: str) -> str:
    """An id as the table holds it."""
    identity = address.strip("/").split("/")[-1]
    return identity if house.server.environment.get("DATABASE_URL") else identity.replace("-", "")


def test_each_link_that_does_not_work_says_why(house):
    for kind, openings in links(house).items():
        for visitor, link in openings:
            answers = [visitor.get(link), visitor.form(link)] if visitor.id else [visitor.get(link)]
            for answer in answers:
                assert answer.status_code == (404 if kind == "not ours" else 409), (kind, link)
                assert SENTENCES[kind] in html.unescape(answer.text), (kind, link)
