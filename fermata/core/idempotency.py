"""A script may ask twice (a lost answer, a killed server, a double click); the work is done once."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse

from fermata.core.doors import SignedInRequest
from fermata.core.models import KeptAnswer

P = ParamSpec("P")
CONFLICT = 409
View = Callable[Concatenate[SignedInRequest, P], HttpResponse]


def once(view: View[P]) -> View[P]:
    """Do what is asked and keep the answer in one transaction; the same key gets the same answer again.

    The key comes in the header Idempotency-Key, or as the field idempotency_key of an ordinary form. Only digests are
    kept, of the key and of the question under it: nobody without the key can tell from them what was asked.
    """

    @wraps(view)
    def answered(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key = request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key", "")
        if not 16 <= len(key) <= 64:
            return JsonResponse({"code": "key_missing"}, status=400)
        if request.content_type == "multipart/form-data":
            return JsonResponse({"code": "malformed"}, status=415)
        key = hashlib.sha256(key.encode()).hexdigest()
        question = hashlib.sha256(f"{key}\n{request.get_full_path()}\n".encode() + request.body).hexdigest()
        with transaction.atomic():
            _stay_here(request)
            kept, is_new = _claim(request, key=key, question=question)
            if not is_new:
                return _again(kept, question=question)
            answer = view(request, *args, **kwargs)
            if answer.status_code == CONFLICT:  # somebody came first, and nothing was written: it may be asked again
                kept.delete()
                return answer
            kept.status, kept.body = answer.status_code, answer.content
            kept.save(update_fields=["status", "body"])
            return answer

    return cast("View[P]", answered)


def _stay_here(request: SignedInRequest) -> None:
    """Deleting an account locks the person, then what is theirs; whoever writes takes the same order, or both wait."""
    type(request.person).objects.select_for_update(no_key=True).get(pk=request.person.pk)


def _claim(request: SignedInRequest, *, key: str, question: str) -> tuple[KeptAnswer, bool]:
    """Whoever comes second waits here until the first is done: the constraint decides."""
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(person=request.person, key=key, question=question), True
    except IntegrityError:
        return KeptAnswer.objects.get(person=request.person, key=key), False


def _again(kept: KeptAnswer, *, question: str) -> HttpResponse:
    if kept.question != question:
        return JsonResponse({"code": "key_used_twice"}, status=422)
    answer = HttpResponse(bytes(kept.body), status=kept.status, content_type="application/json")
    answer.headers["Idempotency-Replayed"] = "true"
    return answer
