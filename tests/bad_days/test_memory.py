"""Web and worker together, after some hundreds of requests of every kind: what they hold that nobody else shares."""

import uuid
from pathlib import Path

import pytest

from conftest import Server
from tests.bad_days.houses import house_on
from tests.bad_days.processes import children, wait_for_worker
from tests.shapes import b64, sealed

MOST_MB = 300


def megabytes(server: Server) -> dict[str, int]:
    """The proportional set size, by command: shared pages count once."""
    assert server.process
    wait_for_worker(server)
    own = {server.process.pid: "serve", **children(server.process.pid)}
    return {f"{' '.join(command.split()[2:4])} {pid}": _pss(pid) for pid, command in own.items()}


def _pss(pid: int) -> int:
    for row in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if row.startswith("Pss:"):
            return int(row.split()[1]) // 1024
    raise AssertionError(pid)


@pytest.mark.parametrize("processes", ["1", "2"])
def test_web_and_worker_together_stay_small(make_server, processes):
    server = make_server("--processes", processes)
    house = house_on(server)
    pages = [
        "/",
        "/me/",
        "/space/",
        f"/partnerships/{house.partnership}/",
        f"/partnerships/{house.partnership}/agreement/",
    ]
    scripts = [
        "/api/vault/",
        f"/api/spaces/{house.space}/items/",
        f"/api/partnerships/{house.partnership}/",
        "/api/vault/log/",
    ]
    for _ in range(40):
        for path in [*pages, *scripts]:
            assert house.amara.get(path).status_code == 200, path
        item = f"/api/spaces/{house.space}/items/{uuid.uuid4()}/"
        assert house.send(house.amara, item, version=0, file=b64(sealed(kib=64))).status_code == 200

    used = megabytes(server)

    print(f"{sum(used.values())} MB together: {used}")
    assert sum(used.values()) < MOST_MB
