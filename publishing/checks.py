"""What keeps the public site from giving all that it could, found by a check with a hint."""

from django.core import checks

from publishing import pdf


def pdf_can_be_made(app_configs: object = None, **options: object) -> list[checks.CheckMessage]:
    """The libraries for PDFs are there; without them pages offer none."""
    missing = pdf.missing_libraries()
    if not missing:
        return []
    message = f"No PDFs of articles can be made here: {', '.join(missing)} missing."
    return [checks.Warning(message, hint=f"On Debian or Ubuntu: {pdf.REMEDY}", id="publishing.W001")]
