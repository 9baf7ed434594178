"""Where allauth asks how we do things: its mails, its messages, where it sends people, who may come in."""

import ipaddress
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from fermata.core.refusal import Refused
from fermata.people import letters
from fermata.people.models import Person
from fermata.people.rules import CLOSED, own_path


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Our answers for allauth's accounts."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """There is one letter. Another one of allauth's would mean that a way in was opened unawares."""
        if template_prefix != "account/email/login_code":
            raise LookupError(f"no letter of ours is called {template_prefix}")
        letters.send_code(to=email, code=context["code"])

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: our pages say what happened, where it happened."""

    def generate_login_code(self) -> str:
        return f"{secrets.randbelow(1_000_000):06}"

    def get_client_ip(self, request: HttpRequest) -> str:
        """The network somebody comes from: enough to slow down a guesser, too little to find a household."""
        address = ipaddress.ip_address(super().get_client_ip(request))
        mapped = getattr(address, "ipv4_mapped", None)
        address = mapped or address
        prefix = 24 if address.version == 4 else 48  # versions of IP
        return str(ipaddress.ip_network((address, prefix), strict=False).network_address)

    def is_safe_url(self, url: str) -> bool:
        return bool(own_path(url))

    def get_login_stages(self) -> list[str]:
        """The code and nothing after it: a passkey is another way in, not a second lock on this one."""
        return ["allauth.account.stages.LoginByCodeStage"]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        raise Refused(CLOSED)


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Our answers for allauth's passkeys: what a device shows beside one."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Fermata"}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        return {"id": user.pk.hex.encode(), "name": user.email, "display_name": str(user)}
