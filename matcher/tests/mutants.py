"""Break the solver, the pricing, the rules and the checker in turn, and see the tests turn red.

    python -m matcher.tests.mutants [WORD …]

Each mutant is one line of one file changed in a copy of the package; only those whose name holds a word, if words are
given. Kernels run as plain Python, so nothing is compiled, and tests that look at the clock stay out. Exit code 1 when a
mutant lives, or when the tests are red without any.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
TESTS = [
    "matcher/tests/test_solver.py::test_small_graphs_agree_with_trying_every_matching",
    "matcher/tests/test_solver.py::test_blossoms_alone_do_it_without_the_half_integral_start",
    "matcher/tests/test_solver.py::test_the_invariants_hold_between_rounds",
    "matcher/tests/test_solver.py::test_negative_weights_are_shifted_not_dropped",
    "matcher/tests/test_solver.py::test_the_checker_notices_a_change_of",
    "matcher/tests/test_check.py",
    "matcher/tests/test_pairs.py::test_a_matching_does_not_hold_for_other_people",
    "matcher/tests/test_fairness.py",
    "matcher/tests/test_again.py",
    "matcher/tests/test_pairs.py::test_more_than_one_block_is_priced_whole",
    "matcher/tests/test_pairs.py::test_all_agree_with_networkx_on_pairs_floor_and_total",
]
PATIENCE = 120
"""Seconds of processor time, so that a busy machine changes no verdict; without a mutant the tests take about 45. A mutant
that is not done by then hangs, which is red too."""


@dataclass(frozen=True)
class Mutant:
    name: str
    file: str
    before: str
    after: str


MUTANTS = [
    Mutant("solver: an inner dual does not rise", "blossom/halves.py", "dual[v] += now - since[v]", "pass"),
    Mutant("solver: an outer dual does not fall", "blossom/halves.py", "dual[v] -= now - since[v]", "pass"),
    Mutant("solver: a circle is called after its wrong end", "blossom/halves.py", "return meeting", "return root"),
    Mutant("solver: a child's z is forgotten", "blossom/shrink.py", "+= 2 * gone", "+= 0 * gone"),
    Mutant("solver: inner vertices of a circle are not scanned", "blossom/shrink.py", "waiting += 1", "pass"),
    Mutant("solver: an opened blossom keeps its duals", "blossom/expand.py", 'vertex["dual"][state.leaf[i]] += gone', "pass"),
    Mutant("solver: pairs inside a blossom stay", "blossom/augment.py", "mate[u], mate[v] = v, u", "pass"),
    Mutant("solver: blossoms are dissolved too early", "blossom/search.py", 'x < n or node["z"][x] != 0', "x < n"),
    Mutant("solver: a dummy's share is not taken back", "blossom/solve.py", "dual[members] -= share", "pass"),
    Mutant("solver: an odd component gets no odd set", "blossom/solve.py", "z[whole] = 2 * share", "pass"),
    Mutant("solver: a blossom around a dummy is not turned", "blossom/odd.py", "dual[v] += half", "dual[v] += 0 * half"),
    Mutant("pricing: odd sets cover whom they do not hold", "cover.py", "if cover.top[i] != cover.top[j]:", "if False:"),
    Mutant("pricing: odd sets count for nothing", "lacking.py", "lacking -= common_z(cover, a, b)", "pass"),
    Mutant("pricing: shortfalls are not noted", "lacking.py", "short[a] = max(short[a], missing)", "pass"),
    Mutant("pricing: thresholds are too high", "pricing.py", "cover.dual / 2 + cover.top_z / 4", "cover.dual + cover.top_z / 4"),
    Mutant("pricing: a bound is not lifted by what lacks", "pairs.py", "(found.short + 1) // 2", "0 * found.short"),
    Mutant("asking: those whose dual fell are not asked", "asking.py", "(parts.least < anchor)", "(parts.least < 0)"),
    Mutant("asking: more is taken off than is over", "asking.py", "parts.most - -found.beyond // 2", "parts.most + 8 * found.beyond - 8**9"),
    Mutant("asking: what is spare is not put aside", "asking.py", "spare = parts.least - anchor", "spare = 0 * anchor"),
    Mutant("asking: what is spare counts as missing", "lacking.py", "lacking - dual.spare[a] - dual.spare[b]", "lacking"),
    Mutant("asking: what was left out is forgotten", "lacking.py", "found.beyond[i] = max(", "found.beyond[i] = min("),
    Mutant("most: nobody is asked", "fairness.py", "found = part >= 0", "found = part < -1"),
    Mutant("rules: two without a common language share time", "rules.py", "(mine & languages[j]) != np.uint64(0)", "True"),
    Mutant("candidates: forbidden pairs are kept", "candidates.py", "and nothing_between(rules, place, second + j)", "and True"),
    Mutant("rules: a report may be paired with a manager", "rules.py", "line[j, 0] <= line[i, 0]", "line[j, 0] < 0"),
    Mutant("rules: one hour less will do", "rules.py", "shared >= least", "shared + np.uint64(1) >= least"),
    Mutant("rules: not-with is forgotten", "rules.py", "if rules.apart[k] == j:", "if False:"),
    Mutant("floor: it costs a pair", "fairness.py", "if failed <= spare and", "if failed <= spare + 2 and"),
    Mutant("most: merged circles keep their inner vertices", "cardinality.py", "label[inner] = OUTER", "pass"),
    Mutant("blocking: it is enough that one gains", "fairness.py", "both = gains & gains[reverse]", "both = gains"),
    Mutant("again: what was excluded stays", "pool.py", "kept[places] = False", "pass"),
    Mutant("again: who need not be apart any more is not asked", "again.py", "source[no_longer_apart(old, people, source)] = -1", "pass"),
    Mutant("again: the old floor's proof is kept", "again.py", "if run.least < warm.least:", "if False:"),
    Mutant("checker: any dual is taken", "check.py", "if short > 0 and allowed", "if short > 2**62 and allowed"),
    Mutant("checker: the quick look sees nothing", "check.py", "return bool(found > 0)", "return False"),
    Mutant("checker: even sets are taken", "check.py", "(size[n:] % 2 == 1).all()", "True"),
    Mutant("checker: rules of pairs are not looked at", "check.py", "unless=fine and allowed(rules, i, j)", "unless=True"),
    Mutant("checker: somebody may be paired twice", "check.py", "known and (mates[mates[paired]] == paired).all()", "known"),
    Mutant("checker: the total is believed", "check.py", "(c.pairs, c.total) == (len(weights), sum(weights))", "True"),
    Mutant("checker: the bound is believed", "check.py", "worth // 2 == c.bonus * c.bound_pairs + c.bound", "True"),
    Mutant("checker: a floor's barrier is believed", "check.py", "check_barrier(people, c, c.floor)", "pass"),
    Mutant("checker: other people's certificate will do", "check.py", "c.digest == people.digest()", "True"),
]  # fmt: skip


def run(mutant: Mutant | None) -> tuple[bool, float]:
    """Whether the tests are green with a mutant (or without any), and how long they took."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "matcher"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        if mutant is not None:
            text = (copy / mutant.file).read_text()
            if mutant.before not in text:
                raise SystemExit(f"{mutant.name}: {mutant.file} has no {mutant.before!r} any more.")
            (copy / mutant.file).write_text(text.replace(mutant.before, mutant.after))
        environment = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": place, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-xq",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:django",
            "-c",
            os.devnull,
            "-k",
            "not limit",
        ]
        began = time.monotonic()
        done = subprocess.run(
            [*command, f"--rootdir={place}", *(str(Path(place) / test) for test in TESTS)],
            check=False,
            env=environment,
            cwd=place,
            capture_output=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE)),
        )
        return done.returncode == 0, time.monotonic() - began


def main() -> int:
    green, seconds = run(None)
    print(f"without a mutant: {'green' if green else 'RED'} ({seconds:.0f} s)", flush=True)
    living = []
    for mutant in MUTANTS:
        if len(sys.argv) > 1 and not any(word in mutant.name for word in sys.argv[1:]):
            continue
        lives, seconds = run(mutant)
        print(f"{'LIVES' if lives else 'red  '} {mutant.name} ({seconds:.0f} s)", flush=True)
        if lives:
            living.append(mutant.name)
    print(f"{len(living)} live." if living else "All were seen.")
    return 0 if green and not living else 1


if __name__ == "__main__":
    sys.exit(main())
