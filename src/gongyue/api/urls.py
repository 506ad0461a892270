"""The site map of the API: its own page, its description, the resources, and nothing else."""

from django.urls import path

from gongyue.api import pages
from gongyue.api.door import guarded
from gongyue.api.v1.api import api

app_name = "api"
RESOURCES = [route for route in api.urls[0] if route.name != "api-root"]
urlpatterns = [
    path("", pages.home, name="home"),
    *guarded(
        [
            path("openapi.json", pages.description, name="description"),
            *RESOURCES,
            path("<path:rest>", pages.nowhere, name="nowhere"),
        ]
    ),
]
