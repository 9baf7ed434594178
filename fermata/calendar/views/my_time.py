"""The page *My time*: everything about one's own hours in one place."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fermata.calendar.actions import busy, own_time
from fermata.calendar.busy.fetching import REFUSALS
from fermata.calendar.busy.reading import LARGEST_BYTES, refusal
from fermata.calendar.forms import AwayForm, CalendarForm, ChoicesForm
from fermata.calendar.models import Away, BusyCalendar
from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.core.refusal import Refused
from fermata.core.uploads import takes_files_up_to
from fermata.introductions.words import week


@signed_in
@require_http_methods(["GET", "POST"])
def my_time(request: SignedInRequest) -> HttpResponse:
    if request.method == "GET":
        return _show(request)
    form = ChoicesForm(request.POST, **_kept(request))
    if not form.is_valid():
        return _show(request, form=form)
    own_time.choose(request.person, hours=form.cleaned_data["hours"], chosen=form.chosen(), now=now())
    messages.success(request, _("Kept. You can change it whenever you like."))
    return redirect("my_time")


def _kept(request: SignedInRequest) -> dict[str, Any]:
    return {"hours": request.person.usual_hours, "choices": own_time.choices_of(request.person)}


def _show(request: SignedInRequest, **more: Any) -> HttpResponse:
    kept = _kept(request)
    form = more.get("form") or ChoicesForm(**kept)
    context = {
        "form": form,
        "week": week(form["hours"].value()),
        "choices": kept["choices"],
        "away": request.person.days_away.all(),
        "away_form": AwayForm(),
        "calendars": [_calendar(one) for one in request.person.busy_calendars.all()],
        "calendar_form": CalendarForm(),
        "feed": "",
    }
    return render(request, "calendar/pages/my_time.html", context | more, status=422 if more.keys() - {"feed"} else 200)


def _calendar(one: BusyCalendar) -> dict[str, Any]:
    """Where it is from, as its owner knows it: a file, or the machine an address leads to; and what was wrong."""
    host = one.address.partition("://")[2].partition("/")[0]
    known = REFUSALS.get(one.trouble)
    said = (known.reason if known else refusal(one.trouble).reason) if one.trouble else ""
    return {"calendar": one, "host": host, "trouble": said}


@signed_in
@require_POST
def create_away(request: SignedInRequest) -> HttpResponse:
    form = AwayForm(request.POST)
    if not form.is_valid():
        return _show(request, away_form=form)
    try:
        own_time.be_away(request.person, **form.cleaned_data, now=now())
    except Refused as no:
        form.add_error("last_on", str(no.refusal.reason))
        return _show(request, away_form=form)
    return redirect("my_time")


@signed_in
@require_POST
def remove_away(request: SignedInRequest, away_id: int) -> HttpResponse:
    mine = Away.objects.filter(person=request.person).select_related("person")
    own_time.be_there_after_all(get_object_or_404(mine, pk=away_id), now=now())
    return redirect("my_time")


@takes_files_up_to(LARGEST_BYTES)
@signed_in
@require_POST
def create_calendar(request: SignedInRequest) -> HttpResponse:
    """A file is read now; an address by the worker. What is wrong is said in one sentence, and nothing is kept."""
    form = CalendarForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, calendar_form=form)
    file, address = form.cleaned_data["file"], form.cleaned_data["address"].strip()
    try:
        if file is not None:
            busy.read_file(request.person, file=file.read(LARGEST_BYTES + 1), now=now())
        else:
            busy.follow(request.person, address=address, now=now())
    except Refused as no:
        form.add_error("file" if file is not None else "address", str(no.refusal.reason))
        return _show(request, calendar_form=form)
    messages.success(request, _("Kept: when it is taken, and nothing of what it says."))
    return redirect("my_time")


@signed_in
@require_POST
def remove_calendar(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    get_object_or_404(BusyCalendar.objects.filter(person=request.person), pk=calendar_id).delete()
    return redirect("my_time")


@signed_in
@require_POST
def create_feed(request: SignedInRequest) -> HttpResponse:
    """The address is shown this once; here is kept only what recognises it."""
    secret = own_time.new_feed(request.person, now=now())
    return _show(request, feed=settings.URL + reverse("calendar_feed", args=[secret]))


@signed_in
@require_POST
def close_feed(request: SignedInRequest) -> HttpResponse:
    own_time.close_feed(request.person)
    return redirect("my_time")
