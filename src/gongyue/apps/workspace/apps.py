from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "gongyue.apps.workspace"
    verbose_name = "办公设置"
