"""Every address of the product, room by room."""

from django.conf import settings
from django.urls import URLPattern, path

from fermata.calendar.urls import urlpatterns as calendar
from fermata.introductions.urls import urlpatterns as introductions
from fermata.partnerships.urls import urlpatterns as partnerships
from fermata.people.urls import urlpatterns as people
from fermata.programmes.urls import urlpatterns as programmes
from fermata.sessions.urls import urlpatterns as sessions
from fermata.site import views
from fermata.vault.urls import urlpatterns as vault

site: list[URLPattern] = [
    path("", views.home, name="home"),
    path("who-reads-what/", views.who_reads_what, name="who_reads_what"),
    path("transparency/", views.transparency_page, name="transparency"),
    path("browsers/", views.browsers, name="browsers"),
    path("health/", views.health, name="health"),
]
if not settings.SMTP_URL and settings.ON_LOOPBACK:
    site.append(path("outbox/", views.outbox, name="outbox"))
if settings.DEVELOPMENT:
    site.append(path("patterns/", views.patterns, name="patterns"))

urlpatterns = [*site, *people, *vault, *programmes, *introductions, *partnerships, *calendar, *sessions]

handler400 = "fermata.site.views.bad_request"
handler403 = "fermata.site.views.bad_form"
handler404 = "fermata.site.views.not_found"
handler500 = "fermata.site.views.broken"
