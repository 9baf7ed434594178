"""Addresses that browsers' vaults talk to. Everything that passes here is locked."""

from uuid import UUID

from django.db import OperationalError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.core.idempotency import once
from fermata.core.wire import Malformed, Sent, b64, stale
from fermata.people import throttle
from fermata.vault import actions, reads
from fermata.vault.models import Draft, Item, ItemVersion, Space, WayIn

reading_and_writing = require_http_methods(["GET", "POST"])


@signed_in
@require_GET
def vault(request: SignedInRequest) -> JsonResponse:
    return JsonResponse(reads.vault_of(request.person))


@signed_in
@require_GET
def way_in(request: SignedInRequest, way_id: UUID) -> HttpResponse:
    way = get_object_or_404(request.person.ways_in, pk=way_id)
    if not _may_fetch(request):
        return throttle.slow_down(request, seconds=600)
    return HttpResponse(bytes(way.file), content_type="application/octet-stream")


def _may_fetch(request: SignedInRequest) -> bool:
    """A full disk counts nothing, and keeps nobody from reading: they may come in all the same."""
    try:
        return throttle.count(request, "way_in", key=str(request.person.pk))
    except OperationalError:
        return True


@signed_in
@require_POST
@once
def create_way_in(request: SignedInRequest) -> JsonResponse:
    sent = Sent(request)
    method = sent.text("method", longest=8)
    if method not in WayIn.Method.values:
        raise Malformed("method")
    way = actions.add_way_in(
        by=request.person,
        method=method,
        label=sent.text("label", longest=80, default=""),
        file=sent.file(),
        credential=sent.text("credential", longest=400, default=""),
        now=now(),
    )
    return JsonResponse({"id": str(way.pk)}, status=201)


@signed_in
@require_POST
@once
def delete_way_in(request: SignedInRequest, way_id: UUID) -> HttpResponse:
    way = get_object_or_404(request.person.ways_in, pk=way_id)
    actions.remove_way_in(way, by=request.person)
    return JsonResponse({})


@signed_in
@reading_and_writing
def log(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        return append_to_log(request)
    since = request.GET.get("since", "0")
    if not (since.isascii() and since.isdigit() and len(since) < 12):
        raise Malformed("since")
    return JsonResponse(reads.log_since(int(since), person=request.person))


@once
def append_to_log(request: SignedInRequest) -> JsonResponse:
    entry = actions.append_to_log(Sent(request).text("bundle", longest=4000), by=request.person)
    return JsonResponse({"index": entry.index, "head": entry.head}, status=201)


@signed_in
@require_GET
def space(request: SignedInRequest, space_id: UUID) -> JsonResponse:
    found = get_object_or_404(Space.objects.visible_to(request.person).select_related("key"), pk=space_id)
    return JsonResponse(reads.space(found))


@signed_in
@require_POST
@once
def put_key(request: SignedInRequest, space_id: UUID) -> JsonResponse:
    found = get_object_or_404(Space.objects.visible_to(request.person), pk=space_id)
    sent = Sent(request)
    try:
        version = actions.put_key(found, file=sent.file(), former=sent.number("version"))
    except actions.Stale as first:
        return stale(first.version)
    return JsonResponse({"version": version})


@signed_in
@require_GET
def items(request: SignedInRequest, space_id: UUID) -> JsonResponse:
    found = get_object_or_404(Space.objects.visible_to(request.person), pk=space_id)
    return JsonResponse(reads.items_page(found, after=_cursor(request)))


def _cursor(request: SignedInRequest) -> str:
    after = request.GET.get("after", "")
    try:
        return str(UUID(after)) if after else ""
    except ValueError as error:
        raise Malformed("after") from error


@signed_in
@reading_and_writing
def item(request: SignedInRequest, space_id: UUID, item_id: UUID) -> HttpResponse:
    found = get_object_or_404(Space.objects.visible_to(request.person), pk=space_id)
    if request.method == "POST":
        return save_item(request, found, item_id)
    versions = ItemVersion.objects.filter(item_id=item_id, item__space=found)
    wanted = request.GET.get("version", "")
    if wanted:
        versions = versions.filter(
            version=int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 0
        )
    version = versions.order_by("-version").first()
    if version is None:
        raise Http404
    return JsonResponse(reads.item(version))


@once
def save_item(request: SignedInRequest, space: Space, item_id: UUID) -> HttpResponse:
    sent = Sent(request)
    try:
        version = actions.save_item(
            space,
            item_id=item_id,
            base=sent.number("version"),
            file=sent.file(),
            withdrawal=sent.hexadecimal("withdrawal", default=""),
            now=now(),
        )
    except actions.Stale as first:
        return stale(first.version)
    except Item.DoesNotExist as elsewhere:
        raise Http404 from elsewhere
    return JsonResponse({"version": version})


@signed_in
@require_POST
@once
def withdraw_item(request: SignedInRequest, space_id: UUID, item_id: UUID) -> JsonResponse:
    found = get_object_or_404(Space.objects.visible_to(request.person), pk=space_id)
    sealed = get_object_or_404(found.items, pk=item_id, is_guarded=False)
    sent = Sent(request)
    try:
        version = actions.withdraw_item(
            sealed, base=sent.number("version"), token=sent.hexadecimal("token"), file=sent.file(), now=now()
        )
    except actions.Stale as first:
        return stale(first.version)
    return JsonResponse({"version": version})


@signed_in
@require_GET
def drafts(request: SignedInRequest) -> JsonResponse:
    """In which slots one has a draft, so that a page with many boxes asks once and not for each of them."""
    return JsonResponse({"slots": [str(slot) for slot in request.person.drafts.values_list("slot", flat=True)]})


@signed_in
@reading_and_writing
def draft(request: SignedInRequest, slot: UUID) -> HttpResponse:
    if request.method == "POST":
        return keep_draft(request, slot)
    kept = get_object_or_404(request.person.drafts, slot=slot)
    return JsonResponse({"file": b64(kept.file)})


@once
def keep_draft(request: SignedInRequest, slot: UUID) -> JsonResponse:
    actions.keep_draft(by=request.person, slot=slot, file=Sent(request).file(), now=now())
    return JsonResponse({})


@signed_in
@require_POST
@once
def delete_draft(request: SignedInRequest, slot: UUID) -> JsonResponse:
    Draft.objects.filter(person=request.person, slot=slot).delete()
    return JsonResponse({})
