"""What arrives at the addresses of this room, as a browser sends it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from fermata.core.clock import now
from fermata.introductions import lists
from fermata.introductions.models import Introduction, Profile, Round
from fermata.introductions.rules.hours import SLOTS
from fermata.introductions.rules.rounds import IN_THE_PAST, TOO_LATE
from fermata.introductions.tests.cast import MONDAY, organiser, taking_part, who
from fermata.programmes.models import Role

pytestmark = pytest.mark.django_db
KINDS = {"wanted": "topics", "offered": "topics", "languages": "languages", "mediums": "mediums"}


def browser(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def post(client, path, **fields):
    """With the token of the page, as a form sends it."""
    token = client.get(path).context["csrf_token"]
    return client.post(path, fields | {"csrfmiddlewaretoken": str(token)})


def filled(page, *, most):
    """Everything ticked, of the long lists no more than so many; and every field the page has."""
    form = page.context["form"]
    every = {name: [value for value, _ in lists.choices(kind)] for name, kind in KINDS.items()}
    ticked = {"hours": list(SLOTS), "may_be_found": "on", "is_apart_from_team": "on"}
    one = {name: str(form[name].value()) for name in form.fields}
    return one | every | ticked | {name: every[name][:most] for name in ("wanted", "offered")}


def test_the_fullest_profile_there_can_be_is_kept(amara, programme):
    path = reverse("finding_profile", args=[programme.pk])
    client = browser(who(amara))

    answer = post(client, path, **filled(client.get(path), most=12))

    assert answer.status_code == 302
    kept = Profile.objects.get()
    assert (len(kept.wanted), len(kept.hours), len(kept.languages)) == (12, 28, len(lists.order("languages")))


def test_whoever_ticks_everything_is_told_what_to_leave_out(amara, programme):
    path = reverse("finding_profile", args=[programme.pk])
    client = browser(who(amara))

    answer = post(client, path, **filled(client.get(path), most=1000))

    assert answer.status_code == 422
    assert "Choose the twelve that matter most." in answer.content.decode()


def test_whoever_organises_and_takes_part_cannot_ask_who_else_does(amara, programme):
    """Ben takes part and Chidi does not: Amara, who organises as well, suggests herself to both and sees no difference."""
    ben = taking_part("Ben", programme, may_be_found=False)
    Role.objects.create(programme=programme, person=who(amara), kind="organiser", taken_at=MONDAY)
    client, path = browser(who(amara)), reverse("suggestions", args=[programme.pk])

    answers = [
        post(client, path, one=one, other=other)
        for other in (who(ben).email, "chidi@example.org")
        for one in (who(amara).email, who(amara).email.upper())
    ]

    assert {(answer.status_code, answer.url) for answer in answers} == {(302, path)}
    assert not Introduction.objects.exists() and not mail.outbox


def test_whoever_organises_and_takes_part_still_suggests_others(amara, programme):
    ben, chidi = (taking_part(name, programme) for name in ("Ben", "Chidi"))
    Role.objects.create(programme=programme, person=who(amara), kind="organiser", taken_at=MONDAY)

    post(browser(who(amara)), reverse("suggestions", args=[programme.pk]), one=who(ben).email, other=who(chidi).email)

    assert Introduction.objects.get().sides.count() == 2


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Europe/Berlin", "America/Los_Angeles", "Etc/GMT+12"])
def test_a_round_is_open_until_its_last_day_is_over_wherever_one_is(programme, zone):
    day = (now() + timedelta(days=9)).date()

    answer = post(browser(organiser(programme)), f"/programmes/{programme.pk}/rounds/", closes_on=day.isoformat())

    assert answer.status_code == 302
    closes_at = Round.objects.get().closes_at
    assert closes_at > datetime.combine(day, time(23, 59), tzinfo=ZoneInfo(zone))
    assert closes_at <= datetime.combine(day, time(), tzinfo=UTC) + timedelta(hours=36)


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-30", "0001-01-01"])
@pytest.mark.parametrize("hour", ["", "00:00", "23:59"])
def test_no_day_is_too_far_away_to_be_told_so(programme, day, hour):
    answer = post(browser(organiser(programme)), f"/programmes/{programme.pk}/rounds/", closes_on=day, hour=hour)

    assert answer.status_code == 422
    assert str(TOO_LATE.reason) in answer.content.decode() or day == "0001-01-01"
    assert not Round.objects.exists()


def in_tokyo(person):
    person.time_zone = "Asia/Tokyo"
    person.save()
    return person


def test_a_round_may_close_today_at_an_hour_of_ones_own_clock(programme):
    """For a workshop, or to try it out."""
    soon = (now() + timedelta(minutes=5)).astimezone(ZoneInfo("Asia/Tokyo")).replace(second=0, microsecond=0)
    typed = {"closes_on": f"{soon:%Y-%m-%d}", "hour": f"{soon:%H:%M}", "kind": "draw"}

    answer = post(browser(in_tokyo(organiser(programme))), f"/programmes/{programme.pk}/rounds/", **typed)

    assert answer.status_code == 302
    assert Round.objects.get().closes_at == soon


def test_a_moment_that_is_over_is_said_beside_what_was_typed(programme):
    earlier = (now() - timedelta(minutes=5)).astimezone(ZoneInfo("Asia/Tokyo"))
    typed = {"closes_on": f"{earlier:%Y-%m-%d}", "hour": f"{earlier:%H:%M}", "kind": "draw"}

    answer = post(browser(in_tokyo(organiser(programme))), f"/programmes/{programme.pk}/rounds/", **typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert str(IN_THE_PAST.reason) in page
    assert f'value="{typed["closes_on"]}"' in page and f'value="{typed["hour"]}' in page
    assert 'value="draw" checked' in page


@pytest.mark.parametrize("has_profile", [True, False])
def test_an_open_round_stands_where_one_looks_for_a_partner_with_its_last_moment_as_ones_own_clock_shows_it(
    programme, has_profile
):
    amara = in_tokyo(who(taking_part("Amara", programme)))
    if not has_profile:
        Profile.objects.of(amara).delete()
    closes_at = datetime(now().year + 1, 1, 5, 20, 30, tzinfo=UTC)
    path = reverse("finding", args=[programme.pk])
    before = browser(amara).get(path).content.decode()
    Round.objects.create(programme=programme, kind="round", announced_at=now(), closes_at=closes_at)

    page = browser(amara).get(path).content.decode()

    assert "Open until" not in before
    assert f"Open until 6 January {closes_at.year}, 05:30 (JST)." in page


def test_the_language_one_reads_in_is_ticked_already_and_only_the_first_time(programme):
    profile = taking_part("Amara", programme)
    amara, path = who(profile), reverse("finding_profile", args=[programme.pk])
    amara.language = "de"
    amara.save()
    Profile.objects.filter(pk=profile.pk).update(languages=[])
    kept = browser(amara).get(path).context["form"]["languages"].value()
    Profile.objects.all().delete()
    first = browser(amara).get(path).context["form"]["languages"].value()

    assert (first, kept) == (["de"], [])


def test_what_few_fill_in_is_folded_unless_something_stands_in_it_or_is_wrong(amara, programme):
    client, path = browser(who(amara)), reverse("finding_profile", args=[programme.pk])
    Profile.objects.update(access_needs="", season="", work="", wishes={}, team="", months_apart=0)
    folded = client.get(path).content.decode()
    wrong = client.post(path, {"csrfmiddlewaretoken": str(client.get(path).context["csrf_token"])}).content.decode()
    Profile.objects.update(access_needs="captions")
    said = client.get(path).content.decode()

    assert [page.count('<details class="folded" open>') for page in (folded, said, wrong)] == [0, 1, 3]
