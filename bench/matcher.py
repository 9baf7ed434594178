"""How fast the matcher is, and beside what: python -m bench.matcher [--sizes 1000,10000,100000] [--seed 7]

A million people (--sizes 1000000) are matched within the graph of everybody's 8 best, and the rest is left out.

Seconds are of processor time, of all threads together, but where wall is said; a busy machine changes wall time most.
Each comparison is one run on one graph: everybody's 16 best, most pairs first. LEMON takes part when its headers
(Debian: liblemon-dev) and g++ are installed. People are those of `matcher sample`.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from matcher import People, best_circles, best_pairs, rematch  # first: it readies the processor for numpy  # isort: skip
import networkx as nx
import numpy as np
import rustworkx as rx

from bench.server import table
from matcher.blossom.solve import solve
from matcher.candidates import best_candidates
from matcher.crowd import crowd_of
from matcher.encoding import people_from_csv
from matcher.graph import Graph, graph_of
from matcher.ladder import only
from matcher.matching import Matching
from matcher.sample import HEADINGS, sample
from matcher.tiles import look_at_all, tiles_of
from matcher.writing import table as csv
from matcher.writing import write

Row = list[str]
HEAD = ["what", "people", "measured", "beside", "", "to reach"]
NETWORKX, RUSTWORKX, PYMATCHING = 2_000, 20_000, 20_000
"""Larger graphs are not given to these."""
HOURS = 500_000
"""So many people or more: what would take hours is left out."""


def people_of(n: int, seed: int) -> People:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "people.csv"
        write(path, csv(HEADINGS, sample(n, seed=seed)))
        return people_from_csv(path)


def people_apart(n: int, seed: int) -> People:
    """Made and read in a process of its own, so that the memory of that does not count; without the answers."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        return other.submit(bare_people, n, seed).result()


def bare_people(n: int, seed: int) -> People:
    return replace(people_of(n, seed), profile=None)


def cpu(work: Callable[[], object], *, least_of: int = 1) -> float:
    seconds = []
    for _ in range(least_of):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return min(seconds)


def graph_of_best(people: People, k: int = 16) -> Graph:
    crowd = crowd_of(people, seed=0)
    best, _ = best_candidates(crowd, k=k, least=1, stop=np.zeros(1, np.int64), until=None)
    return graph_of(crowd.n, *best.pairs())


def bonus_of(graph: Graph) -> int:
    return 2**22 * (graph.n // 2 + 1)


def compare(graph: Graph, lemon: Path | None) -> list[Row]:
    """The solver beside others; totals must agree."""
    one, other, weight = graph.edges()
    edges = list(zip(one.tolist(), other.tolist(), weight.tolist(), strict=True)) if graph.n <= RUSTWORKX else []
    found = solve(graph, bonus=bonus_of(graph))
    ours = cpu(lambda: solve(graph, bonus=bonus_of(graph)), least_of=3)
    arcs = found.mate[graph.sources()] == graph.other
    total, pairs = int(graph.weight[arcs].sum()) // 2, int(arcs.sum()) // 2
    rows: list[Row] = []

    def row(name: str, seconds: float, answer: tuple[int, int] | None, goal: str) -> None:
        same = "" if answer == (pairs, total) else " and another answer"
        beside = f"{name} {seconds:.3g} s{same}"
        rows.append(["exact matching", f"{graph.n:,}", f"{ours:.4f} s", beside, f"{seconds / ours:,.1f} x", goal])

    if graph.n <= NETWORKX:
        known = nx.Graph()
        known.add_weighted_edges_from(edges)
        began = time.process_time()
        theirs = nx.max_weight_matching(known, maxcardinality=True)
        spent = time.process_time() - began
        row("networkx", spent, (len(theirs), sum(known[i][j]["weight"] for i, j in theirs)), "1,000 x")
    if graph.n <= RUSTWORKX:
        rust = rx.PyGraph()
        rust.add_nodes_from(range(graph.n))
        rust.add_edges_from(edges)
        began = time.process_time()
        mates = rx.max_weight_matching(rust, max_cardinality=True, weight_fn=int)
        spent = time.process_time() - began
        row("rustworkx", spent, (len(mates), sum(rust.get_edge_data(i, j) for i, j in mates)), "200 x at 10,000")
    if graph.n <= PYMATCHING and (seconds := pymatching_seconds(graph, found.mate)) is not None:
        row("pymatching, those who are paired", seconds, (pairs, total), "5 x at 10,000")
    if lemon is not None:
        spent, weighed, size = lemon_run(lemon, graph)
        row("LEMON", spent, (size, weighed - bonus_of(graph) * size), "10 x at 100,000; 6 x at a million")
    return rows


def best_of_a_graph(people: People, lemon: Path | None) -> list[Row]:
    """Everybody's 8 best and the best pairs among these, with a proof over them; then the solver beside LEMON."""
    began, spent = time.perf_counter(), time.process_time()
    graph = graph_of_best(people, 8)
    scored = time.perf_counter()
    found = solve(graph, bonus=bonus_of(graph))
    solved, spent = time.perf_counter(), time.process_time() - spent
    arcs = found.mate[graph.sources()] == graph.other
    worth = int(graph.weight[arcs].sum()) // 2 + bonus_of(graph) * (int(arcs.sum()) // 2)
    gap = (found.bound() // 2 - worth) / worth
    steps = f"candidates {scored - began:.0f}, matching {solved - scored:.1f}"
    lasted, memory = (
        f"{solved - began:.0f} s wall, {spent:.0f} s",
        f"gap {gap:.1e}, {int(arcs.sum()) // 2:,} pairs, {gigabytes():.1f} GB",
    )
    row = ["best pairs of everybody's 8 best", f"{graph.n:,}", lasted, steps, memory, "360 s in 4 GB"]
    return [row, *compare(graph, lemon)]


def gigabytes() -> float:
    """The most memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def pymatching_seconds(graph: Graph, mate: np.ndarray) -> float | None:
    """It wants a perfect matching, so only those whom we paired take part. None where it is not installed."""
    try:
        import pymatching
    except ImportError:
        return None
    one, other, weight = graph.edges()
    both = (mate[one] >= 0) & (mate[other] >= 0)
    place = np.cumsum(mate >= 0) - 1
    known = pymatching.Matching()
    for i, j, w in zip(place[one[both]].tolist(), place[other[both]].tolist(), weight[both].tolist(), strict=True):
        known.add_edge(i, j, weight=float(3 * 2**22 - w))
    return cpu(lambda: known.decode_to_edges_array(np.ones(known.num_detectors, np.uint8)))


def lemon_program(place: Path) -> Path | None:
    program = place / "lemon"
    build = ["g++", "-O3", "-march=native", "bench/lemon.cc", "-o", str(program), "-l:liblemon.a"]
    try:
        return program if subprocess.run(build, capture_output=True, check=False).returncode == 0 else None
    except OSError:
        return None


def lemon_run(program: Path, graph: Graph) -> tuple[float, int, int]:
    one, other, weight = graph.edges()
    data = program.with_suffix(".in")
    with data.open("wb") as file:
        np.array([graph.n, len(one)], np.int64).tofile(file)
        for array in (one.astype(np.int32), other.astype(np.int32), weight + bonus_of(graph)):
            array.tofile(file)
    deep = ["sh", "-c", f"ulimit -s unlimited 2>/dev/null; exec {program} {data}"]
    seconds, weighed, pairs = subprocess.run(deep, capture_output=True, text=True, check=True).stdout.split()
    return float(seconds), int(weighed), int(pairs)


def whole(people: People) -> tuple[list[Row], Matching]:
    """From people to a proven matching, checked; then again after a hundred changes."""
    n, crowd = f"{len(people):,}", crowd_of(people, seed=0)
    gaps: list[tuple[float, float]] = []
    began, wall = time.process_time(), time.perf_counter()
    matching = best_pairs(people, progress=lambda step, gap: gaps.append((time.perf_counter() - wall, gap)))
    spent, lasted = time.process_time() - began, time.perf_counter() - wall
    nearly = next((f"{when:.2f} s wall" for when, gap in gaps if gap <= 1e-4), "-")
    scoring = cpu(lambda: look_at_all(crowd, lambda *_: None, stop=np.zeros(1, np.int64), until=None))
    proof = cpu(lambda: matching.check(people))
    steps = ", ".join(f"{step} {seconds:.2f}" for step, seconds in matching.seconds.items())
    tiles = f"{len(tiles_of(crowd))} tiles"
    rows = [
        ["pairs, proven within 1e-4", n, nearly, "", "", "15 s at 100,000"],
        ["pairs, as asked", n, f"{lasted:.2f} s wall, {spent:.2f} s", steps, f"gap {matching.gap:.1e}", "gap 0"],
        ["limit: scoring every pair once", n, f"{scoring:.2f} s", tiles, f"{spent / max(scoring, 1e-9):.1f} x", ""],
        ["independent check", n, f"{proof:.2f} s", "", f"{proof / max(scoring, 1e-9):.1f} x of scoring", ""],
        ["people in blocking pairs", n, *stability(people, matching), "1 % gain over 10 %"],
    ]
    return [*rows, *again(people, matching)], matching


def stability(people: People, matching: Matching) -> Row:
    from matcher.fairness import blocking_pairs

    warm = matching.warm
    assert warm is not None
    graph = warm.pool.worth_graph()
    some, much = (blocking_pairs(graph, warm.mate, gain=gain).people / max(len(people), 1) for gain in (0.0, 0.1))
    return [f"{some:.1%} gain at all", f"{much:.2%} gain over 10 %", ""]


def again(people: People, matching: Matching) -> list[Row]:
    """A hundred changes (or one in ten, if there are fewer people): they leave."""
    changes = min(100, len(people) // 10)
    left = only(people, np.sort(np.random.default_rng(0).permutation(len(people))[changes:]))
    wall = time.perf_counter()
    warm = rematch(matching, left)
    lasted = time.perf_counter() - wall
    return [
        [
            f"again after {changes} left",
            f"{len(left):,}",
            f"{lasted:.2f} s wall",
            "",
            f"gap {warm.gap:.0e}",
            "1 s at 100,000",
        ]
    ]


def circles(people: People) -> Row:
    wall = time.perf_counter()
    found = best_circles(people, size=4)
    lasted = time.perf_counter() - wall
    share = found.total / found.bound if found.bound else 1.0
    return [
        "circles of four",
        f"{len(people):,}",
        f"{lasted:.2f} s wall",
        "",
        f"{share:.3f} of the limit",
        "0.84 at 10,000",
    ]


def cold_start() -> Row:
    """A first matching with nothing compiled, and one with everything on disk, each in a process of its own."""
    program = (
        "import numpy as np, time; t = time.perf_counter(); from matcher import *; from matcher.tests.crowds import *\n"
    )
    program += "best_pairs(some_people(np.random.default_rng(1), 60)); print(time.perf_counter() - t)"
    with tempfile.TemporaryDirectory() as place:
        run = [sys.executable, "-c", program]
        environment = {**os.environ, "NUMBA_CACHE_DIR": place}
        answers = [
            subprocess.run(run, env=environment, capture_output=True, text=True, check=True).stdout for _ in "12"
        ]
    cold, warm = (float(answer) for answer in answers)
    return ["first matching in a process", "60", f"{cold:.1f} s wall, cold", f"{warm:.1f} s, kernels on disk", "", ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    rows = [cold_start()]
    best_pairs(people_of(300, 1))
    with tempfile.TemporaryDirectory() as place:
        lemon = lemon_program(Path(place))
        for n in (int(size) for size in chosen.sizes.split(",")):
            people = (people_apart if n >= HOURS else people_of)(n, chosen.seed)
            if n >= HOURS:
                rows += best_of_a_graph(people, lemon)
                continue
            rows += compare(graph_of_best(people), lemon)
            more, _ = whole(people)
            rows += [*more, circles(people)]
    rows.append(["memory, at most", "", f"{gigabytes():.1f} GB", "", "", "4 GB at a million"])
    table("The matcher", HEAD, rows)


if __name__ == "__main__":
    main()
