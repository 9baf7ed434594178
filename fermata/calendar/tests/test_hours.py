"""Offering, agreeing, moving, letting go; and what a hold or a goodbye makes of it. On a real database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fermata.calendar import reads
from fermata.calendar.actions import appointments, offers, own_time, rhythms
from fermata.calendar.models import Appointment, CalendarEntry, Offer
from fermata.calendar.rules import appointments as rules
from fermata.calendar.tests.cast import DAY, FRIDAY, HOUR, agree, calendar_letters, letters_to, line, two
from fermata.core.models import Letter
from fermata.core.refusal import Refused
from fermata.partnerships.actions import goodbye, life
from fermata.partnerships.actions.invitations import accept, invite
from fermata.people.actions import leaving
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


# --- rhythms


def test_every_other_friday_is_made_a_few_weeks_ahead_and_once(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben, every="two_weeks")
    for _ in range(3):
        rhythms.fill_all(now=MONDAY)

    found = list(Appointment.objects.order_by("starts_at").values_list("number", "starts_at"))
    assert found == [(0, FRIDAY), (1, FRIDAY + 14 * DAY), (2, FRIDAY + 28 * DAY)]


def test_the_database_itself_keeps_an_occurrence_from_happening_twice(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben, every="week")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            partnership=partnership,
            rhythm=made.rhythm,
            number=0,
            starts_at=FRIDAY,
            zone="UTC",
            minutes=60,
            agreed_at=MONDAY,
        )


def test_it_keeps_to_the_clock_of_whoever_offered_it(pair):
    partnership, amara, ben = pair
    agree(partnership, ben, amara, at=FRIDAY, every="week")
    rhythms.fill_all(now=FRIDAY + 95 * DAY)

    spring = Appointment.objects.filter(starts_at__gt="2027-03-20T00:00Z").order_by("starts_at").first()
    assert spring.starts_at.hour == 12  # New York is an hour nearer to UTC by then


def test_days_away_are_skipped_and_whose_they_are_is_nowhere(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben, every="week")
    away = own_time.be_away(ben, first_on=(FRIDAY + 7 * DAY).date(), last_on=(FRIDAY + 8 * DAY).date(), now=MONDAY)

    coming = list(Appointment.objects.to_come(now=MONDAY).values_list("number", flat=True))
    assert coming == [0, 2, 3, 4]
    assert "METHOD:CANCEL" in calendar_letters(amara)[-1]
    rhythms.fill_all(now=MONDAY)
    assert Appointment.objects.to_come(now=MONDAY).count() == 4

    own_time.be_there_after_all(away, now=MONDAY)


def test_days_away_said_before_are_never_made(pair):
    partnership, amara, ben = pair
    own_time.be_away(ben, first_on=(FRIDAY + 7 * DAY).date(), last_on=(FRIDAY + 8 * DAY).date(), now=MONDAY)

    agree(partnership, amara, ben, every="week")

    assert list(Appointment.objects.order_by("number").values_list("number", flat=True)) == [0, 2, 3, 4]


def test_ending_a_rhythm_lets_go_what_is_to_come(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben, every="week")

    rhythms.end(partnership, now=FRIDAY + HOUR)

    assert Appointment.objects.filter(let_go_at=None).count() == 1
    rhythms.fill_all(now=FRIDAY + 30 * DAY)
    assert Appointment.objects.filter(let_go_at=None).count() == 1


# --- holds and goodbyes


def test_a_hold_releases_and_the_return_takes_up_the_rhythm(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben, every="week")
    offers.offer(partnership, hours=[FRIDAY + DAY], minutes=60, by=amara, now=MONDAY)

    life.hold(partnership, back_on=None, now=MONDAY)

    assert not Appointment.objects.to_come(now=MONDAY).exists()
    assert not Offer.objects.exists()
    with pytest.raises(Refused):
        offers.offer(partnership, hours=[FRIDAY + DAY], minutes=60, by=amara, now=MONDAY)
    rhythms.fill_all(now=MONDAY + DAY)
    assert not Appointment.objects.to_come(now=MONDAY).exists()
    for who in (amara, ben):
        life.answer(partnership, word="ready", by=who, now=MONDAY + 8 * DAY)
    coming = Appointment.objects.to_come(now=MONDAY + 8 * DAY).order_by("number")
    assert list(coming.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert Appointment.objects.get(number=0).held_at == MONDAY
    sent = [text for text in calendar_letters(amara) if line(text, "DTSTART").endswith("20261204T183000")]
    assert [line(text, "SEQUENCE") for text in sent] == ["0", "1", "2"]


@pytest.mark.parametrize("way", [goodbye.leave, goodbye.protect])
def test_a_goodbye_empties_every_calendar_at_once(pair, way):
    partnership, amara, ben = pair
    agree(partnership, amara, ben, every="week")

    way(partnership, by=ben, now=MONDAY)

    assert not Appointment.objects.to_come(now=MONDAY).exists()
    for who in (amara, ben):
        sent = calendar_letters(who)
        assert sum("METHOD:CANCEL" in text for text in sent) == sum("METHOD:REQUEST" in text for text in sent)
    rhythms.fill_all(now=MONDAY + DAY)
    assert not Appointment.objects.to_come(now=MONDAY).exists()


def test_leaving_and_protecting_write_the_same_letters(db):
    letters = []
    for way in (goodbye.leave, goodbye.protect):
        with transaction.atomic():
            partnership, amara, ben = two()
            agree(partnership, amara, ben)
            Letter.objects.all().delete()
            way(partnership, by=ben, now=MONDAY)
            letters.append([(one.subject, one.body) for one in letters_to(amara)])
            transaction.set_rollback(True)
    assert letters[0] == letters[1]
    assert letters[0]


def test_deleting_an_account_leaves_the_others_calendar_right(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)

    leaving.leave(ben, now=MONDAY)

    assert "METHOD:CANCEL" in calendar_letters(amara)[-1]
    assert not Letter.objects.filter(to="ben@example.org").exists()


# --- what the page shows


def shown(partnership, who, *, now=MONDAY):
    fresh = type(partnership).objects.with_members_and_words().get(pk=partnership.pk)
    return reads.hours_of(fresh, person=who, now=now, minutes=60, further=0)


def test_both_see_the_same_suggestions_and_nobody_sees_a_week(pair):
    partnership, amara, ben = pair

    mine, theirs = shown(partnership, amara), shown(partnership, ben)

    assert [one["at"] for one in mine["suggestions"]] == [one["at"] for one in theirs["suggestions"]]
    assert [one["name"] for one in mine["suggestions"][0]["there"]] == ["Ben"]


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
