"""The log of corrections: what articles got wrong, the newest first."""

from publishing import keys
from publishing.addresses import each_language, hreflangs, page_address
from publishing.models import Correction
from publishing.pages.rendering import NoSuchPage, card_keys, render_page
from publishing.rendered import Rendered

PAGE_SIZE = 20


def render_corrections(language: str, *, before: int | None = None, after: int | None = None) -> Rendered:
    """Return one page of the log: what stands before or after the correction with that number, or the newest.

    Raises NoSuchPage for a number that no correction has, and where there is nothing left to show.
    """
    number = before if before is not None else after
    here = Correction.objects.filter(pk=number).first() if number is not None else None
    if number is not None and here is None:
        raise NoSuchPage
    log = Correction.objects.public_in(language).for_log()
    if here and after is not None:
        found = list(log.newer_than(here).oldest_first()[: PAGE_SIZE + 1])
        corrections, has_older = found[:PAGE_SIZE][::-1], True
        has_newer = len(found) > PAGE_SIZE
    else:
        found = list((log.older_than(here) if here else log).newest_first()[: PAGE_SIZE + 1])
        corrections, has_newer = found[:PAGE_SIZE], here is not None
        has_older = len(found) > PAGE_SIZE
    if here and not corrections:
        raise NoSuchPage
    alternates = each_language("corrections")
    context = {
        "corrections": corrections,
        "newer": corrections[0].pk if has_newer else 0,
        "older": corrections[-1].pk if has_older else 0,
        "section": "corrections",
        "alternates": alternates,
        "hreflangs": [] if here else hreflangs(alternates),
    }
    cards = card_keys(correction.article for correction in corrections) - {keys.TOPICS}
    return render_page(
        "publishing/corrections.html",
        language,
        context,
        made_from=cards | {keys.corrections(language), keys.listed(language)},
        path=page_address("corrections", language),
    )
