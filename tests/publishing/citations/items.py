"""Invented items of CSL-JSON, and titles that try to break out of a format."""

HOSTILE = (
    "Bridges {and} rivers",
    "An unbalanced { brace",
    "An unbalanced } brace",
    r"C:\new\table \input{secret} \\",
    "50% & more: #1 under_score ~ ^ $5",
    'The "open" border and the “closed” one',
    "First line\nTY  - BOOK\r\nER  - ",
    "</p><script>alert(1)</script> <span class='nocase'>x</span>",
    "@misc{other, title = {x}}",
    "Ends with a question?",
    "Comma, semicolon; colon: and and and",
    "Control \x00\x1b\u2028characters",
    "پل «باز» {و} بسته؟",
    "Private \ue000\ue001\uf8f0 characters 2025",
)


def make_item(**changes):
    item = {
        "id": "the-bridge",
        "type": "webpage",
        "title": "The Bridge at Sher Khan",
        "author": [{"family": "Rahimi", "given": "Mina"}],
        "container-title": "Afghan Institute for Strategic Studies",
        "issued": {"date-parts": [[2025, 7, 8]]},
        "URL": "https://aiss.example/en/articles/the-bridge/",
        "language": "en",
    }
    return item | changes
