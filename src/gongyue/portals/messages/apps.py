from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "gongyue.portals.messages"
    label = "portals_messages"
    verbose_name = "消息"
