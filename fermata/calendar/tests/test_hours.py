"""Offering, agreeing, moving, letting go; and what a hold or a goodbye makes of it. On a real database."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from fermata.calendar import reads
from fermata.calendar.actions import appointments, offers
from fermata.calendar.models import Appointment, CalendarEntry, Offer, OwnChoices
from fermata.calendar.rules import appointments as rules
from fermata.calendar.tests.cast import DAY, FRIDAY, HOUR, agree, calendar_letters, letters_to, line, two
from fermata.core.clock import now
from fermata.core.models import Letter
from fermata.core.refusal import Refused
from fermata.introductions.rules.hours import SLOTS
from fermata.partnerships.actions.invitations import accept, invite
from tests.cast import MONDAY, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return two()


def test_an_hour_is_agreed_when_it_suits_both(pair):
    partnership, amara, ben = pair
    one, other = offers.offer(partnership, hours=[FRIDAY, FRIDAY + DAY], minutes=60, by=amara, now=MONDAY)

    assert not Appointment.objects.exists()
    made = offers.say_yes(one, by=ben, now=MONDAY)

    assert made.starts_at == FRIDAY
    assert not Offer.objects.exists()
    with pytest.raises(Refused):
        offers.say_yes(other, by=ben, now=MONDAY)


def test_a_three_agrees_when_it_suits_the_third():
    amara, ben, chidi = person("Amara"), person("Ben"), person("Chidi")
    link = invite(by=amara, now=MONDAY, seats=2)
    accept(link, by=ben, now=MONDAY)
    partnership = accept(link, by=chidi, now=MONDAY)
    made = offers.offer(partnership, hours=[FRIDAY], minutes=60, by=amara, now=MONDAY)[0]

    assert offers.say_yes(made, by=ben, now=MONDAY) is None
    assert offers.say_yes(made, by=chidi, now=MONDAY).starts_at == FRIDAY
    assert CalendarEntry.objects.count() == 3


def test_whoever_offered_cannot_agree_alone(pair):
    partnership, amara, _ben = pair
    made = offers.offer(partnership, hours=[FRIDAY], minutes=60, by=amara, now=MONDAY)[0]

    assert offers.say_yes(made, by=amara, now=MONDAY) is None


def test_taking_back_the_only_yes_takes_back_the_hour(pair):
    partnership, amara, ben = pair
    made = offers.offer(partnership, hours=[FRIDAY], minutes=60, by=amara, now=MONDAY)[0]

    offers.take_back(made, by=ben)
    assert Offer.objects.exists()
    offers.take_back(made, by=amara)
    assert not Offer.objects.exists()


def test_each_calendar_gets_its_own_entry_in_its_own_zone(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)
    mine, theirs = calendar_letters(amara), calendar_letters(ben)

    assert len(mine) == len(theirs) == 1
    assert line(mine[0], "DTSTART") == ";TZID=Asia/Kolkata:20261127T183000"
    assert line(theirs[0], "DTSTART") == ";TZID=America/New_York:20261127T080000"
    assert line(mine[0], "UID") != line(theirs[0], "UID")
    assert "METHOD:REQUEST" in mine[0]
    assert "CLASS:PRIVATE" in mine[0]
    assert "BEGIN:VTIMEZONE" in theirs[0]


def test_no_calendar_says_with_whom(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)

    for letter in Letter.objects.filter(to=ben.email):
        assert "Amara" not in letter.body + letter.subject + letter.calendar
        assert amara.email not in letter.body + letter.calendar
        assert str(partnership.pk) not in letter.body + letter.calendar


def test_moved_twice_and_let_go_it_stays_one_entry(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    for days in (1, 2):
        agree(partnership, ben, amara, at=FRIDAY + days * DAY, moving=made)
    appointments.let_go(made, now=MONDAY)
    sent = calendar_letters(amara)

    assert [line(text, "SEQUENCE") for text in sent] == ["0", "1", "2", "3"]
    assert len({line(text, "UID") for text in sent}) == 1
    assert ["METHOD:CANCEL" in text for text in sent] == [False, False, False, True]
    assert line(sent[-1], "STATUS") == "CANCELLED"


def test_the_hour_stays_until_another_one_suits_both(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    offers.offer(partnership, hours=[FRIDAY + DAY], minutes=30, by=ben, now=MONDAY, moving=made)

    assert Appointment.objects.get().starts_at == FRIDAY
    assert len(calendar_letters(amara)) == 1


def test_letting_go_says_nothing_of_who(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    Letter.objects.all().delete()

    appointments.let_go(made, now=MONDAY)

    bodies = {letter.subject + letter.body.partition("\n")[2] for letter in Letter.objects.all()}
    assert len(bodies) == 1
    assert not any(field.name.startswith("by") for field in Appointment._meta.fields)


def test_what_has_begun_is_not_let_go_but_may_not_have_happened(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    with pytest.raises(Refused):
        appointments.let_go(made, now=FRIDAY)
    with pytest.raises(Refused):
        appointments.say_missed(made, now=FRIDAY - HOUR)

    appointments.say_missed(made, now=FRIDAY + DAY)

    assert Appointment.objects.get().missed_at == FRIDAY + DAY


# --- what the page shows


def shown(partnership, who, *, now=MONDAY):
    fresh = reads.to_show().get(pk=partnership.pk)
    return reads.hours_of(fresh, person=who, now=now, minutes=60, further=0)


def test_both_see_the_same_suggestions_and_nobody_sees_a_week(pair):
    partnership, amara, ben = pair

    mine, theirs = shown(partnership, amara), shown(partnership, ben)

    assert [one["at"] for one in mine["suggestions"]] == [one["at"] for one in theirs["suggestions"]]
    assert [one["name"] for one in mine["suggestions"][0]["there"]] == ["Ben"]


def browser_of(who):
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page_of(partnership, who):
    page = browser_of(who).get(f"/partnerships/{partnership.pk}/when/").text
    return re.sub(r'(name="csrf" content|name="csrfmiddlewaretoken" value)="\w+"', "", page)


def test_no_word_around_the_hours_tells_whether_another_has_said_anything(pair):
    partnership, amara, ben = pair
    said_nothing = page_of(partnership, amara)

    ben.usual_hours = list(SLOTS)
    ben.save(update_fields=["usual_hours"])

    assert page_of(partnership, amara) == said_nothing
    assert "These could suit all of you" in said_nothing


def test_the_zone_of_the_hours_is_named_to_each_as_their_own(pair):
    partnership, amara, ben = pair

    assert "Times are as your clock shows them (Asia/Kolkata)." in page_of(partnership, amara)
    assert "Times are as your clock shows them (America/New York)." in page_of(partnership, ben)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (None, "You get a letter that puts it into your calendar."),
        ({"gets_letters": False, "feed": "f" * 64}, "Your calendar feed has it."),
        ({"gets_letters": False}, "It stands on this page."),
    ],
)
def test_what_is_said_of_a_calendar_is_true_of_ones_own(pair, chosen, said):
    partnership, amara, ben = pair
    if chosen:
        OwnChoices.objects.create(person=ben, **chosen)
    soon = now()
    made = offers.offer(partnership, hours=[soon + DAY], minutes=60, by=amara, now=soon)[0]

    page = browser_of(ben).post(f"/offers/{made.pk}/yes/", follow=True).text

    assert f"Agreed. {said}" in page
    assert bool(calendar_letters(ben)) == ("letter" in said)


def test_home_says_of_each_partnership_that_hours_wait_for_ones_answer(pair):
    partnership, amara, ben = pair
    offers.offer(partnership, hours=[now() + DAY], minutes=60, by=amara, now=now())

    assert "No agreement yet. Hours are offered." in browser_of(ben).get("/").text
    assert "Hours are offered." not in browser_of(amara).get("/").text


def test_whoever_chose_no_hour_reads_that_first(pair):
    partnership, amara, _ben = pair

    page = browser_of(amara).post(f"/partnerships/{partnership.pk}/when/", {"minutes": 60}).text

    assert page.count(" autofocus") == 1
    assert 'role="alert" tabindex="-1" autofocus><p>Choose at least one hour' in page


def test_an_hour_agreed_with_somebody_else_is_not_suggested(pair):
    partnership, amara, ben = pair
    from tests.cast import partners

    first = shown(partnership, amara)["suggestions"][0]["at"]
    other = partners(ben, person("Chidi"))
    agree(other, ben, other.others(ben)[0].person, at=first)

    assert first not in [one["at"] for one in shown(partnership, amara)["suggestions"]]


def test_only_i_read_that_my_calendar_has_something_then(pair):
    partnership, amara, ben = pair
    from fermata.calendar.models import BusyCalendar
    from fermata.calendar.rules.spans import packed

    start = int(FRIDAY.timestamp() // 60)
    BusyCalendar.objects.create(person=ben, busy=packed([(start, start + 30)]), made_at=MONDAY)
    offers.offer(partnership, hours=[FRIDAY], minutes=60, by=amara, now=MONDAY)

    assert [one["is_taken"] for one in shown(partnership, ben)["offers"]] == [True]
    assert [one["is_taken"] for one in shown(partnership, amara)["offers"]] == [False]


def test_after_a_gap_there_is_a_card_and_no_count(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)

    assert not shown(partnership, amara, now=FRIDAY + 3 * DAY)["is_new_start"]
    assert shown(partnership, amara, now=FRIDAY + 30 * DAY)["is_new_start"]


def test_two_let_go_in_a_row_ask_about_the_rhythm(pair):
    partnership, amara, ben = pair
    for number in (0, 1):
        made = agree(partnership, amara, ben, at=FRIDAY + number * DAY)
        appointments.let_go(made, now=MONDAY)

    assert shown(partnership, amara, now=FRIDAY + 5 * DAY)["is_off"]
    assert shown(partnership, ben, now=FRIDAY + 5 * DAY)["is_off"]


def test_nine_offers_are_enough(pair):
    partnership, amara, _ben = pair
    hours = [FRIDAY + timedelta(hours=number) for number in range(10)]

    with pytest.raises(Refused) as no:
        offers.offer(partnership, hours=hours, minutes=60, by=amara, now=MONDAY)

    assert no.value.refusal is rules.MANY
    assert not Offer.objects.exists()


def test_offering_and_taking_back_again_and_again_sends_one_letter(pair):
    partnership, amara, ben = pair
    for _ in range(5):
        (made,) = offers.offer(partnership, hours=[FRIDAY], minutes=60, by=amara, now=MONDAY)
        offers.take_back(made, by=amara)
        Letter.objects.update(sent_at=MONDAY)
    assert len(letters_to(ben)) == 1

    Letter.objects.update(made_at=MONDAY - 4 * HOUR)
    offers.offer(partnership, hours=[FRIDAY], minutes=60, by=amara, now=MONDAY)
    assert len(letters_to(ben)) == 2


def test_while_a_letter_waits_to_leave_no_other_is_written(pair):
    partnership, amara, ben = pair
    for day in (FRIDAY, FRIDAY + DAY):
        offers.offer(partnership, hours=[day], minutes=60, by=amara, now=MONDAY)
        Letter.objects.update(made_at=MONDAY - 4 * HOUR)

    assert len(letters_to(ben)) == 1
