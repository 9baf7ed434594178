"""Ids of another organisation, put into every place of an address of mine: the same as what is not there."""

from itertools import combinations

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.access import policy as p
from tests.access.programmes import PROGRAMMES
from tests.access.test_matrix import ROUTES, ask, fingerprint_of_everything
from tests.access.world import make

pytestmark = pytest.mark.django_db

FOREIGN = ("programme_id", "list_id")


def places():
    for name in sorted(PROGRAMMES):
        wanted = [key for key in ROUTES[name].pattern.converters if key in FOREIGN]
        for many in range(1, len(wanted) + 1):
            yield from ((name, swapped) for swapped in combinations(wanted, many))


@pytest.fixture
def world():
    cache.clear()
    return make(p.OPEN)


def test_no_id_of_another_house_leads_anywhere(world):
    wrong = []
    before = fingerprint_of_everything()
    for name, swapped in places():
        ids = world.ids | {key: world.ids["elsewhere"][key] for key in swapped}
        url = reverse(name, kwargs={key: ids[key] for key in ROUTES[name].pattern.converters})
        for actor in (p.MEMBER, p.ORGANISER, p.SPONSOR, p.GUARDIAN):
            for method, may in (("GET", PROGRAMMES[name].get), ("POST", PROGRAMMES[name].post)):
                if may:
                    answer = ask(world.clients[actor], method, url, world.body(name))
                    wrong += [f"{method} {url} as {actor}: {answer.status_code}"] * (answer.status_code != 404)

    assert wrong == []
    assert fingerprint_of_everything() == before


@pytest.mark.parametrize("actor", [p.ORGANISER, p.SPONSOR, p.GUARDIAN, p.ELSEWHERE])
def test_whoever_looks_after_a_programme_has_no_way_to_what_partners_share(world, actor):
    """INV-C2: every address of a partnership, its space, its meetings; asked by each role."""
    content = [
        name
        for name, pattern in ROUTES.items()
        if {"partnership_id", "space_id", "meeting_id"} & set(pattern.pattern.converters)
    ]
    found = []
    for name in content:
        url = reverse(name, kwargs={key: world.ids[key] for key in ROUTES[name].pattern.converters})
        found += [name for method in ("GET", "POST") if ask(world.clients[actor], method, url, {}).status_code < 400]

    assert len(content) >= 15
    assert found == []
