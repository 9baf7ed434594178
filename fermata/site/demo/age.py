"""Writing age files (age-encryption.org/v1), from its specification, with nothing but primitives.

Only what Fermata uses: X25519 and scrypt stanzas, payloads in 64 KiB chunks. It opens nothing.
"""

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = "age-encryption.org/v1"
CHUNK = 64 * 1024
ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
IDENTITY, RECIPIENT = "age-secret-key-", "age"


class NotBech32(ValueError):
    """A key that is written wrongly."""


def hkdf(secret: bytes, *, salt: bytes | None, info: str, length: int = 32) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info.encode()).derive(secret)


def new_identity() -> str:
    """Never with a first byte of zero: WebKitGTK cannot import those."""
    while (secret := os.urandom(32))[0] == 0:
        pass
    return identity_of(secret)


def identity_of(secret: bytes) -> str:
    """32 bytes as AGE-SECRET-KEY-1…"""
    return bech32(IDENTITY, secret).upper()


def secret_of(identity: str) -> bytes:
    return unbech32(IDENTITY, identity.lower())


def recipient_of(identity: str) -> str:
    public = X25519PrivateKey.from_private_bytes(secret_of(identity)).public_key()
    return bech32(RECIPIENT, public.public_bytes_raw())


def seal_to(recipients: list[str], plain: bytes) -> bytes:
    file_key = os.urandom(16)
    stanzas = [_x25519_stanza(recipient, file_key=file_key) for recipient in recipients]
    return _header(stanzas, file_key=file_key) + _payload(plain, file_key=file_key)


def seal_with_words(words: str, plain: bytes, *, work: int) -> bytes:
    """work: log2 of scrypt's N."""
    file_key, salt = os.urandom(16), os.urandom(16)
    wrapping = hashlib.scrypt(
        words.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=2**work, r=8, p=1, dklen=32, maxmem=2**29
    )
    stanza = f"-> scrypt {_unpadded(salt)} {work}\n{_unpadded(_wrapped(file_key, wrapping=wrapping))}\n"
    return _header([stanza], file_key=file_key) + _payload(plain, file_key=file_key)


def _x25519_stanza(recipient: str, *, file_key: bytes) -> str:
    theirs = unbech32(RECIPIENT, recipient)
    ephemeral = X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(theirs))
    wrapping = hkdf(shared, salt=share + theirs, info="age-encryption.org/v1/X25519")
    return f"-> X25519 {_unpadded(share)}\n{_unpadded(_wrapped(file_key, wrapping=wrapping))}\n"


def _header(stanzas: list[str], *, file_key: bytes) -> bytes:
    text = f"{VERSION}\n{''.join(stanzas)}---".encode()
    mac = hmac.digest(hkdf(file_key, salt=None, info="header"), text, "sha256")
    return text + f" {_unpadded(mac)}\n".encode()


def _payload(plain: bytes, *, file_key: bytes) -> bytes:
    nonce = os.urandom(16)
    cipher = ChaCha20Poly1305(hkdf(file_key, salt=nonce, info="payload"))
    starts = range(0, max(len(plain), 1), CHUNK)
    sealed = [
        cipher.encrypt(
            number.to_bytes(11, "big") + bytes([start + CHUNK >= len(plain)]), plain[start : start + CHUNK], None
        )
        for number, start in enumerate(starts)
    ]
    return nonce + b"".join(sealed)


def _wrapped(file_key: bytes, *, wrapping: bytes) -> bytes:
    return ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)


def _unpadded(some: bytes) -> str:
    return base64.b64encode(some).decode().rstrip("=")


def bech32(prefix: str, some: bytes) -> str:
    """BIP 173, without its limit of 90 characters."""
    values = _regrouped(some, given=8, wanted=5)
    check = _polymod([*_expanded(prefix), *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [(check >> 5 * (5 - place)) & 31 for place in range(6)]
    return f"{prefix}1{''.join(ALPHABET[value] for value in values)}"


def unbech32(prefix: str, text: str) -> bytes:
    head, found, rest = text.partition("1")
    if head != prefix or not found or not set(rest) <= set(ALPHABET):
        raise NotBech32(text)
    values = [ALPHABET.index(letter) for letter in rest]
    if _polymod([*_expanded(prefix), *values]) != 1:
        raise NotBech32(text)
    return bytes(_regrouped(values[:-6], given=5, wanted=8)[:32])


def _expanded(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if (top >> place) & 1 else 0
    return check


def _regrouped(values: bytes | list[int], *, given: int, wanted: int) -> list[int]:
    """The same bits in groups of another size; what is left over is filled up with zeros."""
    held, bits, found = 0, 0, []
    for value in values:
        held, bits = held << given | value, bits + given
        while bits >= wanted:
            bits -= wanted
            found.append(held >> bits & (1 << wanted) - 1)
    if bits:
        found.append(held << wanted - bits & (1 << wanted) - 1)
    return found
