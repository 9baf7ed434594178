"""How many questions a page asks the database. The number does not grow with what is there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fermata.calendar.actions.appointments import let_go
from fermata.calendar.actions.offers import offer, say_yes
from fermata.calendar.models import Away, BusyCalendar
from fermata.calendar.rules.spans import packed
from fermata.core.clock import now
from fermata.introductions.tests.cast import a_programme, taking_part
from fermata.partnerships.actions import agreement
from fermata.sessions.actions import open_meeting
from fermata.vault.actions import append_to_log, save_item
from tests.cast import bundle, partners, person, sealed

MOST = 10

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara():
    made = person("Amara")
    append_to_log(bundle(made), by=made)
    for name in ("Harbour Hospital", "City Library"):
        taking_part(made, a_programme(name))
    return made


def fill(amara, name):
    partnership = partners(amara, person(name))
    item = uuid4()
    agreement.propose(partnership, former=0, item=item, file=sealed(), digest="a" * 64, withdrawal="", now=now())
    for membership in partnership.memberships.all():
        agreement.sign(partnership, number=1, digest="a" * 64, proof="p", by=membership.person, now=now())
    for _ in range(3):
        save_item(partnership.space, item_id=uuid4(), base=0, file=sealed(), withdrawal="", now=now())
    plan(partnership)
    return partnership, open_meeting(partnership, now=now())


def plan(partnership):
    """A rhythm, an hour offered, one that was let go: the page of hours looks at everybody's time."""
    one, other = [membership.person for membership in partnership.memberships.all()]
    soon = now() + timedelta(days=3)
    agreed = offer(partnership, hours=[soon], minutes=60, every="week", by=one, now=now())[0]
    say_yes(agreed, by=other, now=now())
    let_go(partnership.appointments.get(number=1), now=now())
    offer(partnership, hours=[soon + timedelta(days=n) for n in (1, 2)], minutes=60, by=one, now=now())
    BusyCalendar.objects.create(person=other, busy=packed([(1, 2)]), made_at=now())
    Away.objects.create(person=one, first_on=soon.date(), last_on=soon.date())


def queries(client, path):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(asked)


@pytest.mark.parametrize(
    "page", ["when", "home", "partnership", "agreement", "note", "room", "items", "api", "preparing", "turns", "kinds"]
)
def test_a_page_asks_few_questions_and_no_more_with_more_partners(amara, page):
    client = Client()
    client.force_login(amara, backend="allauth.account.auth_backends.AuthenticationBackend")
    partnership, meeting = fill(amara, "Ben")
    path = {
        "home": "/",
        "when": f"/partnerships/{partnership.pk}/when/",
        "partnership": f"/partnerships/{partnership.pk}/",
        "agreement": f"/partnerships/{partnership.pk}/agreement/",
        "note": f"/partnerships/{partnership.pk}/notes/new/",
        "preparing": f"/partnerships/{partnership.pk}/preparing/",
        "turns": f"/partnerships/{partnership.pk}/turns/",
        "kinds": f"/partnerships/{partnership.pk}/kinds/",
        "room": f"/meetings/{meeting.pk}/",
        "items": f"/api/spaces/{partnership.space_id}/items/",
        "api": f"/api/partnerships/{partnership.pk}/",
    }[page]
    client.get(path)
    alone = queries(client, path)
    for name in ("Chidi", "Dewi", "Farid"):
        fill(amara, name)

    assert alone <= MOST
    assert queries(client, path) == alone
