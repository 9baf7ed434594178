"""A hundred megabytes in one line, sent to the running server: one sentence, and its memory stays where it was."""

from collections.abc import Iterator

from tests.bad_days.test_memory import megabytes
from tests.visitor import Visitor

LINE = "a-line-nobody-writes"
HEAD = "\r\n".join(
    [
        f"--{LINE}",
        'Content-Disposition: form-data; name="csrfmiddlewaretoken"',
        "",
        "{token}",
        f"--{LINE}",
        'Content-Disposition: form-data; name="file"; filename="x.ics"',
        "Content-Type: text/calendar",
        "",
        "BEGIN:VCALENDAR",
        "X:",
    ]
)


TAIL = f"\r\n--{LINE}--\r\n"


def hundred_megabytes(head: str) -> Iterator[bytes]:
    yield head.encode()
    for _ in range(100):
        yield b"a" * 1_000_000
    yield TAIL.encode()


def test_a_hundred_megabytes_get_one_sentence(make_server):
    server = make_server()
    amara = Visitor(server.url, "Amara").sign_in()
    amara.get("/me/time/")
    before = sum(megabytes(server).values())

    head = HEAD.format(token=amara.csrf())
    size = len(head) + 100_000_000 + len(TAIL)
    headers = {"Content-Type": f"multipart/form-data; boundary={LINE}", "Content-Length": str(size)}
    answer = amara.client.post("/me/time/calendars/", content=hundred_megabytes(head), headers=headers)

    assert answer.status_code == 422
    assert "That calendar is larger than 2 MB." in answer.text
    assert sum(megabytes(server).values()) - before < 64
    assert amara.get("/me/time/").status_code == 200
