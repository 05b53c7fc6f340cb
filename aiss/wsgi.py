"""The WSGI entry point: kept pages first, then Django in its own threads."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from aiss.intake import Intake

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aiss.settings")
application = Intake(get_wsgi_application(), threads=settings.WEB_THREADS)

if settings.PAGE_STORE_MB:
    from publishing.store import PageStore  # only now: it reads the URLs that Django has set up

    application = PageStore(application, megabytes=settings.PAGE_STORE_MB)
