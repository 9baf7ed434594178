from django.urls import path

from fermata.calendar.views import feed, my_time, when

urlpatterns = [
    path("partnerships/<uuid:partnership_id>/when/", when.when, name="when"),
    path("partnerships/<uuid:partnership_id>/when/rhythm/end/", when.end_rhythm, name="end_rhythm"),
    path("offers/<uuid:offer_id>/yes/", when.say_yes, name="accept_hour"),
    path("offers/<uuid:offer_id>/take-back/", when.take_back, name="take_back_offer"),
    path("appointments/<uuid:appointment_id>/", when.appointment, name="appointment"),
    path("appointments/<uuid:appointment_id>/let-go/", when.let_go, name="let_go"),
    path("appointments/<uuid:appointment_id>/missed/", when.say_missed, name="say_missed"),
    path("me/time/", my_time.my_time, name="my_time"),
    path("me/time/away/", my_time.create_away, name="create_away"),
    path("me/time/away/<int:away_id>/remove/", my_time.remove_away, name="remove_away"),
    path("me/time/calendars/", my_time.create_calendar, name="create_calendar"),
    path("me/time/calendars/<int:calendar_id>/remove/", my_time.remove_calendar, name="remove_calendar"),
    path("me/time/feed/", my_time.create_feed, name="create_feed"),
    path("me/time/feed/close/", my_time.close_feed, name="close_feed"),
    path("calendar/<str:secret>.ics", feed.feed, name="calendar_feed"),
]
