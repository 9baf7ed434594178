"""Rhythms, days away, holds and goodbyes: what is made ahead, what is released, and that nothing is made twice."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from fermata.calendar import reads
from fermata.calendar.actions import appointments, offers, own_time, rhythms
from fermata.calendar.models import Appointment, BusyCalendar, Offer
from fermata.calendar.rules.spans import packed, span
from fermata.calendar.tests.cast import DAY, FRIDAY, HOUR, agree, calendar_letters, letters_to, line, two
from fermata.core import clock
from fermata.core.models import Letter
from fermata.core.refusal import Refused
from fermata.partnerships.actions import goodbye, life
from fermata.people.actions import leaving
from tests.cast import MONDAY, partners, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return two()


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


# --- busy times


def be_busy(who, *hours, minutes=60):
    taken = packed([span(hour, minutes=minutes) for hour in hours])
    return BusyCalendar.objects.create(person=who, busy=taken, made_at=MONDAY)


def shown(partnership, who, *, now=MONDAY):
    fresh = reads.to_show().get(pk=partnership.pk)
    return reads.hours_of(fresh, person=who, now=now, minutes=60, further=0)


def numbers():
    return list(Appointment.objects.to_come(now=MONDAY).values_list("number", flat=True))


@pytest.mark.parametrize("whose", [0, 1])
def test_an_hour_in_anybodys_busy_time_is_left_out(pair, whose):
    partnership, *people = pair
    be_busy(people[whose], FRIDAY + 14 * DAY + HOUR / 2)

    agree(partnership, *people, every="week")

    assert numbers() == [0, 1, 3, 4]


def test_busy_times_five_weeks_ahead_are_seen(pair):
    partnership, amara, ben = pair
    be_busy(ben, FRIDAY + 28 * DAY)

    agree(partnership, amara, ben, every="week")

    assert numbers() == [0, 1, 2, 3]


def test_an_hour_agreed_with_somebody_else_is_left_out(pair):
    partnership, amara, ben = pair
    other = partners(ben, person("Chidi"))
    agree(other, ben, other.others(ben)[0].person, at=FRIDAY + 7 * DAY)

    agree(partnership, amara, ben, every="week")

    assert list(partnership.appointments.order_by("number").values_list("number", flat=True)) == [0, 2, 3, 4]


def test_what_is_agreed_already_stays_and_what_becomes_free_again_is_made(pair):
    partnership, amara, ben = pair
    taken = be_busy(ben, FRIDAY + 14 * DAY)
    agree(partnership, amara, ben, every="week")
    be_busy(ben, FRIDAY + 7 * DAY)
    rhythms.fill_all(now=MONDAY)
    assert numbers() == [0, 1, 3, 4]

    taken.delete()
    rhythms.fill_all(now=MONDAY)

    assert sorted(numbers()) == [0, 1, 2, 3, 4]


def test_all_read_the_same_of_it_and_the_nearest_hour_instead(pair):
    partnership, amara, ben = pair
    be_busy(ben, FRIDAY + 7 * DAY)
    agree(partnership, amara, ben, every="week")

    mine, theirs = shown(partnership, amara)["left_out"], shown(partnership, ben)["left_out"]

    assert mine["at"] == theirs["at"] == FRIDAY + 7 * DAY
    assert mine["instead"]["at"] == theirs["instead"]["at"] == FRIDAY + 7 * DAY + HOUR  # 14:00 is 9:00 in New York


def test_away_and_busy_of_either_read_the_same(pair):
    partnership, amara, ben = pair
    seen = []
    for who in (amara, ben):
        for away in (True, False):
            with transaction.atomic():
                if away:
                    day = (FRIDAY + 7 * DAY).date()
                    own_time.be_away(who, first_on=day, last_on=day, now=MONDAY)
                else:
                    be_busy(who, FRIDAY + 7 * DAY - 12 * HOUR, minutes=24 * 60)
                agree(partnership, amara, ben, every="week")
                seen.append((numbers(), shown(partnership, amara)["left_out"]["at"]))
                transaction.set_rollback(True)

    assert seen == [([0, 2, 3, 4], FRIDAY + 7 * DAY)] * 4


def test_another_hour_near_it_stands_for_it(pair):
    partnership, amara, ben = pair
    be_busy(ben, FRIDAY + 7 * DAY)
    agree(partnership, amara, ben, every="week")
    instead = shown(partnership, amara)["left_out"]["instead"]["at"]
    offered = offers.offer(partnership, hours=[instead], minutes=60, by=amara, now=MONDAY)[0]
    waiting = shown(partnership, ben)["left_out"]
    assert (waiting["is_offered"], waiting["instead"]) == (True, None)

    offers.say_yes(offered, by=ben, now=MONDAY)

    assert shown(partnership, ben)["left_out"] is None


def test_an_hour_the_two_let_go_themselves_is_not_left_out(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben, every="week")
    appointments.let_go(Appointment.objects.get(number=1), now=MONDAY)
    be_busy(ben, FRIDAY + 7 * DAY)

    assert shown(partnership, amara)["left_out"] is None


def test_when_no_hour_near_it_suits_all_none_is_proposed(pair):
    partnership, amara, ben = pair
    be_busy(ben, FRIDAY + 3 * DAY, minutes=8 * 24 * 60)
    agree(partnership, amara, ben, every="week")

    assert shown(partnership, amara)["left_out"]["instead"] is None


def test_the_page_says_it_in_one_sentence_and_offers_the_hour(pair, client):
    partnership, amara, ben = pair
    soon = clock.now().replace(minute=0, second=0, microsecond=0) + 3 * DAY
    be_busy(ben, soon + 7 * DAY)
    made = offers.offer(partnership, hours=[soon], minutes=60, every="week", by=amara, now=clock.now())[0]
    offers.say_yes(made, by=ben, now=clock.now())
    client.force_login(amara, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("when", args=[partnership.pk])

    page = client.get(url)
    text = page.content.decode()
    words = text[text.index('id="left-out"') : text.index("</section>", text.index('id="left-out"'))]
    instead = page.context["left_out"]["instead"]["at"]

    assert "does not suit all of you. Whose time it is, nobody is told." in words
    assert "busy" not in words
    assert "taken" not in words
    client.post(url, {"hours": instead.isoformat(), "minutes": "60"})
    assert partnership.offers.get().starts_at == instead


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

    life.hold(partnership, back_on=None, today=MONDAY.date(), now=MONDAY)

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
