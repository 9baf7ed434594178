"""Two who do not know each other find each other: by what they say of themselves, by asking, and by a round."""

import json
from datetime import UTC, datetime, timedelta

from tests.journeys.someone import Someone
from tests.journeys.walk import Walk
from tests.journeys.walk.by_hand import run

PEOPLE = """
import json
from tests import hospital
from tests.cast import person
from fermata.core.clock import now
from fermata.people.models import Person
from fermata.introductions.actions.profiles import describe
programme = hospital.running(
    name="Harbour Clinic", organiser=Person.objects.get(email={organiser!r}), sponsor=person("Efua", email="efua.s@example.org")
)
for address in {addresses!r}:
    hospital.joined(programme, Person.objects.get(email=address), at=now())
for number, name in enumerate({names!r}):
    who = hospital.joined(programme, person(name, email=f"somebody{{number}}@example.org"), at=now())
    said = {{"wanted": ["listening", "doubt"], "offered": ["feedback"], "languages": ["en"], "hours": ["tue-evening"]}}
    describe(who, said=said | {{"wanted_words": "Saying what I think before I am sure"}}, may_be_found=True, now=now())
print(json.dumps(str(programme.pk)))
"""
ASKED = """
from fermata.core.clock import now
from fermata.introductions.actions import asking
from fermata.introductions.models import Profile
find = lambda address: Profile.objects.select_related("enrolment__person", "enrolment__programme").get(enrolment__person__email=address)
asking.ask(find({to!r}), by=find({by!r}), now=now())
"""
LATER = """
from datetime import timedelta
from django.db.models import F
from fermata.introductions.models import Introduction
Introduction.objects.filter(introduced_at=None).update(lapses_at=F("lapses_at") - timedelta(days=15))
"""
CLOSED = """
from fermata.core.clock import now
from fermata.introductions.models import Entry, Round
{change}
"""
NAMES = ["Grace", "Hugo", "Ìfẹ́", "Jonas", "Kirsi", "Leïla", "Mikołaj", "Nguyễn Thị Minh Khai"]


def go(walk: Walk) -> None:
    ife, jun, dewi = (walk.somebody(name) for name in ("Ife", "Jun", "Dewi"))
    for someone in (ife, jun, dewi):
        someone.go("/sign-in/")
        someone.sign_in()
    ife.go("/introductions/")
    walk.stop(ife, "introductions/anywhere", "in no programme")
    script = PEOPLE.format(organiser=dewi.address, addresses=[ife.address, jun.address], names=NAMES)
    here = f"/programmes/{json.loads(run(walk.server, script))}/"
    say(walk, ife, here)
    say_quickly(jun, here)
    look_around(walk, ife, here)
    keep_apart(walk, ife)
    be_asked(walk, ife, jun, here)
    rounds(walk, ife, dewi, here)


def say(walk: Walk, ife: Someone, here: str) -> None:
    ife.go("/introductions/")
    walk.stop(ife, "introductions/finding", "nothing said")
    ife.press("Begin")
    walk.stop(ife, "introductions/profile", "empty")
    for box in ife.page.locator("input[name=wanted]").all()[:13]:
        box.check()
    ife.press("Keep this")
    ife.sees("Choose the twelve that matter most.")
    walk.stop(ife, "introductions/profile", "too many")
    for box in ife.page.locator("input[name=wanted]").all()[3:13]:
        box.uncheck()
    ife.page.locator("input[name=offered]").nth(4).check()
    ife.page.locator("input[name=hours][value=tue-evening]").check()
    ife.page.locator("select[name=season]").select_option("leading")
    ife.page.get_by_label("People of this programme may find me").check()
    ife.press("Keep this")
    ife.sees("Kept. You can change it")
    walk.stop(ife, "introductions/finding", "something said")
    ife.press("How a stranger sees me")
    walk.stop(ife, "introductions/seen")


def say_quickly(someone: Someone, here: str) -> None:
    someone.go(here + "finding/profile/")
    someone.page.locator("input[name=wanted][value=listening]").check()
    someone.press("Keep this")
    someone.sees("Kept. You can change it")


def look_around(walk: Walk, ife: Someone, here: str) -> None:
    ife.go(here + "people/")
    ife.sees("Not everybody sees everybody")
    walk.stop(ife, "introductions/around")
    ife.page.get_by_role("button", name="I would, if they would").first.click()
    ife.sees("You would like to meet")
    walk.stop(ife, "introductions/finding", "interested")
    ife.go(here + "people/?topic=money-talks")
    walk.stop(ife, "introductions/around", "nobody")
    ife.go(here + "people/")
    ife.page.get_by_role("button", name="Ask ").first.click()
    ife.sees("You have said yes")
    walk.stop(ife, "introductions/introduction", "asked")


def keep_apart(walk: Walk, ife: Someone) -> None:
    ife.go("/introductions/apart/")
    walk.stop(ife, "introductions/not_with", "empty")
    ife.fill("Their e-mail address", "nobody")
    ife.press("Keep us apart")
    ife.sees("That does not look like an e-mail address")
    walk.stop(ife, "introductions/not_with", "wrong address")
    ife.fill("Their e-mail address", "somebody.at.home@example.org")
    ife.press("Keep us apart")
    ife.sees("somebody.at.home@example.org")
    walk.stop(ife, "introductions/not_with", "somebody")


def be_asked(walk: Walk, ife: Someone, jun: Someone, here: str) -> None:
    run(walk.server, ASKED.format(to=ife.address, by=jun.address))
    ife.go(here + "finding/")
    ife.sees("For you to think about")
    walk.stop(ife, "introductions/finding", "to answer")
    ife.press("Jun")
    walk.stop(ife, "introductions/introduction", "to answer")
    ife.press("Yes, I would")
    ife.sees("Talk for twenty minutes")
    walk.stop(ife, "introductions/introduction", "first talk")
    there = ife.page.url
    ife.press("Yes, I would like to go on")
    ife.sees("You have said you would like to go on")
    walk.stop(ife, "introductions/introduction", "first talk answered")
    jun.page.goto(there)
    jun.press("Yes, I would like to go on")
    jun.sees("You are partners")
    walk.stop(jun, "introductions/introduction", "partners")
    run(walk.server, LATER)
    ife.go(here + "finding/")
    ife.sees("Came to nothing")
    walk.stop(ife, "introductions/finding", "came to nothing")


def rounds(walk: Walk, ife: Someone, dewi: Someone, here: str) -> None:
    ife.go(here + "rounds/")
    walk.stop(ife, "introductions/rounds", "none")
    dewi.go(here + "rounds/")
    walk.stop(dewi, "introductions/rounds", "to announce")
    dewi.page.locator("input[name=closes_on]").fill("2026-01-01")
    dewi.press("Announce it")
    dewi.sees("That moment is over.")
    walk.stop(dewi, "introductions/rounds", "a day gone by")
    dewi.page.locator("input[name=closes_on]").fill((datetime.now(UTC) + timedelta(days=9)).date().isoformat())
    dewi.press("Announce it")
    dewi.sees("Open until")
    walk.stop(dewi, "introductions/rounds", "announced")
    dewi.press("Suggest that two people meet")
    walk.stop(dewi, "introductions/suggestions")
    ife.page.reload()
    ife.press("Count me in")
    ife.sees("You are in.")
    walk.stop(ife, "introductions/rounds", "entered")
    ife.go(here + "finding/")
    walk.stop(ife, "introductions/finding", "a round is open")
    run(walk.server, CLOSED.format(change="Round.objects.update(began_at=now())"))
    dewi.go(here + "rounds/")
    walk.stop(dewi, "introductions/rounds", "running")
    change = "Round.objects.update(finished_at=now()); Entry.objects.update(left_over_at=now(), told_at=now())"
    run(walk.server, CLOSED.format(change=change))
    ife.go(here + "rounds/")
    ife.sees("This time nobody was found for you.")
    walk.stop(ife, "introductions/rounds", "left over")
