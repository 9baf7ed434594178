"""`fermata letter`: what becomes of one letter at a mail server that takes it, refuses it, or is none."""

import socket
import ssl
import subprocess
import sys
from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from conftest import a_server, free_port
from fermata.site.hosting.sentences import CannotGoOn
from fermata.site.hosting.trial_letter import send_trial_letter
from tests.bad_days.post import post_office


class Clerk:
    """Refuses at one step."""

    def __init__(self, step: str = "", answer: str = "") -> None:
        self.step, self.answer = step, answer

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802  # aiosmtpd's
        envelope.mail_from = address
        return self.answer if self.step == "MAIL" else "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  # aiosmtpd's
        envelope.rcpt_tos.append(address)
        return self.answer if self.step == "RCPT" else "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's
        return self.answer if self.step == "DATA" else "250 OK"


@contextmanager
def an_office(clerk=None, **options):
    office = Controller(clerk or Clerk(), hostname="127.0.0.1", port=free_port(), **options)
    office.start()
    try:
        yield office.port
    finally:
        office.stop()


@pytest.fixture
def send(settings):
    usual = settings.SMTP | {"host": "127.0.0.1", "use_tls": False, "timeout": 5}

    def sent(port: int, *, to: str = "amara@example.org", **smtp) -> str:
        settings.SMTP_URL = "smtp://set"
        settings.SMTP = usual | {"port": port} | smtp
        return send_trial_letter(to=to)

    return sent


def refused(send, port, **smtp) -> str:
    with pytest.raises(CannotGoOn) as why:
        send(port, **smtp)
    return str(why.value)


def fermata(data, *arguments, **settings) -> tuple[int, str]:
    """The exit code, and what was said, on one line."""
    environment = a_server(data).environment | settings
    command = [sys.executable, "-m", "fermata", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_the_command_sends_one_letter_and_says_that_it_was_taken(tmp_path):
    with post_office() as post:
        where = f"smtp://127.0.0.1:{post.port}"
        code, said = fermata(tmp_path, "letter", "amara@example.org", FERMATA_SMTP_URL=where)

    assert (code, len(post.to("amara@example.org"))) == (0, 1)
    assert f"127.0.0.1:{post.port} took the letter to amara@example.org." in said


def test_the_command_ends_with_one_where_no_letter_left(tmp_path):
    code, said = fermata(tmp_path, "letter", "amara@example.org")

    assert (code, "No mail server is set" in said) == (1, True)


@pytest.mark.parametrize(
    ("step", "answer", "said"),
    [
        ("MAIL", "550 not from you", "sends nothing from fermata@"),
        ("RCPT", "550 no such person", "takes no letter to amara@example.org: 550 no such person."),
        ("DATA", "554 looks like spam", "did not take the letter: 554 looks like spam."),
    ],
)
def test_what_a_server_refuses_it_says_in_its_own_words(send, step, answer, said):
    with an_office(Clerk(step, answer)) as port:
        assert said in refused(send, port)


def test_a_wrong_word_is_told_and_not_repeated(send):
    def check(server, session, envelope, mechanism, given):
        return AuthResult(success=given.password == b"right", handled=False)

    with an_office(authenticator=check, auth_require_tls=False) as port:
        said = refused(send, port, username="fermata", password="wrong-word")
        assert send(port, username="fermata", password="right")

    assert "does not accept the name and word in FERMATA_SMTP_URL: 535" in said
    assert "wrong-word" not in said


def test_a_server_that_cannot_what_is_asked_for(send):
    with an_office() as port:
        assert "STARTTLS" in refused(send, port, use_tls=True)
        assert "AUTH" in refused(send, port, username="fermata", password="word")
        assert "no common encryption" in refused(send, port, use_ssl=True)


def test_a_certificate_nobody_vouches_for(send, tmp_path):
    pem = tmp_path / "own.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]
    command += ["-subj", "/CN=localhost", "-keyout", str(tmp_path / "key.pem"), "-out", str(pem)]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, tmp_path / "key.pem")

    with an_office(tls_context=context) as port:
        assert "shows a certificate that does not hold" in refused(send, port, use_tls=True)


def test_nobody_there_and_nobody_answering(send):
    assert "Nobody listens at 127.0.0.1:" in refused(send, free_port())
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "did not answer within 1 seconds" in refused(send, silent.getsockname()[1], timeout=1)


def test_no_letter_is_written_to_two_lines(send):
    with an_office() as port:
        assert "No letter can be written" in refused(send, port, to="amara@example.org\nBcc: ben@example.org")
