"""The site map of the worker's pages."""

from django.urls import path

from gongyue.portals.worker import accesses, findings, firm, home, link, me, records

app_name = "worker"
urlpatterns = [
    path("", home.home, name="home"),
    path("link/", link.link, name="link"),
    path("unlink/", link.unlink, name="unlink"),
    path("records/", records.records, name="records"),
    path("records/answer/", records.answer, name="answer"),
    path("records/<int:event_id>/", records.record, name="record"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<uuid:finding_id>/", findings.finding, name="finding"),
    path("firm/", firm.firm, name="firm"),
    path("seen/", accesses.accesses, name="accesses"),
    path("me/", me.me, name="me"),
    path("me/name/", me.rename, name="rename"),
    path("me/password/", me.password, name="password"),
]
