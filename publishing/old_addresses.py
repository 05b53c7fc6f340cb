"""Where pages stood on the institute's former sites: written down once, and found however a link spells them."""

import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext, override

from publishing.models import Article, OldAddress

MOST_LETTERS = 500
# What other sites hang onto a link to count who follows it
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
JOINERS = "\u200c\u200d"  # part of how Persian words are written
_HOST = re.compile(r"[\w.-]+\.[a-z]{2,}(?::\d+)?(?=[/?#]|$)", re.IGNORECASE)
# What would part a path anew, read a second time
_ENCODED = {letter: f"%{ord(letter):02X}" for letter in "%?#"}
_ENCODED_IN_QUERY = {letter: f"%{ord(letter):02X}" for letter in "%&=+#"}


class OldAddressRefused(Exception):
    """An old address that cannot be kept; `str()` says why."""


def normalised(pasted: str) -> str:
    """Return the path and query of a pasted address, in one spelling; the host is left out.

    Percent-encoded and plain letters, both forms of an accent, a slash at the end or none, and what is counted of
    visitors make no difference. "" where there is nothing. Doing it twice changes nothing more.
    """
    text = "".join(letter for letter in pasted if unicodedata.category(letter) not in {"Cc", "Cf"} or letter in JOINERS)
    text = text.strip()
    if not text:
        return ""
    try:
        parts = urlsplit(f"//{text}" if _HOST.match(text) else text)
    except ValueError:
        return ""
    path = re.sub("/{2,}", "/", f"/{_decoded(parts.path, _ENCODED)}").rstrip("/") or "/"
    query = "&".join(
        f"{_plain(name, _ENCODED_IN_QUERY)}={_plain(value, _ENCODED_IN_QUERY)}"
        for name, value in sorted(parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape"))
        if not TRACKING.fullmatch(name)
    )
    return f"{path}?{query}" if query else path


def _decoded(path: str, encoded: dict[str, str]) -> str:
    return _plain(unquote_to_bytes(path).decode("utf-8", "surrogateescape"), encoded)


def _plain(text: str, encoded: dict[str, str]) -> str:
    """Return `text` readable: only what would change its meaning, and bytes of another encoding, stay encoded."""
    found = []
    for letter in unicodedata.normalize("NFC", text):
        if "\udc80" <= letter <= "\udcff":
            found.append(f"%{ord(letter) - 0xDC00:02X}")
        elif letter in encoded:
            found.append(encoded[letter])
        elif letter.isspace() or unicodedata.category(letter) == "Cc":
            found.append(quote(letter))
        else:
            found.append(letter)
    return "".join(found)


def find(path_and_query: str) -> OldAddress | None:
    """Return what is known of an address, with its article, in one query; None for one that nobody wrote down.

    An address with a query is found without it too: most were counted or sorted by it, and only some meant by it.
    """
    whole = normalised(path_and_query)
    path = whole.partition("?")[0]
    if len(path) > MOST_LETTERS or path in {"", "/"}:
        return None
    spellings = {whole, path}
    rows = {row.path: row for row in OldAddress.objects.select_related("article").filter(path__in=spellings)}
    return rows.get(whole) or rows.get(path)


def checked_path(pasted: str) -> str:
    """Return an old address as it is kept. Raises OldAddressRefused."""
    path = normalised(pasted)
    if path.partition("?")[0] in {"", "/"}:
        raise OldAddressRefused(gettext("Write the old address, for example https://www.example.org/aiss/45."))
    if len(path) > MOST_LETTERS:
        raise OldAddressRefused(gettext("An old address has at most 500 letters."))
    return path


def checked_target(target: str) -> str:
    """Return a path of this site that a redirect may name. Raises OldAddressRefused for anything else."""
    is_path = target.startswith("/") and not target.startswith("//") and "\\" not in target
    if not is_path or any(letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf"} for letter in target):
        raise OldAddressRefused(
            gettext("Write an address of this site: an article's, or a path with one slash before it, like /en/about/.")
        )
    if len(target) > MOST_LETTERS:
        raise OldAddressRefused(gettext("An address has at most 500 letters."))
    return target


def place_of(text: str) -> Article | str:
    """Return the article that an address of this site shows, or else its path. Raises OldAddressRefused."""
    text = text.strip()
    if text == settings.SITE_URL or text.startswith(f"{settings.SITE_URL}/"):
        text = text.removeprefix(settings.SITE_URL) or "/"
    path = checked_target(text)
    prefix = path.split("/", 2)[1]
    with override(prefix if prefix in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        try:
            match = resolve(path.partition("?")[0].partition("#")[0])
        except Resolver404:
            return path
    names = {"publishing:article": "slug", "root:short-link": "short_id"}
    if name := names.get(match.view_name):
        found = Article.objects.filter(**{name: match.kwargs[name]}).first()
        if found is None:
            raise OldAddressRefused(gettext("There is no article at this address. Copy it from the article's page."))
        return found
    return path


def add_old_address(path: str, *, article: Article | None = None, target: str = "") -> OldAddress:
    """Lead an old address to `article`, or to `target`, a path of this site; written down already, it stays.

    Raises OldAddressRefused, also where the address leads elsewhere.
    """
    path = checked_path(path)
    target = checked_target(target) if article is None else ""
    if target and normalised(target) == path:
        raise OldAddressRefused(gettext("The old address and the new one are the same."))
    row, _is_new = OldAddress.objects.get_or_create(path=path, defaults={"article": article, "target": target})
    if row.article_id != (article.pk if article else None) or row.target != target:
        raise OldAddressRefused(
            gettext("The old address %(path)s leads somewhere else already. Change it under “Old addresses”.")
            % {"path": path}
        )
    return row
