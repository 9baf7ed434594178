"""Inviting: whole or not at all, nobody twice; and a no, a silence and a lapse are the same to everybody (INV-V2)."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fermata.core.models import Letter
from fermata.core.refusal import Refused
from fermata.people.models import Person
from fermata.programmes import tasks
from fermata.programmes.actions import enrolment, founding, guests
from fermata.programmes.models import Enrolment, Guest, GuestList, address_mark
from tests.cast import MONDAY, person
from tests.hospital import FILLED, joined, running, work_through

pytestmark = pytest.mark.django_db

NAMES = ["amara", "ben", "chidi"]
ADDRESSES = [f"{name}@example.org" for name in NAMES]


def send(programme, dewi, addresses, *, at=MONDAY):
    listed = guests.keep_list(programme, addresses=addresses, by=dewi, now=at)
    guests.confirm(listed, by=dewi, now=at)
    work_through(now=at)
    return listed


def link_to(address):
    body = Letter.objects.get(to=address).body
    return "/j/" + body.partition("/j/")[2].partition("/")[0] + "/"


def test_a_list_writes_to_nobody_before_the_second_click(programme, dewi):
    guests.keep_list(programme, addresses=ADDRESSES, by=dewi, now=MONDAY)
    work_through(now=MONDAY)

    assert not Letter.objects.exists()
    assert not Guest.objects.exists()


def test_everybody_gets_one_letter_with_a_link_of_their_own_and_no_address_is_kept(programme, dewi):
    send(programme, dewi, ADDRESSES)

    links = {link_to(address) for address in ADDRESSES}
    assert len(links) == 3
    kept = [str(list(model.objects.values())) for model in apps.get_models() if model not in (Letter, Person)]
    assert not [rows for rows in kept if "chidi@example.org" in rows]
    assert GuestList.objects.get().addresses == b""


def test_a_letter_names_who_invites_to_what_and_whom_one_can_ask_and_nobody_who_organises(programme, dewi):
    send(programme, dewi, ADDRESSES[:1])
    body = Letter.objects.get().body

    assert "Harbour Hospital offers peer coaching" in body
    assert "Programme: Peer coaching in the wards" in body
    assert FILLED["guardian"] in body
    assert dewi.email not in body and dewi.display_name not in body


def test_nobody_is_written_to_twice(programme, dewi):
    send(programme, dewi, ADDRESSES[:2])
    send(programme, dewi, ADDRESSES)

    assert sorted(Letter.objects.values_list("to", flat=True)) == ADDRESSES
    with pytest.raises(Refused, match="nobody_new"):
        send(programme, dewi, ADDRESSES)


def test_two_writings_of_one_address_are_one_guest(programme, dewi):
    listed = guests.keep_list(programme, addresses=["ben@example.org", " Ben@example.org "], by=dewi, now=MONDAY)

    assert listed.new == 1


def test_whoever_was_invited_since_a_list_was_read_is_passed_over(programme, dewi):
    """Whatever let it happen: a letter too few can be mended, and a list that breaks the worker cannot."""
    listed = guests.keep_list(programme, addresses=ADDRESSES, by=dewi, now=MONDAY)
    programme.guests.create(mark=address_mark(ADDRESSES[0]), invited_at=MONDAY, lapses_at=MONDAY)
    guests.confirm(listed, by=dewi, now=MONDAY)
    work_through(now=MONDAY)

    assert sorted(Letter.objects.values_list("to", flat=True)) == ADDRESSES[1:]


def test_a_second_list_waits_for_the_first(programme, dewi):
    first = guests.keep_list(programme, addresses=ADDRESSES[:1], by=dewi, now=MONDAY)
    guests.confirm(first, by=dewi, now=MONDAY)

    with pytest.raises(Refused, match="list_on_its_way"):
        guests.keep_list(programme, addresses=ADDRESSES, by=dewi, now=MONDAY)


def test_an_unsent_list_is_forgotten_after_a_day(programme, dewi):
    guests.keep_list(programme, addresses=ADDRESSES, by=dewi, now=MONDAY)
    tasks.tidy(now=MONDAY + timedelta(days=1, seconds=1))

    assert not GuestList.objects.exists()


def test_one_fault_and_nothing_is_kept(programme, dewi, browser):
    page = f"/programmes/{programme.pk}/invite/lists/"

    answer = browser(dewi).post(page, {"pasted": "ben@example.org\nnobody"})

    assert answer.status_code == 422
    assert not GuestList.objects.exists()


def test_what_is_repeated_is_only_text(programme, dewi, browser):
    answer = browser(dewi).post(f"/programmes/{programme.pk}/invite/lists/", {"pasted": "<script@"})

    table = answer.content.decode().partition('<table class="table">')[2].partition("</table>")[0]
    assert "&lt;script@" in table
    assert "<script" not in table


def test_what_was_pasted_stays_when_a_list_is_still_on_its_way(programme, dewi, browser):
    guests.confirm(guests.keep_list(programme, addresses=ADDRESSES[:1], by=dewi, now=MONDAY), by=dewi, now=MONDAY)

    answer = browser(dewi).post(f"/programmes/{programme.pk}/invite/lists/", {"pasted": "chidi@example.org"})

    assert answer.status_code == 409
    assert "still being written" in answer.content.decode()
    assert "chidi@example.org</textarea>" in answer.content.decode()


def test_nobody_is_enrolled_by_another(programme, dewi):
    send(programme, dewi, ADDRESSES)

    assert not Enrolment.objects.exists()


def test_a_lapsed_a_closed_and_an_ended_link_read_the_same(programme, dewi, browser):
    send(programme, dewi, ADDRESSES)
    Guest.objects.update(lapses_at=MONDAY)
    lapsed = browser().get(link_to(ADDRESSES[0]))
    open_one = f"/j/{programme.token}/"
    guests.close_link(programme, by=dewi)
    closed = browser().get(open_one)
    founding.end(programme, by=dewi, now=MONDAY)
    ended = browser().get(open_one)

    assert lapsed.status_code == closed.status_code == ended.status_code == 409
    assert _bytes(lapsed) == _bytes(closed) == _bytes(ended)


def test_a_closed_link_never_works_again(programme, dewi, browser):
    old = f"/j/{programme.token}/"
    guests.close_link(programme, by=dewi)
    guests.open_link(programme, by=dewi)
    programme.refresh_from_db()

    assert browser().get(old).status_code == 409
    assert browser().get(f"/j/{programme.token}/").status_code == 200


def test_no_link_is_opened_by_whoever_may_not_while_a_list_is_being_written(programme, dewi, amara):
    guests.confirm(guests.keep_list(programme, addresses=ADDRESSES, by=dewi, now=MONDAY), by=dewi, now=MONDAY)

    guests.open_link(programme, by=dewi)
    with pytest.raises(Refused, match="organisers_only"):
        guests.open_link(programme, by=amara)


def test_a_house_called_as_the_place_of_the_link_keeps_its_name(dewi):
    programme = running(name="LINKÖPING {days}", organiser=dewi)
    send(programme, dewi, ADDRESSES[:1])
    body = Letter.objects.get().body

    assert body.startswith("LINKÖPING {days} offers peer coaching")
    assert body.count("/j/") == 1


@pytest.mark.parametrize("forged", ["", "x", "0" * 32, "0" * 32 + "~x", "0" * 32 + ".1~x"])
def test_a_link_is_found_only_with_its_seal(programme, browser, forged):
    assert browser().get(f"/j/{forged}/").status_code == 404


def _bytes(answer):
    import re

    return re.sub(rb'value="[^"]*"|content="[^"]*"', b"", answer.content)


# --- INV-V2: three ways not to join, and no way to tell them apart


def decline(client, link, programme):
    assert client.post(f"{link}decline/").status_code == 200


def read_and_ignore(client, link, programme):
    assert client.get(link).status_code == 200


def never_look(client, link, programme):
    pass


def lapse(client, link, programme):
    """Reads it when it is too late. The lapse itself is time, and touches nothing."""
    assert client.get(link + "?later").status_code in {200, 409}


WAYS = [decline, read_and_ignore, never_look, lapse]


def everything():
    """All rows of all tables but the names drawn at random."""
    return {
        model._meta.label: sorted(str(sorted(row.items())) for row in model.objects.values())
        for model in apps.get_models()
        if model._meta.label not in {"sessions.Session"}
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WAYS), min_size=3, max_size=3), st.integers(0, 60))
def test_no_row_of_no_table_tells_a_no_from_a_silence(programme, dewi, ways, days):
    """Whatever three people do short of joining: afterwards the database is what it was before, row by row."""
    if not Letter.objects.exists():
        send(programme, dewi, ADDRESSES)
    before = everything()
    for way, address in zip(ways, ADDRESSES, strict=True):
        way(Client(), link_to(address), programme)
    work_through(now=MONDAY)

    assert everything() == before


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WAYS), min_size=3, max_size=3))
def test_organisers_see_the_same_afterwards_and_in_later_lists(programme, dewi, browser, ways):
    """Bytes, letters, counts, and what a second list says: the same whether somebody joined, declined or slept."""
    if not Letter.objects.exists():
        send(programme, dewi, ADDRESSES)
    client = browser(dewi)

    def seen():
        pages = [client.get(f"/programmes/{programme.pk}/{page}") for page in ("what-organisers-see/", "invite/", "")]
        again = client.post(
            f"/programmes/{programme.pk}/invite/lists/", {"pasted": "\n".join([*ADDRESSES, "d@example.org"])}
        )
        return [_bytes(page) for page in pages], again.url.partition("?")[2], Letter.objects.count()

    before = seen()
    for way, address in zip(ways, ADDRESSES, strict=True):
        way(Client(), link_to(address), programme)

    assert seen() == before


def test_nor_does_joining_leaving_or_deleting_the_account_change_what_a_list_says(programme, dewi):
    send(programme, dewi, ADDRESSES)
    amara = person("Amara")
    joined(programme, amara)
    after_joining = guests.keep_list(programme, addresses=ADDRESSES, by=dewi, now=MONDAY).new
    enrolment.leave(programme, by=amara, now=MONDAY)
    from fermata.people.actions.leaving import leave

    leave(amara, now=MONDAY)

    assert after_joining == guests.keep_list(programme, addresses=ADDRESSES, by=dewi, now=MONDAY).new == 0
    assert programme.guests.count() == 3


def test_another_house_invites_the_same_people_and_neither_learns_of_it(programme, dewi):
    grace = person("Grace")
    other = running(name="Lagos Library", organiser=grace, sponsor=person("Hana"))
    send(programme, dewi, ADDRESSES)

    assert guests.keep_list(other, addresses=ADDRESSES, by=grace, now=MONDAY).new == 3
    assert not other.guests.exists()
