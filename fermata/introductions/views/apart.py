"""My private list."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.introductions.actions import excluding
from fermata.introductions.forms import AddressForm
from fermata.introductions.models import NotWith


@signed_in
@require_http_methods(["GET", "POST"])
def not_with(request: SignedInRequest) -> HttpResponse:
    """The answer is the same whether anybody has this address or not."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        address = form.cleaned_data["address"]
        excluding.exclude(address, label=address, by=request.person, now=now())
        return redirect("not_with")
    context = {"form": form, "listed": NotWith.objects.visible_to(request.person)}
    return render(request, "introductions/pages/not_with.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def remove_not_with(request: SignedInRequest, listed_id: UUID) -> HttpResponse:
    excluding.include_again(get_object_or_404(NotWith.objects.visible_to(request.person), pk=listed_id))
    return redirect("not_with")
