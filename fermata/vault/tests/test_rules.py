"""What the vault takes and what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fermata.vault import rules
from tests.cast import locked_by_words, sealed

KIB = 1024


@pytest.mark.parametrize("kib", [1, 2, 4, 8, 16, 32, 64, 128, 192, 1024])
def test_sizes_of_a_class_are_taken(kib):
    assert rules.why_not_item(sealed(kib=kib)) is None


@pytest.mark.parametrize("kib", [3, 5, 63, 65, 100, 1025, 1088])
def test_other_sizes_would_tell_the_length_of_a_text(kib):
    assert rules.why_not_item(sealed(kib=kib)) is rules.NOT_SEALED


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"I am afraid of my manager" * 50, id="plain words"),
        pytest.param(b"age-encryption.org/v1\n" + b"x" * 1202, id="only the first line"),
        pytest.param(sealed(readers=2), id="two readers"),
        pytest.param(sealed()[:-1], id="one byte short"),
        pytest.param(sealed() + b"\n", id="one byte long"),
        pytest.param(b" " + sealed()[:-1], id="shifted"),
        pytest.param(sealed().replace(b"v1", b"v2", 1), id="another version"),
        pytest.param(sealed().replace(b"X25519", b"X25510", 1), id="another kind of lock"),
        pytest.param(locked_by_words(), id="locked by words"),
    ],
)
def test_an_item_must_be_sealed_for_exactly_one_reader(file):
    assert rules.why_not_item(file) is rules.NOT_SEALED


@given(st.binary(max_size=3000))
def test_nothing_else_ever_passes(file):
    assert rules.why_not_item(file) is rules.NOT_SEALED


@given(st.integers(0, 1223), st.integers(1, 255))
def test_a_changed_header_is_refused_or_still_of_the_same_shape(place, change):
    file = bytearray(sealed())
    file[place] ^= change

    verdict = rules.why_not_item(bytes(file))

    assert verdict in {None, rules.NOT_SEALED}
    assert verdict is rules.NOT_SEALED or len(file) == 1224


@pytest.mark.parametrize(
    ("file", "method", "refusal"),
    [
        pytest.param(locked_by_words(work=15), "sheet", None, id="a sheet"),
        pytest.param(locked_by_words(work=18), "phrase", None, id="as much work as is allowed"),
        pytest.param(locked_by_words(work=14), "phrase", rules.NOT_SEALED, id="too easily guessed"),
        pytest.param(locked_by_words(work=24), "phrase", rules.NOT_SEALED, id="more work than a browser can do"),
        pytest.param(sealed(), "phrase", rules.NOT_SEALED, id="words need words"),
        pytest.param(sealed(), "passkey", None, id="a passkey"),
        pytest.param(locked_by_words(), "passkey", rules.NOT_SEALED, id="a passkey is not words"),
        pytest.param(sealed(kib=16), "passkey", rules.NOT_SEALED, id="too long"),
    ],
)
def test_why_not_way_in(file, method, refusal):
    assert rules.why_not_way_in(file, method=method) is refusal


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        pytest.param(sealed(), None, id="one keeper"),
        pytest.param(sealed(readers=2), None, id="two keepers"),
        pytest.param(sealed(readers=17), rules.NOT_SEALED, id="more than a circle"),
        pytest.param(sealed(kib=16), rules.NOT_SEALED, id="too long"),
    ],
)
def test_why_not_key_file(file, refusal):
    assert rules.why_not_key_file(file) is refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="the next of one's own"),
        pytest.param({"is_own": False}, rules.LOG_NOT_YOURS, id="somebody else's"),
        pytest.param({"signature_holds": False}, rules.LOG_NOT_YOURS, id="unsigned"),
        pytest.param({"follows": False}, rules.LOG_ORDER, id="out of order"),
    ],
)
def test_why_not_log(facts, refusal):
    usual = {"is_own": True, "follows": True, "signature_holds": True}

    assert rules.why_not_log(**usual | facts) is refusal


def test_one_way_in_always_stays():
    assert rules.why_not_remove_way_in(ways_in=1) is rules.LAST_WAY_IN
    assert rules.why_not_remove_way_in(ways_in=2) is None
