"""Every address of introductions × method × actor × state, asked of the running product's own URLs."""

import copy
import hashlib
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from fermata.core.clock import now
from fermata.introductions import around
from fermata.introductions.actions import answering, asking, excluding
from fermata.introductions.actions.rounds import announce_round
from fermata.introductions.models import Introduction
from fermata.introductions.tests.cast import a_programme, organiser, taking_part, who
from fermata.people.models import Person
from fermata.programmes.actions.enrolment import leave
from fermata.programmes.models import Role
from tests.access import introductions as p
from tests.access.policy import (
    ELSEWHERE,
    ENDED_SIGN_IN,
    EX_MEMBER,
    GUARDIAN,
    MEMBER,
    METHODS,
    ORGANISER,
    PARTNER,
    SIGNED_OUT,
    SPONSOR,
    STRANGER,
)
from tests.cast import person

ROUTES = {pattern.name: pattern for pattern in get_resolver().url_patterns}
QUIET = {"sessions.session", "usersessions.usersession"}
ACTORS = (MEMBER, PARTNER, EX_MEMBER, STRANGER, ORGANISER, SPONSOR, GUARDIAN, ELSEWHERE, SIGNED_OUT)

pytestmark = pytest.mark.django_db


@dataclass
class World:
    state: str
    people: dict[str, Person]
    ids: dict[str, Any]
    foreign: dict[str, Any]
    """The same kinds of things, of another organisation."""
    clients: dict[str, Client]


@pytest.fixture(params=p.INTRODUCTION_STATES)
def world(request, monkeypatch) -> World:
    monkeypatch.setattr(around, "is_drawn_out", lambda digest, *, day: False)
    programme, at = a_programme(), now()
    amara, ben, chidi, efua = (taking_part(name, programme) for name in ("Amara", "Ben", "Chidi", "Efua"))
    found = asking.ask(ben, by=amara, now=at - timedelta(days=15 if request.param == p.NOTHING else 1))
    if request.param == p.TALK:
        answering.accept(found, by=who(ben), now=at)
    leave(programme, by=who(efua), now=at)
    people = {MEMBER: who(amara), PARTNER: who(ben), STRANGER: who(chidi), EX_MEMBER: who(efua)}
    people |= {ORGANISER: organiser(programme), SPONSOR: person("Grace"), GUARDIAN: person("Farid")}
    for kind in (SPONSOR, GUARDIAN):
        Role.objects.create(programme=programme, person=people[kind], kind=kind, taken_at=at)
    hana = taking_part("Hana", a_programme("Lagos Library"))
    people[ELSEWHERE] = who(hana)
    ids, foreign = _ids(found, amara, at), _ids_elsewhere(hana, at)
    return World(request.param, people, ids, foreign, {actor: signed_in(people.get(actor)) for actor in ACTORS})


def signed_in(who_: Person | None) -> Client:
    client = Client(raise_request_exception=False)
    if who_:
        client.force_login(who_, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _ids(found: Introduction, amara: Any, at: Any) -> dict[str, Any]:
    listed = excluding.exclude("nobody@example.org", label="nobody", by=who(amara), now=at)
    programme = amara.enrolment.programme
    return {
        "programme_id": programme.pk,
        "profile_id": amara.pk,
        "introduction_id": found.pk,
        "listed_id": listed.pk,
        "round_id": announce_round(programme, kind="draw", closes_at=at + timedelta(days=3), now=at).pk,
    }


def _ids_elsewhere(hana: Any, at: Any) -> dict[str, Any]:
    other = taking_part("Ife", hana.enrolment.programme)
    return _ids(asking.ask(other, by=hana, now=at), hana, at)


def body(name: str) -> dict[str, Any]:
    audiences = {f"to_{field}": "nobody" for field in ("wanted", "offered", "languages", "hours", "rhythm")}
    audiences |= {f"to_{field}": "programme" for field in ("mediums", "season", "work", "wishes")}
    return {
        "not_with": {"address": "somebody@example.org"},
        "finding_profile": {"wanted": ["listening"], "months_apart": "0"} | audiences,
        "rounds": {"closes_on": (now() + timedelta(days=9)).date().isoformat(), "kind": "round"},
        "suggestions": {"one": "amara@example.org", "other": "chidi@example.org"},
        "choose_after_round": {"wish": "wait"},
    }.get(name, {})


def address(name: str, ids: dict[str, Any]) -> str:
    return reverse(name, kwargs={key: ids[key] for key in ROUTES[name].pattern.converters})


def ask(world: World, actor: str, method: str, url: str, name: str) -> Any:
    client = world.clients[actor]
    if method == "POST":
        return client.post(url, body(name))
    return client.generic(method, url)


def expected(name: str, method: str, actor: str, state: str) -> str:
    if actor in {SIGNED_OUT, ENDED_SIGN_IN}:
        return "sign in"
    may = {"GET": p.INTRODUCTIONS[name].get, "POST": p.INTRODUCTIONS[name].post}.get(method)
    if may is None:
        return "no such method"
    sees_again = may.who == p.FINDERS and actor == PARTNER and state == p.NOTHING
    if actor not in may.who and not sees_again:
        return "not there"
    if name == "accept_introduction" and actor == MEMBER:
        return "why not"  # the one who asked has said yes already
    if name == "choose_after_round":
        return "why not"  # nobody was left over
    return "yes" if method == "GET" or state in may.states else "why not"


def verdict(answer: Any) -> str:
    if answer.status_code == 302 and answer.url.startswith(reverse("account_login") + "?"):
        return "sign in"
    named = {404: "not there", 405: "no such method", 409: "why not"}
    return named.get(answer.status_code, "yes" if answer.status_code < 400 else f"status {answer.status_code}")


def fingerprint_of_everything() -> str:
    found = hashlib.sha256()
    for model in apps.get_models():
        if model._meta.label_lower not in QUIET:
            for row in model.objects.order_by("pk").values_list():
                found.update(repr(row).encode())
    return found.hexdigest()


def test_every_address_of_this_room_is_declared():
    from fermata.introductions.urls import urlpatterns

    assert {pattern.name for pattern in urlpatterns} == set(p.INTRODUCTIONS)


def test_the_matrix(world: World):
    """Also each id alone exchanged for one of another organisation: as if it were not there, and nothing changes."""
    wrong, before = [], fingerprint_of_everything()
    for name, method, actor in product(sorted(p.INTRODUCTIONS), METHODS, ACTORS):
        should = expected(name, method, actor, world.state)
        with transaction.atomic():
            answer = ask(world, actor, method, address(name, world.ids), name)
            did = verdict(answer)
            changed = should != "yes" and fingerprint_of_everything() != before
            transaction.set_rollback(True)
        if did != should or changed:
            wrong.append(f"{method} {name} as {actor}: {did}, should be {should}{', and it changed' * changed}")
        if should == "not there":
            unknown = {key: uuid4() for key in world.ids}
            other = ask(world, actor, method, address(name, world.ids | unknown), name)
            if (other.status_code, other.content) != (answer.status_code, answer.content):
                wrong.append(f"{method} {name} as {actor}: tells what is not theirs from what is not there")
    assert not wrong, "\n".join(wrong)


def test_ids_of_another_organisation_are_not_there(world: World):
    wrong, before = [], fingerprint_of_everything()
    for name, method in product(sorted(p.INTRODUCTIONS), ("GET", "POST")):
        if expected(name, method, MEMBER, world.state) in {"no such method", "sign in"}:
            continue
        for key in ROUTES[name].pattern.converters:
            if name == "forget_interest" and key == "profile_id":
                continue  # where there is none of mine, nothing happens, whoever it is
            ids = copy.copy(world.ids) | {key: world.foreign[key]}
            answer = ask(world, MEMBER, method, address(name, ids), name)
            if answer.status_code != 404 or fingerprint_of_everything() != before:
                wrong.append(f"{method} {name} with a foreign {key}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(name for name, declared in p.INTRODUCTIONS.items() if declared.post))
def test_a_post_from_elsewhere_is_refused(name: str, world: World):
    """No form of another site, and no form without its token, changes anything."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people[MEMBER], backend="allauth.account.auth_backends.AuthenticationBackend")
    before = fingerprint_of_everything()

    answer = client.post(address(name, world.ids), body(name), HTTP_ORIGIN="https://elsewhere.example")

    assert answer.status_code == 403
    assert fingerprint_of_everything() == before
