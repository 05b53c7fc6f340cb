"""A mirror for tests: written by the command, and read back as the site's own addresses."""

import io
import posixpath
import re
from html import unescape

from django.conf import settings
from django.core.management import call_command

from publishing.models import Topic, TopicText
from publishing.old_addresses import add_old_address
from tests.publishing.making import bylines_of, make_author, publish

LINK = re.compile(r'(?<=\s)(href|src|action)="([^"]*)"')
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)


def make_site(number=2):
    """Publish a little of everything, in three languages, with `number` plain articles and one of each other state."""
    author = make_author()
    topic = Topic.objects.create(slug="water")
    for language, name in (("en", "Water"), ("fa", "آب")):
        TopicText.objects.create(topic=topic, language=language, name=name)
    articles = [publish(bylines=bylines_of(author), days_ago=day, topics=("water",)) for day in range(number)]
    publish(language="fa", title="پل", slug="pul", translation_of=articles[0].short_id, translators=("Lida Omar",))
    publish(language="ps", title="پله", slug="pula")
    for state in ("delisted", "retracted", "hidden", "removed"):
        publish(state=state, slug=f"the-{state}", title=f"The {state} one")
    add_old_address("/aiss/1", article=articles[0])
    return articles


def export(folder):
    """Run the command; return what it printed."""
    out = io.StringIO()
    call_command("export_site", str(folder), stdout=out)
    return out.getvalue()


def files(folder):
    """Return every file of the mirror with its bytes, by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".mirror" not in path.parts
    }


def path_of(name):
    """Return the site's path of a file of the mirror."""
    return f"/{name.removesuffix('index.html')}"


def links(page):
    """Return the links of a page that lead from file to file."""
    return {unescape(link) for _name, link in LINK.findall(page) if not ABSOLUTE.match(link)}


def target(name, link):
    """Return the file that `link` in the file `name` leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), re.match(r"[^?#]*", link)[0]))


def as_live(page, name):
    """Return a page of the mirror with its links as the site has them."""

    def back(found):
        link = found[2]
        if link.startswith(settings.SITE_URL):
            return found[0]  # the test compares what leads to the live site apart
        if ABSOLUTE.match(link):
            return found[0]
        path = re.match(r"[^?#]*", link)[0]
        return f'{found[1]}="{path_of(target(name, path))}{link[len(path) :]}"'

    return LINK.sub(back, page)


def without_host(page):
    """Return a page in which a link to the live site and one to its path are the same."""
    return re.sub(rf'(href|src|action)="{re.escape(settings.SITE_URL)}/', r'\1="/', page)
