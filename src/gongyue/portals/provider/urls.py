"""The site map of the provider's desk."""

from django.urls import path

from gongyue.portals.provider import asked, clients, desk, members
from gongyue.portals.shared.desk_paths import desk_paths, sample_paths

app_name = "provider"
urlpatterns = [
    *desk_paths("provider", desk.KINDS),
    *sample_paths("provider", desk.KINDS),
    path("clients/", clients.clients, name="clients"),
    path("clients/<uuid:engagement_id>/", clients.client, name="engagement"),
    path("clients/<uuid:engagement_id>/answer/", clients.answer_client, name="answer_client"),
    path("clients/<uuid:engagement_id>/end/", clients.end_client, name="end_client"),
    path("clients/<uuid:engagement_id>/assign/", clients.assign, name="assign"),
    path("clients/<uuid:engagement_id>/enter/", clients.enter, name="enter"),
    path("asked/<int:question_id>/", asked.question, name="question"),
    path("card/", asked.verify, name="verify"),
    path("consents/", asked.consents, name="consents"),
    path("consents/ask/<uuid:person_id>/", asked.consent_new, name="consent_new"),
    path("consents/<uuid:consent_id>/", asked.consent, name="consent"),
    path("members/", members.members, name="members"),
    path("members/<int:membership_id>/end/", members.end_membership, name="end_membership"),
    path("members/<int:membership_id>/scope/", members.scope, name="scope"),
]
