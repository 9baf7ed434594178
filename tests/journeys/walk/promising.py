"""An organisation comes to an empty server: its charter is written, signed and opened; people join, and some leave."""

import re

from tests.journeys.someone import Someone
from tests.journeys.walk import Walk
from tests.journeys.walk.by_hand import found_organisation

FILLED = {
    "OP-7, held by people": "We protect 120 minutes of paid time a month.",
    "OP-12, held by people": "A guardian outside the line of management answers within three working days.",
    "The guardian, and how to reach them": "Farid Rahmani, occupational health\nfarid@example.org, 555 0123",
    "Help nearby": "In an emergency 112. At night the chaplaincy: 555 0199.",
    "Legal basis": "Address and name: to carry out what you ask for (Art. 6(1)(b) GDPR). Nothing rests on consent.",
}
LIST = "Name;E-Mail\nBen;ben.list@example.org\nÖzil;not an address\n;\nBen again;BEN.list@example.org\n"
LINES = "email,manager\nben@example.org,efua@example.org\nefua@example.org,dewi@example.org\ndewi@example.org,efua@example.org\n"


def go(walk: Walk) -> None:
    dewi, efua, farid = (walk.somebody(name) for name in ("Dewi", "Efua", "Farid"))
    begin(walk, dewi)
    write(walk, dewi)
    sign(walk, dewi, efua, farid)
    invite(walk, dewi)
    join(walk, dewi)
    promise(walk, dewi, efua)
    change(walk, dewi, efua)
    pause_and_leave(walk)
    end(walk, dewi)


def take(someone: Someone, link: str) -> None:
    someone.page.goto(link)
    if someone.page.get_by_role("link", name="Sign in to say yes").count():
        someone.press("Sign in to say yes")
        someone.sign_in()
    someone.press("Yes, I would")
    someone.sees("This role is yours")


def begin(walk: Walk, dewi: Someone) -> None:
    link = found_organisation(walk.server, name="Harbour Hospital", programme="Peer coaching in the wards")
    dewi.page.goto(link)
    walk.stop(dewi, "programmes/role", "signed out")
    take(dewi, link)
    walk.stop(dewi, "programmes/programme", "charter to write")
    dewi.page.goto(link)
    walk.stop(dewi, "programmes/role", "mine already")
    dewi.go("/programmes/")
    walk.stop(dewi, "programmes/programmes", "one to organise")
    dewi.press("Peer coaching in the wards")
    walk.programme = dewi.page.url.removeprefix(dewi.url)
    dewi.press("Name and days, and a further programme")
    dewi.fill("Last day", "2020-01-01")
    dewi.fill("First day", "2021-01-01")
    dewi.press("Keep it")
    dewi.sees("The last day lies before the first")
    walk.stop(dewi, "programmes/describe", "days the wrong way")
    dewi.fill("First day", "2030-01-07")
    dewi.fill("Last day", "2030-12-20")
    dewi.press("Keep it")
    dewi.sees("until 20 December 2030")
    walk.amara.go("/programmes/")
    walk.stop(walk.amara, "programmes/programmes", "none")


def write(walk: Walk, dewi: Someone) -> None:
    dewi.press("Write the charter")
    walk.stop(dewi, "programmes/edit_charter", "a beginning")
    for label, words in FILLED.items():
        dewi.fill(label, words)
    dewi.press("Keep it")
    dewi.sees("Nothing of it holds before")
    walk.stop(dewi, "programmes/charter", "not signed")
    dewi.go("/start-kit/")
    walk.stop(dewi, "programmes/start_kit")
    dewi.press("For the sponsor")
    walk.stop(dewi, "programmes/kit_page")
    dewi.go("/how-kept/OP-9/")
    walk.stop(dewi, "programmes/how_kept")


def sign(walk: Walk, dewi: Someone, efua: Someone, farid: Someone) -> None:
    for kind, someone in (("sponsor", efua), ("guardian", farid)):
        dewi.go(walk.programme + "roles/")
        if someone is efua:
            dewi.press("Make a link")
            dewi.sees("Choose a role first.")
            walk.stop(dewi, "programmes/roles", "none chosen")
        dewi.page.locator(f"input[name=kind][value={kind}]").check()
        dewi.press("Make a link")
        dewi.sees("A link for one")
        if someone is efua:
            walk.stop(dewi, "programmes/roles", "a link")
        take(someone, dewi.page.get_by_label("The link").inner_text())
    walk.stop(farid, "programmes/programme", "guardian")
    efua.go(walk.programme)
    walk.stop(efua, "programmes/programme", "to sign")
    efua.press("Read the charter")
    walk.stop(efua, "programmes/charter", "to sign")
    efua.press("Sign these words")
    efua.sees("Signed, in the name of the organisation.")
    dewi.go(walk.programme)
    walk.stop(dewi, "programmes/programme", "to open")
    dewi.press("Open it")
    dewi.sees("Now people can be invited")
    walk.stop(dewi, "programmes/programme", "open, organiser")


def invite(walk: Walk, dewi: Someone) -> None:
    dewi.press("Invite people")
    dewi.press("Make a link")
    dewi.sees("Close this link")
    walk.link = dewi.page.get_by_label("The link").inner_text()
    walk.stop(dewi, "programmes/invite", "a link")
    csv = {"name": "people.csv", "mimeType": "text/csv", "buffer": LIST.encode("utf-16")}
    dewi.page.get_by_label("Or choose a file").set_input_files(csv)
    dewi.press("Read the list")
    dewi.sees("Nothing was kept")
    walk.stop(dewi, "programmes/invite", "a list with faults")
    dewi.fill("Paste addresses", "Ben <ben.pasted@example.org>, chidi.pasted@example.org\nben.pasted@example.org")
    dewi.press("Read the list")
    dewi.sees("2 letters")
    walk.stop(dewi, "programmes/guest_list", "read")
    dewi.press("Send them")
    dewi.sees("On their way.")
    dewi.go(walk.programme + "what-organisers-see/")
    walk.stop(dewi, "programmes/what_they_see", "organiser")
    dewi.go(walk.programme + "lines/")
    walk.stop(dewi, "programmes/lines", "none")
    csv = {"name": "lines.csv", "mimeType": "text/csv", "buffer": LINES.encode()}
    dewi.page.get_by_label("A file with two columns").set_input_files(csv)
    dewi.press("Read it")
    dewi.sees("Read, and being taken in")
    walk.stop(dewi, "programmes/lines", "given")


def join(walk: Walk, dewi: Someone) -> None:
    ben, chidi = walk.ben, walk.somebody("Chidi")
    chidi.page.goto(walk.link)
    walk.stop(chidi, "programmes/invited", "signed out")
    chidi.press("Rather not")
    chidi.sees("Nothing was written down")
    walk.stop(chidi, "programmes/declined")
    ben.page.goto(walk.link)
    if ben.page.get_by_role("link", name="Sign in to join").count():
        ben.press("Sign in to join")
        ben.sign_in()
    ben.sees("Read this before anything is asked of you")
    walk.stop(ben, "programmes/invited", "signed in")
    ben.page.goto(f"{walk.link}?read")
    walk.stop(ben, "programmes/invited", "back from signing in")
    ben.press("I have read this, let me join")
    ben.sees("You are in.")
    walk.stop(ben, "programmes/programme", "takes part")
    ben.press("The charter")
    walk.stop(ben, "programmes/charter", "holds for me")


def promise(walk: Walk, dewi: Someone, efua: Someone) -> None:
    ben = walk.ben
    ben.go(walk.programme + "promises/OP-8/")
    walk.stop(ben, "programmes/promise", "to dispute")
    ben.press("It is not kept")
    ben.sees("Noted.")
    walk.stop(ben, "programmes/promise", "disputed by me")
    efua.go(walk.programme + "promises/OP-7/")
    efua.page.get_by_label("How it stands", exact=True).select_option(label="Kept in part")
    efua.press("Say it in public")
    efua.sees("Say in a sentence what shows it.")
    walk.stop(efua, "programmes/promise", "without words")
    efua.fill("What shows it", "On two wards the time was lost to sick leave. From May on it stands in the rota.")
    efua.press("Say it in public")
    efua.sees("Everybody who takes part can read it.")
    walk.stop(efua, "programmes/promise", "answered")
    ben.go(walk.programme + "promises/")
    walk.stop(ben, "programmes/promises")
    ben.go(walk.programme + "what-organisers-see/")
    walk.stop(ben, "programmes/what_they_see", "participant")
    dewi.go(walk.programme)
    dewi.page.get_by_text("Switch disputes off", exact=True).click()
    walk.stop(dewi, "programmes/programme", "to switch off")
    dewi.press("Switch them off")
    dewi.sees("Everybody who takes part is told.")
    ben.go(walk.programme + "promises/OP-8/")
    walk.stop(ben, "programmes/promise", "disputes switched off")
    dewi.press("Switch disputes on again")


def change(walk: Walk, dewi: Someone, efua: Someone) -> None:
    ben = walk.ben
    dewi.go(walk.programme + "charter/edit/")
    walk.stop(dewi, "programmes/edit_charter", "a new version")
    dewi.fill("OP-7, held by people", "We protect 90 minutes of paid time a month, and they stand in the rota.")
    dewi.press("Keep it")
    efua.go(walk.programme)
    efua.press("Read the charter")
    efua.press("Sign these words")
    ben.go(walk.programme)
    ben.sees("The promises are to change")
    walk.stop(ben, "programmes/programme", "promises to change")
    ben.press("Read what is different")
    walk.stop(ben, "programmes/changes", "to say yes to")
    ben.press("Yes to these promises")
    ben.sees("These promises hold for you")
    dewi.go(walk.programme + "lines/")
    dewi.page.get_by_text("Delete them", exact=True).click()
    dewi.press("Delete them now")
    dewi.sees("Deleted.")
    ben.go(walk.programme)
    ben.sees("Lines of authority are deleted")
    walk.stop(ben, "programmes/programme", "switched off")


def pause_and_leave(walk: Walk) -> None:
    ben = walk.ben
    ben.press("Pause")
    ben.fill("Back on", "2020-01-01")
    ben.press("Pause now")
    ben.sees("lies between tomorrow and a year from now")
    walk.stop(ben, "programmes/hold", "a day gone by")
    ben.fill("Back on", "")
    ben.press("Pause now")
    ben.sees("You are on hold.")
    walk.stop(ben, "programmes/programme", "on hold")
    ben.press("I am back")
    ben.press("Leave this programme")
    walk.stop(ben, "programmes/leave")
    ben.press("Leave now")
    ben.sees("You have left")
    walk.stop(ben, "programmes/left")
    ben.page.goto(walk.link)
    ben.press("I have read this, let me join")
    ben.sees("You are in.")


def end(walk: Walk, dewi: Someone) -> None:
    ben = walk.ben
    dewi.go(walk.programme + "end/")
    walk.stop(dewi, "programmes/end")
    dewi.press("End it now")
    dewi.sees("Thank you for looking after it.")
    ben.go(walk.programme)
    ben.sees("This programme has ended")
    walk.stop(ben, "programmes/programme", "ended")
    late = walk.somebody("Late Chidi", address="late.chidi@example.org")
    late.page.goto(walk.link)
    late.sees("This link no longer works")
    walk.stop(late, "programmes/invited", "lapsed")
    assert re.search(r"/programmes/[0-9a-f-]{36}/$", walk.programme)
