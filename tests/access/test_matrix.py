"""Every address × method × actor × state of the partnership, asked of the running product's own URLs."""

import copy
import hashlib
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from fermata.core.doors import Door
from fermata.partnerships.models import Invitation
from tests.access import policy as p
from tests.access.introductions import INTRODUCTIONS
from tests.access.print import page
from tests.access.programmes import PROGRAMMES, REASONS
from tests.access.world import World, make

POLICY = p.POLICY | PROGRAMMES
ROUTES: dict[str, URLPattern] = {pattern.name: pattern for pattern in get_resolver().url_patterns}
QUIET = {"sessions.session", "usersessions.usersession"}
NUMBERED = {"sign_in_id", "passkey_id", "distance_id", "away_id", "calendar_id", "number", "draft"}
UNSEALED_BODY = {"api_add_passkey", "api_passkey_door", "api_log"}
"""Addresses whose well-formed body needs a real passkey or a real key: there, 422 or 409 is an answer, too."""


def test_every_address_is_declared():
    """Introductions have a world and a matrix of their own (tests/introductions/test_access.py)."""
    assert set(ROUTES) == set(POLICY) | set(INTRODUCTIONS)


def test_every_view_says_who_may_knock():
    assert all(isinstance(pattern.callback.door, Door) for pattern in ROUTES.values())


@pytest.fixture(params=(*p.STATES, *p.PROGRAMME_STATES))
def world(request: pytest.FixtureRequest, db: None) -> World:
    cache.clear()
    return make(request.param)


def address(name: str, world: World) -> str:
    wanted = ROUTES[name].pattern.converters
    return reverse(name, kwargs={key: world.ids[key] for key in wanted})


def elsewhere(name: str, world: World) -> str | None:
    """The same address for something that does not exist; None where the address names nothing."""
    wanted = ROUTES[name].pattern.converters
    if not wanted or ROUTES[name].callback.door is Door.BY_TOKEN:
        return None
    unknown = {key: 999_999 if key in NUMBERED else uuid4() for key in wanted}
    return reverse(name, kwargs=unknown)


def ask(client: Client, method: str, url: str, body: dict) -> object:
    """One question. What it does to the browser's cookies (signing out, say) is undone afterwards."""
    cookies = copy.deepcopy(client.cookies)
    try:
        return _ask(client, method, url, body)
    finally:
        client.cookies = cookies


def _ask(client: Client, method: str, url: str, body: dict) -> object:
    headers = {"HTTP_IDEMPOTENCY_KEY": uuid4().hex}
    if url.startswith("/api/"):
        return client.generic(method, url, json.dumps(body), content_type="application/json", **headers)
    if method == "POST":
        return client.post(url, body, **headers)
    return client.generic(method, url, **headers)


class Writes:
    """Notices whether anything was written while it listens; only then is it worth looking at every row."""

    def __init__(self) -> None:
        self.seen = False

    def __call__(self, execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.seen = True
        return execute(sql, params, many, context)


def fingerprint_of_everything() -> str:
    found = hashlib.sha256()
    for model in apps.get_models():
        if model._meta.label_lower not in QUIET:
            for row in model.objects.order_by("pk").values_list():
                found.update(repr(row).encode())
    return found.hexdigest()


def expected(name: str, method: str, actor: str, world: World) -> str:
    """What the policy says: "yes", "why not" (409), "sign in", "not there" (404) or "no such method" (405)."""
    declared, door = POLICY[name], ROUTES[name].callback.door
    if door is Door.SIGNED_IN and actor in {p.SIGNED_OUT, p.ENDED_SIGN_IN}:
        return "sign in"
    may = {"GET": declared.get, "POST": declared.post}.get(method)
    if may is None:
        return "no such method"
    gone = {p.DRAFT: p.PARTICIPANTS, p.OVER: p.ROLES}.get(world.state, frozenset())
    is_about_it = name in PROGRAMMES and p.KNOWN - may.who
    if actor not in may.who or (is_about_it and actor in gone) or world.state not in declared.needs:
        return "not there"
    if world.state in p.GONE and actor == p.PARTNER and may.who == p.MEMBERS:
        return "not there"  # the one who left
    return "yes" if world.state in may.states else "why not"


def verdict(answer: object, *, name: str) -> str:
    status = answer.status_code
    if status == 401 or (status == 302 and answer.url.startswith(reverse("account_login") + "?")):
        return "sign in"
    if status == 409:
        return "yes" if name in UNSEALED_BODY else "why not"
    if status == 422 and name in UNSEALED_BODY | {"account_confirm_login_code"}:
        return "yes"
    return {404: "not there", 405: "no such method"}.get(status, "yes" if status < 400 else f"status {status}")


def cells(world: World) -> Iterator[tuple[str, str, str]]:
    yield from product(asked_in(world.state), p.METHODS, p.ACTORS)


def asked_in(state: str) -> list[str]:
    """In the states of a programme its own addresses. In those of a partnership all others: everything in the first
    states, and then what is about a partnership, since the rest does not know of them."""
    if state in p.PROGRAMME_STATES:
        return sorted(PROGRAMMES)
    about_it = {"partnership_id", "space_id", "meeting_id", "offer_id", "appointment_id"}
    others = sorted(set(POLICY) - set(PROGRAMMES))
    return [name for name in others if state in p.ASKED_OF_ALL or about_it & set(ROUTES[name].pattern.converters)]


OWN_WORDS = {
    # said with a reason although the policy says yes: the facts of this world, not the actor
    ("open_invitation", p.MEMBER): "why not",
    ("open_invitation", p.PARTNER): "why not",
}


def test_the_matrix(world: World):
    wrong, seen_to_work = [], set()
    before = fingerprint_of_everything()
    for name, method, actor in cells(world):
        should = expected(name, method, actor, world)
        with transaction.atomic():
            with connection.execute_wrapper(writes := Writes()):
                answer = ask(world.clients[actor], method, address(name, world), world.body(name))
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            did = verdict(answer, name=name)
            changed = should != "yes" and writes.seen and fingerprint_of_everything() != before
            transaction.set_rollback(True)
        if should == "yes" and did == "why not" and _has_a_reason_here(name, actor, method, world):
            did = "yes"
        if did != should:
            wrong.append(f"{method} {name} as {actor}: {did} ({answer.status_code}), should be {should}")
        if changed:
            wrong.append(f"{method} {name} as {actor}: refused, and yet something changed")
        if should == "yes" and did == "yes":
            seen_to_work.add((name, method))
        if should == "not there" and (other := elsewhere(name, world)):
            unknown = ask(world.clients[actor], method, other, world.body(name))
            if (unknown.status_code, unknown.content) != (answer.status_code, body):
                wrong.append(f"{method} {name} as {actor}: tells what is not theirs from what is not there")

    assert not wrong, "\n".join(wrong)
    assert seen_to_work >= set(_should_work(world))


def _has_a_reason_here(name: str, actor: str, method: str, world: World) -> bool:
    """Allowed, and yet refused for a fact of this world, with its sentence: one's own link, an agreement not signed."""
    if name in REASONS:
        return REASONS[name](actor, world.state)
    if name == "open_invitation":
        return True
    if name == "api_withdraw_signature":
        return world.state == p.BEGUN
    if name == "api_sign":
        return world.state != p.BEGUN
    return False


def _should_work(world: World) -> Iterator[tuple[str, str]]:
    gone = {p.DRAFT: p.PARTICIPANTS, p.OVER: p.ROLES}.get(world.state, frozenset())
    for name in asked_in(world.state):
        declared = POLICY[name]
        for method, may in (("GET", declared.get), ("POST", declared.post)):
            if may and may.who - gone and world.state in may.states and world.state in declared.needs:
                yield name, method


@pytest.mark.parametrize("name", sorted(n for n, declared in POLICY.items() if declared.post))
def test_a_post_from_elsewhere_is_refused(name: str, db: None):
    """No form of another site, and no form without its token, changes anything."""
    world = make(p.BEGUN)
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people[p.MEMBER], backend="allauth.account.auth_backends.AuthenticationBackend")
    before = fingerprint_of_everything()

    answer = client.post(
        address(name, world), HTTP_ORIGIN="https://elsewhere.example", HTTP_IDEMPOTENCY_KEY=uuid4().hex
    )

    assert answer.status_code == 403
    assert fingerprint_of_everything() == before


@pytest.mark.django_db
def test_items_of_others_are_not_there_through_a_place_of_mine():
    """The place in the address is mine; the item named in it or in the body belongs to another space."""
    world, theirs = make(p.AGREED), None
    from tests.cast import b64, partners, person, sealed

    theirs = partners(person("Lin"), person("Kofi"))
    from fermata.core.clock import now
    from fermata.vault.actions import save_item

    item = uuid4()
    save_item(theirs.space, item_id=item, base=0, file=sealed(), withdrawal="", now=now())
    before = fingerprint_of_everything()
    body = world.body("api_propose") | {"item": str(item), "number": 1}

    answer = ask(world.clients[p.MEMBER], "POST", address("api_propose", world), body)
    into = reverse("api_item", kwargs={"space_id": world.ids["space_id"], "item_id": item})
    taking_back = reverse("api_withdraw_item", kwargs={"space_id": world.ids["space_id"], "item_id": item})
    others = [
        ask(world.clients[p.MEMBER], "GET", into, {}),
        ask(world.clients[p.MEMBER], "POST", into, {"version": 1, "file": b64(sealed())}),
        ask(world.clients[p.MEMBER], "POST", taking_back, world.body("api_withdraw_item")),
    ]

    assert [one.status_code for one in (answer, *others)] == [404, 404, 404, 404]
    assert fingerprint_of_everything() == before


@pytest.mark.django_db
def test_an_invitation_is_found_only_by_its_whole_link():
    world = make(p.BEGUN)
    invitation = Invitation.objects.get(pk=world.ids["invitation_id"])

    assert world.clients[p.STRANGER].get(f"/i/{invitation.pk.hex}/").status_code == 404
    assert world.clients[p.STRANGER].get(f"/i/{invitation.token[:-2]}xx/").status_code == 404
    assert world.clients[p.STRANGER].get(f"/i/{invitation.token}/").status_code == 200


def test_the_reference_says_the_same():
    written = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "access.md").read_text()

    assert written == page(), "run: python -m tests.access.print > docs/reference/access.md"
