"""Amara looks around: what she is shown, and how much is asked for it however many take part."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fermata.introductions import around
from fermata.introductions.actions import asking, companions
from fermata.introductions.models import Profile
from fermata.introductions.tests.cast import MONDAY, taking_part, who
from fermata.introductions.tests.test_pages import browser
from fermata.people.models import Person
from fermata.programmes.models import Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_is_drawn_out")]
MOST_QUESTIONS = 50
RARE = "saying-no"


@pytest.fixture
def amara(programme):
    return taking_part("Amara", programme, team="Ward 3", is_apart_from_team=True)


def crowd(programme, many, **said):
    """Many who take part, as quickly as rows can be written."""
    people = Person.objects.bulk_create(
        Person(display_name=f"Person {number}", email=f"{len(said)}-{number}@example.org") for number in range(many)
    )
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(programme=programme, person=person, joined_at=MONDAY, ready_at=MONDAY) for person in people
    )
    said = {"wanted": ["listening"], "found_from": MONDAY, "changed_at": MONDAY} | said
    Profile.objects.bulk_create(Profile(enrolment=enrolment, **said) for enrolment in enrolments)


def questions(client, path):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(asked), [one["card"]["name"] for one in answer.context["people"]]


@pytest.mark.parametrize("topic", ["", f"?topic={RARE}", "?topic=nothing-of-the-kind", "?topic=%22"])
def test_the_questions_do_not_grow_with_the_programme(amara, programme, topic):
    ben = taking_part("Ben", programme, wanted=[RARE])
    client, path = browser(who(amara)), f"/programmes/{programme.pk}/people/{topic}"
    crowd(programme, 20)
    client.get(path)
    few, _ = questions(client, path)
    crowd(programme, 700, season="turning")

    many, names = questions(client, path)

    assert many <= few <= MOST_QUESTIONS
    assert len(names) == (1 if RARE in topic else 12)
    assert RARE not in topic or names == [who(ben).name]


def test_where_hundreds_are_not_shown_a_page_ends_early_and_others_go_on(amara, programme):
    """All of one team, from which Amara keeps apart; behind them in the row is Ben."""
    crowd(programme, 700, team="Ward 3")
    ben = taking_part("Ben", programme)
    client, path = browser(who(amara)), f"/programmes/{programme.pk}/people/"
    seen, pages, more = [], 0, ""
    while more is not None:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path, {"after": more})
        assert len(asked) <= MOST_QUESTIONS
        seen += [one["card"]["name"] for one in answer.context["people"]]
        pages, more = pages + 1, answer.context["more"]

    assert seen == [who(ben).name]
    assert pages < 10


def test_a_topic_is_looked_for_as_far_as_everybody_may_know_it(amara, programme):
    taking_part("Ben", programme, wanted=[RARE], shown_to={"wanted": "considered"})
    taking_part("Chidi", programme, wanted=[], offered=[RARE])

    found, more = around.people_around(amara, after=-1, topic=RARE, at=MONDAY)

    assert ([who(one).name for one in found], more) == (["Chidi"], None)


def test_everybody_is_seen_once_around(amara, programme):
    crowd(programme, 150)
    seen, more = [], -1
    while more is not None:
        found, more = around.people_around(amara, after=more, topic="", at=MONDAY)
        seen += [one.pk for one in found]

    assert len(seen) == len(set(seen)) == 150


def test_whom_one_has_or_is_put_to_already_is_not_among_them(amara, programme):
    ben, chidi, _ = (taking_part(name, programme) for name in ("Ben", "Chidi", "Dewi"))
    companions.come_together([who(amara), who(ben)])
    asking.ask(amara, by=chidi, now=MONDAY)

    found, _ = around.people_around(amara, after=-1, topic="", at=MONDAY)

    assert [who(one).name for one in found] == ["Dewi"]


def test_whom_the_lot_hides_is_hidden_from_both_and_whom_it_shows_is_shown(amara, ben, programme, monkeypatch):
    """The same lot for the two of them, whoever looks; it is drawn for this day, not for the hour."""
    chidi, drawn = taking_part("Chidi", programme), []
    theirs = around._digest(who(amara), who(ben))

    def hides_amara_and_ben(digest, *, day):
        drawn.append(day)
        return digest == theirs

    monkeypatch.setattr(around, "is_drawn_out", hides_amara_and_ben)
    seen = {
        who(looking).name: [who(one).name for one in around.people_around(looking, after=-1, topic="", at=MONDAY)[0]]
        for looking in (amara, ben, chidi)
    }

    assert {name: sorted(others) for name, others in seen.items()} == {
        "Amara": ["Chidi"],
        "Ben": ["Chidi"],
        "Chidi": ["Amara", "Ben"],
    }
    assert set(drawn) == {MONDAY.date().toordinal()}
