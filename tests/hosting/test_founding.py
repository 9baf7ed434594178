"""`fermata organisation` and `fermata organiser`: into which folder, and not before there is a database."""

import subprocess
import sys

from conftest import a_server


def fermata(data, *arguments, **settings) -> tuple[int, str]:
    """The exit code, and what was said, on one line."""
    environment = a_server(data).environment | settings
    command = [sys.executable, "-m", "fermata", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_before_there_is_a_database_nothing_is_founded_and_the_folder_is_named(tmp_path):
    refused = [fermata(tmp_path, "organisation", "Harbour Hospital"), fermata(tmp_path, "organiser", "0" * 32)]
    assert fermata(tmp_path, "upgrade")[0] == 0
    founded = fermata(tmp_path, "organisation", "Harbour Hospital")

    assert [code for code, _ in (*refused, founded)] == [1, 1, 0]
    assert all("There is no database of this version yet." in said for _, said in refused)
    assert all(f"Data folder: {tmp_path}" in said for _, said in (*refused, founded))


def test_the_link_has_the_address_at_which_this_place_was_last_served(tmp_path):
    """Whoever types the command in a second terminal need not name the port again."""
    server = a_server(tmp_path)
    server.start()
    server.stop()

    code, said = fermata(tmp_path, "organisation", "Harbour Hospital", FERMATA_URL="")

    assert code == 0
    assert f"{server.url}/r/" in said
