"""Letters for calendars: what leaves, what takes the place of what has not left yet, and how it looks on the line."""

import pytest

from fermata.calendar.actions import appointments, own_time
from fermata.calendar.tests.cast import DAY, FRIDAY, agree, calendar_letters, letters_to, line, two
from fermata.core import letters
from fermata.core.models import Letter
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return two()


@pytest.fixture
def post(settings):
    """A mail server is set up, so letters wait to leave."""
    settings.SMTP_URL = "smtp://127.0.0.1:1"


def let_leave():
    Letter.objects.update(tries=1, sent_at=MONDAY)


def test_a_newer_letter_takes_the_place_of_one_that_has_not_left(pair, post):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    agree(partnership, ben, amara, at=FRIDAY + DAY, moving=made)

    sent = calendar_letters(amara)

    assert [line(text, "SEQUENCE") for text in sent] == ["1"]


def test_what_nobody_ever_heard_of_need_not_be_cancelled(pair, post):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)

    appointments.let_go(made, now=MONDAY)

    assert calendar_letters(amara) == []


def test_what_has_left_is_cancelled_also_when_its_move_has_not(pair, post):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    let_leave()
    agree(partnership, ben, amara, at=FRIDAY + DAY, moving=made)

    appointments.let_go(made, now=MONDAY)

    assert ["METHOD:CANCEL" in text for text in calendar_letters(amara)] == [False, True]


def test_who_wants_no_letters_gets_none_and_is_still_cancelled_what_came_before(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    own_time.choose(amara, hours=[], chosen={"gets_letters": False}, now=MONDAY)
    agree(partnership, ben, amara, at=FRIDAY + DAY, moving=made)
    assert len(calendar_letters(amara)) == 1

    appointments.let_go(made, now=MONDAY)

    assert "METHOD:CANCEL" in calendar_letters(amara)[-1]


def test_on_the_line_it_is_another_way_to_read_the_same_letter(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)
    letter = next(one for one in letters_to(amara) if one.calendar)

    message = letters._message(letter).message()

    plain, invitation = message.get_payload()
    assert message.get_content_type() == "multipart/alternative"
    assert plain.get_content_type() == "text/plain"
    assert invitation.get_content_type() == "text/calendar"
    assert invitation.get_param("method") == "REQUEST"
    assert message["Message-ID"] == letter.message_id
    assert line(invitation.get_payload(decode=True).decode(), "UID") == line(letter.calendar, "UID")


def test_the_title_is_the_one_each_chose(pair):
    partnership, amara, ben = pair
    own_time.choose(amara, hours=[], chosen={"title": "focus"}, now=MONDAY)
    agree(partnership, amara, ben)

    assert line(calendar_letters(amara)[0], "SUMMARY") == "Focus time"
    assert line(calendar_letters(ben)[0], "SUMMARY") == "Session"


def test_an_alarm_stands_in_the_entry_of_who_asked_for_one(pair):
    partnership, amara, ben = pair
    own_time.choose(amara, hours=[], chosen={"reminded": "calendar", "lead_minutes": 30}, now=MONDAY)
    agree(partnership, amara, ben)

    assert "TRIGGER:-PT30M" in calendar_letters(amara)[0]
    assert "VALARM" not in calendar_letters(ben)[0]
