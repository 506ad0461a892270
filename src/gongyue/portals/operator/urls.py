"""The site map of the operator's desk: whoever runs the system, and no one's records."""

from django.urls import path

from gongyue.portals.operator import (
    asked,
    channels,
    desk,
    health,
    modules,
    organisations,
    quality,
    statutes,
    streets,
)
from gongyue.portals.shared.desk_paths import desk_paths, filing_paths

app_name = "operator"
urlpatterns = [
    *desk_paths("operator", desk.KINDS),
    *filing_paths("operator", desk.KINDS),
    path("quality/", quality.quality, name="quality"),
    path("quality/pairs/<int:pair_id>/", quality.duplicate, name="duplicate"),
    path("quality/firms/", quality.firm_pairs, name="firm_pairs"),
    path("quality/firms/<int:pair_id>/", quality.firm_pair, name="firm_pair"),
    path("quality/said/<uuid:saying_id>/", quality.decide, name="sameness"),
    path("health/", health.health, name="health"),
    path("law-data/<str:until>/", health.law_data, name="law_data"),
    path("channels/", channels.channels, name="channels"),
    path("channels/try/", channels.try_one, name="try_channel"),
    path("statutes/", statutes.statutes, name="statutes"),
    path("streets/", streets.streets, name="streets"),
    path("modules/", modules.modules, name="modules"),
    path("modules/<uuid:organisation_id>/", modules.allow, name="allow_module"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<uuid:organisation_id>/sample/", organisations.sample, name="sample"),
    path("members/", organisations.members, name="members"),
    path("members/<int:membership_id>/end/", organisations.end_membership, name="end_membership"),
    path("corrections/<uuid:correction_id>/", asked.correction, name="correction"),
]
