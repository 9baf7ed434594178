"""Reasons say what both know; why not somebody is one sentence that gives nothing away."""

import pytest

from matcher.encoding import people_from_text
from matcher.explanation import why, why_circle, why_not
from matcher.people import People

TWO = (
    "id,name,topics wanted,topics offered,values,season,function,languages,time zone,usual hours,wish for function\n"
    'a,Amara,listening:3; budgets,saying no,care,new parent,nursing,English; French,Europe/Berlin,"Mon 9-12",different\n'
    'b,Ben,saying no; budgets,active listening,care; calm,new parent,finance,en,Europe/London,"Mon 8-12",\n'
    'c,Chidi,delegating,,,,nursing,,Asia/Tokyo,"Mon 17-20",similar\n'
    "d,Dewi,,,,,,,,,\n"
)


def test_a_pair_hears_what_speaks_for_it():
    said = why(people_from_text(TWO), 0, 1)

    assert said == (
        "You both want “budgets”; Amara brings “saying no” for Ben; Ben brings “active listening” (near “listening”) "
        "for Amara; you share “care”; the same season (“new parent”); different functions, as wished; Mondays 9–12 in "
        "Berlin (8–11 in London) suit both; you share English."
    )


def test_and_what_stays_open():
    said = why(people_from_text(TWO), 0, 2)

    assert "Mondays 9–12 in Berlin (17–20 in Tokyo) suit both" in said
    assert said.endswith(
        "Still open: “listening” and “budgets” for Amara; Amara's wish for another function; “delegating” for Chidi."
    )


def test_who_named_nothing_gets_a_kind_word():
    assert (
        why(people_from_text("id\na\nb\n"), 0, 1) == "There is little you named that both have; a fresh look may help."
    )


def test_hours_on_another_day_elsewhere_say_so():
    people = people_from_text('id,zone,hours\na,America/Los_Angeles,"Mon 18-20"\nb,Asia/Tokyo,"Tue 9-13"\n')

    assert "Mondays 18–20 in Los Angeles (Tuesdays 11–13 in Tokyo) suit both" in why(people, 0, 1)


def test_why_not_is_the_same_whoever_it_is_and_why_ever():
    """Excluded by either, above, of another band, without a common hour or language, met before, or better elsewhere."""
    people = people_from_text(
        "id,wants,not with,manager,band,languages,hours,past partners\n"
        "<a>,x,<b>,<m>,1,en,Mon 9-12,<p>\n<b>,x,,,1,en,,\n<c>,x,<a>,,1,en,,\n<m>,x,,,1,en,,\n<n>,x,,,2,en,,\n"
        "<l>,x,,,1,fr,,\n<h>,x,,,1,en,Fri 9-12,\n<p>,x,,,1,en,,\n<e>,y,,,1,en,,\n"
    )
    said = {why_not(people, 0, other).replace(people.ids[other], "X").encode() for other in range(1, len(people))}
    back = {why_not(people, other, 0).replace(people.ids[other], "X", 1).encode() for other in range(1, len(people))}

    assert len(said) == 1 and len(back) == 1
    assert said.pop().count(b".") == 1


def test_a_circle_hears_when_it_can_meet_and_who_brings_what():
    said = why_circle(people_from_text(TWO), [0, 1, 3])

    assert said == (
        "Mondays 9–12 in Berlin (8–11 in London; 8–11 in UTC) suit all; several of you want “budgets”; Amara brings "
        "“saying no”; 2 different functions."
    )


def test_people_from_arrays_are_explained_in_numbers():
    people = People.from_arrays(want=[[2047], [1024]], offer=[[2047], [1024]])

    assert why(people, 0, 1) == "1 finds 50% of what they wish for, 2 50%."
    assert why_circle(people, [0, 1]) == "2 people who share an hour and a language."


@pytest.mark.parametrize("other", ["ben", "chidi"])
def test_reasons_never_name_who_is_kept_apart(other):
    people = people_from_text("id,wants,not with\namara,x,chidi\nben,x,\nchidi,x,\n")

    assert "apart" not in why(people, 0, people.ids.index(other))
