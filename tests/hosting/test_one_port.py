"""One port, one Fermata: a second one says what is the matter, and the first ends without a word."""

import socket
import subprocess
import sys
import time

import pytest

from conftest import a_server, free_port


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_what_answers_there_already_is_named_and_nothing_is_served(tmp_path, command):
    """Both would get some of the visits: the web server shares its port with whoever asks to."""
    port = free_port()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        asked = [sys.executable, "-m", "fermata", command, "--port", str(port)]
        done = subprocess.run(
            asked, env=a_server(tmp_path).environment, capture_output=True, text=True, timeout=60, check=False
        )

    assert done.returncode == 1
    assert done.stderr == f"Something already answers at 127.0.0.1:{port}. Stop it, or choose another with --port.\n"


def test_it_ends_without_a_word_though_a_browser_holds_a_connection(tmp_path):
    server = a_server(tmp_path)
    server.start()
    with socket.create_connection(("127.0.0.1", int(server.arguments[1]))) as held:
        held.sendall(b"GET / HTTP/1.1\r\n")
        time.sleep(0.5)
        server.stop()

    assert "Killing" not in server.log.read_text()
