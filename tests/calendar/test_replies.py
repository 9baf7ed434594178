"""Answers by mail: a member's own no lets an hour go, another hour becomes an offer, and all else changes nothing."""

import re
import socket
import threading
from email.message import EmailMessage

import pytest
from django.test import override_settings

from fermata.calendar import mailbox, replies
from fermata.calendar.models import Appointment, Offer
from fermata.calendar.tests.cast import DAY, FRIDAY, agree, calendar_letters, line, two
from tests.cast import MONDAY, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed():
    partnership, amara, ben = two()
    made = agree(partnership, amara, ben)
    return made, amara, ben


def answer(who, *, method="REPLY", word="DECLINED", sequence=0, uid="", sender="", more=""):
    uid = uid or line(calendar_letters(who)[0], "UID")
    letter = EmailMessage()
    letter["From"] = sender or f"Somebody <{who.email.upper()}>"
    letter["Subject"] = "Declined"
    letter.set_content("I cannot.")
    text = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nSEQUENCE:{sequence}\r\n{more}"
        f"ATTENDEE;PARTSTAT={word};CN=x:mailto:{who.email}\r\nCOMMENT:canary\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    letter.add_alternative(text, subtype="calendar", params={"method": method})
    return letter


def coming():
    return Appointment.objects.to_come(now=MONDAY).count()


def test_a_no_lets_the_hour_go(agreed):
    _, _, ben = agreed

    assert replies.take(answer(ben), now=MONDAY)

    assert coming() == 0


@pytest.mark.parametrize("word", ["ACCEPTED", "TENTATIVE", "DELEGATED", ""])
def test_every_other_word_changes_nothing(agreed, word):
    _, _, ben = agreed

    assert replies.take(answer(ben, word=word), now=MONDAY)

    assert coming() == 1


def test_a_no_to_an_hour_that_has_moved_since_is_not_about_this_one(agreed):
    made, amara, ben = agreed
    agree(made.partnership, amara, ben, at=FRIDAY + DAY, moving=made)

    replies.take(answer(ben, sequence=0), now=MONDAY)

    assert coming() == 1


def test_nobody_answers_for_somebody_else(agreed):
    _, amara, ben = agreed
    chidi = person("Chidi")

    for letter in (
        answer(ben, sender="chidi@example.org"),
        answer(ben, sender="nobody@example.org"),
        answer(ben, uid=line(calendar_letters(amara)[0], "UID")),
        answer(ben, uid="1@elsewhere.example"),
        answer(chidi, uid=line(calendar_letters(ben)[0], "UID")),
    ):
        assert not replies.take(letter, now=MONDAY)
    assert coming() == 1


def test_another_hour_becomes_an_offer_to_move(agreed):
    made, _, ben = agreed
    more = "DTSTART;TZID=America/New_York:20261128T100000\r\nDTEND;TZID=America/New_York:20261128T103000\r\n"

    replies.take(answer(ben, method="COUNTER", word="TENTATIVE", more=more), now=MONDAY)

    offer = Offer.objects.get()
    assert (offer.appointment, offer.starts_at, offer.minutes) == (made, FRIDAY.replace(day=28, hour=15), 30)
    assert [yes.person for yes in offer.yeses.all()] == [ben]
    assert coming() == 1


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART;TZID=Europe/:20261128T100000",
        "DTSTART:20261128",
        "DTSTART:nonsense",
        "DTSTART;TZID=../../etc/passwd:20261128T100000",
    ],
)
def test_another_hour_that_is_none_is_passed_over(agreed, start):
    _, _, ben = agreed

    replies.take(answer(ben, method="COUNTER", more=f"{start}\r\n"), now=MONDAY)

    assert not Offer.objects.exists()


def test_letters_without_a_calendar_are_passed_over():
    letter = EmailMessage()
    letter["From"] = "amara@example.org"
    letter.set_content("Hello?")

    assert not replies.take(letter, now=MONDAY)


class Box:
    """A mailbox that knows as much of IMAP as is asked of it."""

    def __init__(self, letters):
        self.letters = dict(enumerate(letters, start=1))
        self.flags = {number: set() for number in self.letters}
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            line_, _ = self._door.accept()
            with line_, line_.makefile("rwb") as file:
                file.write(b"* OK here\r\n")
                file.flush()
                while asked := file.readline():
                    tag, _, rest = asked.decode().strip().partition(" ")
                    self._answer(file, rest)
                    file.write(f"{tag} OK done\r\n".encode())
                    file.flush()
                    if rest == "LOGOUT":
                        break

    def _answer(self, file, asked):
        if asked.startswith("CAPABILITY"):
            file.write(b"* CAPABILITY IMAP4rev1\r\n")
        elif asked.startswith("SELECT"):
            file.write(f"* {len(self.letters)} EXISTS\r\n".encode())
        elif asked.startswith("UID SEARCH"):
            unseen = [str(number) for number in self.letters if "\\Seen" not in self.flags[number]]
            file.write(f"* SEARCH {' '.join(unseen)}\r\n".encode())
        elif found := re.match(r"UID STORE (\d+) \+FLAGS \((.+)\)", asked):
            self.flags[int(found[1])].add(found[2])
        elif found := re.match(r"UID FETCH (\d+)", asked):
            body = self.letters[int(found[1])].as_bytes()
            file.write(f"* 1 FETCH (UID {found[1]} BODY[]<0> {{{len(body)}}}\r\n".encode() + body + b")\r\n")
        elif asked == "EXPUNGE":
            self.letters = {
                number: one for number, one in self.letters.items() if "\\Deleted" not in self.flags[number]
            }


def test_the_mailbox_is_read_once_and_only_ours_is_deleted(agreed):
    _, _, ben = agreed
    other = EmailMessage()
    other["From"] = "list@example.org"
    other.set_content("News")
    box = Box([other, answer(ben)])

    with override_settings(MAILBOX_URL=f"imap://fermata:w%20rd@127.0.0.1:{box.port}/INBOX"):
        assert mailbox.read_answers(clock=lambda: MONDAY) == 1
        assert mailbox.read_answers(clock=lambda: MONDAY) == 0

    assert coming() == 0
    assert list(box.letters) == [1]


def test_without_a_mailbox_nobody_looks_and_a_dead_one_harms_nobody():
    assert mailbox.read_answers(clock=lambda: MONDAY) == 0
    with override_settings(MAILBOX_URL="imap://a:b@127.0.0.1:1/"):
        assert mailbox.read_answers(clock=lambda: MONDAY) == 0
