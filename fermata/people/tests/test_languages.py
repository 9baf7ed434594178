"""Which language somebody is spoken to in: the profile, else what was chosen here, else what the browser asks for."""

import pytest
from django.utils.translation import override

from fermata.core.models import Letter
from fermata.people.models import Person

pytestmark = pytest.mark.django_db


def language_of(answer):
    return answer.text.partition('<html lang="')[2].partition('"')[0]


def test_a_guest_is_spoken_to_as_their_browser_asks(client):
    assert language_of(client.get("/", headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"})) == "de"
    assert language_of(client.get("/", headers={"Accept-Language": "fr"})) == "en"
    assert 'dir="rtl"' in client.get("/", headers={"Accept-Language": "ar"}).text


def test_what_is_chosen_at_the_foot_is_kept_in_this_browser(client):
    answer = client.post("/language/", {"language": "de", "next": "/who-reads-what/"})

    assert answer.headers["Location"] == "/who-reads-what/"
    assert language_of(client.get("/", headers={"Accept-Language": "ar"})) == "de"


def test_choosing_leads_nowhere_else_and_takes_no_other_language(client):
    answer = client.post("/language/", {"language": "tlh", "next": "https://evil.example/"})

    assert answer.headers["Location"] == "/"
    assert answer.cookies == {}


def test_the_profile_goes_before_the_browser(client, amara):
    Person.objects.filter(pk=amara.pk).update(language="de", display_name="Amara")
    client.force_login(amara)

    assert language_of(client.get("/", headers={"Accept-Language": "ar"})) == "de"


def test_choosing_while_signed_in_is_kept_in_the_profile(client, amara):
    client.force_login(amara)
    client.post("/language/", {"language": "de"})

    amara.refresh_from_db()
    assert amara.language == "de"


def test_a_language_chosen_in_the_profile_is_confirmed_in_it(client, amara):
    client.force_login(amara)
    answer = client.post("/me/", {"display_name": "Amara", "language": "de", "time_zone": "UTC"}, follow=True)

    assert "Geändert." in answer.text
    assert language_of(answer) == "de"


def test_the_code_comes_in_the_language_of_the_page(client):
    client.post("/sign-in/", {"address": "amara@example.org"}, headers={"Accept-Language": "de"})

    assert Letter.objects.get().subject == "Dein Code für Fermata"


def test_scripts_come_with_the_words_of_the_page(client):
    assert "/static/fermata-de.js" in client.get("/", headers={"Accept-Language": "de"}).text
    assert "fermata-" not in client.get("/", headers={"Accept-Language": "en"}).text.partition("</head>")[0]


def test_a_language_that_is_offered_no_more_becomes_english(client, amara):
    Person.objects.filter(pk=amara.pk).update(language="xx", display_name="Amara")
    client.force_login(amara)

    with override("en"):
        assert "Good to see you" in client.get("/").text
