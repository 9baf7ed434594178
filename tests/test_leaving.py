"""Amara deletes her account. Every table is read afterwards, row by row: nothing that leads to her is left.

Three things stay on purpose, as an opaque number without name or address: her links in the chain of public seals,
and, as long as Ben is there, her place in the space he still reads and her signature under what they agreed (without
them his browser could not check who wrote and who signed).
"""

import base64
import pickle
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from fermata.core.clock import now
from fermata.core.models import KeptAnswer, Letter, LiveState
from fermata.partnerships.actions import agreement, invitations
from fermata.partnerships.models import Partnership
from fermata.people.actions.leaving import leave
from fermata.people.models import Person
from fermata.programmes.actions import enrolment, guests, ledger, lines
from fermata.sessions.actions import move
from fermata.sessions.models import Meeting
from fermata.vault.actions import add_way_in, append_to_log, keep_draft, save_item
from fermata.vault.models import Item, Space
from tests import cast, hospital

pytestmark = pytest.mark.django_db

NAME, ADDRESS, CREDENTIAL = "Amara Canarybird", "amara.canarybird@example.org", "Q2FuYXJ5QmlyZA"
STAYS = {
    ("fermata_logentry", "person_id"),
    ("fermata_logentry", "bundle"),
    ("fermata_keeper", "person_id"),
    ("fermata_signature", "person_id"),
}


@pytest.fixture(autouse=True)
def post(settings):
    settings.EMAIL_BACKEND = "fermata.core.letters.OutboxBackend"


def _signed_in(address: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"address": address})
    code = Letter.objects.filter(to=address).latest("made_at").body.split("\n")[2]
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    return client


@pytest.fixture
def lived(db) -> tuple[Client, Person, Person, Partnership]:
    """Amara has used everything there is to use."""
    amara, ben = cast.person(NAME, email=ADDRESS), cast.person("Ben")
    client, _ = _signed_in(ADDRESS), _signed_in(ADDRESS)
    Client().post("/sign-in/", {"address": ADDRESS})
    together = cast.partners(amara, ben)
    invitations.invite(by=amara, now=now())
    at = now()
    own = Space.objects.visible_to(amara).get(kind="own")
    for space in (own, together.space):
        save_item(space, item_id=uuid4(), base=0, file=cast.sealed(), withdrawal="", now=at)
    keep_draft(by=amara, slot=uuid4(), file=cast.sealed(), now=at)
    add_way_in(by=amara, method="phrase", label="", file=cast.locked_by_words(), credential="", now=at)
    append_to_log(cast.bundle(amara), by=amara)
    agreement.propose(
        together, former=0, item=uuid4(), file=cast.sealed(readers=1), digest="0" * 64, withdrawal="", now=at
    )
    for person in (amara, ben):
        agreement.sign(together, number=1, digest="0" * 64, proof="proof", by=person, now=at)
    meeting = Meeting.objects.create(partnership=together, opened_at=at)
    move(meeting, former=0, file=cast.sealed())
    kept = {"id": CREDENTIAL, "response": {}}
    Authenticator.objects.create(user=amara, type="webauthn", data={"name": NAME, "credential": kept})
    KeptAnswer.objects.create(person=amara, key="0" * 16, question="", body=NAME.encode())
    return client, amara, ben, together


def take_part_in_programmes(amara: Person) -> None:
    """She was invited by letter, takes part, pauses and disputes in one programme; she sponsors and signs another."""
    dewi = cast.person("Dewi")
    programme = hospital.running(organiser=dewi, sponsor=cast.person("Efua"))
    guests.confirm(guests.keep_list(programme, addresses=[ADDRESS], by=dewi, now=now()), by=dewi, now=now())
    lines.give(programme, lines=[(ADDRESS, "efua@example.org")], by=dewi, now=now())
    hospital.work_through(now=now())
    hers = hospital.joined(programme, amara, at=now())
    ledger.dispute(hers, promise="OP-8", now=now())
    enrolment.hold(hers, returns_on=None, now=now())
    hospital.running(name="Lagos Library", organiser=cast.person("Grace"), sponsor=amara)


def test_nothing_that_leads_to_her_is_left(lived):
    client, amara, _, _ = lived
    take_part_in_programmes(amara)
    signs = [NAME, ADDRESS, CREDENTIAL, str(amara.pk), amara.pk.hex]
    assert {sign for sign in signs if list(_places(sign))} >= {NAME, ADDRESS, CREDENTIAL, *_as_stored(amara)}

    client.post("/me/delete/sure/")

    assert {place for sign in signs for place in _places(sign)} <= STAYS


def test_what_was_hers_alone_is_gone_and_what_she_shared_is_bens(lived):
    client, _, ben, together = lived

    client.post("/me/delete/sure/")

    left = Item.objects.all()
    assert {item.space_id for item in left} == {together.space_id}
    assert len(left) == 2
    assert Partnership.objects.visible_to(ben).get() == together
    assert together.goodbye is not None
    assert Meeting.objects.get().ended_at is not None


def test_when_ben_leaves_too_nothing_at_all_is_left(lived):
    client, _, ben, _ = lived
    client.post("/me/delete/sure/")

    leave(ben, now=now())

    chain_and_framework = {"fermata_logentry", "django_migrations", "django_content_type", "auth_permission"}
    counted = {table for table in _tables() if _count(table)} - chain_and_framework - {"fermata_throttle"}
    assert counted <= {"django_session"}
    assert not LiveState.objects.exists()
    assert not [s for s in Session.objects.all() if ADDRESS in str(s.get_decoded())]


def _as_stored(person: Person) -> set[str]:
    """SQLite keeps ids without dashes, PostgreSQL shows them with."""
    return {person.pk.hex} if connection.vendor == "sqlite" else {str(person.pk)}


def _tables() -> list[str]:
    return [table for table in connection.introspection.table_names() if not table.startswith("sqlite_")]


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
        return int(cursor.fetchone()[0])


def _places(sign: str):
    """Every table and column in which the sign can be read, also inside sessions, counts and bytes."""
    for table in _tables():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    if sign.lower() in _readable(table, column, value).lower():
                        yield table, column


def _readable(table: str, column: str, value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1") + bytes(value).hex()
    if (table, column) == ("django_session", "session_data"):
        return str(value) + str(Session(session_data=value).get_decoded())
    if (table, column) == ("fermata_throttle", "value"):
        return str(pickle.loads(base64.b64decode(str(value))))
    return str(value)


def test_the_search_itself_finds_what_is_planted(lived):
    """A search that finds nothing proves nothing unless it can find."""
    client, amara, _, _ = lived
    places = set(_places(ADDRESS))
    assert ("django_session", "session_data") in places
    assert ("fermata_letter", "to") in places
    assert ("account_emailaddress", "email") in places
    numbers = {place for sign in (amara.pk.hex, str(amara.pk)) for place in _places(sign)}
    assert ("fermata_livestate", "id") in numbers
    assert ("django_session", "session_data") in numbers
    assert {("fermata_keptanswer", "person_id"), *STAYS} <= numbers
    assert apps.get_model("fermata", "Person").objects.filter(pk=amara.pk).exists()
    assert client.get("/me/").status_code == 200
