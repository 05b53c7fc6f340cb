"""Every setting of the project, on one page; values come from the environment through `aiss.env`."""

from urllib.parse import urlsplit

from celery.schedules import crontab
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from aiss.env import BASE_DIR, default_file, env, flag, load, number, required, text

load(default_file())

# What kind of installation this is
DEMO = flag("DEMO", default=False)
DEBUG = flag("DEBUG", default=False)
DATA_DIR = BASE_DIR / text("DATA_DIR", default="var")
HOST = text("HOST", default="127.0.0.1")
PORT = number("PORT", default=8000, lowest=1, highest=65535)
WEB_WORKERS = number("WEB_WORKERS", default=1 if DEMO else 2, lowest=1, highest=64)
WEB_THREADS = number("WEB_THREADS", default=8, lowest=1, highest=256)
PAGE_STORE_MB = number("PAGE_STORE_MB", default=64, highest=4096)
SITE_URL = (text("SITE_URL") or f"http://{f'[{HOST}]' if ':' in HOST else HOST}:{PORT}").rstrip("/")
PROXY_HOPS = number("PROXY_HOPS", default=0, highest=10)

# Keys
SECRET_KEY = required("SECRET_KEY")
IDENTITY_KEYS = required("IDENTITY_KEYS")
IDENTITY_INDEX_KEY = required("IDENTITY_INDEX_KEY")

# The institute's promises and times
PROMISED_DAYS = number("PROMISED_DAYS", default=5, lowest=1, highest=365)
AUTHOR_DUE_DAYS = number("AUTHOR_DUE_DAYS", default=7, lowest=1, highest=365)
DRAFT_DAYS = 30
DECISION_GRACE_MINUTES = number("DECISION_GRACE_MINUTES", default=5, lowest=0, highest=60)
IDLE_CLAIM_DAYS = number("IDLE_CLAIM_DAYS", default=14, lowest=1, highest=365)
REMIND_DAYS_BEFORE = number("REMIND_DAYS_BEFORE", default=2, lowest=1, highest=30)
REVIEW_ANSWER_DAYS = number("REVIEW_ANSWER_DAYS", default=5, lowest=1, highest=60)
CODE_MINUTES = 60
INSTITUTE_TIME_ZONE = text("INSTITUTE_TIME_ZONE", default="Asia/Kabul")

# Applications
INSTALLED_APPS = [
    "aiss.admin_config.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "crispy_forms",
    "crispy_bootstrap5",
    "aiss",
    "aiss.mail",
    "aiss.accounts",
    "publishing",
    "submissions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "aiss.middleware.PageLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "aiss.middleware.DeskLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "aiss.urls"
WSGI_APPLICATION = "aiss.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "publishing.context.site_words",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# Data
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
if text("DATABASE_URL"):
    DATABASES = {"default": env.db_url("DATABASE_URL") | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "desk.sqlite3"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": False}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
MEDIA_ROOT = DATA_DIR / "files"
STATIC_URL = "/static/"
STATIC_ROOT = text("STATIC_ROOT", default=str(DATA_DIR / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# People and sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["aiss.accounts.backends.EmailBackend", "aiss.accounts.backends.CodeBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "submissions:sign-in"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Languages: the page's language is its address; see PageLanguageMiddleware
LANG_INFO.setdefault("ps", {"bidi": True, "code": "ps", "name": "Pashto", "name_local": "پښتو"})
LANGUAGE_CODE = text("DEFAULT_LANGUAGE", default="en")
LANGUAGES = [("en", _("English")), ("fa", _("Persian (Dari)")), ("ps", _("Pashto"))]
LANGUAGES_BIDI = ["fa", "ps"]
LOCALE_PATHS = [BASE_DIR / "aiss" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = INSTITUTE_TIME_ZONE

# Letters
EMAIL_URL = text("EMAIL_URL")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "aiss.mail.folder.FolderBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = text("FROM_EMAIL", default="desk@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
DESK_EMAIL = text("DESK_EMAIL")
MESSAGE_ID_DOMAIN = text("MESSAGE_ID_DOMAIN", default="aiss.invalid")
LETTER_DIRS = [BASE_DIR / "templates" / "emails"]
MAIL_SLOTS = 2  # how many letters may be on their way at once before a bulk letter has to wait

# Celery: a message only says "look in the table", so losing every one costs seconds; see docs/adr
REDIS_URL = text("REDIS_URL")
QUEUE_DIR = DATA_DIR / "queue"
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT = None if REDIS_URL else "aiss.queue_folder:Transport"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "socket_connect_timeout": 1,
        "socket_timeout": 2,
        "retry_on_timeout": False,
        "health_check_interval": 30,
        "visibility_timeout": 300,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.1,
        "interval_max": 0.1,
    }
    if REDIS_URL
    else {
        "data_folder_in": str(QUEUE_DIR),
        "data_folder_out": str(QUEUE_DIR),
        "control_folder": str(QUEUE_DIR / "control"),
        "polling_interval": 0.1,
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_ETA_TASK_LIMIT = 100
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_TIMEZONE = INSTITUTE_TIME_ZONE
EVERY_MINUTE = ["aiss.beat", "aiss.mail.deliver_due", "publishing.make_files", "submissions.publish_due"]
EVERY_HOUR = [
    "aiss.accounts.forget_expired",
    "submissions.index_texts",
    "submissions.release_idle_claims",
    "submissions.remind_of_changes",
    "submissions.remind_of_proofs",
    "submissions.remind_of_reviews",
    "submissions.tell_of_missed_promises",
]
EVERY_NIGHT = ["aiss.mail.forget_old_letters", "submissions.forget_old_drafts", "submissions.forget_old_edits"]
CELERY_BEAT_SCHEDULE = {
    **{task: {"task": task, "schedule": 60, "options": {"expires": 50}} for task in EVERY_MINUTE},
    **{task: {"task": task, "schedule": crontab(minute=7)} for task in EVERY_HOUR},
    **{task: {"task": task, "schedule": crontab(hour=3, minute=30)} for task in EVERY_NIGHT},
}

# Security: an https address turns on everything that belongs to it
HTTPS = SITE_URL.startswith("https://")
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or list({urlsplit(SITE_URL).hostname, *LOOPBACK})
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
CSRF_FAILURE_VIEW = "submissions.late_forms.stale_form"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_HOPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Whether the institute's other sites answer by https alone is not the desk's to promise.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" browsers post forms as "Origin: null", which is refused
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024

# Logs: no client address, user agent, query or token in any line; see aiss.logs
LOG_LEVEL = text("LOG_LEVEL", default="WARNING" if DEMO else "INFO").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"private": {"()": "aiss.logs.PrivateFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "private"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
    },
}
