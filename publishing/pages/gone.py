"""What every article taken away answers with."""

from publishing.pages.rendering import frame, render_text


def render_gone(language: str) -> str:
    return render_text("410.html", language, frame(language))
