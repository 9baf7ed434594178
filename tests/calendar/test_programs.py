"""Our letters and our feed in other people's programs: moved twice, let go, and nothing is left behind."""

import pytest
from django.test import Client as Browser

from fermata.calendar.actions import appointments, own_time
from fermata.calendar.tests.cast import DAY, FRIDAY, agree, calendar_letters, two
from fermata.core.clock import now
from tests.calendar.programs import Client, Feed, Khal, Sync, calcurse, radicale
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair():
    return two()


def feed_of(who) -> str:
    """As a calendar program fetches it."""
    secret = own_time.new_feed(who, now=now())
    answer = Browser().get(f"/calendar/{secret}.ics")
    assert answer.status_code == 200
    return answer.content.decode()


def life_of_an_hour(pair):
    """What Amara's calendar is sent: an hour, moved twice, let go."""
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    yield
    for days in (1, 2):
        agree(partnership, ben, amara, at=FRIDAY + days * DAY, moving=made)
        yield
    appointments.let_go(made, now=MONDAY)
    yield


def test_khal_reads_each_letter(pair, tmp_path):
    khal, shown = Khal(tmp_path, zone="Asia/Kolkata"), []
    for _ in life_of_an_hour(pair):
        text = calendar_letters(pair[1])[-1]
        if "METHOD:CANCEL" not in text:
            khal.take(text)
            shown.append(khal.lists())

    assert shown == [[f"2026-11-{day} 18:30 19:30 Session"] for day in (27, 28, 29)]


def test_calcurse_reads_the_feed(pair, tmp_path):
    partnership, amara, ben = pair
    agree(partnership, amara, ben, every="week")

    shown = calcurse(tmp_path, feed_of(amara), zone="Asia/Kolkata")

    assert shown.count("Session") == 4
    assert shown.count("18:30 -> 19:30") == 4


def test_the_feed_in_a_caldav_server_is_moved_twice_and_leaves_nothing_behind(pair, tmp_path):
    feed, kept = Feed(), []
    with radicale(tmp_path) as (address, folder):
        sync = None
        for _ in life_of_an_hour(pair):
            feed.text = feed_of(pair[1])
            sync = sync or Sync(tmp_path, source=feed.url, target=address)
            sync.now()
            kept.append([path.read_text() for path in folder.glob("*.ics")])
    feed.close()

    assert [len(files) for files in kept] == [1, 1, 1, 0]
    assert ["20261127T183000" in kept[0][0], "20261128T183000" in kept[1][0], "20261129T183000" in kept[2][0]] == [
        True
    ] * 3


def test_letters_taken_by_a_calendar_program_do_the_same(pair, tmp_path):
    client, kept = Client(tmp_path / "letters"), []
    with radicale(tmp_path) as (address, folder):
        sync = Sync(tmp_path, source=str(client.folder), target=address)
        for _ in life_of_an_hour(pair):
            client.take(calendar_letters(pair[1])[-1])
            sync.now()
            kept.append([path.read_text() for path in folder.glob("*.ics")])

    assert [len(files) for files in kept] == [1, 1, 1, 0]
    assert "SEQUENCE:2" in kept[2][0]


def test_a_feed_that_was_replaced_or_stopped_is_not_there(pair):
    _, amara, _ = pair
    secret = own_time.new_feed(amara, now=now())
    other = own_time.new_feed(amara, now=now())
    browser = Browser()

    assert browser.get(f"/calendar/{secret}.ics").status_code == 404
    assert browser.get(f"/calendar/{other}.ics").status_code == 200
    own_time.close_feed(amara)
    assert browser.get(f"/calendar/{other}.ics").status_code == 404
    assert browser.get("/calendar/.ics").status_code == 404
