"""Pages about a person's space: making it, opening it, and the ways in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fermata.core.doors import SignedInRequest, signed_in
from fermata.vault.models import LogEntry


@signed_in
@require_GET
def space(request: SignedInRequest) -> HttpResponse:
    """Make your space, or let me back in."""
    made = request.person.ways_in.exists() and LogEntry.objects.filter(person_id=request.person.pk).exists()
    page = "vault/pages/let_me_in.html" if made else "vault/pages/make_space.html"
    return render(request, page, {"methods": list(request.person.ways_in.all())})


@signed_in
@require_GET
def space_anew(request: SignedInRequest) -> HttpResponse:
    """After everything was lost, and after being asked twice."""
    return render(request, "vault/pages/make_space.html", {"anew": True})


@signed_in
@require_GET
def ways_in(request: SignedInRequest) -> HttpResponse:
    return render(request, "vault/pages/ways_in.html", {"ways": list(request.person.ways_in.all())})
