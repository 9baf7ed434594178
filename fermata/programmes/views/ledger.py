"""The promise ledger: how each promise has fared, in public; and saying that one is not kept."""

import csv
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.programmes import reads
from fermata.programmes.actions import ledger
from fermata.programmes.forms import LedgerForm
from fermata.programmes.models import Enrolment
from fermata.programmes.reading import defuse
from fermata.programmes.views.finding import ORGANISER, SPONSOR, enrolled, looked_after, mine


@signed_in
@require_GET
def show_promises(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    programme = mine(request, programme_id)
    return render(request, "programmes/pages/promises.html", reads.promises(programme, at=now()))


@signed_in
@require_GET
def show_promise(request: SignedInRequest, programme_id: UUID, promise: str) -> HttpResponse:
    return _show(request, programme_id, promise, form=LedgerForm())


def _show(request: SignedInRequest, programme_id: UUID, promise: str, *, form: LedgerForm) -> HttpResponse:
    programme = mine(request, programme_id)
    found = reads.promise(programme, promise, at=now())
    if found is None:
        raise Http404
    roles = reads.roles_of(request.person, programme)
    own = Enrolment.objects.visible_to(request.person).filter(programme=programme).first()
    context = {
        **found,
        "writes": bool(roles & {ORGANISER, SPONSOR}),
        "may_dispute": own is not None and ledger.is_now(programme, ledger.DISPUTES),
        "has_disputed": own is not None and programme.disputes.filter(promise=promise, person=request.person).exists(),
        "form": form,
        "switched": reads.switched(programme),
    }
    return render(request, "programmes/pages/promise.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def write_ledger(request: SignedInRequest, programme_id: UUID, promise: str) -> HttpResponse:
    programme = looked_after(request, programme_id, ORGANISER, SPONSOR)
    form = LedgerForm(request.POST)
    if not form.is_valid():
        return _show(request, programme_id, promise, form=form)
    ledger.write(programme, promise=promise, **form.cleaned_data, by=request.person, now=now())
    messages.success(request, _("Said. Everybody who takes part can read it."))
    return redirect("promise", programme_id, promise)


@signed_in
@require_POST
def dispute(request: SignedInRequest, programme_id: UUID, promise: str) -> HttpResponse:
    ledger.dispute(enrolled(request, programme_id), promise=promise, now=now())
    messages.success(request, _("Noted. It shows when three people have said so; who they are never does."))
    return redirect("promise", programme_id, promise)


@signed_in
@require_POST
def take_back(request: SignedInRequest, programme_id: UUID, promise: str) -> HttpResponse:
    ledger.take_back(enrolled(request, programme_id), promise=promise)
    messages.success(request, _("Taken back."))
    return redirect("promise", programme_id, promise)


@signed_in
@require_GET
def ledger_csv(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """The whole ledger as a file. No cell of it can run as a formula."""
    programme = mine(request, programme_id)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="promises.csv"'
    answer.write("\ufeff")
    table = csv.writer(answer)
    table.writerow([_("Promise"), _("Day"), _("How it stands"), _("What shows it")])
    for entry in programme.ledger.order_by("id"):
        cells = [entry.promise, f"{entry.written_at:%Y-%m-%d}", entry.get_standing_display(), entry.words]
        table.writerow([defuse(str(cell)) for cell in cells])
    return answer
