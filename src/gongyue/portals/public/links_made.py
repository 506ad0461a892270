"""Which links of calculations were made in this browser: only here can they be taken back.

The session rests in the database, so it remembers no token: only what names the row.
"""

from django.http import HttpRequest

from gongyue.apps.documents.services.linking import id_of

KEY = "calculation_links"
MOST = 20  # the oldest is forgotten; its address goes on to work until it is over


def was_made_here(request: HttpRequest, token: str) -> bool:
    return id_of(token) in request.session.get(KEY, [])


def remember_made(request: HttpRequest, token: str) -> None:
    request.session[KEY] = [*request.session.get(KEY, []), id_of(token)][-MOST:]


def forget_made(request: HttpRequest, token: str) -> None:
    gone = id_of(token)
    request.session[KEY] = [made for made in request.session.get(KEY, []) if made != gone]
