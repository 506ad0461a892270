"""The site map of the worker's pages."""

from django.urls import path

from gongyue.portals.worker import (
    accesses,
    acting,
    card,
    consents,
    delegations,
    files,
    findings,
    firm,
    home,
    keep,
    link,
    me,
    records,
)

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
    path("keep/", keep.keep, name="keep"),
    path("keep/records.json", keep.keep_records, name="keep_records"),
    path("files/", files.files, name="files"),
    path("files/records-paper/", files.records_paper, name="records_paper"),
    path("firm/", firm.firm, name="firm"),
    path("seen/", accesses.accesses, name="accesses"),
    path("seen/paper/", accesses.accesses_paper, name="accesses_paper"),
    path("seen/<int:event_id>/", accesses.access, name="access"),
    path("card/", card.card, name="card"),
    path("card/pin/", card.card_pin, name="card_pin"),
    path("consents/", consents.consents, name="consents"),
    path("consents/to/", consents.consent_find, name="consent_find"),
    path("consents/to/<uuid:organisation_id>/", consents.consent_new, name="consent_new"),
    path("consents/<uuid:consent_id>/", consents.consent, name="consent"),
    path("help/", delegations.delegations, name="delegations"),
    path("help/new/", delegations.delegation_new, name="delegation_new"),
    path("help/done/", delegations.done_for, name="done_for_me"),
    path("help/<uuid:delegation_id>/", delegations.delegation, name="delegation"),
    path(
        "help/<uuid:delegation_id>/answer/", delegations.delegation_answer, name="delegation_answer"
    ),
    path("help/<uuid:delegation_id>/paper/", delegations.delegation_paper, name="delegation_paper"),
    path("help/<uuid:delegation_id>/act/", acting.act_for, name="act_for"),
    path("for/", acting.acting, name="acting"),
    path("for/stop/", acting.act_stop, name="act_stop"),
    path("for/records/", acting.acting_records, name="acting_records"),
    path("for/records/<int:event_id>/", acting.acting_record, name="acting_record"),
    path("me/", me.me, name="me"),
    path("me/name/", me.rename, name="rename"),
    path("me/password/", me.password, name="password"),
]
