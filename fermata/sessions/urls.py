from django.urls import path

from fermata.sessions import api, views

urlpatterns = [
    path("partnerships/<uuid:partnership_id>/meetings/", views.create_meeting, name="create_meeting"),
    path("partnerships/<uuid:partnership_id>/preparing/", views.preparing, name="preparing"),
    path("partnerships/<uuid:partnership_id>/turns/", views.turns, name="turns"),
    path("partnerships/<uuid:partnership_id>/kinds/", views.kinds, name="kinds"),
    path("questions/", views.questions, name="questions"),
    path("meetings/<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("api/meetings/<uuid:meeting_id>/", api.meeting, name="api_meeting"),
    path("api/meetings/<uuid:meeting_id>/state/", api.move, name="api_move"),
    path("api/meetings/<uuid:meeting_id>/end/", api.end, name="api_end_meeting"),
]
