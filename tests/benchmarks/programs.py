"""Two programs that answer with bytes read from a folder: what any page of the site could cost at least.

`BENCH_BODIES` names the folder; `/article`, `/home` and `/feed` answer with the file of that name.
"""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

from tests.benchmarks import startproject

BODIES = {file.name: file.read_bytes() for file in Path(os.environ["BENCH_BODIES"]).iterdir()}
TYPE = "text/html; charset=utf-8"


def bare(environ, start_response):
    """A bare WSGI program."""
    body = BODIES[environ["PATH_INFO"][1:]]
    start_response("200 OK", [("Content-Type", TYPE), ("Content-Length", str(len(body)))])
    return [body]


def view(request, name):
    return HttpResponse(BODIES[name], content_type=TYPE)


urlpatterns = [path("<slug:name>", view)]


def hello():
    """Return a Django with the apps and the middleware that `startproject` writes, and one view."""
    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.benchmarks.programs",
        INSTALLED_APPS=startproject.APPS,
        MIDDLEWARE=startproject.MIDDLEWARE,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    )
    django.setup()
    return get_wsgi_application()
