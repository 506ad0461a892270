"""For websockets only: ordinary pages are quicker through wsgi."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongyue.config.settings.embedded")
application = get_asgi_application()
