"""What the pages of a partnership say: true for two and for three, while it goes on and after it has ended."""

import pytest
from django.test import Client

from fermata.core.clock import now
from fermata.partnerships.actions import agreement, goodbye
from tests.cast import partners, person, sealed

pytestmark = pytest.mark.django_db

NOT_SIGNED = "You have not signed the newest words."


@pytest.fixture
def pair():
    amara, ben = person("Amara"), person("Ben")
    return partners(amara, ben), amara, ben


def page(who, path):
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(path).text


def propose(partnership, *, former=0):
    agreement.propose(
        partnership, former=former, item=partnership.pk, file=sealed(), digest="a" * 64, withdrawal="", now=now()
    )
    return former + 1


def sign(partnership, number, *people):
    for each in people:
        agreement.sign(partnership, number=number, digest="a" * 64, proof="p", by=each, now=now())


def test_an_agreement_is_in_force_until_the_partnership_ends(pair):
    partnership, amara, ben = pair
    sign(partnership, propose(partnership), amara, ben)
    assert "In force" in page(amara, f"/partnerships/{partnership.pk}/")

    goodbye.leave(partnership, by=ben, now=now())

    after = page(amara, f"/partnerships/{partnership.pk}/")
    assert "In force" not in after
    assert "Signed by all of you; so it stood when the partnership ended." in after


def test_where_nothing_was_agreed_there_is_nothing_to_read(pair):
    partnership, amara, ben = pair
    goodbye.leave(partnership, by=ben, now=now())

    after = page(amara, f"/partnerships/{partnership.pk}/")

    assert "There was no agreement." in after
    assert "Read it" not in after


def test_whoever_has_not_signed_the_newest_words_reads_so_and_the_other_does_not(pair):
    partnership, amara, ben = pair
    sign(partnership, propose(partnership), amara)

    assert NOT_SIGNED not in page(amara, f"/partnerships/{partnership.pk}/")
    assert NOT_SIGNED in page(ben, f"/partnerships/{partnership.pk}/")


def test_new_words_are_named_beside_those_in_force(pair):
    partnership, amara, ben = pair
    first = propose(partnership)
    sign(partnership, first, amara, ben)
    assert NOT_SIGNED not in page(ben, f"/partnerships/{partnership.pk}/")

    propose(partnership, former=first)

    assert NOT_SIGNED in page(ben, f"/partnerships/{partnership.pk}/")


def test_who_reads_is_said_of_what_is_written_and_who_could_see_of_the_hours(pair):
    partnership, amara, _ben = pair

    shown = page(amara, f"/partnerships/{partnership.pk}/")

    assert "What you write to each other here: you and <bdi>Ben</bdi>. Nobody else." in shown
    assert "Whoever runs this site could see when you meet, and not what about." in shown


def test_parting_promises_two_people_nothing_that_only_holds_for_three(pair):
    partnership, amara, _ben = pair

    for way in ("leave", "protect"):
        assert "told who left" not in page(amara, f"/partnerships/{partnership.pk}/{way}/")
