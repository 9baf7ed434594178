"""One world per state of a partnership: everything an address can be about, in that state, and in nobody else's."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from fermata.core.clock import now
from fermata.partnerships.actions import agreement, goodbye, life
from fermata.partnerships.actions.invitations import invite
from fermata.partnerships.models import Partnership
from fermata.partnerships.rules.life import Event
from fermata.people.models import Person
from fermata.sessions.actions import end_meeting, move, open_meeting
from fermata.sessions.models import Meeting
from fermata.vault import actions as vault
from tests.access import policy as p
from tests.access import world_hours, world_programmes
from tests.cast import b64, bundle, locked_by_words, partners, person, sealed

DIGEST = "a" * 64
WORDS = {p.AGREED: "carry_on", p.MEETING: "carry_on", p.HELD: "ready", p.REVIEWING: "finish", p.CLOSED: "again"}


@dataclass
class World:
    state: str
    people: dict[str, Person]
    clients: dict[str, Client]
    ids: dict[str, Any]
    partnership: Partnership
    agreement_item: Any
    digest: str
    number: int

    def body(self, name: str) -> dict[str, Any]:
        """What a well-meaning browser would send to this address."""
        bodies: dict[str, dict[str, Any]] = {
            "account_login": {"address": "somebody@example.org"},
            "choose_language": {"language": "en"},
            "welcome": {"display_name": "Amara", "language": "en", "time_zone": "Africa/Lagos"},
            "profile": {"display_name": "Amara", "language": "en", "time_zone": "Africa/Lagos"},
            "api_create_way_in": {"method": "sheet", "label": "", "file": b64(locked_by_words())},
            "api_space_key": {"version": 1, "file": b64(sealed(readers=2))},
            "api_item": {"version": 1, "file": b64(sealed())},
            "api_withdraw_item": {"version": 1, "file": b64(sealed()), "token": "ab" * 32},
            "api_draft": {"file": b64(sealed())},
            "api_propose": {
                "number": self.number,
                "item": str(self.agreement_item),
                "digest": DIGEST,
                "file": b64(sealed()),
            },
            "hold": {"back_on": ""},
            "create_answer": {"word": WORDS.get(self.state, "renew")},
            "silence": {"days": "60"},
            "api_put_side": {"version": 0, "file": b64(sealed())},
            "api_say_goodbye": {"protect": True, "taken_back": []},
            "api_sign": {"number": self.number, "digest": self.digest, "proof": "p"},
            "api_withdraw_signature": {"number": self.number},
            "api_move": {"version": 1, "file": b64(sealed())},
        }
        return (bodies | world_programmes.bodies(self.ids) | world_hours.bodies()).get(name, {})


def make(state: str) -> World:
    people = {
        p.MEMBER: person("Amara"),
        p.PARTNER: person("Ben"),
        p.EX_MEMBER: person("Efua"),
        p.STRANGER: person("Chidi"),
    }
    people |= world_programmes.look_after()
    amara = people[p.MEMBER]
    former = partners(amara, people[p.EX_MEMBER])
    partnership = former if state in p.GONE else partners(amara, people[p.PARTNER])
    space_item = _write(partnership)
    item, number = _agree(partnership, state)
    meeting = _meet(partnership, state)
    other = partnership.others(amara)[0].person
    hours = world_hours.make(partnership, amara=amara, other=other)
    _bring_to(state, partnership)
    verb = goodbye.protect if state == p.PROTECTED else goodbye.leave
    verb(former, by=people[p.EX_MEMBER], now=now())
    if state in p.GONE:
        people[p.PARTNER] = people[p.EX_MEMBER]
    partnership.refresh_from_db()
    ids = _ids(amara, partnership, item=space_item, meeting=meeting)
    ids |= hours
    ids |= world_programmes.make(state if state in p.PROGRAMME_STATES else p.OPEN, people)
    return World(
        state=state,
        people=people,
        clients=_clients(people),
        ids=ids,
        partnership=partnership,
        agreement_item=item,
        digest=DIGEST,
        number=number,
    )


def _write(partnership: Partnership) -> Any:
    item = uuid4()
    withdrawal = hashlib.sha256(("ab" * 32).encode()).hexdigest()
    vault.save_item(partnership.space, item_id=item, base=0, file=sealed(), withdrawal=withdrawal, now=now())
    vault.put_key(partnership.space, file=sealed(readers=2), former=0)
    return item


def _agree(partnership: Partnership, state: str) -> tuple[Any, int]:
    """Words on the table everywhere; signed by both once they have agreed."""
    item = uuid4()
    agreement.propose(partnership, former=0, item=item, file=sealed(), digest=DIGEST, withdrawal="", now=now())
    if state != p.BEGUN:
        for membership in partnership.memberships.all():
            agreement.sign(partnership, number=1, digest=DIGEST, proof="p", by=membership.person, now=now())
    return item, 1


def _meet(partnership: Partnership, state: str) -> Meeting | None:
    if state not in p.WITH_MEETING:
        return None
    meeting = open_meeting(partnership, now=now())
    move(meeting, former=0, file=sealed())
    if state in p.AT_AN_END:
        end_meeting(meeting, now=now())
    return meeting


def _bring_to(state: str, partnership: Partnership) -> None:
    """On through the table, as people would."""
    if state in {p.BEGUN, p.AGREED, p.MEETING, *p.PROGRAMME_STATES} | p.GONE:
        return
    events = {
        p.ACTIVE: [Event.CARRIED_ON],
        p.HELD: [Event.CARRIED_ON],
        p.REVIEWING: [Event.CARRIED_ON, Event.TIME],
        p.CLOSING: [Event.CLOSING],
        p.CLOSED: [Event.CLOSING, Event.WAIVED],
    }[state]
    for event in events:
        life.move(partnership, event, now=now())
    if state == p.HELD:
        life.hold(partnership, back_on=None, today=now().date(), now=now())


def _clients(people: dict[str, Person]) -> dict[str, Client]:
    clients = {}
    for actor, who in people.items():
        clients[actor] = Client(raise_request_exception=False)
        clients[actor].force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    clients[p.SIGNED_OUT] = Client(raise_request_exception=False)
    clients[p.ENDED_SIGN_IN] = ended = Client(raise_request_exception=False)
    ended.force_login(people[p.MEMBER], backend="allauth.account.auth_backends.AuthenticationBackend")
    _sign_in_of(ended, people[p.MEMBER]).end()
    return clients


def _sign_in_of(client: Client, who: Person) -> UserSession:
    key = client.session.session_key
    known = {"user": who, "ip": "127.0.0.1", "user_agent": "a browser"}
    return UserSession.objects.get_or_create(session_key=key, defaults=known)[0]


def _ids(amara: Person, partnership: Partnership, *, item: Any, meeting: Meeting | None) -> dict[str, Any]:
    way = vault.add_way_in(by=amara, method="phrase", label="", file=locked_by_words(), credential="", now=now())
    vault.add_way_in(by=amara, method="sheet", label="", file=locked_by_words(), credential="", now=now())
    slot = uuid4()
    vault.keep_draft(by=amara, slot=slot, file=sealed(), now=now())
    vault.append_to_log(bundle(amara), by=amara)
    invitation = invite(by=amara, now=now() - timedelta(minutes=1))
    other = Client()
    other.force_login(amara, backend="allauth.account.auth_backends.AuthenticationBackend")
    passkey = Authenticator.objects.create(user=amara, type="webauthn", data=passkey_data())
    return {
        "partnership_id": partnership.pk,
        "space_id": partnership.space_id,
        "item_id": item,
        "side_id": uuid4(),
        "meeting_id": meeting.pk if meeting else uuid4(),
        "way_id": way.pk,
        "slot": slot,
        "invitation_id": invitation.pk,
        "token": invitation.token,
        "sign_in_id": _sign_in_of(other, amara).pk,
        "passkey_id": passkey.pk,
    }


def passkey_data() -> dict[str, Any]:
    """What allauth keeps of a passkey, as a phone would have made it."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(Aaguid(bytes(16)), secrets.token_bytes(16), key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    about = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 0, made)
    attested = websafe_encode(AttestationObject.create("none", about, {}))
    asked = CollectedClientData.create("webauthn.create", secrets.token_bytes(32), "https://testserver")
    identity = websafe_encode(made.credential_id)
    response = {"clientDataJSON": websafe_encode(asked), "attestationObject": attested}
    credential = {"id": identity, "rawId": identity, "type": "public-key", "response": response}
    return {"name": "A phone", "credential": credential}
