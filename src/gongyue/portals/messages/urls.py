"""The site map of messages: the same pages on every desk."""

from django.urls import path

from gongyue.portals.messages import choices, demo, endpoints, inbox

app_name = "messages"
urlpatterns = [
    path("messages/", inbox.inbox, name="inbox"),
    path("messages/bell/", inbox.bell, name="bell"),
    path("messages/read/", inbox.read, name="read"),
    path("messages/<int:message_id>/", inbox.message, name="message"),
    path("messages/choices/", choices.choices, name="choices"),
    path("messages/choices/channels/", choices.channels, name="choose_channels"),
    path("messages/choices/hours/", choices.hours, name="choose_hours"),
    path("messages/choices/email/", choices.email, name="email"),
    path("messages/choices/email/code/", choices.email_code, name="email_code"),
    path("messages/endpoints/", endpoints.endpoints, name="endpoints"),
    path("messages/endpoints/<int:endpoint_id>/try/", endpoints.try_endpoint, name="try_endpoint"),
    path("messages/endpoints/<int:endpoint_id>/end/", endpoints.end_endpoint, name="end_endpoint"),
    path("demo/inbox/", demo.demo_inbox, name="demo_inbox"),
]
