"""The few things a template cannot say in plain HTML."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from fermata.core.places import ROOT

register = template.Library()


@cache
def _integrity(name: str) -> str:
    """What the browser checks before it runs the file (the header Integrity-Policy asks for it)."""
    served, built_here = Path(f"{settings.STATIC_ROOT}/{name}"), Path(f"{ROOT}/web/built/{name}")
    content = (served if served.exists() else built_here).read_bytes()
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


@cache
def built(name: str) -> str:
    """The address of a built file; the fingerprint makes a new release fetch it anew."""
    return f"{settings.STATIC_URL}{name}?v={_integrity(name)[7:15].replace('+', '-').replace('/', '_')}"


@cache
def _is_built(name: str) -> bool:
    return Path(f"{ROOT}/web/built/{name}").exists()


@register.simple_tag
def script(name: str) -> SafeString:
    """A script; before it what it says in the page's language, if that is not English."""
    texts = f"{name.removesuffix('.js')}-{get_language()}.js"
    return mark_safe((_module(texts) if _is_built(texts) else "") + _module(name))  # noqa: S308  # both made below


def _module(name: str) -> SafeString:
    return format_html('<script type="module" src="{}" integrity="{}"></script>', built(name), _integrity(name))


@register.simple_tag
def stylesheet(name: str) -> SafeString:
    return format_html('<link rel="stylesheet" href="{}" integrity="{}">', built(name), _integrity(name))


@register.simple_tag
def built_file(name: str) -> str:
    return built(name)


@register.simple_tag
def demo() -> bool:
    """Whether this is the demonstration (`fermata demo`), which every page says."""
    return bool(settings.DEMO)


@register.simple_tag
def built_texts(kind: str) -> str:
    """The address of texts in the page's language, or in English where it has none: structures, questions, skills."""
    here = f"{kind}-{get_language()}.json"
    return built(here if _is_built(here) else f"{kind}-en.json")
