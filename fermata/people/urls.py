from django.urls import path

from fermata.people import api, views

# allauth finds its way by two of these names: account_login and account_confirm_login_code.
urlpatterns = [
    path("sign-in/", views.show_door, name="account_login"),
    path("sign-in/code/", views.enter_code, name="account_confirm_login_code"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("language/", views.choose_language, name="choose_language"),
    path("welcome/", views.welcome, name="welcome"),
    path("me/", views.show_profile, name="profile"),
    path("me/sign-ins/", views.show_sign_ins, name="sign_ins"),
    path("me/sign-ins/<int:sign_in_id>/end/", views.end_sign_in, name="end_sign_in"),
    path("me/sign-ins/end-others/", views.end_other_sign_ins, name="end_other_sign_ins"),
    path("me/passkeys/", views.show_passkeys, name="passkeys"),
    path("me/passkeys/<int:passkey_id>/remove/", views.remove_passkey, name="remove_passkey"),
    path("me/export/", views.export, name="export"),
    path("me/export/server.json", views.export_server_side, name="export_server_side"),
    path("me/delete/", views.show_leaving, name="leaving"),
    path("me/delete/sure/", views.leave, name="leave_fermata"),
    path("api/passkeys/door/", api.passkey_door, name="api_passkey_door"),
    path("api/passkeys/new/", api.new_passkey, name="api_new_passkey"),
    path("api/passkeys/", api.add_passkey, name="api_add_passkey"),
]
