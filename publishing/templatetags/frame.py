"""The parts of a page that hardly ever differ: rendered once for each different content, for all pages."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

register = template.Library()
Links = tuple[tuple[str, str], ...]


@register.simple_tag(takes_context=True)
def site_nav(context: template.Context) -> str:
    """Show the parts of the site, the one that the page belongs to marked."""
    return _site_nav(get_language(), context.get("section") or "")


@register.simple_tag(takes_context=True)
def site_foot(context: template.Context) -> str:
    """Show the foot of a page: the institute, its contact, and its pages."""
    site, pages = context.get("site"), context.get("foot_pages") or ()
    links = tuple((page.slug, page.title) for page in pages)
    words = (site.footer, site.contact_address) if site else ("", "")
    return _site_foot(get_language(), str(context["institute_name"]), *words, links)


@lru_cache(maxsize=64)
def _site_nav(language: str, section: str) -> str:
    with override(language):
        return render_to_string("components/_site_nav.html", {"section": section})


@lru_cache(maxsize=64)
def _site_foot(language: str, institute_name: str, footer: str, contact: str, links: Links) -> str:
    with override(language):
        return render_to_string(
            "components/_footer.html",
            {"institute_name": institute_name, "footer": footer, "contact": contact, "links": links},
        )
