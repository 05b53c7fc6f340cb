"""The project's settings for a scratch desk: everything as in use, but for collected static files."""

import os

os.environ.setdefault("AISS_ENV_FILE", "tests/test.env")
os.environ.setdefault("DATA_DIR", "var/bench")

from aiss.settings import *  # noqa: F403 - every setting, then the ones below in place of theirs
from aiss.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True  # static files come from their sources
LOG_LEVEL = "ERROR"
ROOT_URLCONF = "tests.benchmarks.yardstick"  # the project's addresses, and the yardstick's
