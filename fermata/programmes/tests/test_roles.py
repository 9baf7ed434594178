"""Making a link for a role: which one is chosen, and is never there by chance."""

import re

import pytest

from fermata.programmes.models import RoleOffer

pytestmark = pytest.mark.django_db
CHOICE = re.compile(
    r'<input type="radio" name="kind" value="(\w+)"( checked)?><span>[^<]+</span><small>([^<]+)</small>'
)


def test_no_role_is_chosen_before_somebody_chooses_and_each_says_what_it_is(programme, dewi, browser):
    page = browser(dewi).get(f"/programmes/{programme.pk}/roles/").content.decode()
    choices = CHOICE.findall(page)

    assert [(kind, checked) for kind, checked, _ in choices] == [("organiser", ""), ("sponsor", ""), ("guardian", "")]
    assert len({said for _, _, said in choices}) == 3


def test_without_a_choice_no_link_is_made(programme, dewi, browser):
    before = RoleOffer.objects.count()
    answer = browser(dewi).post(f"/programmes/{programme.pk}/roles/")

    assert answer.status_code == 422
    assert "Choose a role first." in answer.content.decode()
    assert RoleOffer.objects.count() == before


def test_the_role_that_was_chosen_gets_a_link(programme, dewi, browser):
    answer = browser(dewi).post(f"/programmes/{programme.pk}/roles/", {"kind": "guardian"})

    assert "A link for one guardian" in answer.content.decode()
