"""Locked files in order, on a real database."""

import hashlib
from uuid import uuid4

import pytest
from django.db import connection

from fermata.core.refusal import Refused
from fermata.vault import actions
from fermata.vault.models import Item, ItemVersion, LogEntry, Space, WayIn
from tests.cast import MONDAY, bundle, fingerprint, locked_by_words, partners, person, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(amara, ben):
    return partners(amara, ben).space


def save(space, *, item=None, base=0, file=None):
    return actions.save_item(
        space, item_id=item or uuid4(), base=base, file=file or sealed(), withdrawal="", now=MONDAY
    )


def test_everybody_gets_a_space_of_their_own(amara, ben):
    own = Space.objects.visible_to(amara).get(kind=Space.Kind.OWN)

    assert not Space.objects.visible_to(ben).filter(pk=own.pk).exists()


def test_versions_follow_one_another_and_are_all_kept(space):
    item = uuid4()

    assert [save(space, item=item), save(space, item=item, base=1)] == [1, 2]
    assert ItemVersion.objects.filter(item=item).count() == 2


def test_a_save_on_top_of_an_older_version_is_stale_and_writes_nothing(space):
    item = uuid4()
    save(space, item=item)
    save(space, item=item, base=1)

    with pytest.raises(actions.Stale) as first:
        save(space, item=item, base=1)

    assert first.value.version == 2
    assert ItemVersion.objects.filter(item=item).count() == 2


def test_an_item_stays_in_its_space(space, amara):
    item = uuid4()
    save(space, item=item)
    own = Space.objects.visible_to(amara).get(kind=Space.Kind.OWN)

    with pytest.raises(Item.DoesNotExist):
        save(own, item=item, base=1)


def test_the_agreement_cannot_be_written_behind_its_room(space):
    item = uuid4()
    actions.save_item(space, item_id=item, base=0, file=sealed(), withdrawal="", now=MONDAY, is_guarded=True)

    with pytest.raises(Item.DoesNotExist):
        save(space, item=item, base=1)


def test_nothing_is_added_to_a_closed_space(space):
    Space.objects.filter(pk=space.pk).update(closed_at=MONDAY)

    with pytest.raises(Refused, match="space_closed"):
        save(space)


def test_only_the_token_takes_a_text_back_and_then_nothing_older_is_left(space):
    item, token = uuid4(), "ab" * 32
    withdrawal = hashlib.sha256(token.encode()).hexdigest()
    actions.save_item(space, item_id=item, base=0, file=sealed(), withdrawal=withdrawal, now=MONDAY)
    kept = Item.objects.get(pk=item)

    with pytest.raises(Refused, match="not_the_author"):
        actions.withdraw_item(kept, base=1, token="cd" * 32, file=sealed(), now=MONDAY)

    assert actions.withdraw_item(kept, base=1, token=token, file=sealed(), now=MONDAY) == 2
    assert list(ItemVersion.objects.filter(item=item).values_list("version", flat=True)) == [2]


def test_a_new_sheet_takes_the_place_of_the_former_one(amara):
    for _ in range(2):
        actions.add_way_in(by=amara, method="sheet", label="", file=locked_by_words(), credential="", now=MONDAY)

    assert amara.ways_in.count() == 1


def test_the_last_way_in_stays(amara):
    way = actions.add_way_in(by=amara, method="sheet", label="", file=locked_by_words(), credential="", now=MONDAY)

    with pytest.raises(Refused, match="last_way_in"):
        actions.remove_way_in(way, by=amara)

    assert WayIn.objects.filter(pk=way.pk).exists()


def test_the_log_is_one_chain(amara, ben):
    first = actions.append_to_log(bundle(amara), by=amara)
    second = actions.append_to_log(bundle(ben), by=ben)

    assert (first.index, second.index) == (1, 2)
    assert second.head == hashlib.sha256(f"{first.head}\n{second.digest}".encode()).hexdigest()
    assert second.digest == hashlib.sha256(second.bundle.encode()).hexdigest()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda text, ben: text.replace('"seq":0', '"seq":1'), id="changed after signing"),
        pytest.param(lambda text, ben: bundle(ben), id="somebody else's"),
        pytest.param(lambda text, ben: text.replace(",", ", "), id="not canonical"),
        pytest.param(lambda text, ben: "{}", id="empty"),
        pytest.param(lambda text, ben: "[1]", id="a list"),
        pytest.param(lambda text, ben: text.replace('"v":1', '"v":true'), id="true is not one"),
    ],
)
def test_the_log_takes_only_ones_own_signed_bundle(amara, ben, spoil):
    with pytest.raises(Refused):
        actions.append_to_log(spoil(bundle(amara), ben), by=amara)

    assert not LogEntry.objects.exists()


def test_after_starting_over_the_new_bundle_names_the_old_one(amara):
    old = bundle(amara)
    actions.append_to_log(old, by=amara)

    with pytest.raises(Refused, match="log_order"):
        actions.append_to_log(bundle(amara, seq=1, prev=""), by=amara)

    assert actions.append_to_log(bundle(amara, seq=1, prev=fingerprint(old)), by=amara).index == 2


def test_whoever_makes_the_key_of_a_space_first_wins(space):
    assert actions.put_key(space, file=sealed(readers=2), former=0) == 1

    with pytest.raises(actions.Stale):
        actions.put_key(space, file=sealed(readers=2), former=0)


def test_a_newer_draft_replaces_the_older_one(amara):
    slot, newest = uuid4(), sealed()
    for file in (sealed(), newest):
        actions.keep_draft(by=amara, slot=slot, file=file, now=MONDAY)

    assert bytes(amara.drafts.get().file) == newest


def test_where_drafts_are_is_told_only_to_whose_they_are(client, amara, ben):
    chidi, slots = person("Chidi"), {one.pk: uuid4() for one in (amara, ben)}
    for one in (amara, ben):
        actions.keep_draft(by=one, slot=slots[one.pk], file=sealed(), now=MONDAY)

    told = {}
    for one in (amara, ben, chidi):
        client.force_login(one, backend="allauth.account.auth_backends.AuthenticationBackend")
        told[one] = client.get("/api/drafts/").json()["slots"]

    assert told == {amara: [str(slots[amara.pk])], ben: [str(slots[ben.pk])], chidi: []}


def test_an_id_two_spaces_make_at_once_belongs_to_the_first(amara, ben, space):
    """Between the look and the writing of the one, the other one writes: nothing moves, and nothing breaks."""
    own, item = Space.objects.visible_to(ben).get(kind=Space.Kind.OWN), uuid4()
    waiting = [lambda: save(own, item=item)]

    def meanwhile(execute, sql, *rest):
        done = execute(sql, *rest)
        if waiting and sql.startswith("SELECT") and 'FROM "fermata_item"' in sql:
            waiting.pop()()
        return done

    with connection.execute_wrapper(meanwhile), pytest.raises(Item.DoesNotExist):
        save(space, item=item)
    assert not waiting


def test_no_key_comes_into_a_space_that_was_closed_meanwhile(space):
    actions.close_space(Space.objects.get(pk=space.pk), at=MONDAY)

    with pytest.raises(Refused, match="space_closed"):
        actions.put_key(space, file=sealed(readers=2), former=0)
