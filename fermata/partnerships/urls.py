from django.urls import path

from fermata.partnerships import api
from fermata.partnerships.views import invitations, life, partnership

urlpatterns = [
    path("invitations/", invitations.create_invitation, name="create_invitation"),
    path("invitations/<uuid:invitation_id>/", invitations.show_invitation, name="invitation"),
    path("invitations/<uuid:invitation_id>/withdraw/", invitations.withdraw_invitation, name="withdraw_invitation"),
    path("i/<str:token>/", invitations.open_invitation, name="open_invitation"),
    path("i/<str:token>/decline/", invitations.decline_invitation, name="decline_invitation"),
    path("partnerships/<uuid:partnership_id>/", partnership.partnership, name="partnership"),
    path("partnerships/<uuid:partnership_id>/agreement/", partnership.show_agreement, name="agreement"),
    path("partnerships/<uuid:partnership_id>/notes/new/", partnership.new_note, name="new_note"),
    path("partnerships/<uuid:partnership_id>/notes/<uuid:item_id>/", partnership.note, name="note"),
    path("partnerships/<uuid:partnership_id>/hold/", life.hold, name="hold"),
    path("partnerships/<uuid:partnership_id>/answers/", life.create_answer, name="create_answer"),
    path("partnerships/<uuid:partnership_id>/closing/", life.close, name="close"),
    path("partnerships/<uuid:partnership_id>/closing/waive/", life.waive, name="waive"),
    path("partnerships/<uuid:partnership_id>/conflict/", life.conflict, name="conflict"),
    path("partnerships/<uuid:partnership_id>/observation/", life.observation, name="observation"),
    path("partnerships/<uuid:partnership_id>/leave/", life.leave, name="leave"),
    path("partnerships/<uuid:partnership_id>/protect/", life.protect, name="protect"),
    path("left/", life.left, name="left"),
    path("protected/", life.protected, name="protected"),
    path("me/silence/", life.silence, name="silence"),
    path("api/partnerships/<uuid:partnership_id>/", api.partnership, name="api_partnership"),
    path("api/partnerships/<uuid:partnership_id>/agreement/", api.propose, name="api_propose"),
    path("api/partnerships/<uuid:partnership_id>/sides/<uuid:side_id>/", api.put_side, name="api_put_side"),
    path("api/partnerships/<uuid:partnership_id>/signature/", api.sign, name="api_sign"),
    path(
        "api/partnerships/<uuid:partnership_id>/signature/withdraw/",
        api.withdraw_signature,
        name="api_withdraw_signature",
    ),
    path("api/partnerships/<uuid:partnership_id>/goodbye/", api.say_goodbye, name="api_say_goodbye"),
]
