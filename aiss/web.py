"""How gunicorn serves the desk: `python -m gunicorn -c python:aiss.web`.

Threads, because a slow upload must not hold up readers. No access log, because readers are nobody's business.
"""

from pathlib import Path

from aiss import settings

wsgi_app = "aiss.wsgi:application"
bind = f"[{settings.HOST}]:{settings.PORT}" if ":" in settings.HOST else f"{settings.HOST}:{settings.PORT}"
worker_class = "gthread"
workers = settings.WEB_WORKERS
threads = settings.WEB_THREADS
timeout = 60
graceful_timeout = 20
keepalive = 5
accesslog = None
control_socket_disable = True
# In memory, so that a full or slow disk does not stop the workers' heartbeat; gunicorn makes a private file there.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
logconfig_dict = settings.LOGGING | {
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": settings.LOG_LEVEL, "propagate": False},
        "gunicorn.access": {"handlers": [], "propagate": False},
    }
}
