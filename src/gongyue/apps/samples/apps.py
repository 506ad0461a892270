from django.apps import AppConfig


class SamplesConfig(AppConfig):
    name = "gongyue.apps.samples"
    verbose_name = "样例"
