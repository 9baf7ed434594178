"""One letter to try the mail server with: sent at once, past the outbox, by the way every letter goes."""

import smtplib
import socket
import ssl
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from fermata.site.hosting.sentences import CannotGoOn

SUBJECT = "A letter from Fermata, to try the way"
BODY = "Whoever runs {url} sent this with `fermata letter`. That you read it means that letters from there arrive.\n"
LONGEST_ANSWER = 300


def send_trial_letter(*, to: str) -> str:
    """Where it went. Raises CannotGoOn with what the server said, and what to do."""
    if not settings.SMTP_URL:
        raise CannotGoOn("No mail server is set: letters stay here, at /outbox/. Set FERMATA_SMTP_URL.")
    host, port = settings.SMTP["host"], settings.SMTP["port"]
    headers = {"Message-ID": make_msgid(domain="fermata")}
    body = BODY.format(url=settings.URL)
    letter = EmailMessage(SUBJECT, body, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)
    try:
        EmailBackend(**settings.SMTP).send_messages([letter])
    except (OSError, ValueError) as error:  # as core/letters expects them
        raise CannotGoOn(_why_not(error, place=f"{host}:{port}", to=to)) from error
    return f"{host}:{port} took the letter to {to}. See whether it arrives, also among what is taken for spam."


def _why_not(error: OSError | ValueError, *, place: str, to: str) -> str:
    match error:
        case OSError() if "timed out" in str(error):
            return (
                f"{place} did not answer within {settings.SMTP['timeout']} seconds. Are host and port right, is "
                "encryption there from the start (smtps://), does a firewall stand between?"
            )
        case smtplib.SMTPAuthenticationError():
            return (
                f"{place} does not accept the name and word in FERMATA_SMTP_URL: {_answer(error)}. "
                "Letters of theirs that have a meaning in addresses are percent-encoded (@ is %40)."
            )
        case smtplib.SMTPSenderRefused():
            return f"{place} sends nothing from {settings.MAIL_ADDRESS}: {_answer(error)}. See FERMATA_MAIL_FROM."
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(error.recipients.values()))
            return f"{place} takes no letter to {to}: {code} {_line(said)}."
        case smtplib.SMTPResponseException():
            return f"{place} did not take the letter: {_answer(error)}."
        case smtplib.SMTPServerDisconnected():
            return f"{place} ended the call: {_line(str(error))}. Perhaps FERMATA_SMTP_URL must begin with smtps://."
        case smtplib.SMTPException():
            return f"{place} does not do what FERMATA_SMTP_URL asks for: {_line(str(error))}."
        case ssl.SSLCertVerificationError():
            return f"{place} shows a certificate that does not hold: {error.verify_message}."
        case ssl.SSLError():
            return (
                f"{place} and Fermata find no common encryption: {error.reason}. It is smtps:// where encryption is "
                "there from the start (port 465), and smtp+starttls:// where it is asked for (port 587)."
            )
        case ConnectionRefusedError():
            return f"Nobody listens at {place}. Are host and port right, and does the mail server run?"
        case socket.gaierror():
            return f"No machine of that name is found: {place}."
        case OSError():
            return f"{place} cannot be reached: {error.strerror or error}."
    return f"No letter can be written to {to}."


def _answer(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {_line(error.smtp_error)}"


def _line(said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:LONGEST_ANSWER].rstrip(".")
