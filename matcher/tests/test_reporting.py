"""Who stands above whom, also where the file says impossible things."""

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.encoding import people_from_text
from matcher.reporting import reporting_lines
from matcher.rows import check_nesting


def above(managers, person):
    """Everybody somebody reports to, at any distance; whoever stands in a circle reports to all of it."""
    found, boss = set(), managers[person]
    while boss != -1 and boss not in found:
        found.add(boss)
        boss = managers[boss] if managers[boss] != boss else -1
    return found - {person}


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.integers(-1, n - 1), min_size=n, max_size=n)))
def test_intervals_keep_apart_at_least_all_who_report_to_each_other(managers):
    lines = reporting_lines(managers)
    begin, end = lines.interval[:, 0], lines.interval[:, 1]

    check_nesting(lines.interval)
    for person in range(len(managers)):
        for boss in above(managers, person):
            assert begin[boss] <= begin[person] < end[boss] or begin[person] <= begin[boss] < end[person]


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 12).flatmap(lambda n: st.tuples(*(st.integers(-1, k - 1) for k in range(n)))))
def test_in_a_tree_nobody_else_is_kept_apart(managers):
    lines = reporting_lines(managers)
    begin, end = lines.interval[:, 0], lines.interval[:, 1]
    is_above = {(boss, person) for person in range(len(managers)) for boss in above(managers, person)}

    for one in range(len(managers)):
        for other in range(len(managers)):
            if one != other:
                assert (begin[one] <= begin[other] < end[one]) == ((one, other) in is_above)


def test_a_circle_is_named_and_kept_apart():
    people = people_from_text("id,manager\na,b\nb,c\nc,a\nd,b\n")

    assert (
        people.profile.notes[-1]
        == "The people in rows 2, 3 and 4 report to each other in a circle: all of them are kept apart."
    )
    begin, end = people.line[:, 0], people.line[:, 1]
    assert all(begin[0] <= begin[i] < end[0] for i in range(4))


def test_their_own_manager_has_none():
    people = people_from_text("id,manager\na,a\nb,a\n")

    assert people.profile.notes == ("Named as their own manager, and read as having none: a.",)
    assert people.line.tolist() == [[0, 2], [1, 2]]


def test_a_manager_outside_the_file_is_named_and_parts_nobody_below():
    people = people_from_text("id,manager\na,zed\nb,zed\n")

    assert people.profile.notes == ("Not in the file, but named as manager: zed. Whom they report to is not known.",)
    assert people.line.tolist() != [[0, 2], [1, 2]]
    assert not people.line[0, 0] <= people.line[1, 0] < people.line[0, 1]


def test_somebody_who_takes_no_part_still_stands_in_the_line():
    people = people_from_text("id,manager,takes part\ntop,,yes\nmiddle,top,no\nlow,middle,yes\n")

    assert people.ids == ("top", "low")
    assert people.line[0, 0] <= people.line[1, 0] < people.line[0, 1]


def test_a_manager_may_be_named_by_name():
    people = people_from_text("id,name,manager\n1,Dewi,\n2,Ben,DEWI\n")

    assert people.line.tolist() == [[0, 2], [1, 2]]
