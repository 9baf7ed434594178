"""The checker must notice every lie, and a certificate must survive being saved."""

from dataclasses import replace

import numpy as np
import pytest

from matcher import MatcherError, Matching, NotValid, People, best_pairs, load_certificate
from matcher.check import check
from matcher.tests.crowds import some_people


@pytest.fixture(scope="module")
def people() -> People:
    return some_people(np.random.default_rng(30), 41)


@pytest.fixture(scope="module")
def matching(people: People) -> Matching:
    return best_pairs(people)


def test_a_certificate_holds_after_saving_and_loading(people, matching, tmp_path):
    matching.certificate.save(tmp_path / "round.cert")

    check(people, matching.mates, load_certificate(tmp_path / "round.cert"))


def test_saving_leaves_no_draft_behind(matching, tmp_path):
    matching.certificate.save(tmp_path / "round.cert")

    assert [path.name for path in tmp_path.iterdir()] == ["round.cert"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hello", b"\x93NUMPY"])
def test_what_is_no_certificate_is_refused(content, tmp_path):
    (tmp_path / "x").write_bytes(content)

    with pytest.raises(MatcherError, match="no certificate"):
        load_certificate(tmp_path / "x")


def test_somebody_twice(people, matching):
    mates = matching.mates.copy()
    one, other = np.nonzero(mates > np.arange(len(mates)))[0][:2]
    mates[one] = other

    with pytest.raises(NotValid, match="twice"):
        check(people, mates, matching.certificate)


def test_a_forbidden_pair(people, matching):
    mates = np.full(len(people), -1, np.int32)
    i = int(np.nonzero(np.diff(people.apart_from))[0][0])
    j = int(people.apart[people.apart_from[i]])
    mates[i], mates[j] = j, i

    with pytest.raises(NotValid, match="must not be paired"):
        check(people, mates, matching.certificate)


@pytest.mark.parametrize("name", ["total", "pairs", "bound", "bound_pairs", "bonus", "least", "power"])
def test_a_changed_number(people, matching, name):
    changed = replace(matching.certificate, **{name: getattr(matching.certificate, name) + 1})

    with pytest.raises(NotValid):
        check(people, matching.mates, changed)


def test_a_dual_that_is_lower_everywhere_it_can_be(people, matching):
    c = matching.certificate
    for row in np.nonzero(c.dual > 1)[0][:10]:
        dual = c.dual.copy()
        dual[row] -= 2
        bound_pairs, bound = divmod(c.bonus * c.bound_pairs + c.bound - 1, c.bonus)
        lower = replace(c, dual=dual, bound_pairs=bound_pairs, bound=bound)
        with pytest.raises(NotValid):
            check(people, matching.mates, lower)


def test_a_pair_less_is_not_called_most(people, matching):
    mates = matching.mates.copy()
    one = int(np.nonzero(mates >= 0)[0][0])
    mates[[one, mates[one]]] = -1
    fewer = best_pairs(people, fairness=replace(matching.warm.fairness, floor_first=False)).certificate

    with pytest.raises(NotValid):
        check(people, mates, fewer)


def test_a_floor_that_could_be_higher(people, matching):
    c = matching.certificate
    lower = replace(c, least=c.least - 1, floor=replace(c.floor, least=c.least))

    with pytest.raises(NotValid):
        check(people, matching.mates, lower)


def test_odd_sets_that_go_round_in_a_circle(people, matching):
    n = len(people)
    parent = np.concatenate([matching.certificate.parent[:n], [n + 1, n]]).astype(np.int32)

    with pytest.raises(NotValid, match="nested"):
        check(people, matching.mates, replace(matching.certificate, parent=parent, z=np.zeros(2, np.int64)))


def test_an_even_set(people, matching):
    n = len(people)
    parent = np.full(n + 1, -1, np.int32)
    parent[:4] = n

    with pytest.raises(NotValid, match="even"):
        check(people, matching.mates, replace(matching.certificate, parent=parent, z=np.zeros(1, np.int64)))


def test_a_barrier_with_a_leak(people, matching):
    part = np.arange(len(people), dtype=np.int32)
    most = replace(matching.certificate.most, part=part, limit=0)

    with pytest.raises(NotValid):
        check(people, matching.mates, replace(matching.certificate, most=most))
