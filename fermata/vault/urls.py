from django.urls import path

from fermata.vault import api, views

urlpatterns = [
    path("space/", views.space, name="space"),
    path("space/anew/", views.space_anew, name="space_anew"),
    path("space/ways-in/", views.ways_in, name="ways_in"),
    path("api/vault/", api.vault, name="api_vault"),
    path("api/vault/methods/", api.create_way_in, name="api_create_way_in"),
    path("api/vault/methods/<uuid:way_id>/", api.way_in, name="api_way_in"),
    path("api/vault/methods/<uuid:way_id>/delete/", api.delete_way_in, name="api_delete_way_in"),
    path("api/vault/log/", api.log, name="api_log"),
    path("api/spaces/<uuid:space_id>/", api.space, name="api_space"),
    path("api/spaces/<uuid:space_id>/key/", api.put_key, name="api_space_key"),
    path("api/spaces/<uuid:space_id>/items/", api.items, name="api_items"),
    path("api/spaces/<uuid:space_id>/items/<uuid:item_id>/", api.item, name="api_item"),
    path("api/spaces/<uuid:space_id>/items/<uuid:item_id>/withdraw/", api.withdraw_item, name="api_withdraw_item"),
    path("api/drafts/", api.drafts, name="api_drafts"),
    path("api/drafts/<uuid:slot>/", api.draft, name="api_draft"),
    path("api/drafts/<uuid:slot>/delete/", api.delete_draft, name="api_delete_draft"),
]
