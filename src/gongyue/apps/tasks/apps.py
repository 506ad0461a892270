from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "gongyue.apps.tasks"
    verbose_name = "待办"
