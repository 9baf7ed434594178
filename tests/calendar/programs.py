"""Other people's calendar programs, as small as they can be set up: khal, calcurse, and vdirsyncer before Radicale."""

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from conftest import free_port

SECONDS = 60


def run(*command: str, home: Path, zone: str = "Asia/Kolkata") -> str:
    told = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TZ": zone,
        "LC_ALL": "C.UTF-8",
        "XDG_CONFIG_HOME": str(home / ".config"),
    }
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=told, check=False)
    assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


class Khal:
    """A calendar on disk, and what khal lists of it."""

    def __init__(self, home: Path, *, zone: str) -> None:
        self.home, self.folder, self.config = home, home / "khal", home / "khal.conf"
        self.folder.mkdir()
        self.config.write_text(
            f"[calendars]\n[[fermata]]\npath = {self.folder}\ntype = calendar\n[locale]\nlocal_timezone = {zone}\n"
            "default_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"[sqlite]\npath = {home}/khal.db\n[default]\ndefault_calendar = fermata\n"
        )

    def take(self, text: str) -> None:
        """An invitation, as somebody imports it."""
        path = self.home / "message.ics"
        path.write_bytes(text.encode())
        run("khal", "-c", str(self.config), "import", "--batch", "-a", "fermata", str(path), home=self.home)

    def lists(self) -> list[str]:
        listed = run(
            "khal", "-c", str(self.config), "list", "--day-format", "", "--format", "{start} {end-time} {title}",
            "2026-11-20", "30d", home=self.home,
        )  # fmt: skip
        return [line for line in listed.splitlines() if line.strip()]


def calcurse(home: Path, text: str, *, zone: str) -> str:
    """What calcurse shows after it has taken in a whole feed."""
    folder, path = home / "calcurse", home / "feed.ics"
    folder.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    where = ("calcurse", "-D", str(folder), "-C", str(folder))
    run(*where, "-q", "-i", str(path), home=home, zone=zone)
    return run(*where, "-Q", "--filter-type", "cal", "--from", "11/20/2026", "--days", "30", home=home, zone=zone)


class Feed:
    """Our feed at an address, whatever it says at the moment."""

    def __init__(self) -> None:
        self.text = ""
        told = self

        class Door(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = told.text.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/calendar; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/feed.ics"

    def close(self) -> None:
        self._server.shutdown()


@contextmanager
def radicale(home: Path):
    """A CalDAV server with one empty calendar; gives its address and the folder it keeps it in."""
    port, storage = free_port(), home / "radicale"
    folder = storage / "collection-root" / "amara" / "hours"
    folder.mkdir(parents=True)
    (folder / ".Radicale.props").write_text(json.dumps({"tag": "VCALENDAR"}))
    command = [
        "radicale",
        "-C",
        "",
        "-H",
        f"127.0.0.1:{port}",
        "--auth-type",
        "none",
        "--storage-filesystem-folder",
        str(storage),
    ]
    with (home / "radicale.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env={"PATH": os.environ["PATH"], "HOME": str(home)})
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/amara/hours/", folder
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(url: str) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            httpx.get(url)
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError("Radicale does not answer")


class Sync:
    """vdirsyncer between an address or a folder and the CalDAV server."""

    def __init__(self, home: Path, *, source: str, target: str) -> None:
        self.home, self.config = home, home / "vdirsyncer.conf"
        kind = (
            f'type = "http"\nurl = "{source}"'
            if source.startswith("http")
            else f'type = "filesystem"\npath = "{source}"\nfileext = ".ics"'
        )
        self.config.write_text(
            f'[general]\nstatus_path = "{home}/status"\n[pair hours]\na = "ours"\nb = "theirs"\ncollections = null\n'
            f'conflict_resolution = "a wins"\n[storage ours]\n{kind}\n[storage theirs]\ntype = "caldav"\nurl = "{target}"\n'
            'username = "amara"\npassword = "amara"\n'
        )
        run("vdirsyncer", "-c", str(self.config), "discover", home=home)

    def now(self) -> None:
        run("vdirsyncer", "-c", str(self.config), "sync", "--force-delete", home=self.home)


class Client:
    """What a calendar program does with the letters it gets (RFC 5546): keeps the newest, and forgets what is cancelled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def take(self, text: str) -> None:
        lines = text.replace("\r\n ", "").split("\r\n")
        uid = next(line[4:] for line in lines if line.startswith("UID:"))
        path = self.folder / f"{uid}.ics"
        if "METHOD:CANCEL" in lines:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes("\r\n".join(line for line in lines if not line.startswith("METHOD:")).encode())


if __name__ == "__main__":
    sys.exit("These are parts for tests/calendar/test_programs.py.")
