"""The site map of what a desk sets up for itself: the same pages on every desk."""

from django.urls import path

from gongyue.portals.shared.workspace import dictionaries, filters, modules

app_name = "workspace"
urlpatterns = [
    path("filters/save/", filters.save, name="save_filter"),
    path("filters/<int:filter_id>/forget/", filters.forget, name="forget_filter"),
    path("modules/", modules.modules, name="modules"),
    path("modules/switch/", modules.switch, name="switch_module"),
    path("dictionaries/", dictionaries.dictionaries, name="dictionaries"),
    path("dictionaries/save/", dictionaries.save, name="save_entry"),
    path("dictionaries/<int:entry_id>/retire/", dictionaries.retire, name="retire_entry"),
]
