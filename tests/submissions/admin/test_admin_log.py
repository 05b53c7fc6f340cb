"""Django's own log at the desk: it says who changed which of the site's rows, and names nobody else."""

from django.contrib.admin.models import LogEntry
from django.db import connection

from aiss.accounts.models import Role, User
from publishing.models import Author, SiteText
from submissions.models import Contributor, Review, Submission
from submissions.services import claiming, editing
from tests.factories import make_author, make_piece
from tests.submissions.admin.conftest import address, post

ADDED = {
    "licencetext": {"language": "en", "text": "You keep your rights."},
    "call": {"code": "rivers", "title_en": "On rivers", "text_en": "Words.", "opens_on": "2030-01-01"},
}
PRIVATE = {
    "legal name": "Zarghuna Legalovska",
    "address of the author": "hidden-author@example.org",
    "address of a reviewer": "hidden-reviewer@example.org",
    "name of a reviewer": "Reviewina Hiddenova",
    "name of a co-author": "Coauthora Unprinted",
    "address of a co-author": "hidden-coauthor@example.org",
    "address of a colleague": "hidden-colleague@example.org",
    "former printed name": "Formerina Namova",
    "words of a note": "whispered among the desk",
    "reason": "because of her safety",
}


def log():
    """Return everything that Django's log holds, as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM django_admin_log")
        return str(cursor.fetchall())


def words_in(text):
    parts = {label: [value, *value.replace("@", " ").split()] for label, value in PRIVATE.items() if "@" in value}
    parts |= {label: value.split() for label, value in PRIVATE.items() if label.endswith("name") or "name of" in label}
    parts |= {label: [PRIVATE[label]] for label in ("words of a note", "reason")}
    return [label for label, found in parts.items() for part in found if part.lower() in text.lower()]


def test_log_of_the_admin_names_nobody(desk, chief, editor):
    """Go through the desk's forms with unmistakable words, those of Django's own admin among them."""
    browser = desk["chief"]
    piece = make_piece(
        make_author(email=PRIVATE["address of the author"]),
        is_pen_name=True,
        public_name=PRIVATE["former printed name"],
        legal_name=PRIVATE["legal name"],
        coauthors=[{"public_name": PRIVATE["name of a co-author"], "address": PRIVATE["address of a co-author"]}],
    )
    claiming.claim(piece, actor=chief)
    browser.post(address(piece, "note"), {"text": PRIVATE["words of a note"]})
    browser.post(address(piece, "identity"), {"reason": PRIVATE["reason"]})
    post(
        browser, piece, "ask_review", name=PRIVATE["name of a reviewer"], address=PRIVATE["address of a reviewer"],
        language="en", due_on="2030-01-01",
    )  # fmt: skip
    profile = make_profile(piece, chief)
    change_profile(browser, profile, "A New Name")
    invite(browser)
    walk_forms_of_the_site(browser)

    assert Contributor.objects.filter(submission=piece).count() == 2
    assert Review.objects.filter(submission=piece).count() == 1
    assert User.objects.by_email(PRIVATE["address of a colleague"]) is not None
    assert profile.texts.get().name == "A New Name"
    assert {entry.content_type.model for entry in LogEntry.objects.select_related("content_type")} == {
        "author", "call", "kind", "licencetext", "sitetext",
    }  # fmt: skip
    assert words_in(log()) == []


def make_profile(piece, chief):
    """Give the author of `piece` a public profile, as the page of its names and details does."""
    people = [
        editing.Person(pk=person.pk, public_name=person.public_name, has_new_profile=person.is_submitting)
        for person in piece.contributors.order_by("position")
    ]
    editing.edit_details(piece, actor=chief, people=people, kind=piece.kind, is_pen_name=True, discloses_pen_name=True)
    return Author.objects.get()


def form_of(page):
    """Return what a browser would send of one of Django's own forms as it is shown, its inline rows included."""
    sent = {}
    forms = [page.context["adminform"].form]
    for inline in page.context.get("inline_admin_formsets") or []:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                sent[field.html_name] = "on" if value is True else value
    return sent


def change_profile(browser, profile, name):
    place = f"/admin/publishing/author/{profile.pk}/change/"
    page = browser.get(place)
    sent = form_of(page)
    assert PRIVATE["former printed name"] in sent.values()
    sent = {key: name if value == PRIVATE["former printed name"] else value for key, value in sent.items()}
    assert browser.post(place, sent).status_code == 302


def invite(browser):
    sent = {
        "display_name": "Nilab Karimi",
        "address": PRIVATE["address of a colleague"],
        "language": "en",
        "roles": [Role.objects.get(code="editor").pk],
    }
    assert browser.post("/admin/accounts/user/add/", sent).status_code == 302


def walk_forms_of_the_site(browser):
    """Save every form that Django's admin offers to whoever looks after the site."""
    site = SiteText.objects.get(language="en")
    places = [f"/admin/publishing/sitetext/{site.pk}/change/"]
    places += [f"/admin/submissions/kind/{piece.kind_id}/change/" for piece in Submission.objects.all()]
    for place in places:
        assert browser.post(place, form_of(browser.get(place))).status_code == 302, place
    for model, sent in ADDED.items():
        assert browser.post(f"/admin/submissions/{model}/add/", sent).status_code == 302, model


def test_log_is_shown_nowhere_on_the_home_page(desk, chief):
    LogEntry.objects.create(
        user=chief, object_id="1", object_repr="An unmistakable entry", action_flag=2, change_message=""
    )
    assert "An unmistakable entry" not in desk["chief"].get("/admin/").text
