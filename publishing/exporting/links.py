"""Links of a page, turned so that they lead from file to file; every other byte stays as it is."""

import posixpath
import re
from collections.abc import Callable
from html import unescape

from django.conf import settings

_TAG = re.compile(r'<!--.*?-->|<[a-z](?:[^"<>]|"[^"]*")*>', re.DOTALL | re.IGNORECASE)
_CLOSING = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}
_NAME = re.compile(r"<([a-z][a-z0-9]*)", re.IGNORECASE)
_LINK = re.compile(r'(\s(?:href|src|poster|action|formaction)=")(/[^"]*)(?=")', re.IGNORECASE)
_LINKS = re.compile(r'(\ssrcset=")([^"]*)(?=")', re.IGNORECASE)
_IN_STYLE = re.compile(r"""(url\(\s*["']?)([^"')\s]+)""", re.IGNORECASE)
_PATH = re.compile(r"[^?#]*")

# Given a path of the site, returns the file of the mirror that shows it, or "" where the mirror has none.
Finder = Callable[[str], str]


def relative(here: str, there: str) -> str:
    """Return the link from one file of the mirror to another."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def turned(link: str, here: str, find: Finder) -> str:
    """Return a link of the file `here`: to another file, or to the live site for what the mirror does not have.

    A link that is no path of the site stays as it is.
    """
    if not link.startswith("/") or link.startswith("//"):
        return link
    path = _PATH.match(link).group()
    there = find(unescape(path))
    return relative(here, there) + link[len(path) :] if there else settings.SITE_URL + link


def turn_page(page: str, here: str, find: Finder) -> str:
    """Return a page with its links turned; scripts, styles, comments and words are left alone."""
    done: list[str] = []
    position = 0
    for tag in _TAG.finditer(page):
        if tag.start() < position:  # within a script that was passed over
            continue
        done += [page[position : tag.start()], _turn_tag(tag.group(), here, find)]
        position = tag.end()
        name = _NAME.match(tag.group())
        closing = _CLOSING.get(name.group(1).lower()) if name else None
        if closing and (end := closing.search(page, position)):
            done.append(page[position : end.end()])
            position = end.end()
    return "".join([*done, page[position:]])


def _turn_tag(tag: str, here: str, find: Finder) -> str:
    if tag.startswith("<!--"):
        return tag
    tag = _LINK.sub(lambda link: link[1] + turned(link[2], here, find), tag)
    return _LINKS.sub(lambda links: links[1] + _turn_each(links[2], here, find), tag)


def _turn_each(sizes: str, here: str, find: Finder) -> str:
    """Turn the addresses of pictures in several sizes: "/a.webp 640w, /b.webp 1280w"."""
    return re.sub(r"(^\s*|,\s+)(\S+)", lambda part: part[1] + turned(part[2], here, find), sizes)


def turn_style(style: str, here: str, find: Finder, *, base: str) -> str:
    """Return a stylesheet with its links turned; those that are relative already are found, and stay.

    `base` is the stylesheet's own path on the site.
    """

    def turn(link: re.Match) -> str:
        address = link[2]
        if not address.startswith("/") and not re.match(r"[a-z]+:|#", address, re.IGNORECASE):
            find(posixpath.normpath(posixpath.join(posixpath.dirname(base), _PATH.match(address).group())))
            return link[0]
        return link[1] + turned(address, here, find)

    return _IN_STYLE.sub(turn, style)
