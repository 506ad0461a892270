"""The site map of messages: the same pages on every desk."""

from django.urls import path

from gongyue.portals.messages import (
    boards,
    choices,
    demo,
    endpoints,
    following,
    hooks,
    inbox,
    publishing,
    sendings,
    wechat,
)

app_name = "messages"
urlpatterns = [
    path("messages/", inbox.inbox, name="inbox"),
    path("messages/bell/", inbox.bell, name="bell"),
    path("messages/read/", inbox.read, name="read"),
    path("messages/<int:message_id>/", inbox.message, name="message"),
    path("messages/sent/", sendings.sendings, name="sendings"),
    path("messages/sent/remind/", sendings.remind, name="remind"),
    path("messages/sent/<uuid:sending>/", sendings.sending, name="sending"),
    path("messages/choices/", choices.choices, name="choices"),
    path("messages/choices/channels/", choices.channels, name="choose_channels"),
    path("messages/choices/hours/", choices.hours, name="choose_hours"),
    path("messages/choices/email/", choices.email, name="email"),
    path("messages/choices/email/code/", choices.email_code, name="email_code"),
    path("messages/choices/wechat/", wechat.begin, name="wechat_begin"),
    path("messages/choices/wechat/back/", wechat.come_back, name="wechat_back"),
    path("messages/choices/wechat/end/", wechat.end, name="wechat_end"),
    path("messages/endpoints/", endpoints.endpoints, name="endpoints"),
    path("messages/endpoints/<int:endpoint_id>/try/", endpoints.try_endpoint, name="try_endpoint"),
    path("messages/endpoints/<int:endpoint_id>/end/", endpoints.end_endpoint, name="end_endpoint"),
    path("messages/following/", following.following, name="following"),
    path("messages/following/begin/", following.begin, name="follow"),
    path("messages/following/<int:following_id>/end/", following.end, name="unfollow"),
    path("messages/hooks/", hooks.hooks, name="hooks"),
    path("messages/hooks/<int:hook_id>/", hooks.hook, name="hook"),
    path("messages/hooks/<int:hook_id>/act/", hooks.act, name="hook_act"),
    path("messages/hooks/<int:hook_id>/again/<int:delivery_id>/", hooks.again, name="hook_again"),
    path("announcements/", boards.board, name="board"),
    path("announcements/new/", publishing.new, name="new"),
    path("announcements/sent/", publishing.sent, name="sent"),
    path("announcements/<uuid:announcement_id>/", boards.announcement, name="announcement"),
    path("announcements/<uuid:announcement_id>/change/", publishing.change, name="change"),
    path("announcements/<uuid:announcement_id>/withdraw/", publishing.take_back, name="take_back"),
    path("announcements/<uuid:announcement_id>/answers/", publishing.answers, name="answers"),
    path(
        "announcements/<uuid:announcement_id>/answers/<int:answer_id>/",
        publishing.reply_to,
        name="reply",
    ),
    path("demo/inbox/", demo.demo_inbox, name="demo_inbox"),
]
