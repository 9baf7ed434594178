"""Two real organisations: Krackhardt's 21 managers and Lazega's 71 lawyers. Nobody above, nobody of a stronger office."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from matcher.circles import best_circles
from matcher.encoding import people_from_text
from matcher.pairs import best_pairs
from matcher.writing import table

OFFICES = Path(__file__).parents[3] / "shared" / "data" / "org"
pytestmark = pytest.mark.skipif(not OFFICES.exists(), reason="the two organisations are not here")


def rows_of(name):
    with (OFFICES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def managers():
    """The 21 managers: levels as bands, departments as functions, and whom they ask for advice as topics."""
    ties = rows_of("krackhardt_ties.csv")
    boss = {tie["ego"]: tie["alter"] for tie in ties if tie["reports_to_tie"] == "1"}
    asks = {tie["ego"]: [] for tie in ties}
    for tie in ties:
        if tie["advice_tie"] == "1":
            asks[tie["ego"]].append(f"advice as of {tie['alter']}")
    people = [
        [
            one["id"],
            "; ".join(asks.get(one["id"], [])),
            f"advice as of {one['id']}",
            one["LEVEL"],
            one["DEPT"],
            one["AGE"],
            boss.get(one["id"], ""),
        ]
        for one in rows_of("krackhardt_attributes.csv")
    ]
    headings = ["id", "wants", "offers", "band", "function", "season", "manager"]
    return people_from_text(table(headings, people), near_topics=False), boss


def lawyers():
    """The 71 lawyers: partners and associates as bands, office and practice, years with the firm as season."""
    friends = Counter((tie["from"], tie["to"]) for tie in rows_of("lazega_friends.csv"))
    asks = {}
    for tie in rows_of("lazega_advice.csv"):
        asks.setdefault(tie["from"], []).append(f"advice as of {tie['to']}")
    people = [
        [
            one["id"],
            "; ".join(asks.get(one["id"], [])),
            f"advice as of {one['id']}",
            f"practice {one['practice']}",
            one["seniority"],
            f"status {one['status']}",
            "; ".join(to for start, to in friends if start == one["id"]),
        ]
        for one in rows_of("lazega_attributes.csv")
    ]
    headings = ["id", "wants", "offers", "function", "season", "band", "past partners"]
    return people_from_text(table(headings, people), near_topics=False), friends


def line_above(person, boss):
    above = set()
    while person in boss and boss[person] not in above:
        person = boss[person]
        above.add(person)
    return above


def test_no_manager_meets_their_own_line():
    people, boss = managers()
    matching = best_pairs(people)
    matching.check(people)
    levels = {one["id"]: one["LEVEL"] for one in rows_of("krackhardt_attributes.csv")}

    assert len(matching.pairs) == 10  # one at the top, who has no equal; four below, and sixteen
    for one, other in matching.pairs:
        assert one not in line_above(other, boss) and other not in line_above(one, boss)
        assert levels[one] == levels[other]
    for group in matching.relaxed:
        assert not any(one in line_above(other, boss) for one in group.ids for other in group.ids)


def test_no_lawyer_meets_somebody_of_a_stronger_office_or_a_friend():
    people, friends = lawyers()
    matching = best_pairs(people)
    matching.check(people)
    status = {one["id"]: one["status"] for one in rows_of("lazega_attributes.csv")}

    assert (len(matching.pairs), matching.gap) == (35, 0)
    for one, other in matching.pairs:
        assert status[one] == status[other]
        assert (one, other) not in friends and (other, one) not in friends


def test_lawyers_in_circles_of_five():
    people, _ = lawyers()
    found = best_circles(people, size=5, proposals=200)
    found.check(people)

    assert found.alone == ()
    assert {len(circle) for circle in found.circles} <= {3, 4, 5, 6}
