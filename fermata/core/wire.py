"""Reading what a script sends, and answering it: small JSON both ways, files as base64."""

import base64
import json
import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse

NO_LETTERS = re.compile("[\x00\ud800-\udfff]")
"""What JSON can name and no database keeps: the NUL, and halves of letters."""


class Malformed(Exception):
    """What was sent is not what this address takes."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Sent:
    """The fields of one request, whether sent as JSON by a script or as an ordinary form."""

    def __init__(self, request: HttpRequest | None = None, *, fields: dict[str, Any] | None = None) -> None:
        if request is None:
            self.fields = fields or {}
        elif request.content_type == "application/json":
            self.fields = _json(request.body)
        else:
            self.fields = request.POST.dict()

    def text(self, name: str, *, longest: int, default: str | None = None) -> str:
        value = self.fields.get(name, default)
        if not isinstance(value, str) or len(value) > longest or NO_LETTERS.search(value):
            raise Malformed(name)
        return value

    def number(self, name: str) -> int:
        value = self.fields.get(name)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            return int(value)
        if type(value) is not int or not 0 <= value < 2**31:
            raise Malformed(name)
        return value

    def flag(self, name: str) -> bool:
        value = self.fields.get(name, False)
        if type(value) is not bool:
            raise Malformed(name)
        return value

    def several(self, name: str, *, most: int = 1000) -> "list[Sent]":
        """A list of objects, each with fields of its own."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or len(value) > most or not all(isinstance(one, dict) for one in value):
            raise Malformed(name)
        return [Sent(fields=one) for one in value]

    def file(self, name: str = "file", *, longest: int = 1_500_000) -> bytes:
        try:
            return base64.b64decode(self.text(name, longest=longest), validate=True)
        except ValueError as error:
            raise Malformed(name) from error

    def hexadecimal(self, name: str, *, default: str | None = None) -> str:
        value = self.text(name, longest=64, default=default)
        if value and (len(value) != 64 or set(value) - set("0123456789abcdef")):
            raise Malformed(name)
        return value

    def uuid(self, name: str) -> UUID:
        try:
            return UUID(self.text(name, longest=36))
        except ValueError as error:
            raise Malformed(name) from error


def _json(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed("body") from error
    if not isinstance(fields, dict):
        raise Malformed("body")
    return fields


def b64(file: bytes | memoryview) -> str:
    return base64.b64encode(bytes(file)).decode()


def stale(version: int, **more: Any) -> JsonResponse:
    """Somebody came first."""
    return JsonResponse({"code": "stale", "version": version, **more}, status=409)
