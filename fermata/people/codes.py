"""allauth's sign-in by code, with one door for everybody.

allauth asks first whose address it is and writes a code only to people it knows. Here nobody is looked up before the
right code has come back: the same bytes, the same letter and the same work for every address.
"""

from typing import Any, Self

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from fermata.people.adapter import Adapter
from fermata.people.models import Person


class MailedCode(LoginCodeVerificationProcess):  # type: ignore[misc]  # allauth has no types
    """A code on its way to an address, and what became of it. It lives in the session of the browser that asked."""

    @classmethod
    def initiate(cls, *, request: HttpRequest, email: str, **_: Any) -> Self:
        """Make a code and mail it. A code asked for earlier in this browser is void from now on."""
        login = Login(email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, email=email), initiated_by_user=True)
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, request: HttpRequest) -> Self | None:
        """The code this browser has asked for, if it has."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return cls(stage=stage) if stage and stage.state.get("email") else None

    @property
    def address(self) -> str:
        return str(self.state["email"])

    @property
    def ticket(self) -> str:
        """Which code this is, for counting the tries."""
        return str(self.state["ticket"])

    def send(self, skip_enumeration_mails: bool = False) -> None:  # noqa: FBT001, FBT002  # allauth's signature
        self.state["ticket"] = get_random_string(22)
        Adapter().send_mail("account/email/login_code", self.address, {"code": self.generate_code()})

    def finish_as(self, person: Person) -> HttpResponse:
        """Sign this person in: a real sign-in of allauth's, with a new session key."""
        self._user = person
        answer: HttpResponse = self.finish(None)
        return answer


def address_in(session: dict[str, Any]) -> str:
    """The address that waits for its code in a session; nothing where none does."""
    unfinished = session.get(LOGIN_SESSION_KEY) or {}
    return str(unfinished.get("email") or "")
