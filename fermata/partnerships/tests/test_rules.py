"""When people may invite, accept, sign and take back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fermata.partnerships import rules


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="a fresh link from somebody else"),
        pytest.param({"is_own": True}, rules.YOUR_OWN, id="no partnership with oneself"),
        pytest.param({"is_used": True}, rules.USED, id="once only"),
        pytest.param({"has_lapsed": True}, rules.LAPSED, id="fourteen days only"),
        pytest.param({"is_withdrawn": True}, rules.LAPSED, id="withdrawn reads like lapsed"),
        pytest.param({"are_together": True}, rules.TOGETHER, id="not twice with the same person"),
    ],
)
def test_why_not_accept(facts, refusal):
    usual = {"is_own": False, "is_used": False, "is_withdrawn": False, "has_lapsed": False, "are_together": False}

    assert rules.why_not_accept(**usual | facts) is refusal


@pytest.mark.parametrize(("count", "refusal"), [(0, None), (9, None), (10, rules.MANY_INVITATIONS)])
def test_why_not_invite(count, refusal):
    assert rules.why_not_invite(open_invitations=count) is refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="the words just read"),
        pytest.param({"is_over": True}, rules.ONE_HAS_LEFT, id="not after goodbye"),
        pytest.param({"is_newest": False}, rules.TEXT_CHANGED, id="not older words"),
        pytest.param({"digest_fits": False}, rules.TEXT_CHANGED, id="not words one has not read"),
        pytest.param({"has_signed": True}, rules.SIGNED, id="not twice"),
    ],
)
def test_why_not_sign(facts, refusal):
    usual = {"is_over": False, "is_newest": True, "digest_fits": True, "has_signed": False}

    assert rules.why_not_sign(**usual | facts) is refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="any time"),
        pytest.param({"is_over": True}, rules.ONE_HAS_LEFT, id="not after goodbye"),
        pytest.param({"has_signed": False}, rules.NOT_SIGNED, id="only one's own"),
    ],
)
def test_why_not_withdraw_signature(facts, refusal):
    usual = {"is_over": False, "has_signed": True}

    assert rules.why_not_withdraw_signature(**usual | facts) is refusal


def test_nothing_is_proposed_after_goodbye():
    assert rules.why_not_propose(is_over=True) is rules.ONE_HAS_LEFT
    assert rules.why_not_propose(is_over=False) is None


@pytest.mark.parametrize(
    ("proposals", "number"),
    [
        pytest.param([], None, id="nothing proposed"),
        pytest.param([(1, False, False)], None, id="not signed by all"),
        pytest.param([(1, True, True)], 1, id="signed by all"),
        pytest.param([(1, True, True), (2, False, False)], 1, id="the old words hold until all sign the new"),
        pytest.param([(1, True, True), (2, True, True)], 2, id="the new words hold"),
        pytest.param([(1, True, True), (2, True, False)], None, id="withdrawn: the old words do not come back"),
    ],
)
def test_in_force(proposals, number):
    assert rules.in_force(proposals) == number


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans(), st.booleans()), unique_by=lambda row: row[0]))
def test_only_words_signed_by_all_are_ever_in_force(proposals):
    number = rules.in_force(proposals)

    assert number is None or (number, True, True) in proposals
