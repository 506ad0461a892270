"""The site map of the operator's desk: whoever runs the system, and no one's records."""

from django.urls import path

from gongyue.portals.operator import channels, desk, health, inbox

app_name = "operator"
urlpatterns = [
    path("", inbox.inbox, name="home"),
    path("health/", health.health, name="health"),
    path("channels/", channels.channels, name="channels"),
    path("channels/try/", channels.try_one, name="try_channel"),
    path("desk/", desk.choose, name="choose_desk"),
    path("tasks/done/", inbox.tasks_done, name="tasks_done"),
    path("tasks/<uuid:task_id>/", inbox.task, name="task"),
]
