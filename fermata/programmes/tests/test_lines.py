"""Lines of authority: they keep people apart, and do nothing else; nobody reads one anywhere."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fermata.core.events import _listeners
from fermata.people.models import Person
from fermata.programmes import rules
from fermata.programmes.actions import lines
from fermata.programmes.events import StatusChanged
from fermata.programmes.models import AuthorityLine, Organisation, Switch
from fermata.programmes.reads import crossed_by, lines_among
from tests.cast import MONDAY, person
from tests.hospital import joined, running, work_through

pytestmark = pytest.mark.django_db

CANARY = "canary.bird@example.org"


def give(programme, dewi, pairs):
    lines.give(programme, lines=[(f"{a}@example.org", f"{b}@example.org") for a, b in pairs], by=dewi, now=MONDAY)
    work_through(now=MONDAY)


def line_between(one, other):
    return bool(list(lines_among([one, other])))


def test_a_line_counts_in_both_directions_and_at_any_distance(programme, dewi, amara, ben):
    chidi = person("Chidi")
    give(programme, dewi, [("amara", "x"), ("x", "y"), ("y", "ben")])

    assert line_between(amara, ben) and line_between(ben, amara)
    assert not line_between(amara, chidi)


def test_two_who_report_to_the_same_are_peers(programme, dewi, amara, ben):
    give(programme, dewi, [("amara", "efua"), ("ben", "efua")])

    assert not line_between(amara, ben)


def test_rings_and_lines_to_oneself_break_nothing(programme, dewi, amara, ben):
    give(programme, dewi, [("amara", "ben"), ("ben", "amara"), ("amara", "amara")])

    assert line_between(amara, ben)
    assert not line_between(amara, person("Chidi"))


def test_lines_of_two_houses_are_not_put_together(programme, dewi, amara, ben):
    grace = person("Grace")
    other = running(name="Lagos Library", organiser=grace, sponsor=person("Hana"))
    give(programme, dewi, [("amara", "x")])
    give(other, grace, [("x", "ben")])

    assert not line_between(amara, ben)


def test_a_new_list_takes_the_place_of_the_old(programme, dewi, amara, ben):
    give(programme, dewi, [("amara", "ben")])
    give(programme, dewi, [("amara", "efua")])

    assert not line_between(amara, ben)


people = st.sampled_from("abcdef")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.tuples(people, people), max_size=10))
def test_both_ways_of_asking_and_the_rule_agree(programme, dewi, pairs):
    everybody = [Person(email=f"{name}@example.org") for name in "abcdef"]
    give(programme, dewi, pairs)
    above: dict[str, set[str]] = {}
    for report, manager in pairs:
        above.setdefault(f"{report}@example.org", set()).add(f"{manager}@example.org")
    by_rule = {
        frozenset({one.email, other.email})
        for one in everybody
        for other in everybody
        if other.email in rules.everybody_above(one.email, above=above) and one is not other
    }
    names = {one.pk: one.email for one in everybody}

    assert {frozenset({names[one], names[other]}) for one, other in lines_among(everybody)} == by_rule
    for one in everybody:
        for other in everybody:
            if one is not other:
                between = frozenset({one.email, other.email}) in by_rule
                together = [(one.pk, one.email), (one.pk, other.email), (other.pk, other.email)]
                assert crossed_by(programme.organisation, together) == [one.pk] * between


def test_of_three_who_are_together_any_line_crosses_them_and_another_houses_lines_do_not(programme, dewi, amara, ben):
    give(programme, dewi, [("amara", "ben")])
    other_house = Organisation.objects.create(name="Quay School", founded_at=MONDAY)
    three = [(uuid4(), address) for address in ("chidi@example.org", "ben@example.org", "amara@example.org")]
    group = three[0][0]

    assert crossed_by(programme.organisation, [(group, address) for _, address in three]) == [group]
    assert crossed_by(programme.organisation, three) == []
    assert crossed_by(other_house, [(group, address) for _, address in three]) == []


def upload(browser, dewi, programme, content):
    file = SimpleUploadedFile("lines.csv", content, content_type="text/csv")
    return browser(dewi).post(f"/programmes/{programme.pk}/lines/", {"file": file})


def test_what_is_odd_is_said_in_numbers_and_taken_in(programme, dewi, browser):
    answer = upload(
        browser,
        dewi,
        programme,
        b"email,manager\na@example.org,b@example.org\nb@example.org,a@example.org\nc@example.org,c@example.org\n"
        b"d@example.org,nobody@example.org\n",
    )
    page = answer.content.decode()

    assert answer.status_code == 200
    for said in (
        "2 people decide over one another in a ring",
        "One row names somebody as their own manager",
        "One manager has no row",
    ):
        assert said in page


def test_a_fault_and_the_old_lines_stay(programme, dewi, amara, ben, browser):
    give(programme, dewi, [("amara", "ben")])

    assert upload(browser, dewi, programme, b"email,manager\nx,y@example.org\n").status_code == 422
    assert line_between(amara, ben)


def test_no_line_is_shown_exported_or_kept_in_words(programme, dewi, efua, amara, browser):
    """A canary among the lines: on no page of anybody, in no export, in no table."""
    joined(programme, amara)
    bird = person("Canary", email=CANARY)
    joined(programme, bird)
    shown = [upload(browser, dewi, programme, f"email,manager\namara@example.org,{CANARY}\n".encode())]
    work_through(now=MONDAY)
    assert line_between(amara, bird)
    pages = ("", "what-organisers-see/", "charter/", "promises/", "roles/", "describe/", "invite/", "lines/")
    for who in (dewi, efua, amara):
        shown += [browser(who).get(f"/programmes/{programme.pk}/{page}") for page in pages]
        shown.append(browser(who).get("/"))
    exports = [b"".join(browser(who).get("/me/export/server.json").streaming_content) for who in (amara, bird)]
    marks = {mark.encode() for line in AuthorityLine.objects.all() for mark in (line.report, line.manager)}

    assert not [answer for answer in shown if CANARY.encode() in answer.content]
    assert not [answer for answer in shown if any(mark in answer.content for mark in marks)]
    assert not [export for export in exports if any(mark in export for mark in marks)]
    holders = {
        m._meta.label for m in apps.get_models() if CANARY in str(list(m.objects.values())) + str(m.objects.none())
    }
    assert holders <= {"fermata.Person", "account.EmailAddress", "fermata.Letter"}  # letters to them


def test_deleting_them_is_at_once_and_everybody_is_told(programme, dewi, amara, ben, browser, monkeypatch):
    heard = []
    monkeypatch.setitem(_listeners, StatusChanged, [heard.append])
    joined(programme, amara)
    give(programme, dewi, [("amara", "ben")])
    browser(dewi).post(f"/programmes/{programme.pk}/lines/delete/")

    assert not line_between(amara, ben)
    assert not AuthorityLine.objects.exists()
    assert "Lines of authority are deleted" in browser(amara).get(f"/programmes/{programme.pk}/").content.decode()
    assert [switch.is_on for switch in Switch.objects.order_by("id")] == [True, False]
    assert [event.organisation for event in heard] == [programme.organisation] * 2
