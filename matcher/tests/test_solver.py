"""The exact solver against others, against itself, and against the checker of its duals."""

import numpy as np
import pytest
import rustworkx

from matcher import MatcherError, NotValid, best_pairs_in_graph
from matcher.tests.graphs import Some, best_by_networkx, best_by_trying_all, dense_graph, some_graph

CAMPAIGN = 5000


def pairs_and_total(graph: Some, *, most_pairs_first: bool) -> tuple[int, int]:
    found = best_pairs_in_graph(graph.n, graph.edges, graph.weights, most_pairs_first=most_pairs_first)
    found.check()
    return int((found.mates >= 0).sum()) // 2, found.total


@pytest.mark.parametrize("part", range(10))
def test_five_thousand_random_graphs_agree_with_networkx(part):
    random = np.random.default_rng([3, part])
    for _ in range(CAMPAIGN // 10):
        graph = some_graph(random)
        assert pairs_and_total(graph, most_pairs_first=True) == best_by_networkx(graph, most_pairs_first=True)
        heaviest = best_by_networkx(graph, most_pairs_first=False)
        assert pairs_and_total(graph, most_pairs_first=False)[1] == heaviest[1]


@pytest.mark.parametrize("most_pairs_first", [True, False])
def test_small_graphs_agree_with_trying_every_matching(most_pairs_first):
    random = np.random.default_rng(4)
    for _ in range(150):
        graph = some_graph(random, most=10)
        found = pairs_and_total(graph, most_pairs_first=most_pairs_first)
        wanted = best_by_trying_all(graph, most_pairs_first=most_pairs_first)
        assert (found if most_pairs_first else found[1]) == (wanted if most_pairs_first else wanted[1])


def test_blossoms_alone_do_it_without_the_half_integral_start(monkeypatch):
    monkeypatch.setattr("matcher.blossom.solve.match_by_halves", lambda state, budget: None)
    random = np.random.default_rng(2)
    for _ in range(150):
        graph = dense_graph(random)
        assert pairs_and_total(graph, most_pairs_first=True) == best_by_networkx(graph, most_pairs_first=True)
        heaviest = best_by_networkx(graph, most_pairs_first=False)
        assert pairs_and_total(graph, most_pairs_first=False)[1] == heaviest[1]


def test_a_thousand_vertices_agree_with_rustworkx():
    random = np.random.default_rng(5)
    edges = np.unique(np.sort(random.integers(0, 1000, (8000, 2)), axis=1), axis=0)
    edges = edges[edges[:, 0] < edges[:, 1]]
    graph = Some(1000, edges, random.integers(1, 1000, len(edges)))
    other = rustworkx.PyGraph()
    other.add_nodes_from(range(1000))
    other.add_edges_from([(*e, w) for e, w in zip(edges.tolist(), graph.weights.tolist(), strict=True)])

    theirs = rustworkx.max_weight_matching(other, max_cardinality=True, weight_fn=int)

    assert pairs_and_total(graph, most_pairs_first=True) == (len(theirs), sum(other.get_edge_data(*e) for e in theirs))


@pytest.mark.parametrize("shift", [-1000, -3])
def test_negative_weights_are_shifted_not_dropped(shift):
    random = np.random.default_rng(6)
    for _ in range(60):
        graph = some_graph(random, most=20)
        moved = Some(graph.n, graph.edges, graph.weights + shift)
        assert pairs_and_total(moved, most_pairs_first=True) == best_by_networkx(moved, most_pairs_first=True)
        assert pairs_and_total(moved, most_pairs_first=False)[1] == best_by_networkx(moved, most_pairs_first=False)[1]


def test_the_invariants_hold_between_rounds(monkeypatch):
    monkeypatch.setenv("MATCHER_DEBUG", "1")
    random = np.random.default_rng(7)
    for _ in range(60):
        pairs_and_total(some_graph(random, most=25), most_pairs_first=True)


@pytest.mark.parametrize("n", [2001, 2000])
def test_a_star_leaves_all_but_two_alone(n):
    edges = np.stack([np.zeros(n - 1, np.int64), np.arange(1, n)], axis=1)

    assert pairs_and_total(Some(n, edges, np.arange(1, n)), most_pairs_first=True) == (1, n - 1)


def test_a_chain_that_defeats_greed_is_paired_throughout():
    n = 20_000
    edges = np.stack([np.arange(n - 1), np.arange(1, n)], axis=1)
    weights = np.where(np.arange(n - 1) % 2 == 1, 1_000_000, 1)

    found = best_pairs_in_graph(n, edges, weights)

    assert (found.mates >= 0).all()
    assert found.total == n // 2


def test_removing_a_couple_leaves_the_rest_optimal():
    random = np.random.default_rng(8)
    for _ in range(60):
        graph = some_graph(random, most=20)
        found = best_pairs_in_graph(graph.n, graph.edges, graph.weights)
        paired = np.nonzero(found.mates >= 0)[0]
        if not len(paired):
            continue
        gone = {int(paired[0]), int(found.mates[paired[0]])}
        left = [k for k, e in enumerate(graph.edges.tolist()) if not gone & set(e)]
        weight = max(w for e, w in zip(graph.edges.tolist(), graph.weights.tolist(), strict=True) if set(e) == gone)
        rest = best_pairs_in_graph(graph.n, graph.edges[left], graph.weights[left])
        assert rest.total == found.total - weight


@pytest.mark.parametrize(
    ("n", "edges", "weights", "sentence"),
    [
        pytest.param(2, [[0, 2]], [1], "does not exist", id="an end that does not exist"),
        pytest.param(2, [[1, 1]], [1], "joined to itself", id="a loop"),
        pytest.param(2, [[0, 1]], [float("nan")], "no number", id="NaN"),
        pytest.param(2, [[0, 1]], [0.5], "fractions", id="a fraction"),
        pytest.param(2, [[0, 1]], [1, 2], "2 weights", id="too many weights"),
        pytest.param(2, [[0, 1]], [2**61], "beyond", id="a weight beyond the range"),
        pytest.param(2000, [[0, 1]], [2**55], "too large", id="weights too large for so many"),
    ],
)
def test_what_cannot_be_a_graph_is_refused_with_a_sentence(n, edges, weights, sentence):
    with pytest.raises(MatcherError, match=sentence):
        best_pairs_in_graph(n, edges, weights)


@pytest.mark.parametrize("n", [0, 1, 5])
def test_without_edges_nobody_is_paired(n):
    found = best_pairs_in_graph(n, [], [])

    found.check()
    assert (found.mates == -1).all()


@pytest.mark.parametrize("part", ["mates", "duals", "z", "weights"])
def test_the_checker_notices_a_change_of(part):
    circle = [[0, 1], [1, 2], [2, 0], [2, 3], [3, 4], [4, 5], [5, 3]]
    found = best_pairs_in_graph(6, circle, [7, 7, 7, 1, 7, 7, 7], most_pairs_first=False)
    found.check()
    getattr(found, part)[0] += 1

    with pytest.raises(NotValid):
        found.check()
