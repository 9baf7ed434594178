"""The first page after the first sign-in, and the profile."""

from zoneinfo import available_timezones

import pytest

from fermata.people import time_zones
from fermata.people.models import Person
from fermata.people.tests.conftest import AMARA, enter

pytestmark = pytest.mark.django_db

NAMED = {"display_name": "Amara", "language": "en", "time_zone": "Europe/Ljubljana"}


def test_a_new_person_is_welcomed_and_then_goes_home(client):
    enter(client, AMARA)
    assert client.get("/welcome/").status_code == 200

    answer = client.post("/welcome/", NAMED)

    assert answer.headers["Location"] == "/"
    person = Person.objects.get()
    assert (person.display_name, person.language, person.time_zone) == ("Amara", "en", "Europe/Ljubljana")


def test_whoever_closed_the_welcome_is_welcomed_again_next_time(client, come_in):
    enter(client, AMARA)
    client.post("/sign-out/")

    assert enter(client, AMARA).headers["Location"] == "/welcome/"


def test_the_zone_of_the_browser_is_offered_by_an_element_and_chosen_without_one_too(client):
    enter(client, AMARA)

    page = client.get("/welcome/").text

    assert "<time-zone>" in page
    assert '<option value="UTC" selected>UTC</option>' in page
    assert '<optgroup label="Europe">' in page
    assert '<option value="Europe/Ljubljana">Ljubljana</option>' in page
    assert '<option value="Asia/Kolkata" data-also="Asia/Calcutta">Kolkata</option>' in page
    assert "Etc/GMT" not in page
    assert '<option value="Asia/Calcutta"' not in page


def test_places_stand_by_region_and_by_city_once_each():
    offered = [(region, places) for region, places in time_zones.choices(kept="UTC") if isinstance(places, list)]
    cities = {region: [city for _, city in places] for region, places in offered}

    assert list(cities) == sorted(cities)
    assert all(names == sorted(names) for names in cities.values())
    assert "Buenos Aires, Argentina" in cities["America"]
    assert {"America/Buenos_Aires", "Asia/Calcutta", "Europe/Kiev", "US/Eastern"}.isdisjoint(time_zones.places())
    assert time_zones.places() <= available_timezones()


def test_an_older_name_somebody_has_goes_on_to_be_theirs(amara, come_in):
    Person.objects.update(time_zone="Asia/Calcutta")

    client = come_in(AMARA)

    assert '<option value="Asia/Calcutta" selected>Calcutta</option>' in client.get("/me/").text
    assert client.post("/me/", NAMED | {"time_zone": "Asia/Calcutta"}).status_code == 302


@pytest.mark.parametrize(("older", "place"), [("Europe/Kiev", "Europe/Kyiv"), ("Asia/Saigon", "Asia/Ho_Chi_Minh")])
def test_a_browser_that_says_an_older_name_is_understood(older, place):
    assert older in time_zones.older_names()[place]


def test_a_profile_is_changed(amara, come_in):
    client = come_in(AMARA)

    answer = client.post("/me/", NAMED | {"display_name": "Amara O.", "time_zone": "Asia/Kolkata"}, follow=True)

    assert "Changed." in answer.text
    amara.refresh_from_db()
    assert (amara.display_name, amara.time_zone) == ("Amara O.", "Asia/Kolkata")


@pytest.mark.parametrize(
    "odd",
    [
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
        {"time_zone": "Europe/:"},
        {"language": "xx"},
        {},
    ],
)
def test_what_is_not_in_the_lists_is_refused_and_nothing_changes(amara, come_in, odd):
    client = come_in(AMARA)

    answer = client.post("/me/", (NAMED | {"display_name": "Eve"} | odd) if odd else {})

    assert answer.status_code == 422
    amara.refresh_from_db()
    assert (amara.display_name, amara.time_zone, amara.language) == ("Amara", "Europe/Ljubljana", "en")


def test_nothing_else_can_be_changed_by_the_form(amara, come_in):
    come_in(AMARA).post("/me/", NAMED | {"email": "eve@example.org", "is_active": "", "id": "0"})

    amara.refresh_from_db()
    assert amara.email == AMARA
    assert amara.is_active


def test_a_zone_kept_from_elsewhere_stays_in_the_list(amara, come_in):
    Person.objects.update(time_zone="Etc/GMT-3")

    assert '<option value="Etc/GMT-3" selected>' in come_in(AMARA).get("/me/").text


@pytest.mark.parametrize("page", ["/me/", "/welcome/", "/me/export/", "/me/delete/", "/me/delete/sure/"])
def test_pages_cost_few_queries(amara, come_in, page, django_assert_num_queries):
    client = come_in(AMARA)
    client.get(page)

    with django_assert_num_queries(2 if page == "/welcome/" else 3):  # session, person; partners in the navigation
        assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    "page", ["/me/", "/welcome/", "/me/export/", "/me/export/server.json", "/me/delete/", "/me/delete/sure/"]
)
def test_guests_are_shown_the_door(client, page):
    assert client.get(page).headers["Location"].startswith("/sign-in/?next=")


def test_whoever_sent_something_wrong_goes_on_in_the_first_field_that_is_wrong(client):
    enter(client, AMARA)

    page = client.post("/welcome/", NAMED | {"display_name": "", "time_zone": "Mars/Olympus"}).text

    assert page.count(" autofocus") == 1
    field = next(tag for tag in page.split("<") if tag.startswith("input") and " autofocus" in tag)
    assert 'id="id_display_name"' in field
    assert 'aria-describedby="id_display_name_helptext id_display_name_error"' in field
    assert " autofocus" not in client.get("/welcome/").text


def test_the_foot_of_a_page_whose_fields_are_not_sealed_does_not_say_they_are(client):
    enter(client, AMARA)

    foot = client.get("/welcome/").text.partition("<footer")[2]

    assert "What you write to a partner or for yourself is sealed on this device before it leaves it." in foot
    assert "Your words are sealed" not in foot
