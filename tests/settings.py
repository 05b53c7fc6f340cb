"""The project's settings as a test run reads them: from `tests/test.env`, then the environment's own."""

import os
import tempfile
from pathlib import Path

os.environ["AISS_ENV_FILE"] = "tests/test.env"
# Processes that test side by side are machines of their own: one does not wait for the other's conversions.
os.environ["DATA_DIR"] = f"var/tests/{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"

from aiss.settings import *  # noqa: F403 - every setting, then the ones below in place of theirs
from aiss.settings import DATABASES, REDIS_URL

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In a file, as in use, connections wait for each other; sharing one in memory they fail at once.
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir()) / f"aiss-tests-{os.getpid()}.sqlite3"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_BROKER_URL = REDIS_URL or "memory://"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # static files come from their sources; nothing was collected to warn about
