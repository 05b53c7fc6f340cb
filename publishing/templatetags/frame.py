"""What stands around every page. What hardly ever differs is rendered once for each content, for all pages."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext, override

from publishing import directions
from publishing.addresses import home_address
from publishing.templatetags.site_text import own_name

register = template.Library()
Links = tuple[tuple[str, str], ...]


@register.simple_tag(takes_context=True)
def site_head(context: template.Context) -> str:
    """Show the institute's name and the parts of the site, the one that the page belongs to marked."""
    site = context.get("site")
    tagline = site.tagline if site else ""
    return _site_head(get_language(), context.get("section") or "", str(context["institute_name"]), tagline)


@register.simple_tag(takes_context=True)
def site_foot(context: template.Context) -> str:
    """Show the foot of a page: the institute, its contact, and its pages."""
    site, pages = context.get("site"), context.get("foot_pages") or ()
    links = tuple((page.slug, page.title) for page in pages)
    words = (site.footer, site.contact_address) if site else ("", "")
    return _site_foot(get_language(), str(context["institute_name"]), *words, links)


@register.simple_tag(takes_context=True)
def feed_links(context: template.Context) -> str:
    """Name the feeds of the page's language to programs."""
    return _feed_links(get_language(), str(context["institute_name"]))


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> str:
    """List every language with the same page in it, or with its home page where there is none.

    `alternates` in the context maps languages to addresses; a page rendered for a request needs none. Nothing of this
    is kept, for the address of a page can be a secret.
    """
    alternates, request = context.get("alternates") or {}, context.get("request")
    items = []
    for code, _name in settings.LANGUAGES:
        words = {"code": code, "direction": directions.direction_of(code), "name": own_name(code)}
        if code == get_language():
            shape = '<span lang="{code}" dir="{direction}" aria-current="true">{name}</span>'
            items.append((format_html(shape, **words),))
            continue
        address = alternates.get(code) or home_address(code)
        if request and code not in alternates:
            translated = translate_url(request.path, code)
            address = address if translated == request.path else translated
        shape = '<a href="{address}" lang="{code}" dir="{direction}" hreflang="{code}">{name}</a>'
        items.append((format_html(shape, address=address, **words),))
    shape = '<nav class="languages" aria-label="{}">\n<ul>\n{}</ul>\n</nav>'
    return format_html(shape, gettext("Languages"), format_html_join("", "<li>{}</li>\n", items))


@lru_cache(maxsize=64)
def _site_head(language: str, section: str, institute_name: str, tagline: str) -> str:
    with override(language):
        return render_to_string(
            "components/_site_head.html", {"section": section, "institute_name": institute_name, "tagline": tagline}
        )


@lru_cache(maxsize=64)
def _feed_links(language: str, institute_name: str) -> str:
    with override(language):
        return render_to_string("publishing/_feed_links.html", {"institute_name": institute_name})


@lru_cache(maxsize=64)
def _site_foot(language: str, institute_name: str, footer: str, contact: str, links: Links) -> str:
    with override(language):
        return render_to_string(
            "components/_footer.html",
            {"institute_name": institute_name, "footer": footer, "contact": contact, "links": links},
        )
