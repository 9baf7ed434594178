"""What a page costs: python -m bench.pages [--requests 300]

CPU of all server processes per request (with the worker idle beside), milliseconds per request one after another, bytes
on the line with gzip. Queries per page are held by tests (tests/test_page_costs.py).
"""

import argparse
import gzip
import time
from uuid import uuid4

from bench.server import Running, running, table
from tests.shapes import b64, sealed
from tests.visitor import Visitor, pair


def world(url: str) -> tuple[Visitor, dict[str, str]]:
    """Two partners with an agreement on the table, twelve notes and a meeting."""
    amara, ben = Visitor(url, "Amara").sign_in(), Visitor(url, "Ben").sign_in()
    partnership = pair(amara, ben)
    about = amara.get(f"/api/partnerships/{partnership}/").json()
    token = amara.csrf()
    amara.send(
        f"/api/partnerships/{partnership}/agreement/",
        token=token,
        number=0,
        item=str(uuid4()),
        digest="a" * 64,
        file=b64(sealed()),
    )
    for _ in range(12):
        amara.send(f"/api/spaces/{about['space']}/items/{uuid4()}/", token=token, version=0, file=b64(sealed()))
    meeting = amara.form(f"/partnerships/{partnership}/meetings/").headers["location"]
    return amara, {
        "front (signed out)": "/who-reads-what/",
        "home": "/",
        "partnership": f"/partnerships/{partnership}/",
        "agreement": f"/partnerships/{partnership}/agreement/",
        "note": f"/partnerships/{partnership}/notes/new/",
        "room": meeting,
        "profile": "/me/",
        "12 items (JSON)": f"/api/spaces/{about['space']}/items/",
        "room state (JSON)": f"/api{meeting}",
    }


def cost(server: Running, visitor: Visitor, path: str, *, requests: int) -> tuple[float, float, int]:
    for _ in range(20):
        visitor.get(path)
    before, start = server.cpu_seconds(), time.perf_counter()
    for _ in range(requests):
        answer = visitor.get(path)
    seconds = time.perf_counter() - start
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return (
        (server.cpu_seconds() - before) / requests * 1000,
        seconds / requests * 1000,
        len(gzip.compress(answer.content, 9)),
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=300)
    asked = options.parse_args()
    with running() as server:
        visitor, pages = world(server.url)
        rows = []
        for name, path in pages.items():
            cpu, wall, size = cost(server, visitor, path, requests=asked.requests)
            rows.append([name, f"{cpu:.1f}", f"{wall:.1f}", f"{size / 1000:.1f}"])
        table("Pages: cost of one request", ["page", "CPU ms", "wall ms", "kB gz"], rows)
        memory = f"{server.megabytes():.0f}"
    table("Memory of web and worker after these requests", ["what", "MB (PSS)"], [["all processes", memory]])


if __name__ == "__main__":
    main()
