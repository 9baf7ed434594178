from django.urls import path

from fermata.partnerships import api, views

urlpatterns = [
    path("invitations/", views.create_invitation, name="create_invitation"),
    path("invitations/<uuid:invitation_id>/", views.show_invitation, name="invitation"),
    path("invitations/<uuid:invitation_id>/withdraw/", views.withdraw_invitation, name="withdraw_invitation"),
    path("i/<str:token>/", views.open_invitation, name="open_invitation"),
    path("i/<str:token>/decline/", views.decline_invitation, name="decline_invitation"),
    path("partnerships/<uuid:partnership_id>/", views.partnership, name="partnership"),
    path("partnerships/<uuid:partnership_id>/agreement/", views.show_agreement, name="agreement"),
    path("partnerships/<uuid:partnership_id>/notes/new/", views.new_note, name="new_note"),
    path("partnerships/<uuid:partnership_id>/notes/<uuid:item_id>/", views.note, name="note"),
    path("partnerships/<uuid:partnership_id>/leave/", views.leave, name="leave"),
    path("left/", views.left, name="left"),
    path("api/partnerships/<uuid:partnership_id>/", api.partnership, name="api_partnership"),
    path("api/partnerships/<uuid:partnership_id>/agreement/", api.propose, name="api_propose"),
    path("api/partnerships/<uuid:partnership_id>/signature/", api.sign, name="api_sign"),
    path(
        "api/partnerships/<uuid:partnership_id>/signature/withdraw/",
        api.withdraw_signature,
        name="api_withdraw_signature",
    ),
]
