"""Two yeses make a partnership; both signatures make an agreement; one goodbye ends it. On a real database."""

from datetime import timedelta
from uuid import uuid4

import pytest

from fermata.core.events import announce
from fermata.core.models import LiveState
from fermata.core.refusal import Refused
from fermata.partnerships.actions import agreement, goodbye, invitations
from fermata.partnerships.models import Invitation, Partnership
from fermata.people.events import PersonLeaving
from fermata.vault.actions import Stale
from fermata.vault.models import Item, Space
from tests.cast import MONDAY, partners, person, sealed

pytestmark = pytest.mark.django_db

DIGEST, OTHER = "a" * 64, "b" * 64


def propose(partnership, *, former=0, digest=DIGEST, item=None):
    return agreement.propose(
        partnership, former=former, item=item or uuid4(), file=sealed(), digest=digest, withdrawal="", now=MONDAY
    )


def sign(partnership, by, *, number=1, digest=DIGEST):
    return agreement.sign(partnership, number=number, digest=digest, proof="p", by=by, now=MONDAY)


def test_a_partnership_needs_two_yeses_and_makes_two_equals(amara, ben):
    invitation = invitations.invite(by=amara, now=MONDAY)

    assert not Partnership.objects.exists()

    found = invitations.accept(invitation, by=ben, now=MONDAY)

    assert {m.person for m in found.memberships.all()} == {amara, ben}
    assert {k.person_id for k in found.space.keepers.all()} == {amara.pk, ben.pk}


def test_the_schema_does_not_know_who_invited(both, amara, ben):
    """INV-E1: swapping the members changes nothing; their rows carry no other difference than the person."""
    rows = [
        {name: value for name, value in vars(m).items() if name not in {"_state", "id", "person_id"}}
        for m in both.memberships.all()
    ]

    assert rows[0] == rows[1]


def test_a_link_works_once(amara, ben):
    invitation = invitations.invite(by=amara, now=MONDAY)
    invitations.accept(invitation, by=ben, now=MONDAY)

    with pytest.raises(Refused, match="invitation_used"):
        invitations.accept(invitation, by=person("Chidi"), now=MONDAY)


def test_a_link_lapses_after_fourteen_days(amara, ben):
    invitation = invitations.invite(by=amara, now=MONDAY)

    with pytest.raises(Refused, match="invitation_lapsed"):
        invitations.accept(invitation, by=ben, now=MONDAY + timedelta(days=14))


def test_a_link_reads_back_only_with_its_seal(amara):
    invitation = invitations.invite(by=amara, now=MONDAY)

    assert Invitation.id_in(invitation.token) == invitation.id.hex
    assert Invitation.id_in(invitation.token[:-1] + "x") is None
    assert Invitation.id_in(invitation.id.hex) is None


def test_an_agreement_holds_when_both_have_signed_the_same_words(both, amara, ben):
    propose(both)

    assert sign(both, amara) is False
    assert agreement.in_force(both) is None
    assert sign(both, ben) is True
    assert agreement.in_force(both) == 1


def test_words_that_changed_meanwhile_are_not_signed(both, amara, ben):
    item = uuid4()
    propose(both, item=item)
    sign(both, amara)
    propose(both, former=1, digest=OTHER, item=item)

    with pytest.raises(Refused, match="text_changed"):
        sign(both, ben)
    with pytest.raises(Refused, match="text_changed"):
        sign(both, ben, number=2)
    assert agreement.in_force(both) is None


def test_the_old_words_hold_until_both_have_signed_the_new(both, amara, ben):
    item = uuid4()
    propose(both, item=item)
    sign(both, amara)
    sign(both, ben)
    propose(both, former=1, digest=OTHER, item=item)
    sign(both, amara, number=2, digest=OTHER)

    assert agreement.in_force(both) == 1

    sign(both, ben, number=2, digest=OTHER)

    assert agreement.in_force(both) == 2


def test_a_withdrawn_signature_ends_the_agreement_and_can_be_given_again(both, amara, ben):
    propose(both)
    sign(both, amara)
    sign(both, ben)
    agreement.withdraw_signature(both, number=1, by=ben, now=MONDAY)

    assert agreement.in_force(both) is None

    sign(both, ben)

    assert agreement.in_force(both) == 1


def test_two_proposals_on_top_of_the_same_words_do_not_both_pass(both):
    item = uuid4()
    propose(both, item=item)
    propose(both, former=1, item=item)

    with pytest.raises(Stale):
        propose(both, former=1, item=item)
    with pytest.raises(Stale):
        propose(both, former=0, item=uuid4())


def test_every_step_reaches_both_screens(both, amara):
    before = LiveState.objects.get(pk=both.pk).version
    propose(both)
    sign(both, amara)
    agreement.withdraw_signature(both, number=1, by=amara, now=MONDAY)

    assert LiveState.objects.get(pk=both.pk).version == before + 3


def test_the_signature_that_brings_words_into_force_is_told_once(both, amara, ben):
    propose(both)
    sign(both, amara)
    before = LiveState.objects.get(pk=both.pk).version

    sign(both, ben)

    assert LiveState.objects.get(pk=both.pk).version == before + 1


def test_leaving_is_immediate_and_keeps_no_reason(both, amara, ben):
    goodbye.leave(both, by=ben, now=MONDAY)

    assert not Partnership.objects.visible_to(ben).exists()
    assert not Space.objects.visible_to(ben).filter(pk=both.space_id).exists()
    assert Partnership.objects.visible_to(amara).filter(pk=both.pk).exists()
    assert {f.name for f in both.goodbye._meta.fields} == {"id", "partnership", "at"}


def test_when_both_have_left_everything_is_erased(both, amara, ben):
    propose(both)
    goodbye.leave(both, by=ben, now=MONDAY)
    goodbye.leave(both, by=amara, now=MONDAY)

    assert not Partnership.objects.exists()
    assert not Item.objects.exists()
    assert not Space.objects.filter(kind=Space.Kind.SHARED).exists()


def test_deleting_an_account_ends_the_partnership_and_leaves_the_partner_what_was_shared(both, amara, ben):
    propose(both)
    announce(PersonLeaving(person=ben, at=MONDAY))
    ben.delete()

    assert Partnership.objects.visible_to(amara).get().goodbye
    assert Item.objects.filter(space=both.space).exists()
    assert not Space.objects.filter(kind=Space.Kind.OWN).exclude(keepers__person=amara).exists()


def test_partners_may_begin_anew_after_a_goodbye(both, amara, ben):
    goodbye.leave(both, by=ben, now=MONDAY)

    assert partners(ben, amara).pk != both.pk


def test_what_was_taken_back_stays_taken_back_after_the_account_is_deleted(both, amara, ben):
    propose(both)
    sign(both, amara)
    sign(both, ben)
    agreement.withdraw_signature(both, number=1, by=ben, now=MONDAY)
    announce(PersonLeaving(person=ben, at=MONDAY))
    ben.delete()
    both = Partnership.objects.get(pk=both.pk)

    assert agreement.in_force(both) is None


def test_what_was_signed_stays_signed_after_the_account_is_deleted(both, amara, ben):
    propose(both)
    sign(both, amara)
    sign(both, ben)
    announce(PersonLeaving(person=ben, at=MONDAY))
    ben.delete()

    assert agreement.in_force(Partnership.objects.get(pk=both.pk)) == 1
