from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "gongyue.portals.public"
    label = "portals_public"
    verbose_name = "公众"
