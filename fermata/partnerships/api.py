"""What browsers of members ask about a partnership and its agreement."""

from uuid import UUID

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.core.idempotency import once
from fermata.core.wire import Sent, stale
from fermata.partnerships import reads
from fermata.partnerships.actions import agreement, goodbye
from fermata.partnerships.models import Partnership
from fermata.vault.actions import Stale
from fermata.vault.models import Item


def _found(request: SignedInRequest, partnership_id: UUID) -> Partnership:
    mine = Partnership.objects.visible_to(request.person).select_related("space", "goodbye")
    return get_object_or_404(mine, pk=partnership_id)


@signed_in
@require_GET
def partnership(request: SignedInRequest, partnership_id: UUID) -> JsonResponse:
    return JsonResponse(reads.partnership(_found(request, partnership_id)))


@signed_in
@require_POST
@once
def propose(request: SignedInRequest, partnership_id: UUID) -> JsonResponse:
    found, sent = _found(request, partnership_id), Sent(request)
    try:
        proposal = agreement.propose(
            found,
            former=sent.number("number"),
            item=sent.uuid("item"),
            file=sent.file(),
            digest=sent.hexadecimal("digest"),
            withdrawal=sent.hexadecimal("withdrawal", default=""),
            now=now(),
        )
    except Stale as first:
        return stale(first.version)
    except Item.DoesNotExist as elsewhere:
        raise Http404 from elsewhere
    return JsonResponse({"number": proposal.number}, status=201)


@signed_in
@require_POST
@once
def put_side(request: SignedInRequest, partnership_id: UUID, side_id: UUID) -> JsonResponse:
    """What one member thinks of each clause: a sealed item like others, and all screens hear that it has changed."""
    found, sent = _found(request, partnership_id), Sent(request)
    try:
        version = agreement.put_side(found, item=side_id, former=sent.number("version"), file=sent.file(), now=now())
    except Stale as first:
        return stale(first.version)
    except Item.DoesNotExist as elsewhere:
        raise Http404 from elsewhere
    return JsonResponse({"version": version})


@signed_in
@require_POST
@once
def sign(request: SignedInRequest, partnership_id: UUID) -> JsonResponse:
    found, sent = _found(request, partnership_id), Sent(request)
    reached = agreement.sign(
        found,
        number=sent.number("number"),
        digest=sent.hexadecimal("digest"),
        proof=sent.text("proof", longest=88),
        by=request.person,
        now=now(),
    )
    return JsonResponse({"in_force": reached})


@signed_in
@require_POST
@once
def withdraw_signature(request: SignedInRequest, partnership_id: UUID) -> JsonResponse:
    found = _found(request, partnership_id)
    agreement.withdraw_signature(found, number=Sent(request).number("number"), by=request.person, now=now())
    return JsonResponse({})


@signed_in
@require_POST
@once
def say_goodbye(request: SignedInRequest, partnership_id: UUID) -> JsonResponse:
    """Leaving or protecting from a page whose space is open: what the leaver takes back goes with it, in one step."""
    found, sent = _found(request, partnership_id), Sent(request)
    verb = goodbye.protect if sent.flag("protect") else goodbye.leave
    verb(found, by=request.person, now=now(), taken_back=_taken_back(sent))
    return JsonResponse({})


def _taken_back(sent: Sent) -> list[goodbye.TakenBack]:
    return [
        goodbye.TakenBack(
            item=text.uuid("item"), base=text.number("version"), token=text.hexadecimal("token"), file=text.file()
        )
        for text in sent.several("taken_back")
    ]
