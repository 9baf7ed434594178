"""Lines of authority, as every way of coming together asks about them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fermata.introductions.apart import kept_apart_from
from fermata.introductions.tests.cast import MONDAY, a_programme, line
from fermata.people.models import Person
from fermata.programmes.models import AuthorityLine
from fermata.programmes.rules import everybody_above

pytestmark = pytest.mark.django_db

letters = st.sampled_from("abcdef")
houses = st.sets(st.tuples(letters, letters), max_size=10)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(houses, houses)
def test_two_are_kept_apart_exactly_where_the_lines_of_one_house_lead_from_one_to_the_other(one, another):
    everybody = {letter: Person(email=f"{letter}@example.org") for letter in "abcdef"}
    AuthorityLine.objects.all().delete()
    given = [(a_programme().organisation, one), (a_programme("Quay School").organisation, another)]
    for organisation, lines in given:
        for report, manager in lines:
            line(everybody[report], everybody[manager], organisation=organisation)

    def leads(start, end):
        above = [{report: {m for r, m in lines if r == report} for report, _ in lines} for _, lines in given]
        return any(end in everybody_above(start, above=each) for each in above)

    for name, person in everybody.items():
        others = {other: found for other, found in everybody.items() if other != name}
        apart = kept_apart_from(person, list(others.values()), at=MONDAY)

        assert {other for other in others if others[other].pk in apart} == {
            other for other in others if leads(name, other) or leads(other, name)
        }
