from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gongyue.apps.documents"
    verbose_name = "文件"
