"""Going, and what comes after: beginning again, keeping away, and threes."""

from hashlib import sha256
from uuid import uuid4

import pytest

from fermata.core import events
from fermata.core.refusal import Refused
from fermata.introductions.actions.excluding import include_again, keep_away
from fermata.introductions.apart import are_apart, are_partners
from fermata.introductions.models import NotWith
from fermata.partnerships.actions import agreement, goodbye, invitations, life
from fermata.partnerships.actions.forming import form
from fermata.partnerships.events import PartnershipEnded
from fermata.partnerships.models import Partnership
from fermata.partnerships.rules.life import Phase
from fermata.sessions.actions import end_meeting, open_meeting
from fermata.vault.actions import save_item
from fermata.vault.models import Item
from tests.cast import MONDAY, partners, person, sealed
from tests.lives.ways import bring_to, propose, sign_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def chidi():
    return person("Chidi")


@pytest.fixture
def three(amara, ben, chidi):
    return form([amara, ben, chidi], now=MONDAY)


def say(partnership, word, *people, now=MONDAY):
    for who in people:
        partnership = life.answer(partnership, word=word, by=who, now=now)
    return partnership


def test_beginning_again_takes_a_wish_from_each_and_makes_something_new(both, amara, ben):
    bring_to(both, Phase.CLOSED)

    assert say(both, "again", amara) == both

    new = say(both, "again", ben)

    assert new != both
    assert new.space_id != both.space_id
    assert life.here(new) == Phase.CONTRACTING
    assert not new.proposals.exists()


def test_nobody_begins_again_alone(both, amara, ben):
    """Also from a page opened before the other left."""
    bring_to(both, Phase.CLOSED)
    goodbye.leave(both, by=ben, now=MONDAY)

    with pytest.raises(Refused, match="partnership_over"):
        say(both, "again", amara)
    assert Partnership.objects.count() == 1


def test_who_has_begun_again_by_another_way_is_led_there(both, amara, ben):
    bring_to(both, Phase.CLOSED)
    new = partners(amara, ben)

    assert say(both, "again", amara, ben) == new
    assert Partnership.objects.count() == 2


@pytest.mark.parametrize("by_amara", [True, False])
def test_who_is_on_a_private_list_since_then_makes_no_new_beginning(both, amara, ben, by_amara):
    bring_to(both, Phase.CLOSED)
    listed, by = (ben, amara) if by_amara else (amara, ben)
    keep_away(listed, by=by, now=MONDAY)

    assert say(both, "again", amara, ben) == both


def test_what_protects_keeps_away_and_only_its_author_knows_and_lifts_it(both, amara, ben):
    goodbye.protect(both, by=amara, now=MONDAY)
    link = invitations.invite(by=ben, now=MONDAY)

    with pytest.raises(Refused, match="kept_apart_by_you"):
        invitations.accept(link, by=amara, now=MONDAY)
    with pytest.raises(Refused, match="invitation_lapsed"):
        invitations.accept(invitations.invite(by=amara, now=MONDAY), by=ben, now=MONDAY)
    assert not NotWith.objects.visible_to(ben).exists()
    include_again(NotWith.objects.visible_to(amara).get())
    assert invitations.accept(invitations.invite(by=ben, now=MONDAY), by=amara, now=MONDAY)


def test_off_the_list_nothing_is_left_that_keeps_them_apart(both, amara, ben):
    """The private list is the one truth: there is nothing else to lift (decision 30)."""
    goodbye.protect(both, by=amara, now=MONDAY)

    assert are_apart([amara, ben], at=MONDAY)
    include_again(NotWith.objects.get(person=amara))
    assert not are_apart([amara, ben], at=MONDAY)
    assert invitations.accept(invitations.invite(by=amara, now=MONDAY), by=ben, now=MONDAY)


def test_what_was_kept_in_two_places_before_stands_on_the_list(amara, ben):
    from importlib import import_module
    from types import SimpleNamespace

    keeping = import_module("fermata.migrations.0006_one_private_list")
    former = [SimpleNamespace(by_id=amara.pk, other=ben, since=MONDAY)] * 2
    rows = SimpleNamespace(select_related=lambda _: rows, order_by=lambda _: rows, iterator=lambda: iter(former))
    tables = {"NotWith": NotWith, "Distance": SimpleNamespace(objects=rows)}
    keeping.to_the_list(SimpleNamespace(get_model=lambda _, name: tables[name]), None)

    listed = NotWith.objects.get(person=amara)
    assert (listed.label, listed.made_at) == ("Ben", MONDAY)
    assert are_apart([amara, ben], at=MONDAY)


def test_protecting_takes_back_what_the_browser_says_is_ones_own_and_nothing_else(both, amara, ben, chidi):
    mine, theirs, token = uuid4(), uuid4(), "ab" * 32
    for item, secret in ((mine, token), (theirs, "cd" * 32)):
        proof = sha256(secret.encode()).hexdigest()
        save_item(both.space, item_id=item, base=0, file=sealed(), withdrawal=proof, now=MONDAY)
    agreed, proof = uuid4(), sha256(token.encode()).hexdigest()
    save_item(both.space, item_id=agreed, base=0, file=sealed(), withdrawal=proof, now=MONDAY, is_guarded=True)
    with_chidi = uuid4()
    save_item(partners(amara, chidi).space, item_id=with_chidi, base=0, file=sealed(), withdrawal=proof, now=MONDAY)
    asked = (mine, theirs, agreed, with_chidi, uuid4())
    taken = [goodbye.TakenBack(item=item, base=1, token=token, file=sealed()) for item in asked]
    goodbye.protect(both, by=amara, now=MONDAY, taken_back=taken)

    assert Item.objects.get(pk=agreed).version == 1, "what is part of the agreement belongs to all who signed it"
    assert Item.objects.get(pk=with_chidi).version == 1, "another partnership is another space"
    assert Item.objects.get(pk=mine).version == 2
    assert Item.objects.get(pk=mine).versions.count() == 1
    assert Item.objects.get(pk=theirs).version == 1


def test_a_three_needs_three_yeses(amara, ben):
    chidi = person("Chidi")
    link = invitations.invite(by=amara, now=MONDAY, seats=2)

    assert invitations.accept(link, by=ben, now=MONDAY) is None
    assert invitations.accept(link, by=ben, now=MONDAY) is None
    assert not Partnership.objects.exists()

    three = invitations.accept(link, by=chidi, now=MONDAY)

    assert {m.person for m in three.memberships.all()} == {amara, ben, chidi}
    assert {k.person_id for k in three.space.keepers.all()} == {amara.pk, ben.pk, chidi.pk}


def test_of_three_the_end_is_announced_once_whoever_goes_after(three, amara, ben, monkeypatch):
    heard = []
    monkeypatch.setitem(events._listeners, PartnershipEnded, [heard.append])
    goodbye.leave(three, by=amara, now=MONDAY)
    goodbye.leave(three, by=ben, now=MONDAY)

    assert [event.partnership for event in heard] == [three]


def test_when_one_leaves_a_three_the_two_may_go_on_with_something_new(amara, ben):
    chidi = person("Chidi")
    link = invitations.invite(by=amara, now=MONDAY, seats=2)
    invitations.accept(link, by=ben, now=MONDAY)
    three = invitations.accept(link, by=chidi, now=MONDAY)
    goodbye.leave(three, by=chidi, now=MONDAY)

    assert say(three, "again", amara) == three

    two = say(three, "again", ben)

    assert {m.person for m in two.memberships.all()} == {amara, ben}
    assert two.space_id != three.space_id


def test_whoever_leaves_last_what_has_ended_parts_nobody_who_has_begun_anew(three, amara, ben, chidi):
    goodbye.leave(three, by=chidi, now=MONDAY)
    say(three, "again", amara, ben)

    goodbye.leave(three, by=ben, now=MONDAY)

    assert are_partners(amara, ben), "an ending is told once"
    assert not are_partners(amara, chidi)


def test_three_sign_meet_carry_on_hold_and_come_back(three, amara, ben, chidi):
    sign_all(three)
    for _ in range(2):
        end_meeting(open_meeting(three, now=MONDAY), now=MONDAY)
    say(three, "carry_on", amara, ben)

    assert life.here(three) == Phase.TRIAL

    say(three, "carry_on", chidi)

    assert life.here(three) == Phase.ACTIVE
    life.hold(three, back_on=None, today=MONDAY.date(), now=MONDAY)
    say(three, "ready", amara, ben, chidi)
    assert life.here(three) == Phase.ACTIVE


def test_two_signatures_of_three_are_not_enough(three, amara, ben):
    propose(three)
    for who in (amara, ben):
        agreement.sign(three, number=1, digest="a" * 64, proof="p", by=who, now=MONDAY)

    assert agreement.in_force(three) is None
    assert life.here(three) == Phase.CONTRACTING
