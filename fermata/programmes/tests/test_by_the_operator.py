"""Whoever runs the site can make an organiser of any programme, and not in silence (INV-T3)."""

import pytest

from fermata.core.models import Letter
from fermata.programmes.actions import roles
from fermata.programmes.models import Announcement
from tests.cast import MONDAY, person
from tests.hospital import founded, joined, work_through

pytestmark = pytest.mark.django_db

SAID = "On 23 November 2026 they made a link by which one more person can look after this programme."


def test_everybody_is_told_and_it_stays_to_be_read(programme, dewi, efua, amara, ben, browser):
    joined(programme, amara)
    roles.offer(programme, kind="organiser", by=None, now=MONDAY)
    work_through(now=MONDAY)
    joined(programme, ben)

    letter = Letter.objects.get()
    assert letter.to == amara.email
    assert "Whoever runs this site" in letter.body
    assert f"/programmes/{programme.pk}/roles/" in letter.body
    for who in (dewi, efua, amara, ben):
        for page in ("roles/", "what-organisers-see/"):
            assert SAID in browser(who).get(f"/programmes/{programme.pk}/{page}").content.decode()


def test_what_an_organiser_does_is_not_laid_at_their_door(programme, dewi, amara, browser):
    joined(programme, amara)
    roles.offer(programme, kind="organiser", by=dewi, now=MONDAY)

    assert not Announcement.objects.exists()
    assert "whoever runs this site" not in browser(amara).get(f"/programmes/{programme.pk}/roles/").content.decode()


def test_before_it_opens_there_is_nobody_to_tell():
    roles.offer(founded(organiser=person("Dewi")), kind="organiser", by=None, now=MONDAY)

    assert not Announcement.objects.exists()
