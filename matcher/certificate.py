"""What proves a matching: a dual, what it is worth, and for which people. It can be saved, and checked elsewhere."""

import json
import os
import tempfile
import zipfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.errors import MatcherError

FORMAT = "matcher certificate 1"


@dataclass(frozen=True, eq=False)
class Barrier:
    """Proof that pairs in which both are satisfied by `least` cannot be more than `limit` (Tutte and Berge, 1958).

    part: (n,) -1 for people of the barrier, else the number of a part. No allowed pair joins two parts. So every pair
    uses somebody of the barrier or stays inside a part: at most one for each of the barrier, and half of each part.
    """

    least: int
    limit: int
    part: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Certificate:
    """Positions are rows of People. Weights are `worth.weigh(worth, power)`; duals are doubled (`matcher.blossom`)."""

    digest: str
    """Of the people it was made for."""
    power: int
    least: int
    """Both of each pair are satisfied by this much, in 1/2047²; the bound is over all pairs that are."""
    bonus: int
    """Added to each weight, so that one pair more outweighs everything else."""
    pairs: int
    total: int
    """Sum of the pairs' weights."""
    bound_pairs: int
    bound: int
    """No allowed matching has more pairs than bound_pairs, nor, with so many, a greater total than bound."""
    dual: NDArray[np.int64]
    """(n,)"""
    parent: NDArray[np.int32]
    """(n + b,) the smallest odd set around each row, or around odd set n + k; -1 for none."""
    z: NDArray[np.int64]
    """(b,)"""
    most: Barrier | None = None
    """That no more people could be paired, even without a floor."""
    floor: Barrier | None = None
    """That the floor could not be one higher without leaving a pair less."""

    def save(self, path: str | Path) -> None:
        """Write it whole or not at all."""
        target = Path(path)
        words: dict[str, Any] = {"format": FORMAT}
        arrays: dict[str, NDArray[Any]] = {}
        for name, value in self.named():
            if isinstance(value, np.ndarray):
                arrays[name] = value
            else:
                words[name] = value
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez_compressed(file, words=np.frombuffer(json.dumps(words).encode(), np.uint8), **arrays)  # type: ignore[arg-type]
            Path(draft).replace(target)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise

    def named(self) -> list[tuple[str, Any]]:
        """All parts by name; those of barriers as `most.part` and so on."""
        found: list[tuple[str, Any]] = []
        for part in fields(self):
            value = getattr(self, part.name)
            if isinstance(value, Barrier):
                found += [(f"{part.name}.{inner.name}", getattr(value, inner.name)) for inner in fields(value)]
            elif value is not None:
                found.append((part.name, value))
        return found


def load_certificate(path: str | Path) -> Certificate:
    """Read a certificate. What is not one raises MatcherError; whether it holds, only `check` tells."""
    try:
        with np.load(Path(path), allow_pickle=False) as file:
            parts: dict[str, Any] = json.loads(bytes(file["words"]))
            parts |= {name: file[name] for name in file.files if name != "words"}
        if parts.pop("format", None) != FORMAT:
            raise KeyError("format")  # noqa: TRY301 - one place says what is wrong
        barriers: dict[str, Any] = {}
        for name in ("most", "floor"):
            given = {k.split(".")[1]: parts.pop(k) for k in list(parts) if k.startswith(f"{name}.")}
            barriers[name] = Barrier(**given) if given else None
        return Certificate(**parts, **barriers)
    except (KeyError, TypeError, ValueError, EOFError, zipfile.BadZipFile) as trouble:
        raise MatcherError(f"{path} is no certificate of this version.") from trouble
