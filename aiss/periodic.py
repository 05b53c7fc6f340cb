"""What the clock does for the project as a whole."""

from celery import shared_task

from aiss.mail import heartbeat


@shared_task(name="aiss.beat")
def beat() -> None:
    """Show that the clock, the broker and a worker are alive, all three: /healthz reads it."""
    heartbeat.record()
