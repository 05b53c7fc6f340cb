"""The links by which a reader passes an article on: plain addresses, so that nothing is asked of anybody before."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext


@dataclass(frozen=True, kw_only=True)
class Share:
    """Where to, and the address that opens it."""

    name: str
    address: str


def encoded(**parameters: str) -> str:
    """Return a query whose spaces are `%20`: programs that open letters read `+` as a plus."""
    return urlencode(parameters, quote_via=quote, safe="")


def share_links(title: str, link: str) -> list[Share]:
    """Return the ways to pass on the article at `link`, a full URL."""
    return [
        Share(name="WhatsApp", address="https://wa.me/?" + encoded(text=f"{title}\n{link}")),
        Share(name="Telegram", address="https://t.me/share/url?" + encoded(url=link, text=title)),
        Share(name="Facebook", address="https://www.facebook.com/sharer/sharer.php?" + encoded(u=link)),
        Share(name="X", address="https://x.com/intent/post?" + encoded(text=title, url=link)),
        Share(name=gettext("E-mail"), address="mailto:?" + encoded(subject=title, body=f"{title}\r\n\r\n{link}\r\n")),
    ]
