"""The judgements, as lists of sentences."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fermata.programmes import charter_words, rules
from tests.hospital import whole

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="the sponsor may sign a whole charter they have read"),
        pytest.param({"is_sponsor": False}, rules.SPONSORS_ONLY, id="nobody else may, the organiser neither"),
        pytest.param({"has_ended": True}, rules.ENDED, id="not after the end"),
        pytest.param({"is_signed": True}, rules.SIGNED_ALREADY, id="not twice"),
        pytest.param({"is_newest": False}, rules.WORDS_CHANGED, id="not an older version"),
        pytest.param({"fits": False}, rules.WORDS_CHANGED, id="not other words than they have read"),
        pytest.param({"is_whole": False}, rules.PARTS_MISSING, id="not with a part empty"),
    ],
)
def test_why_not_sign(facts, refusal):
    usual = {"is_sponsor": True, "has_ended": False, "is_newest": True, "fits": True}
    usual |= {"is_signed": False, "is_whole": True}

    assert rules.why_not_sign(**usual | facts) is refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="an organiser may open what is whole and signed"),
        pytest.param({"is_organiser": False}, rules.ORGANISERS_ONLY, id="nobody else may, the sponsor neither"),
        pytest.param({"has_ended": True}, rules.ENDED, id="not after the end"),
        pytest.param({"is_open": True}, rules.OPEN_ALREADY, id="not twice"),
        pytest.param({"is_whole": False}, rules.PARTS_MISSING, id="not with a part empty"),
        pytest.param({"is_signed": False}, rules.NOT_SIGNED, id="not without the sponsor's name"),
    ],
)
def test_why_not_open(facts, refusal):
    usual = {"is_organiser": True, "has_ended": False, "is_open": False, "is_whole": True, "is_signed": True}

    assert rules.why_not_open(**usual | facts) is refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="an organiser may invite to what is open"),
        pytest.param({"is_organiser": False}, rules.ORGANISERS_ONLY, id="nobody else may"),
        pytest.param({"has_ended": True}, rules.ENDED, id="not after the end"),
        pytest.param({"is_open": False}, rules.NOT_OPEN, id="not before there are promises"),
        pytest.param({"is_writing": True}, rules.STILL_WRITING, id="one list at a time"),
        pytest.param({"new": 0}, rules.NOBODY_NEW, id="nobody is written to twice"),
    ],
)
def test_why_not_invite(facts, refusal):
    usual = {"is_organiser": True, "has_ended": False, "is_open": True, "is_writing": False, "new": 1}

    assert rules.why_not_invite(**usual | facts) is refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="whoever holds a good link may join"),
        pytest.param({"is_link_good": False}, rules.LAPSED, id="a closed or lapsed link lets nobody in"),
        pytest.param({"has_ended": True}, rules.LAPSED, id="after the end a link reads like a lapsed one"),
        pytest.param({"is_open": False}, rules.NOT_OPEN, id="not before it is open"),
    ],
)
def test_why_not_join(facts, refusal):
    assert rules.why_not_join(**{"is_link_good": True, "is_open": True, "has_ended": False} | facts) is refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="one may say yes to signed words"),
        pytest.param({"has_ended": True}, rules.ENDED, id="not after the end"),
        pytest.param({"is_signed": False}, rules.NOT_SIGNED, id="not to a draft"),
        pytest.param({"has_said_yes": True}, rules.YES_ALREADY, id="once"),
    ],
)
def test_why_not_yes(facts, refusal):
    assert rules.why_not_yes(**{"has_ended": False, "is_signed": True, "has_said_yes": False} | facts) is refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="whoever holds the link may take the role"),
        pytest.param({"has_it": True}, rules.ROLE_IS_YOURS, id="it is theirs already"),
        pytest.param({"is_used": True}, rules.ROLE_TAKEN, id="a link works once"),
        pytest.param({"has_lapsed": True}, rules.LAPSED, id="for fourteen days"),
        pytest.param({"has_ended": True}, rules.LAPSED, id="not after the end"),
        pytest.param({"kind": "sponsor", "others": frozenset({"organiser"})}, None, id="an organiser may sponsor too"),
        pytest.param(
            {"kind": "guardian", "others": frozenset({"sponsor"})},
            rules.OUTSIDE_THE_LINE,
            id="a sponsor is no guardian",
        ),
        pytest.param(
            {"kind": "organiser", "others": frozenset({"guardian"})},
            rules.OUTSIDE_THE_LINE,
            id="a guardian does not organise",
        ),
    ],
)
def test_why_not_take_role(facts, refusal):
    usual = {"kind": "organiser", "is_used": False, "has_lapsed": False, "has_ended": False, "has_it": False}
    usual |= {"others": frozenset()}

    assert rules.why_not_take_role(**usual | facts) is refusal


def test_a_programme_is_not_left_without_an_organiser_by_accident():
    assert rules.why_not_give_back(kind="organiser", organisers=1) is rules.LAST_ORGANISER
    assert rules.why_not_give_back(kind="organiser", organisers=2) is None
    assert rules.why_not_give_back(kind="guardian", organisers=0) is None


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="anybody may pause, without saying until when"),
        pytest.param({"returns_on": date(2026, 11, 24)}, None, id="until tomorrow"),
        pytest.param({"returns_on": TODAY}, rules.BAD_RETURN, id="not until today"),
        pytest.param({"returns_on": date(2028, 1, 1)}, rules.BAD_RETURN, id="not for more than a year"),
        pytest.param({"is_on_hold": True}, rules.ON_HOLD, id="once at a time"),
        pytest.param({"has_ended": True}, rules.ENDED, id="not after the end"),
    ],
)
def test_why_not_hold(facts, refusal):
    usual = {"has_ended": False, "is_on_hold": False, "returns_on": None, "today": TODAY}

    assert rules.why_not_hold(**usual | facts) is refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="whoever takes part may say that a promise is not kept"),
        pytest.param({"has_ended": True}, rules.ENDED, id="not after the end"),
        pytest.param({"is_promise": False}, rules.NO_SUCH_PROMISE, id="not what was never promised"),
        pytest.param({"is_switched_on": False}, rules.LEDGER_SHUT, id="not while it is switched off, and it says so"),
        pytest.param({"has_disputed": True}, rules.DISPUTED_ALREADY, id="once"),
    ],
)
def test_why_not_dispute(facts, refusal):
    usual = {"has_ended": False, "is_switched_on": True, "is_promise": True, "has_disputed": False}

    assert rules.why_not_dispute(**usual | facts) is refusal


@pytest.mark.parametrize(("disputes", "shows"), [(0, False), (1, False), (2, False), (3, True), (4, True)])
def test_a_dispute_shows_from_three_people_on(disputes, shows):
    assert rules.shows_dispute(disputes=disputes) is shows


@pytest.mark.parametrize(("invited", "shows"), [(0, False), (1, False), (19, False), (20, True), (21, True)])
def test_a_number_is_said_from_twenty_invited_people_on(invited, shows):
    assert rules.shows_number(invited=invited) is shows


def test_a_change_waits_fourteen_days_once_people_have_joined():
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)

    assert rules.in_force_at(signed_at=at, is_open=False) == at
    assert rules.in_force_at(signed_at=at, is_open=True) == datetime(2026, 12, 7, 9, tzinfo=UTC)


def test_the_last_day_does_not_lie_before_the_first():
    assert rules.why_not_dates(starts_on=TODAY, ends_on=date(2026, 11, 22)) is rules.DATES
    assert rules.why_not_dates(starts_on=TODAY, ends_on=TODAY) is None
    assert rules.why_not_dates(starts_on=None, ends_on=TODAY) is None


# --- the words of a charter


def test_a_new_charter_has_everything_that_needs_a_human_still_empty():
    assert charter_words.missing(charter_words.first_words()) == [
        "OP-7",
        "OP-12",
        "guardian",
        "local_help",
        "legal_basis",
    ]
    assert charter_words.missing(whole()) == []


@pytest.mark.parametrize("part", [*charter_words.LISTS, *charter_words.TEXTS])
def test_each_part_is_needed(part):
    assert charter_words.missing(whole() | {part: type(whole()[part])()}) == [part]


@pytest.mark.parametrize("number", range(1, 15))
def test_each_of_the_fourteen_promises_is_needed(number):
    words = whole(**{f"OP_{number}": ""})

    assert charter_words.missing(words) == [f"OP-{number}"]


def test_the_software_holds_only_words_it_was_written_for():
    kept = charter_words.promise(whole(), "OP-2")
    changed = charter_words.promise(whole(OP_2="We choose partners for everybody."), "OP-2")

    assert (kept["held_by"], changed["held_by"]) == ("software", "people")
    assert kept["test"] and not changed["test"]


def test_a_promise_of_the_organisations_own_is_held_by_people():
    words = whole()
    words["promises"] = [*words["promises"], {"id": "OWN-1", "words": "There is tea."}]

    assert charter_words.promise(words, "OWN-1")["held_by"] == "people"


words = st.text(alphabet="abc \n", max_size=60)


@given(words, words)
def test_a_comparison_holds_both_texts_whole(old, new):
    runs = charter_words.compare(old, new)

    assert "".join(text for kind, text in runs if kind != "new") == old
    assert "".join(text for kind, text in runs if kind != "gone") == new


def test_a_comparison_goes_word_by_word():
    assert charter_words.compare("We protect 120 minutes.", "We protect 90 minutes.") == [
        ("kept", "We protect "),
        ("gone", "120"),
        ("new", "90"),
        ("kept", " "),
        ("kept", "minutes."),
    ]


def test_changes_name_the_parts_that_differ_and_no_other():
    changed = charter_words.changes(whole(), whole(OP_7="We protect 90 minutes.") | {"local_help": "911"})

    assert [each["name"] for each in changed] == ["OP-7", "local_help"]


# --- lines of authority

graph = st.dictionaries(st.sampled_from("abcdefg"), st.sets(st.sampled_from("abcdefg"), max_size=3))


@given(graph, st.sampled_from("abcdefg"))
def test_everybody_above_is_what_repeated_steps_reach(above, start):
    found, before = set(above.get(start, ())), None
    while found != before:
        before = set(found)
        found |= {manager for one in before for manager in above.get(one, ())}

    assert rules.everybody_above(start, above=above) == found


@given(graph)
def test_people_in_rings_are_those_above_themselves_through_others(above):
    above = {one: managers - {one} for one, managers in above.items()}

    assert rules.people_in_rings(above) == {one for one in above if one in rules.everybody_above(one, above=above)}


def test_a_house_of_a_hundred_thousand_storeys_is_no_trouble():
    above = {str(number): {str(number + 1)} for number in range(100_000)}

    assert rules.people_in_rings(above | {"100000": {"0"}}) == {str(number) for number in range(100_001)}
    assert len(rules.everybody_above("0", above=above)) == 100_000
