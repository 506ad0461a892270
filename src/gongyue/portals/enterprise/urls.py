"""The site map of the firm's desk."""

from django.urls import path

from gongyue.apps.registry.roles import EMPLOYERS
from gongyue.portals.enterprise import (
    asked,
    checkups,
    departments,
    downloads,
    findings,
    home,
    imports,
    members,
    organisation,
    papers,
    people,
    providers,
)
from gongyue.portals.shared.desk_paths import desk_paths, filing_paths

app_name = "enterprise"
urlpatterns = [
    path("", home.home, name="home"),
    *desk_paths("enterprise", EMPLOYERS, home=False),
    *filing_paths("enterprise", EMPLOYERS),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:batch_id>/", imports.import_one, name="import"),
    path("imports/<uuid:batch_id>/progress/", imports.progress, name="import_progress"),
    path("imports/<uuid:batch_id>/columns/", imports.remap, name="import_remap"),
    path("imports/<uuid:batch_id>/start/", imports.start, name="import_start"),
    path("imports/<uuid:batch_id>/restart/", imports.restart, name="import_restart"),
    path("imports/<uuid:batch_id>/discard/", imports.discard, name="import_discard"),
    path("imports/<uuid:batch_id>/undo/", imports.undo, name="import_undo"),
    path("people/", people.people, name="people"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("people/<uuid:person_id>/<int:event_id>/", people.answer, name="answer"),
    path("people/<uuid:person_id>/papers/", papers.person_papers, name="person_papers"),
    path("people/<uuid:person_id>/files/", papers.person_files, name="person_files"),
    path("papers/", papers.papers, name="papers"),
    path("checkups/", checkups.checkups, name="checkups"),
    path("checkups/records/", checkups.check_records, name="check_records"),
    path("checkups/file/", checkups.check_file, name="check_file"),
    path("checkups/about/<str:about>/", checkups.about, name="checkup_about"),
    path("checkups/<uuid:checkup_id>/", checkups.checkup, name="checkup"),
    path("checkups/<uuid:checkup_id>/report.<str:kind>", downloads.download, name="download"),
    path("checkups/findings/<uuid:finding_id>/", findings.finding, name="finding"),
    path("checkups/findings/<uuid:finding_id>/task/", findings.to_task, name="to_task"),
    path("checkups/findings/<uuid:finding_id>/settle/", findings.settle, name="settle"),
    path("providers/", providers.providers, name="providers"),
    path("providers/<uuid:engagement_id>/", providers.provider, name="engagement"),
    path(
        "providers/<uuid:engagement_id>/answer/", providers.answer_provider, name="answer_provider"
    ),
    path("providers/<uuid:engagement_id>/end/", providers.end_provider, name="end_provider"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("members/", members.members, name="members"),
    path("members/<int:membership_id>/end/", members.end_membership, name="end_membership"),
    path("members/<int:membership_id>/scope/", members.scope, name="scope"),
    path("departments/", departments.departments, name="departments"),
    path("departments/<int:department_id>/", departments.department, name="department"),
    path("departments/<int:department_id>/retire/", departments.retire, name="retire_department"),
    path("seen/", members.seen, name="seen"),
    path("asked/<int:question_id>/", asked.question, name="question"),
    path("card/", asked.verify, name="verify"),
    path("consents/", asked.consents, name="consents"),
    path("consents/ask/<uuid:person_id>/", asked.consent_new, name="consent_new"),
    path("consents/<uuid:consent_id>/", asked.consent, name="consent"),
    path("corrections/<uuid:correction_id>/", asked.correction, name="correction"),
]
