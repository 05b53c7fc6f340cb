from urllib.parse import parse_qs, urlsplit

import pytest

from publishing.sharing import share_links

TITLE = "«پل» & 100% + bridges?\u200c #1"
LINK = "https://example.org/a/x1/"


@pytest.fixture
def asked():
    """Return what each link hands over, by where it leads."""
    parts = [urlsplit(share.address) for share in share_links(TITLE, LINK)]
    return {part.netloc or part.scheme: parse_qs(part.query, strict_parsing=True) for part in parts}


def test_share_links_carry_title_and_short_link(asked):
    assert asked == {
        "wa.me": {"text": [f"{TITLE}\n{LINK}"]},
        "t.me": {"url": [LINK], "text": [TITLE]},
        "www.facebook.com": {"u": [LINK]},
        "x.com": {"text": [TITLE], "url": [LINK]},
        "mailto": {"subject": [TITLE], "body": [f"{TITLE}\r\n\r\n{LINK}\r\n"]},
    }


def test_share_links_write_no_plus_for_a_space():
    assert [share.name for share in share_links("A title", LINK) if "+" in share.address] == []
    assert [share.name for share in share_links("A title", LINK)] == ["WhatsApp", "Telegram", "Facebook", "X", "E-mail"]
