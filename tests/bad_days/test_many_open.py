"""Every open room is a connection that stays. So many of them leave room for whoever comes next."""

import resource
import socket
from contextlib import ExitStack

MANY = 2_200
"""More than the queue at the door holds, which was once the limit."""


def test_whoever_comes_next_is_served_however_many_rooms_are_open(make_server):
    server = make_server()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    address = ("127.0.0.1", int(server.arguments[1]))
    with ExitStack() as held:
        for _ in range(MANY):
            held.enter_context(socket.create_connection(address, timeout=5))
        with socket.create_connection(address, timeout=5) as next_one:
            next_one.sendall(f"GET /health/ HTTP/1.1\r\nHost: localhost:{address[1]}\r\n\r\n".encode())
            assert next_one.recv(12) == b"HTTP/1.1 200"
