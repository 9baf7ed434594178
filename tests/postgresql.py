"""A private PostgreSQL for tests: its own folder, a random port of the loopback, gone at the end.

As a command it runs another one with DATABASE_URL set: python -m tests.postgresql COMMAND …
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path


def programs() -> Path | None:
    """Where initdb and its siblings are, newest version first; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


class Cluster:
    def __init__(self, folder: Path, *, port: int) -> None:
        self.folder, self.port = folder, port

    def run(self, program: str, *arguments: str) -> None:
        """PostgreSQL refuses to run as root; then it runs as the account that Debian made for it."""
        where = programs()
        assert where is not None
        command = [str(where / program), *arguments]
        account = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        kept = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **kept)
        assert done.returncode == 0, f"{program}: {done.stderr or done.stdout}"

    def database(self) -> str:
        """A new empty database; its address as DATABASE_URL takes it."""
        name = f"fermata_{uuid.uuid4().hex[:12]}"
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "fermata", name)
        return f"postgresql://fermata@127.0.0.1:{self.port}/{name}"


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="fermata-postgresql-"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    made = Cluster(folder, port=port)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
    try:
        made.run("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "fermata", "-E", "UTF8", "--no-sync")
        made.run("pg_ctl", "-D", f"{folder}/data", "-o", options, "-l", f"{folder}/log", "-w", "start")
        yield made
    finally:
        with contextlib.suppress(AssertionError):
            made.run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    with cluster() as private:
        environment = os.environ | {"DATABASE_URL": private.database()}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
