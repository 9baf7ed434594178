"""A backup as a file: a tar, and behind it one line with the digest of all before it. No bit can change unnoticed.

`tar -tf` lists one, since tar stops reading where its own end is. The members are the database, the secret, and a
manifest: what the others must be, and how many rows each table must have.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from fermata.site.hosting import files
from fermata.site.hosting.sentences import CannotGoOn

FORMAT = 1
BEGINNING = b"fermata-backup sha256 "
END_BYTES = len(BEGINNING) + 64 + 1
DATABASE, SECRET, MANIFEST = "database", "secret", "manifest.json"
CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Table:
    rows: int
    digest: str
    """Of all rows, however they are ordered by the database they came from."""


@dataclass(frozen=True, slots=True)
class Manifest:
    made_at: str
    version: str
    vendor: str
    migrations: list[list[str]]
    tables: dict[str, Table]
    sha256: dict[str, str]
    """Of the members beside this one."""

    def encode(self) -> bytes:
        return json.dumps({"format": FORMAT} | asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def decode(cls, text: bytes) -> "Manifest":
        fields: dict[str, Any] = json.loads(text)
        if (number := fields.pop("format")) != FORMAT:
            raise CannotGoOn(f"This backup has format {number}, and this version knows format {FORMAT}.")
        fields["tables"] = {name: Table(**table) for name, table in fields["tables"].items()}
        return cls(**fields)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(path: Path, *, manifest: Manifest, folder: Path) -> None:
    """The members lie in the folder under their names. The archive is complete, or not there."""
    part = path.with_name(f".{path.name}.part")
    files.empty(part)
    with part.open("wb") as file:
        hashed = _Hashed(file)
        with tarfile.open(fileobj=hashed, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            _add(tar, MANIFEST, io.BytesIO(manifest.encode()))
            for name in (SECRET, DATABASE):
                with (folder / name).open("rb") as member:
                    _add(tar, name, member)
        file.write(BEGINNING + hashed.sum.hexdigest().encode() + b"\n")
    files.put(part, at=path)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Manifest, tarfile.TarFile]]:
    """Whole, and ours; else a sentence."""
    with path.open("rb") as file:
        _refuse_damaged(file)
        file.seek(0)
        try:
            with tarfile.open(fileobj=file, mode="r:") as tar:
                yield Manifest.decode(_member(tar, MANIFEST).read()), tar
        except (tarfile.TarError, KeyError, ValueError, TypeError) as error:
            raise CannotGoOn("This file is whole, but not what a backup of Fermata holds.") from error


def unpack(tar: tarfile.TarFile, name: str, *, manifest: Manifest, to: Path) -> None:
    """One member into a new private file."""
    files.empty(to)
    with _member(tar, name) as member, to.open("wb") as file:
        while words := member.read(CHUNK):
            file.write(words)
        file.flush()
        os.fsync(file.fileno())
    if digest(to) != manifest.sha256[name]:
        raise CannotGoOn(f"The {name} in this backup is not what its manifest says.")


class _Hashed(io.RawIOBase):
    """Writes through, and keeps the digest of what it wrote."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.sum = file, hashlib.sha256()

    def write(self, words: Any) -> int:
        self.sum.update(words)
        return self._file.write(words)


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = file.seek(0, os.SEEK_END), 0o600
    file.seek(0)
    tar.addfile(member, file)


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    found = tar.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found


def _refuse_damaged(file: IO[bytes]) -> None:
    length = file.seek(0, os.SEEK_END) - END_BYTES
    if length <= 0:
        raise CannotGoOn("This is no backup of Fermata: it is too short.")
    file.seek(length)
    end = file.read()
    file.seek(0)
    total = hashlib.sha256()
    for start in range(0, length, CHUNK):
        total.update(file.read(min(CHUNK, length - start)))
    if end != BEGINNING + total.hexdigest().encode() + b"\n":
        raise CannotGoOn(
            "This is no whole backup of Fermata: something in it was changed, or its end is missing. Take another one."
        )
