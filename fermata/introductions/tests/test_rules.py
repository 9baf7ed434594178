"""Judgements of this room, as lists of sentences."""

import hashlib
import itertools
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fermata.introductions import lists, words
from fermata.introductions.rules import apart, asking, fit, hours, lot, rounds
from fermata.introductions.rules.apart import Apart, Between
from fermata.introductions.rules.asking import Standing
from fermata.introductions.rules.audience import FIXED, USUAL, Audience, Viewer, audience_of, may_see
from fermata.introductions.rules.fit import Facts

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("facts", "known"),
    [
        pytest.param({}, None, id="nothing speaks against it"),
        pytest.param({"on_my_list": True}, Apart.OWN, id="my own list is named to me"),
        pytest.param({"on_their_list": True}, Apart.UNSAID, id="their list is not"),
        pytest.param({"is_line": True}, Apart.UNSAID, id="a line of authority is not"),
        pytest.param({"on_my_list": True, "on_their_list": True}, Apart.OWN, id="of two lists I learn of mine"),
        pytest.param({"is_one_team": True}, None, id="one team is no reason by itself"),
        pytest.param({"is_one_team": True, "i_keep_from_team": True}, Apart.OWN, id="but by my wish"),
        pytest.param({"is_one_team": True, "they_keep_from_team": True}, Apart.UNSAID, id="and by theirs"),
        pytest.param({"parted_at": NOW, "my_months": 0}, None, id="former partners who do not mind may meet"),
        pytest.param({"parted_at": NOW, "my_months": 6}, Apart.OWN, id="who minds, not yet"),
        pytest.param({"parted_at": NOW, "their_months": 6}, Apart.UNSAID, id="nor if the other minds"),
    ],
)
def test_kept_apart(facts, known):
    assert apart.kept_apart(Between(**facts), at=NOW) is known


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="anybody may list anybody"),
        pytest.param({"is_self": True}, apart.YOURSELF, id="but themselves"),
        pytest.param({"are_partners": True}, apart.PARTNERS_NOW, id="and a partner only after a goodbye"),
        pytest.param({"listed": 200}, apart.LONG_LIST, id="two hundred are enough"),
    ],
)
def test_why_not_exclude(facts, refusal):
    usual = {"is_self": False, "are_partners": False, "listed": 0}

    assert apart.why_not_exclude(**usual | facts) is refusal


USUAL_FACTS = {
    "is_draw": False,
    "is_introduced": False,
    "has_lapsed": False,
    "has_accepted": False,
    "has_put_aside": False,
    "nothing_came": False,
    "has_said_yes": False,
    "all_said_yes": False,
}


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        pytest.param({}, Standing.TO_ANSWER, id="open"),
        pytest.param({"has_put_aside": True}, Standing.ASIDE, id="not now"),
        pytest.param({"has_accepted": True}, Standing.WAITING, id="a yes waits"),
        pytest.param({"has_lapsed": True}, Standing.NOTHING, id="day 14"),
        pytest.param({"has_lapsed": True, "has_accepted": True}, Standing.NOTHING, id="day 14, also with a yes"),
        pytest.param({"is_introduced": True}, Standing.TALK, id="a first talk"),
        pytest.param({"is_introduced": True, "has_lapsed": True}, Standing.TALK, id="also after day 14"),
        pytest.param({"is_introduced": True, "has_said_yes": True}, Standing.TALK_WAITING, id="and a second yes waits"),
        pytest.param(
            {"is_introduced": True, "has_said_yes": True, "all_said_yes": True},
            Standing.TOGETHER,
            id="two second yeses",
        ),
        pytest.param({"is_introduced": True, "nothing_came": True}, Standing.NOTHING, id="three weeks without them"),
        pytest.param({"is_draw": True}, Standing.EXERCISE, id="one exercise"),
        pytest.param({"is_draw": True, "has_lapsed": True}, Standing.NOTHING, id="and no longer"),
    ],
)
def test_standing(facts, standing):
    assert asking.standing(**USUAL_FACTS | facts) is standing


@pytest.mark.parametrize("standing", Standing)
def test_a_yes_counts_while_one_has_not_said_it_and_it_is_open(standing):
    refused = asking.why_not_accept(standing=standing)

    assert (refused is None) is (standing in {Standing.TO_ANSWER, Standing.ASIDE})


@pytest.mark.parametrize("viewer", Viewer)
@pytest.mark.parametrize("field", [*USUAL, *FIXED, "something new"])
@pytest.mark.parametrize("chosen", [*Audience, "rubbish", None])
def test_a_field_goes_as_far_as_its_owner_says_and_no_further(viewer, field, chosen):
    shown_to = {field: str(chosen)} if chosen else {}
    goes_to = {
        Audience.NOBODY: set(),
        Audience.PARTNER: {Viewer.PARTNER},
        Audience.CONSIDERED: {Viewer.CONSIDERED, Viewer.PARTNER},
        Audience.PROGRAMME: set(Viewer),
    }
    own_choice = chosen in {"nobody", "considered", "programme"} and field in USUAL
    meant = Audience(chosen) if own_choice else {**USUAL, **FIXED}.get(field, Audience.NOBODY)

    assert audience_of(field, shown_to=shown_to) is meant
    assert may_see(field, shown_to=shown_to, viewer=viewer) is (viewer in goes_to[meant])


@given(day=st.integers(700_000, 800_000), pair=st.binary(min_size=4, max_size=8))
def test_the_lot_changes_every_four_weeks_on_a_day_of_its_own(day, pair):
    digest = hashlib.sha256(pair).digest()
    drawn = [lot.is_drawn_out(digest, day=day + after) for after in range(2 * lot.DAYS_OF_A_DRAW)]
    changes = sum(one != other for one, other in itertools.pairwise(drawn))

    assert changes <= 2


def test_the_lot_hides_one_of_four():
    digests = [hashlib.sha256(str(number).encode()).digest() for number in range(4000)]
    hidden = sum(lot.is_drawn_out(digest, day=740_000) for digest in digests)

    assert 900 < hidden < 1100


def facts(**more):
    usual = {
        "wanted": frozenset(),
        "offered": frozenset(),
        "languages": frozenset(),
        "hours": hours.WEEK,
        "zone": "UTC",
    }
    return Facts(**usual | more)


def said(me, them):
    reasons = fit.reasons(me, them, week=MONDAY)
    return [words.reason(code) for code in reasons], words.trade_off(fit.trade_off(me, them))


TUESDAY = hours.bits_of(["tue-noon", "tue-evening"], zone="UTC", week=MONDAY)


def test_reasons_in_words():
    me = facts(wanted=frozenset({"time", "rest"}), hours=TUESDAY, season="leading", wishes={"season": "different"})
    them = facts(wanted=frozenset({"time"}), offered=frozenset({"rest"}), hours=TUESDAY, season="turning")

    reasons, against = said(me, them)

    assert reasons == [
        "You both want to think about: How I use my time",
        "They offer what you look for: Rest and energy",
        "6 shared hours a week, most of them on Tuesdays",
        "A different season, as you wished",
    ]
    assert against == "Nothing that either of you shows speaks against it."


def test_own_words_are_named_among_the_reasons_as_they_were_written():
    me = facts(wanted=fit.own_topics("Choir  practice; saying NO.") | {"time"})
    them = facts(offered=fit.own_topics("baking, choir practice"))

    reasons, _against = said(me, them)

    assert reasons == ["They offer what you look for: “choir practice”"]


@pytest.mark.parametrize("words", ["", " ,; . ", "a" * 240, ",".join("abcdefghijklmnop")])
def test_own_words_are_few_and_never_empty(words):
    found = fit.own_topics(words)

    assert len(found) <= fit.MOST_OWN
    assert all(topic.removeprefix(fit.OWN).strip() for topic in found)


@pytest.mark.parametrize(
    ("me", "them", "against"),
    [
        pytest.param({}, {}, "You have no topic in common yet", id="no topic"),
        pytest.param(
            {"wanted": frozenset({"time"}), "season": "leading", "wishes": {"season": "similar"}},
            {"wanted": frozenset({"time"}), "season": "turning"},
            "A different season, though you wished",
            id="a wish that is not met",
        ),
        pytest.param(
            {"wanted": frozenset({"time"}), "rhythm": "weekly"},
            {"wanted": frozenset({"time"}), "rhythm": "monthly"},
            "You like a different rhythm",
            id="another rhythm",
        ),
    ],
)
def test_the_trade_off_in_words(me, them, against):
    assert said(facts(**me), facts(**them))[1].startswith(against)


@pytest.mark.parametrize("field", ["wanted", "offered", "hours", "season", "work", "rhythm"])
def test_no_reason_and_no_trade_off_tells_what_is_shown_to_nobody(field):
    """Whatever they say in it, I am told the same."""
    me = facts(
        wanted=frozenset({"time"}), offered=frozenset({"rest"}), hours=TUESDAY, season="leading", work="law",
        rhythm="weekly", wishes={"season": "different", "work": "similar"},
    )  # fmt: skip
    base = {"wanted": frozenset({"time"}), "offered": frozenset({"rest"}), "hours": TUESDAY}
    one = {"wanted": frozenset({"doubt"}), "offered": frozenset({"time"}), "hours": 0b11, "season": "turning",
           "work": "law", "rhythm": "monthly"}  # fmt: skip
    other = {"wanted": frozenset({"rest"}), "offered": frozenset(), "hours": hours.WEEK, "season": "leading",
             "work": "it", "rhythm": "weekly"}  # fmt: skip
    hidden = {"shown_to": {field: "nobody"}}

    heard = [said(me, facts(**base | {field: value[field]} | hidden)) for value in (one, other)]

    assert heard[0] == heard[1]


def test_hours_are_where_one_lives():
    lagos = hours.bits_of(["mon-morning"], zone="Africa/Lagos", week=MONDAY)
    assert [bit for bit in range(168) if lagos >> bit & 1] == [7, 8, 9, 10]
    assert hours.bits_of([], zone="UTC", week=MONDAY) == hours.WEEK
    assert hours.bits_of(["rubbish"], zone="UTC", week=MONDAY) == hours.WEEK


@given(
    slots=st.sets(st.sampled_from(hours.SLOTS), min_size=1), zone=st.sampled_from(["Asia/Kolkata", "America/Bogota"])
)
def test_no_hour_is_lost_on_the_way_to_utc(slots, zone):
    bits = hours.bits_of(sorted(slots), zone=zone, week=MONDAY)

    assert bits.bit_count() == sum(len(hours.PARTS[slot[4:]]) for slot in slots)
    assert hours.shared(bits, bits, zone=zone, week=MONDAY)[0] == bits.bit_count()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="a round may be announced"),
        pytest.param({"is_past": True}, rounds.IN_THE_PAST, id="not for yesterday"),
        pytest.param({"days_ahead": 61}, rounds.TOO_LATE, id="not for next year"),
        pytest.param({"is_one_open": True}, rounds.ONE_IS_OPEN, id="one at a time"),
    ],
)
def test_why_not_announce(facts, refusal):
    usual = {"is_past": False, "days_ahead": 7, "is_one_open": False}

    assert rounds.why_not_announce(**usual | facts) is refusal


def test_lists_have_their_shape():
    for kind in lists.KINDS:
        names = lists.order(kind)
        assert len(names) == len(set(names)) and all(names)
    assert len(lists.order("languages")) <= 64
    assert words.joined(["a", "b", "c"]) == "a, b and c"
