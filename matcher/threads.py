"""One thread of arithmetic for each worker, kernels that can be stopped, and no surprises from the BLAS below numpy.

Import this before numpy: some processors are only used well when the environment says so (see `choose_kernel`).
Two pools of threads that wait for each other by spinning can be nine times slower than one; so numpy's BLAS is held to
one thread while ours run, and ours are plain Python threads around kernels that let go of the interpreter.
"""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def choose_kernel() -> None:
    """Ask OpenBLAS for its AVX-512 kernels where the processor has them and numpy is not loaded yet.

    OpenBLAS 0.3.31 takes newer AMD processors for older ones and then computes at 60 % of their speed. Results are the
    same either way.
    """
    if "numpy" in sys.modules or "OPENBLAS_CORETYPE" in os.environ:
        return
    try:
        flags = Path("/proc/cpuinfo").read_text().partition("flags")[2].partition("\n")[0].split()
    except OSError:
        return
    if {"avx512f", "avx512dq", "avx512bw", "avx512vl"} <= set(flags):
        os.environ["OPENBLAS_CORETYPE"] = "SkylakeX"


choose_kernel()

import numpy as np  # noqa: E402 - only now
from numpy.typing import NDArray  # noqa: E402

WORKERS = max(1, min(os.cpu_count() or 1, int(os.environ.get("MATCHER_THREADS", "2"))))
"""How many threads score pairs. More than two rarely pay: memory is shared."""


def blas_threads() -> "tuple[Callable[[], int], Callable[[int], None]] | None":
    """How to read and set the number of threads of the OpenBLAS inside numpy; None where there is no such library."""
    root = Path(np.__file__).parent
    places = [*root.parent.glob("numpy.libs/*openblas*"), *root.glob(".dylibs/*openblas*")]
    for place in places:
        try:
            library = ctypes.CDLL(str(place))
        except OSError:
            continue
        for prefix, suffix in (("scipy_", "64_"), ("", "64_"), ("scipy_", ""), ("", "")):
            get = getattr(library, f"{prefix}openblas_get_num_threads{suffix}", None)
            put = getattr(library, f"{prefix}openblas_set_num_threads{suffix}", None)
            if get is not None and put is not None:
                return get, put
    return None


BLAS = blas_threads()


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Hold numpy's BLAS to one thread, and give back what was."""
    if BLAS is None:
        yield
        return
    get, put = BLAS
    before = get()
    put(1)
    try:
        yield
    finally:
        put(before)


def in_threads(work: Callable[[int], None], *, stop: NDArray[np.int64], until: float | None, workers: int = 0) -> None:
    """Run work(0), work(1), … each in its own thread, until all have ended.

    stop: (1,) set to 1 when the moment `until` (of time.monotonic) has passed, or on Ctrl-C; kernels look at it now and
    then and return early. The first exception of any thread is raised here, after all threads have ended.
    """
    failures: list[BaseException] = []

    def guarded(worker: int) -> None:
        try:
            work(worker)
        except BaseException as failure:
            failures.append(failure)
            stop[0] = 1

    threads = [threading.Thread(target=guarded, args=(w,), daemon=True) for w in range(workers or WORKERS)]
    for thread in threads:
        thread.start()
    try:
        wait_for(threads, stop=stop, until=until)
    except BaseException:
        stop[0] = 1
        for thread in threads:
            thread.join()
        raise
    if failures:
        raise failures[0]


def wait_for(threads: list[threading.Thread], *, stop: NDArray[np.int64], until: float | None) -> None:
    """Join all, waking often enough to notice Ctrl-C and the end of the time."""
    for thread in threads:
        while thread.is_alive():
            left = 0.1 if until is None else max(0.001, min(0.1, until - time.monotonic()))
            thread.join(left)
            if until is not None and time.monotonic() >= until:
                stop[0] = 1
