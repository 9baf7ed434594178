"""Roles: a link for each, what each can and cannot see, and laying one down. And the start kit."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, by_token, open_to_all, signed_in
from fermata.people.models import Person
from fermata.programmes import reads, rules
from fermata.programmes.actions import roles
from fermata.programmes.forms import OfferForm
from fermata.programmes.models import Role, RoleOffer
from fermata.programmes.views.finding import ORGANISER, looked_after, mine


@signed_in
@require_http_methods(["GET", "POST"])
def show_roles(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Who looks after it, and what each of them can see. An organiser makes a link for a role here."""
    programme = (
        looked_after(request, programme_id, ORGANISER) if request.method == "POST" else mine(request, programme_id)
    )
    form = OfferForm(request.POST if request.method == "POST" else None)
    context = {**reads.roles(programme), "mine": reads.roles_of(request.person, programme), "form": form}
    if form.is_valid():
        offered = roles.offer(programme, kind=form.cleaned_data["kind"], by=request.person, now=now())
        link = settings.URL + reverse("open_role", args=[offered.token])
        context |= {"offered": offered, "link": link, "form": OfferForm()}
    is_wrong = form.is_bound and not form.is_valid()
    return render(request, "programmes/pages/roles.html", context, status=422 if is_wrong else 200)


@by_token
@require_http_methods(["GET", "POST"])
def open_role(request: HttpRequest, offer: str) -> HttpResponse:
    """What a role is, read before anything is asked; and the person's yes."""
    pk = RoleOffer.id_in(offer)
    offered = RoleOffer.objects.select_related("programme__organisation").filter(pk=pk).first() if pk else None
    if offered is None:
        return render(request, "site/pages/refused.html", {"refusal": rules.NOT_OUR_LINK}, status=404)
    person = request.user if isinstance(request.user, Person) else None
    if request.method == "POST" and person:
        roles.take(offered, by=person, now=now())
        messages.success(request, _("Thank you. This role is yours, as long as you like."))
        return redirect("programme", offered.programme_id)
    refusal = roles.why_not_take(offered, by=person, now=now())
    way_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    context = {"offered": offered, "programme": offered.programme, "refusal": refusal, "way_in": way_in, "link": offer}
    return render(request, "programmes/pages/role.html", context, status=409 if refusal else 200)


@signed_in
@require_POST
def give_back_role(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    programme = looked_after(request, programme_id, *Role.Kind)
    roles.give_back(programme, kind=request.POST.get("kind", ""), by=request.person, now=now())
    messages.success(request, _("Laid down. Thank you for what you did."))
    return redirect("programmes")


@open_to_all
@require_GET
def show_kit(request: HttpRequest) -> HttpResponse:
    return render(request, "programmes/pages/start_kit.html", {"kit": reads.kit()})


@open_to_all
@require_GET
def show_kit_page(request: HttpRequest, name: str) -> HttpResponse:
    found = next((one for one in reads.kit() if one["id"] == name), None)
    if found is None:
        raise Http404
    return render(request, "programmes/pages/kit_page.html", {"page": found})
