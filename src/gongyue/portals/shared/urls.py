"""The gallery: every component in every state. Included by the site map in the demo city only."""

from django.urls import path

from gongyue.portals.shared import gallery

app_name = "shared"
urlpatterns = [
    path("", gallery.index, name="gallery"),
    path("layout/<slug:name>/", gallery.layout, name="gallery_layout"),
    path("<slug:name>/", gallery.component, name="gallery_component"),
]
