"""The site map of the mediator's desk."""

from django.urls import path

from gongyue.portals.mediator import asked, desk, guide
from gongyue.portals.shared.desk_paths import desk_paths, filing_paths, sample_paths, station_paths

app_name = "mediator"
urlpatterns = [
    *desk_paths("mediator", desk.KINDS),
    *sample_paths("mediator", desk.KINDS),
    *filing_paths("mediator", desk.KINDS),
    *station_paths("mediator", desk.KINDS),
    path("guide/", guide.guide, name="guide"),
    path("asked/<int:question_id>/", asked.question, name="question"),
    path("card/", asked.verify, name="verify"),
    path("consents/", asked.consents, name="consents"),
    path("consents/ask/<uuid:person_id>/", asked.consent_new, name="consent_new"),
    path("consents/<uuid:consent_id>/", asked.consent, name="consent"),
]
