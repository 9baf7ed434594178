"""Judgements of the vault: pure; they see values and answer None or a Refusal."""

import re

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal

KIB = 1024
LONGEST_ITEM = 1024 * KIB
LONGEST_KEY_FILE = 16 * KIB
LONGEST_WAY_IN = 8 * KIB

NOT_SEALED = Refusal(
    "not_an_age_file", _("This did not arrive sealed, so it was not kept. Reload the page and try again.")
)
READ_ONLY = Refusal(
    "space_closed", _("This partnership has ended. What is here can be read, and nothing can be added.")
)
LAST_WAY_IN = Refusal("last_way_in", _("This is your last way in. Add another one first, then remove this one."))
NOT_THE_AUTHOR = Refusal("not_the_author", _("Only the one who wrote this can take it back."))
LOG_ORDER = Refusal("log_order", _("Your space was changed on another device just now. Reload the page."))
LOG_NOT_YOURS = Refusal("log_not_yours", _("This does not fit your account. Reload the page and try again."))

_B64_32 = rb"[A-Za-z0-9+/]{43}"
_MAC = rb"--- " + _B64_32 + rb"\n"
_FOR_ONE = rb"-> X25519 " + _B64_32 + rb"\n" + _B64_32 + rb"\n"
_FIRST = rb"age-encryption\.org/v1\n"
_SEALED = re.compile(_FIRST + _FOR_ONE + _MAC)
_SEALED_TO_SOME = re.compile(_FIRST + rb"(?:" + _FOR_ONE + rb"){1,16}" + _MAC)
_LOCKED_BY_WORDS = re.compile(_FIRST + rb"-> scrypt [A-Za-z0-9+/]{22} (1[5-8])\n" + _B64_32 + rb"\n" + _MAC)
_NONCE, _TAG, _CHUNK = 16, 16, 64 * KIB


def plaintext_size(payload_size: int) -> int:
    """Bytes of text in an age payload of this size: a nonce, then chunks of 64 KiB with a tag each."""
    chunks = max(1, -(-(payload_size - _NONCE) // (_CHUNK + _TAG)))
    return payload_size - _NONCE - chunks * _TAG


def is_size_class(size: int) -> bool:
    """1, 2, 4 … 64 KiB, then multiples of 64 KiB: the length of a text says almost nothing."""
    if size % KIB or not KIB <= size <= LONGEST_ITEM:
        return False
    kib = size // KIB
    return kib & (kib - 1) == 0 if kib <= 64 else kib % 64 == 0


def why_not_item(file: bytes) -> Refusal | None:
    """An item is an age file for exactly one reader (the space), of a permitted size."""
    header = _SEALED.match(file)
    if header is None or not is_size_class(plaintext_size(len(file) - header.end())):
        return NOT_SEALED
    return None


def why_not_key_file(file: bytes) -> Refusal | None:
    """A space's key is an age file for its keepers."""
    return None if len(file) <= LONGEST_KEY_FILE and _SEALED_TO_SOME.match(file) else NOT_SEALED


def why_not_way_in(file: bytes, *, method: str) -> Refusal | None:
    """An account file is locked by words with enough work in them, or sealed to a passkey."""
    shape = _SEALED if method == "passkey" else _LOCKED_BY_WORDS
    return None if len(file) <= LONGEST_WAY_IN and shape.match(file) else NOT_SEALED


def why_not_write(*, is_closed: bool) -> Refusal | None:
    """A space whose partnership has ended can be read, not written."""
    return READ_ONLY if is_closed else None


def why_not_remove_way_in(*, ways_in: int) -> Refusal | None:
    """A person always keeps one way in."""
    return LAST_WAY_IN if ways_in <= 1 else None


def why_not_withdraw(*, token_fits: bool) -> Refusal | None:
    """Only the author holds the token that takes a text back; also when the space is closed."""
    return None if token_fits else NOT_THE_AUTHOR


def why_not_log(*, is_own: bool, follows: bool, signature_holds: bool) -> Refusal | None:
    """People append only their own bundles, one after another."""
    if not is_own or not signature_holds:
        return LOG_NOT_YOURS
    return None if follows else LOG_ORDER
