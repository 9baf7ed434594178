"""The age format (age-encryption.org/v1), written from its specification with nothing but primitives.

Only what Fermata uses: X25519 and scrypt stanzas, payloads in 64 KiB chunks. Opening is left to pyrage,
writing is done here, so that two programs which are not ours stand on the two sides of every test.
"""

import base64
import hashlib
import hmac
import os
import re

import pyrage
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = "age-encryption.org/v1"
CHUNK = 64 * 1024
ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def hkdf(secret: bytes, *, salt: bytes | None, info: str, length: int = 32) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info.encode()).derive(secret)


def identity_of(secret: bytes) -> str:
    """32 bytes as AGE-SECRET-KEY-1..."""
    return bech32("age-secret-key-", secret).upper()


def secret_of(identity: str) -> bytes:
    return unbech32("age-secret-key-", identity.lower())


def recipient_of(identity: str) -> str:
    public = X25519PrivateKey.from_private_bytes(secret_of(identity)).public_key()
    return bech32("age", public.public_bytes_raw())


def seal_to(recipients: list[str], plain: bytes) -> bytes:
    file_key = os.urandom(16)
    stanzas = [x25519_stanza(recipient, file_key) for recipient in recipients]
    return header(stanzas, file_key) + payload(plain, file_key)


def seal_with_words(words: str, plain: bytes, *, work: int) -> bytes:
    """work: log2 of scrypt's N."""
    file_key, salt = os.urandom(16), os.urandom(16)
    wrapping = hashlib.scrypt(
        words.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=2**work, r=8, p=1, dklen=32, maxmem=2**29
    )
    stanza = f"-> scrypt {unpadded(salt)} {work}\n{unpadded(wrapped(file_key, wrapping))}\n"
    return header([stanza], file_key) + payload(plain, file_key)


def open_with(identity: str, file: bytes) -> bytes:
    return pyrage.decrypt(file, [pyrage.x25519.Identity.from_str(identity)])


def open_with_words(words: str, file: bytes) -> bytes:
    return pyrage.passphrase.decrypt(file, words)


def stanzas_of(file: bytes) -> list[list[str]]:
    """The first line of each stanza, in pieces. Fails when the header is not one."""
    head, found, _rest = file.partition(b"\n--- ")
    assert found, "no header"
    lines = head.decode("ascii").split("\n")
    assert lines[0] == VERSION
    return [line[3:].split(" ") for line in lines[1:] if line.startswith("-> ")]


def x25519_stanza(recipient: str, file_key: bytes) -> str:
    theirs = unbech32("age", recipient)
    ephemeral = X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(theirs))
    wrapping = hkdf(shared, salt=share + theirs, info="age-encryption.org/v1/X25519")
    return f"-> X25519 {unpadded(share)}\n{unpadded(wrapped(file_key, wrapping))}\n"


def header(stanzas: list[str], file_key: bytes) -> bytes:
    text = f"{VERSION}\n{''.join(stanzas)}---".encode()
    mac = hmac.digest(hkdf(file_key, salt=None, info="header"), text, "sha256")
    return text + f" {unpadded(mac)}\n".encode()


def payload(plain: bytes, file_key: bytes) -> bytes:
    nonce = os.urandom(16)
    cipher = ChaCha20Poly1305(hkdf(file_key, salt=nonce, info="payload"))
    starts = range(0, max(len(plain), 1), CHUNK)
    sealed = [
        cipher.encrypt(number.to_bytes(11) + bytes([start + CHUNK >= len(plain)]), plain[start : start + CHUNK], None)
        for number, start in enumerate(starts)
    ]
    return nonce + b"".join(sealed)


def wrapped(file_key: bytes, wrapping: bytes) -> bytes:
    return ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)


def unpadded(some: bytes) -> str:
    return base64.b64encode(some).decode().rstrip("=")


def bech32(prefix: str, some: bytes) -> str:
    """BIP 173, without its limit of 90 characters."""
    values = regrouped(some, 8, 5)
    check = polymod([*expanded(prefix), *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [(check >> 5 * (5 - place)) & 31 for place in range(6)]
    return f"{prefix}1{''.join(ALPHABET[value] for value in values)}"


def unbech32(prefix: str, text: str) -> bytes:
    assert re.fullmatch(f"{prefix}1[{ALPHABET}]+", text), text
    values = [ALPHABET.index(letter) for letter in text[len(prefix) + 1 :]]
    assert polymod([*expanded(prefix), *values]) == 1, "the checksum does not hold"
    return bytes(regrouped(values[:-6], 5, 8, pad=False))


def expanded(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if (top >> place) & 1 else 0
    return check


def regrouped(values: bytes | list[int], from_bits: int, to_bits: int, *, pad: bool = True) -> list[int]:
    held, bits, found = 0, 0, []
    for value in values:
        held, bits = held << from_bits | value, bits + from_bits
        while bits >= to_bits:
            bits -= to_bits
            found.append(held >> bits & (1 << to_bits) - 1)
    if pad and bits:
        found.append(held << to_bits - bits & (1 << to_bits) - 1)
    return found
