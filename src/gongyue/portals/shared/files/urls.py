"""The site map of files and papers: one address for whoever may open it, from whatever desk."""

from django.urls import path

from gongyue.portals.shared.files import pages, papers

app_name = "files"
urlpatterns = [
    path("<uuid:document_id>/", pages.page, name="page"),
    path("<uuid:document_id>/picture/", pages.picture, name="picture"),
    path("<uuid:document_id>/original/", pages.original, name="original"),
    path("<uuid:document_id>/replace/", pages.replace, name="replace"),
    path("<uuid:document_id>/withdraw/", pages.withdraw, name="withdraw"),
    path("<uuid:document_id>/scan/", pages.scan, name="scan"),
    path("papers/<uuid:paper_id>/", papers.page, name="paper"),
    path("papers/<uuid:paper_id>/picture/", papers.picture, name="paper_picture"),
    path("papers/<uuid:paper_id>/pdf/", papers.pdf, name="paper_pdf"),
    path("papers/<uuid:paper_id>/void/", papers.void, name="paper_void"),
]
