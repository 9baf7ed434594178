"""What somebody's calendar says, when they are free, taken or away: found nowhere but with themselves.

Every field has a word of its own in it. What may be seen is found, or the search would prove nothing.
"""

import logging
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fermata.calendar.actions import offers, own_time
from fermata.calendar.models import BusyCalendar, OwnChoices
from fermata.calendar.rules.spans import packed
from fermata.core.clock import now
from fermata.core.models import Letter
from tests.calendar.nasty import calendar, event
from tests.cast import partners, person
from tests.test_leaving import _places

pytestmark = pytest.mark.django_db

WORDS = {
    "SUMMARY": "canary-title",
    "DESCRIPTION": "canary-description",
    "LOCATION": "canary-place",
    "UID": "canary-uid",
    "ATTENDEE;CN=canary-guest": "mailto:canary-guest@example.org",
    "X-ANYTHING": "canary-else",
    "CATEGORIES": "canary-kind",
}
CALENDAR = calendar(event(*[f"{name}:{value}" for name, value in WORDS.items()]), head="X-WR-CALNAME:canary-name\r\n")


def browser(who) -> Client:
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def everything_for(who, partnership) -> str:
    """All pages about hours, home, and all that is kept about this person."""
    paths = ["/", f"/partnerships/{partnership.pk}/", f"/partnerships/{partnership.pk}/when/", "/me/time/"]
    paths += [f"/appointments/{one.pk}/" for one in partnership.appointments.all()] + ["/me/export/server.json"]
    answers = [browser(who).get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200] * len(paths)
    return "".join((b"".join(a.streaming_content) if a.streaming else a.content).decode() for a in answers)


@pytest.fixture
def pair():
    amara, ben = person("Amara"), person("Ben")
    return partners(amara, ben), amara, ben


def test_what_a_calendar_says_is_found_nowhere(pair, caplog):
    partnership, amara, ben = pair
    with caplog.at_level(logging.DEBUG):
        sent = {"file": SimpleUploadedFile("canary-file.ics", CALENDAR, "text/calendar")}
        assert browser(amara).post("/me/time/calendars/", sent).status_code == 302
        torn = {"file": SimpleUploadedFile("canary-file.ics", CALENDAR[:-10], "text/calendar")}
        refused = browser(amara).post("/me/time/calendars/", torn)
    assert refused.status_code == 422
    pages = everything_for(amara, partnership) + everything_for(ben, partnership) + refused.content.decode()

    assert "canary" not in pages + caplog.text
    assert list(_places("canary")) == []
    assert len(bytes(BusyCalendar.objects.get().busy)) == 8, "it was read"


def test_a_partners_pages_are_the_same_whatever_else_one_has_to_do(pair):
    """Byte for byte, as long as the suggestions are the same: taken hours nobody would have been offered change nothing."""
    partnership, amara, ben = pair
    own_time.choose(ben, hours=["tue-evening"], chosen={}, now=now())
    before = steady(everything_for(amara, partnership))
    monday_night = int((now() + timedelta(days=2)).replace(hour=3).timestamp() // 60)
    BusyCalendar.objects.create(person=ben, busy=packed([(monday_night, monday_night + 90)]), made_at=now())
    own_time.choose(ben, hours=["tue-evening"], chosen={"reminded": "off", "title": "focus"}, now=now())
    own_time.new_feed(ben, now=now())

    assert steady(everything_for(amara, partnership)) == before


def steady(pages: str) -> str:
    """Without what differs at every visit: a form's token, and when an export was made."""
    pages = re.sub(r'(csrfmiddlewaretoken" value="|name="csrf" content=")\w+', r"\1", pages)
    return re.sub(r'"made_at": "[^"]+",\n"tables"|"version": \d+|"last_login": "[^"]+"', "", pages)


def test_days_away_are_ones_own(pair):
    partnership, amara, ben = pair
    day = (now() + timedelta(days=200)).date()
    own_time.be_away(ben, first_on=day, last_on=day, now=now())

    assert day.isoformat() in everything_for(ben, partnership)
    seen = everything_for(amara, partnership)
    assert day.isoformat() not in seen
    assert f"{day:%B %Y}" not in seen


def test_letters_and_feeds_say_when_and_no_more(pair):
    partnership, amara, ben = pair
    made = offers.offer(partnership, hours=[now() + timedelta(days=3)], minutes=60, by=amara, now=now())[0]
    offers.say_yes(made, by=ben, now=now())
    secret = own_time.new_feed(ben, now=now())
    feed = Client().get(f"/calendar/{secret}.ics").content.decode()
    letters = "".join(letter.subject + letter.body + letter.calendar for letter in Letter.objects.filter(to=ben.email))

    for text in (feed, letters):
        unfolded = text.replace("\r\n ", "")
        assert "Session" in unfolded
        for word in ("Amara", amara.email, str(partnership.pk), partnership.pk.hex, str(amara.pk), "partnerships/"):
            assert word not in unfolded


def test_of_a_feed_only_a_digest_is_kept(pair):
    _, amara, _ = pair
    secret = own_time.new_feed(amara, now=now())

    assert list(_places(secret)) == []
    assert OwnChoices.objects.get().feed == own_time.digest(secret)
    export = b"".join(browser(amara).get("/me/export/server.json").streaming_content).decode()
    assert own_time.digest(secret) not in export
