"""A link opened by somebody who is kept apart: it reads like a link that has lapsed, and from then on it is one."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from fermata.core.events import announce
from fermata.core.refusal import Refused
from fermata.introductions.actions import excluding
from fermata.introductions.rules.apart import OWN_WISH
from fermata.partnerships import rules
from fermata.partnerships.actions import invitations, life
from fermata.partnerships.actions.forming import form
from fermata.partnerships.models import Invitation, Partnership
from fermata.partnerships.rules.life import Phase
from fermata.programmes.events import StatusChanged
from fermata.programmes.models import AuthorityLine, Organisation, address_mark
from tests.cast import MONDAY, partners, person

pytestmark = pytest.mark.django_db


def line(report, manager):
    house = Organisation.objects.create(name="Harbour Hospital", founded_at=MONDAY)
    AuthorityLine.objects.create(
        organisation=house, report=address_mark(report.email), manager=address_mark(manager.email)
    )
    return house


def listed(by, whom):
    excluding.exclude(whom.email, label="", by=by, now=MONDAY)


def accept(invitation, *, by):
    with pytest.raises(Refused) as refused:
        invitations.accept(invitation, by=by, now=MONDAY)
    return refused.value.refusal


@pytest.mark.parametrize("reason", [listed, line], ids=["her list", "a line"])
def test_it_lapses_then_and_there_for_everybody(amara, ben, reason):
    invitation = invitations.invite(by=amara, now=MONDAY)
    reason(amara, ben)

    assert accept(invitation, by=ben) is rules.LAPSED

    invitation.refresh_from_db()
    assert accept(invitation, by=person("Chidi")) is rules.LAPSED
    assert not Partnership.objects.exists()


@pytest.mark.parametrize("reason", [listed, line], ids=["a list", "a line"])
def test_what_comes_between_two_yeses_of_a_three_lapses_it_for_all(amara, ben, reason):
    """Ben has said yes to Amara and keeps away from her since; Chidi, who says the last yes, reads a lapsed link."""
    invitation = invitations.invite(by=amara, now=MONDAY, seats=2)
    assert invitations.accept(invitation, by=ben, now=MONDAY) is None
    reason(ben, amara)

    assert accept(invitation, by=person("Chidi")) is rules.LAPSED

    invitation.refresh_from_db()
    assert accept(invitation, by=person("Elif")) is rules.LAPSED
    assert not Partnership.objects.exists()


def test_a_yes_to_a_three_can_be_taken_back_while_it_waits(amara, ben):
    """By a button on the page that says so; the link works on, for Ben as for anybody."""
    invitation = invitations.invite(by=amara, now=MONDAY, seats=2)
    Invitation.objects.update(lapses_at=MONDAY.replace(year=2100))
    link, client = f"/i/{invitation.token}/", Client()
    client.force_login(ben, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(link)
    assert "Take my yes back" in client.get(link).text

    client.post(f"{link}decline/")

    assert invitations.accept(invitation, by=person("Chidi"), now=MONDAY) is None
    assert "Take my yes back" not in client.get(link).text
    assert invitations.accept(invitation, by=ben, now=MONDAY) is not None
    assert client.post(f"{link}decline/").url == f"/partnerships/{Partnership.objects.get().pk}/"


def test_ones_own_wish_is_named_and_changes_nothing_for_the_sender(amara, ben):
    invitation = invitations.invite(by=amara, now=MONDAY)
    listed(ben, amara)
    before = Invitation.objects.values().get()

    assert accept(invitation, by=ben) is OWN_WISH
    assert Invitation.objects.values().get() == before


def test_the_page_is_the_same_as_for_a_link_that_was_withdrawn(amara, ben):
    """Byte for byte: before the yes like any link, after it like any that has lapsed."""
    apart, withdrawn = (invitations.invite(by=amara, now=MONDAY) for _ in range(2))
    Invitation.objects.update(lapses_at=MONDAY.replace(year=2100))
    listed(amara, ben)
    client = Client()
    client.force_login(ben, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/i/{apart.token}/").status_code == 200

    invitations.withdraw(withdrawn, now=MONDAY)
    said = [client.post(f"/i/{one.token}/") for one in (apart, withdrawn)]
    shown = [client.get(f"/i/{one.token}/") for one in (apart, withdrawn)]

    assert said[0].status_code == said[1].status_code == 409
    assert _plain(said[0].content, apart) == _plain(said[1].content, withdrawn)
    assert _plain(shown[0].content, apart) == _plain(shown[1].content, withdrawn)


def _plain(page, invitation):
    return re.sub(rb'name="csrf[^>]*>', b"", page).replace(invitation.token.encode(), b"")


def test_partners_have_fourteen_days_when_one_comes_to_decide_over_the_other(amara, ben):
    """For a closing meeting, and without a name: neither of them has left, and both can read on (INV-E2)."""
    together, others = partners(amara, ben), partners(amara, person("Chidi"))
    house = line(ben, amara)

    announce(StatusChanged(organisation=house, at=MONDAY))
    announce(StatusChanged(organisation=house, at=MONDAY + timedelta(days=10)))
    life.let_time_pass(at=MONDAY + timedelta(days=13))
    assert (life.here(together), life.here(others)) == (Phase.CLOSING, Phase.CONTRACTING)
    life.let_time_pass(at=MONDAY + timedelta(days=14))

    together.refresh_from_db()
    assert (life.here(together), life.here(others)) == (Phase.CLOSED, Phase.CONTRACTING)
    assert [member.left_at for member in together.memberships.all()] == [None, None]
    assert together.space.closed_at == MONDAY + timedelta(days=14)


def test_only_the_lines_of_the_house_that_has_changed_are_looked_at(amara, ben):
    """What another house has said is heard when that house says it."""
    together = partners(amara, ben)
    line(ben, amara)
    another = Organisation.objects.create(name="Quay School", founded_at=MONDAY)

    announce(StatusChanged(organisation=another, at=MONDAY))

    assert life.here(together) == Phase.CONTRACTING


def test_one_line_parts_a_three(amara, ben):
    three = form([amara, ben, person("Chidi")], now=MONDAY)
    announce(StatusChanged(organisation=line(ben, amara), at=MONDAY))

    assert life.here(three) == Phase.CLOSING
