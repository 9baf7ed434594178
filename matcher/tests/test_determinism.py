"""The same pairs from every number of threads and every set of instructions."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import hashlib
import numpy as np
from matcher import best_pairs
from matcher.tests.crowds import some_people
people = some_people(np.random.default_rng(40), 700, coarse=True)
matching = best_pairs(people)
print(people.digest(), hashlib.sha256(matching.mates.tobytes()).hexdigest(), matching.total)
"""


def answer(**environment: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return run.stdout


@pytest.fixture(scope="module")
def usual() -> str:
    return answer()


@pytest.mark.parametrize("environment", [
    pytest.param({"MATCHER_THREADS": "1"}, id="one thread"),
    pytest.param({"MATCHER_THREADS": "4"}, id="four threads"),
    pytest.param({"OPENBLAS_CORETYPE": "Haswell"}, id="AVX2"),
    pytest.param({"OPENBLAS_CORETYPE": "Sandybridge"}, id="AVX"),
    pytest.param({"OPENBLAS_CORETYPE": "Nehalem", "OPENBLAS_NUM_THREADS": "2"}, id="SSE, and two threads of BLAS"),
])  # fmt: skip
def test_the_answer_does_not_depend_on(environment, usual):
    assert answer(**environment) == usual
