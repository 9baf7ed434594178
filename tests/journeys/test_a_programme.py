"""An organiser who never saw Fermata opens a programme, sixty people are invited, forty join, and she cannot tell who.

Dewi opens the link that the command printed. She writes the charter, Efua reads it and signs, Dewi opens the programme
and sends a file of sixty addresses. Ben reads the promises before anything is asked of him, and joins; thirty-nine others
do as well, twenty do not. To Dewi all is as before. She announces a round; forty say what they look for, and enter. Ben
and Amara are put to each other, read why, say yes, and open the room for their first talk. Ben looks at what Dewi sees,
says that a promise is not kept, and leaves with two clicks; his partnership stays.
"""

import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.journeys.a_round import find_each_other_by_a_round
from tests.journeys.someone import Someone
from tests.journeys.walk import ROOT
from tests.journeys.walk.by_hand import found_organisation
from tests.journeys.walk.promising import FILLED, take
from tests.visitor import Visitor

GUESTS = [f"guest.{number}" for number in range(58)]


@pytest.fixture
def cast(chromium, make_server):
    """Dewi, Efua, Amara and Ben, on a server where nobody has been before."""
    server = make_server()
    people = [Someone(chromium, server.url, name) for name in ("Dewi", "Efua", "Amara", "Ben")]
    yield server, *people
    for someone in people:
        someone.close()


def test_a_programme_from_a_command_to_a_kind_goodbye(cast, picture, tmp_path):
    server, dewi, efua, amara, ben = cast
    with dewi.looking(tmp_path), efua.looking(tmp_path), amara.looking(tmp_path), ben.looking(tmp_path):
        page = promise(server, dewi, efua, picture)
        invite(dewi, page, picture)
        links = letters(server)
        before = what_dewi_sees(dewi, page)
        picture_the_invitation(links, ben, picture)
        for someone in (amara, ben):
            join(links, someone)
        others = others_join(server, links)
        assert what_dewi_sees(dewi, page) == before
        find_each_other_by_a_round(server, page, dewi, (amara, ben), others, picture)
        assert what_dewi_sees(dewi, page) == before
        see_what_they_see(ben, page, before, picture)
        leave(ben)
        assert what_dewi_sees(dewi, page) == before
        ben.go("/")
        ben.sees("Amara and you")
        for someone in (dewi, efua, amara, ben):
            assert someone.complaints == []


def promise(server, dewi, efua, picture):
    take(dewi, found_organisation(server, name="Harbour Hospital", programme="Peer coaching in the wards"))
    page = dewi.page.url.removeprefix(dewi.url)
    dewi.press("Write the charter")
    for label, words in FILLED.items():
        dewi.fill(label, words)
    dewi.press("Keep it")
    dewi.go(page)
    dewi.press("Make a link")
    dewi.page.locator("input[name=kind][value=sponsor]").check()
    dewi.press("Make a link")
    take(efua, dewi.page.get_by_label("The link").inner_text())
    efua.press("Read the charter")
    efua.press("Sign these words")
    efua.sees("Signed, in the name of the organisation.")
    dewi.go(page)
    dewi.press("Open it")
    dewi.sees("Now people can be invited")
    picture(dewi, "programme")
    return page


def invite(dewi, page, picture):
    rows = "\r\n".join(["Name;E-Mail", *(f"Guest;{name}@example.org" for name in (*GUESTS, "amara", "ben"))])
    dewi.press("Invite people")
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": rows.encode("utf-16")}
    dewi.page.get_by_label("Or choose a file").set_input_files(file)
    dewi.press("Read the list")
    dewi.sees("60 letters")
    dewi.press("Send them")
    dewi.sees("60 people were invited.")


def what_dewi_sees(dewi, page):
    pages = [
        dewi.context.request.get(dewi.url + page + path).text() for path in ("", "what-organisers-see/", "invite/")
    ]
    return [re.sub(r'(content|value)="[^"]*"|<div role="status">.*?</div>', "", text, flags=re.S) for text in pages]


LETTERS = """
import django, json, re; django.setup()
from fermata.core.models import Letter
found = ((letter.to, re.search(r"/j/\\S+/", letter.body)) for letter in Letter.objects.all())
print(json.dumps({to: link[0] for to, link in found if link}))
"""


def letters(server):
    """The link in each letter, by its address. (The page of kept letters shows the newest fifty.)"""
    environment = server.environment | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    for _ in range(60):
        asked = subprocess.run(
            [sys.executable, "-c", LETTERS], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        if len(found := json.loads(asked.stdout)) == 60:
            return found
        time.sleep(1)
    raise AssertionError("the letters did not come")


def picture_the_invitation(links, ben, picture):
    ben.go(links["ben@example.org"])
    ben.sees("Managers may not ask what you talk about.")
    picture(ben, "invited", phone=True)


def join(links, someone):
    someone.go(links[someone.address])
    someone.sees("Read this before anything is asked of you")
    someone.press("Sign in to join")
    someone.sign_in()
    someone.press("I have read this, let me join")
    someone.sees("You are in.")


def others_join(server, links):
    def come(name):
        link = links[f"{name}@example.org"]
        visitor = Visitor(server.url, name, timeout=60).sign_in()
        number = re.search(r'name="number" value="(\d+)"', visitor.get(link).text)[1]
        assert visitor.form(link, number=number).status_code == 302
        return visitor

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(come, GUESTS[-38:]))


def see_what_they_see(ben, page, before, picture):
    ben.go(page)
    ben.press("See what they see")
    ben.sees("How many joined, declined, paused or left is shown to nobody.")
    picture(ben, "what-they-see")
    main = re.search(r"<main.*</main>", before[1], re.S)[0]
    seen = re.search(r"<main.*</main>", ben.context.request.get(ben.page.url).text(), re.S)[0]
    assert seen == main
    ben.go(page + "promises/OP-8/")
    ben.press("It is not kept")
    ben.sees("Noted.")


def leave(ben):
    ben.go("/programmes/")
    ben.press("Peer coaching in the wards")
    ben.press("Leave this programme")
    ben.press("Leave now")
    ben.sees("You have left")
    ben.go("/programmes/")
    ben.sees("A programme begins with a link")
