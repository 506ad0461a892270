"""The site map of the regulator's desk."""

from django.urls import path

from gongyue.portals.regulator import asked, desk, firm, firms, inbox, people

app_name = "regulator"
urlpatterns = [
    path("", inbox.inbox, name="home"),
    path("desk/", desk.choose, name="choose_desk"),
    path("tasks/done/", inbox.tasks_done, name="tasks_done"),
    path("tasks/<uuid:task_id>/", inbox.task, name="task"),
    path("firms/", firms.firms, name="firms"),
    path("firms/<uuid:organisation_id>/", firm.firm, name="firm"),
    path("firms/<uuid:organisation_id>/rows/", firm.rows, name="firm_rows"),
    path("people/", people.people, name="people"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("openings/", firms.openings, name="openings"),
    path("asked/<int:question_id>/", asked.question, name="question"),
    path("card/", asked.verify, name="verify"),
    path("consents/", asked.consents, name="consents"),
    path("consents/ask/<uuid:person_id>/", asked.consent_new, name="consent_new"),
    path("consents/<uuid:consent_id>/", asked.consent, name="consent"),
]
