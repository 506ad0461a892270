"""The site map of the regulator's desk."""

from django.urls import path

from gongyue.portals.regulator import (
    asked,
    desk,
    firm,
    firms,
    impact,
    members,
    people,
    posters,
    quality,
)
from gongyue.portals.shared.desk_paths import desk_paths, filing_paths, sample_paths, station_paths

app_name = "regulator"
urlpatterns = [
    *desk_paths("regulator", desk.KINDS),
    *sample_paths("regulator", desk.KINDS),
    *filing_paths("regulator", desk.KINDS),
    *station_paths("regulator", desk.KINDS),
    path("firms/", firms.firms, name="firms"),
    path("firms/<uuid:organisation_id>/", firm.firm, name="firm"),
    path("firms/<uuid:organisation_id>/rows/", firm.rows, name="firm_rows"),
    path("impact/", impact.impacts, name="impacts"),
    path("impact/new/", impact.impact_new, name="impact_new"),
    path("impact/<uuid:run_id>/", impact.impact, name="impact"),
    path("impact/<uuid:run_id>/paper/", impact.impact_issue, name="impact_issue"),
    path("impact/<uuid:run_id>/again/", impact.impact_again, name="impact_again"),
    path("people/", people.people, name="people"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("posters/", posters.posters, name="posters"),
    path("quality/", quality.quality, name="quality"),
    path("quality/firms/", quality.firm_pairs, name="firm_pairs"),
    path("quality/firms/<int:pair_id>/", quality.firm_pair, name="firm_pair"),
    path("openings/", firms.openings, name="openings"),
    path("asked/<int:question_id>/", asked.question, name="question"),
    path("card/", asked.verify, name="verify"),
    path("consents/", asked.consents, name="consents"),
    path("consents/ask/<uuid:person_id>/", asked.consent_new, name="consent_new"),
    path("consents/<uuid:consent_id>/", asked.consent, name="consent"),
    path("corrections/<uuid:correction_id>/", asked.correction, name="correction"),
    path("members/", members.members, name="members"),
    path("members/<int:membership_id>/end/", members.end_membership, name="end_membership"),
    path("members/<int:membership_id>/scope/", members.scope, name="scope"),
]
