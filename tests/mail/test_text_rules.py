"""What an edited text may hold: mere words stay, a typo is refused by name, nothing leads out of the letter."""

import pytest

from aiss.mail import text_changes, text_rules
from aiss.mail.models import LetterText
from aiss.mail.text_changes import TextRefused
from tests.mail.sample import make_letter

pytestmark = pytest.mark.django_db

KNOWN = frozenset({"reference", "name", "title", "message", "days"})
BODY = "Dear {name},\n\nYou wrote: {message}"


def save(body):
    return text_changes.save("receipt", "en", subject="Received", body=body, known=KNOWN, seen=0, by="editor1")


def codes(*, subject="Received", body=BODY, kind="receipt", known=KNOWN):
    return [
        (problem.field, problem.code) for problem in text_rules.problems(kind, subject=subject, body=body, known=known)
    ]


def sentence(body):
    return text_rules.problems("receipt", subject="Received", body=f"{BODY} {body}", known=KNOWN)[0].sentence


@pytest.mark.parametrize(
    "words",
    [
        "US$50 million",
        "{ }",
        "{}",
        "{Not A Name}",
        "{{ x }}",
        "{0}",
        "{x y}",
        "{«نام»}",
        r"\1 \g<0> $name %(name)s",
        "a } b { c",
        "[title]",
        "می‌روم",
        "<b>",
        "name@example.org",
    ],
)
def test_what_is_no_placeholder_stays_as_it_stands(words):
    assert codes(body=f"{BODY} {words}") == []
    save(f"{BODY} {words}")
    assert f"Well done. {words}\n" in make_letter().text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{titel}", "This letter knows no \u2068{titel}\u2069. It knows"),
        ("{{x}}", "This letter knows no \u2068{{x}}\u2069."),
        ("{due_on}", "This letter knows no \u2068{due_on}\u2069."),
        ("{Title}", "\u2068{Title}\u2069 looks like a mistyped \u2068{title}\u2069."),
        ("{ title }", "\u2068{ title }\u2069 looks like a mistyped \u2068{title}\u2069."),
        ("{TITLE}", "looks like a mistyped"),
        ("{\u200ftitle}", "looks like a mistyped"),
        ("{{title}}", "\u2068{{title}}\u2069 looks like a mistyped \u2068{title}\u2069."),
        ("{title", "\u2068{title\u2069 looks like a mistyped \u2068{title}\u2069."),
        ("title}", "looks like a mistyped"),
    ],
)
def test_placeholder_with_a_typo_is_refused_by_name(words, said):
    assert said in sentence(words)
    with pytest.raises(TextRefused) as caught:
        save(f"{BODY} {words}")
    assert said in str(caught.value)
    assert not LetterText.objects.exists()


def test_refusal_lists_what_the_letter_knows():
    assert sentence("{titel}").endswith(
        "It knows " + " ".join(f"\u2068{{{name}}}\u2069" for name in sorted(KNOWN)) + "."
    )


def test_placeholder_that_carries_the_point_must_stay():
    assert codes(body="Dear {name}.") == [("body", "missing")]
    assert text_rules.required("receipt") == {"message"}
    assert text_rules.required("code") == {"code"}


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("Received {reference}", []),
        ("For {name}", ["not_in_subject"]),
        ("“{title}” has arrived", ["not_in_subject"]),
        ("{message}", ["not_in_subject"]),
        ("{Reference}", ["mistyped"]),
        ("{x}", ["unknown"]),
        ("One\r\nBcc: e@x.org", ["control"]),
        ("One\u2028two", ["control"]),
        ("One\0", ["control"]),
        ("One \u202edrow", ["bidi"]),
        ("", ["empty"]),
        ("\u200c", ["empty"]),
        ("x" * 201, ["too_long"]),
        ("See https://x.org", ["link"]),
    ],
)
def test_subject_is_one_line_that_names_nobody(subject, found):
    assert codes(subject=text_rules.normal(subject)) == [("subject", code) for code in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("a\x07b", ["control"]),
        ("a\u202eb", ["bidi"]),
        ("a\u2068b\u2069", ["bidi"]),
        ("x" * text_rules.BODY_LENGTH, ["too_long"]),
        ("a\tb\nc", []),
    ],
)
def test_body_holds_nothing_that_is_not_seen(words, found):
    assert codes(body=f"{BODY} {words}") == [("body", code) for code in found]


@pytest.mark.parametrize(
    ("words", "is_allowed"),
    [
        ("http://testserver/en/", True),
        ("(HTTP://TestServer/en/about).", True),
        ("https://testserver/", False),
        ("http://testserver.evil.org/", False),
        ("http://testserver@evil.org/", False),
        ("http://testserver\\@evil.org/", False),
        ("http://{title}/", False),
        ("http://[", False),
        ("www.example.org", False),
        ("ftp://testserver/", False),
    ],
)
def test_links_lead_to_this_site_alone(words, is_allowed, settings):
    settings.SITE_URL = "http://testserver"

    assert codes(body=f"{BODY} {words}") == ([] if is_allowed else [("body", "link")])
