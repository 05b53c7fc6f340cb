"""The editors' rich text editor as a field of a form: what goes in comes out."""

import pytest

from publishing.html import clean, count_words, digest
from submissions.manuscripts import read
from tests import samples
from tests.e2e import editor_urls
from tests.e2e.editing import open_editor

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.e2e.editor_urls")]

SAMPLES = [
    "bridge-tracked-changes.docx",
    "education-ps.docx",
    "education-ps.md",
    "helmand-fa.docx",
    "helmand-fa.md",
    "helmand-fa.odt",
    "moscows-gamble.docx",
    "moscows-gamble.odt",
    "moscows-gamble.txt",
    "transit-academic-en.docx",
    "transit-academic-en.md",
    "transit-academic-en.odt",
]

EVERYTHING = clean(
    """
<h1>Title</h1><h2>Heading <em>two</em></h2><h3 dir="rtl">سرخط</h3><h4>Four<sup class="footnote-ref">
<a href="#fn7">7</a></sup></h4>
<p>A <strong>bold <em>both</em></strong> <em>then <strong>both</strong></em> <a href="https://example.org/a?x=1&amp;y=2">
link <strong>bold</strong></a> <a href="mailto:desk@example.org">mail</a> H<sub>2</sub>O 10<sup>-2</sup> &lt;b&gt; &amp;
</p>
<p>Line<br>break and no-break\u00a0space, می‌خواهم, <strong>a</strong><sup class="footnote-ref">
<a href="#fn3">3</a></sup><strong>b</strong> again<sup class="footnote-ref"><a href="#fn7">7</a></sup> end.</p>
<p dir="rtl">بند راست به چپ.</p>
<ul><li>one<ul><li>two<ol start="4"><li>three</li><li><p>four</p><p>second paragraph</p></li></ol></li></ul></li>
<li><blockquote>quoted first</blockquote><p>then</p></li></ul>
<ul dir="rtl"><li>فهرست</li></ul>
<ol start="0"><li>zero</li></ol><ol><li>one</li></ol>
<blockquote><p>Quote.</p><ul><li>in it</li></ul><p dir="rtl">نقل</p></blockquote>
<table><thead><tr><th>a</th><th data-align="end">b</th><th data-align="center">c</th></tr></thead>
<tbody><tr><th>row</th><td data-align="end">1</td><td></td></tr><tr><td>x</td><td><ul><li>y</li></ul></td><td><p>z</p>
<p>zz</p></td></tr></tbody></table>
<table dir="rtl"><tr><td>الف</td><td>ب</td></tr></table>
<p>* * *</p>
<section class="footnotes"><ol><li id="fn3"><p>Third.</p><p dir="rtl">دوم</p></li><li id="fn7"><p>Seventh, with a
<a href="https://example.org/">link</a>.</p></li></ol></section>
"""
)


def test_everything_the_canonical_form_knows_opened_and_written_anew_keeps_its_digest(page_factory):
    editing = open_editor(page_factory, EVERYTHING)

    assert clean(editing.html()) == EVERYTHING


if samples.ARE_HERE:

    @pytest.mark.parametrize("name", SAMPLES)
    def test_a_sample_opened_and_written_anew_keeps_its_digest(page_factory, name):
        language = next((code for code in ("fa", "ps") if f"-{code}." in name), "en")
        body = read((samples.FOLDER / name).read_bytes(), filename=name, language=language).body
        editing = open_editor(page_factory, body, language=language)
        before = digest(body)

        untouched = editing.html()
        # typed and taken back, so that the field holds what the editor wrote
        editing.text.focus()
        editing.page.keyboard.type("x")
        changed = editing.value()
        editing.page.keyboard.press("Control+z")

        assert [digest(html) == before for html in (untouched, changed, editing.value())] == [True, False, True]
        assert editing.page.get_by_role("status").inner_text() == f"Words: {count_words(body)}"


def test_text_typed_and_undone_keeps_its_digest(page_factory):
    editing = open_editor(page_factory, EVERYTHING)

    editing.put_cursor("Heading")
    editing.page.keyboard.type("x")
    assert digest(editing.value()) != digest(EVERYTHING)
    editing.page.keyboard.press("Control+z")

    assert clean(editing.value()) == EVERYTHING


def test_untouched_text_is_sent_exactly_as_it_came(page_factory):
    text = "<p>One</p>\n<p>Two <b>not canonical</b></p>"
    editing = open_editor(page_factory, text)
    editor_urls.RECEIVED.clear()

    editing.text.focus()
    editing.page.get_by_role("button", name="Save as a new version").click()
    editing.page.get_by_text("Saved.").wait_for()

    assert [one.replace("\r\n", "\n") for one in editor_urls.RECEIVED] == [text]


def test_a_change_is_in_the_field_at_once_and_is_sent(page_factory):
    editing = open_editor(page_factory, "<p>One</p>")
    editor_urls.RECEIVED.clear()

    editing.put_cursor("One")
    editing.page.keyboard.type(" two")
    assert editing.value() == "<p>One two</p>"
    editing.page.get_by_role("button", name="Save as a new version").click()
    editing.page.get_by_text("Saved.").wait_for()

    assert editor_urls.RECEIVED == ["<p>One two</p>"]


def test_emptied_text_is_sent_empty_and_the_error_is_tied_to_the_editor(page_factory):
    editing = open_editor(page_factory, "<p>One</p>")

    editing.text.focus()
    editing.page.keyboard.press("Control+a")
    editing.page.keyboard.press("Delete")
    assert editing.value() == ""
    editing.page.get_by_role("button", name="Save as a new version").click()
    editing.page.get_by_text("This field is required.").wait_for()

    assert editing.text.get_attribute("aria-invalid") == "true"


def test_without_javascript_the_text_is_a_plain_field(page_factory):
    editing = open_editor(page_factory, "<p>One</p>", js=False)
    editor_urls.RECEIVED.clear()

    editing.page.get_by_label("Text").fill("<p>Two</p>")
    editing.page.get_by_role("button", name="Save as a new version").click()
    editing.page.get_by_text("Saved.").wait_for()

    assert editor_urls.RECEIVED == ["<p>Two</p>"]


@pytest.mark.parametrize(("is_changed", "expected"), [(True, ["beforeunload"]), (False, [])])
def test_leaving_the_page_warns_only_when_the_text_was_changed(page_factory, is_changed, expected):
    editing = open_editor(page_factory, "<p>One</p>")
    dialogs = []
    editing.page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))

    editing.put_cursor("One")
    if is_changed:
        editing.page.keyboard.type(" two")
    editing.page.goto("about:blank")

    assert dialogs == expected


def test_saving_a_changed_text_does_not_warn(page_factory):
    editing = open_editor(page_factory, "<p>One</p>")
    dialogs = []
    editing.page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))

    editing.put_cursor("One")
    editing.page.keyboard.type(" two")
    editing.page.get_by_role("button", name="Save as a new version").click()
    editing.page.get_by_text("Saved.").wait_for()

    assert dialogs == []


def test_the_number_of_words_is_the_servers(page_factory):
    editing = open_editor(page_factory, EVERYTHING)
    status = editing.page.get_by_role("status")
    assert status.inner_text() == f"Words: {count_words(EVERYTHING)}"

    editing.put_cursor("Heading")
    editing.page.keyboard.type(" and — more")

    editing.page.get_by_text(f"Words: {count_words(EVERYTHING) + 2}").wait_for()
    assert status.count() == 1


def test_a_long_text_stays_quick_to_type_in(page_factory):
    paragraph = "<p>" + "word " * 100 + '<sup class="footnote-ref"><a href="#fn1">1</a></sup></p>'
    notes = '<section class="footnotes"><ol><li id="fn1"><p>Note.</p></li></ol></section>'
    editing = open_editor(page_factory, clean("<p>Start</p>" + paragraph * 100 + notes))

    editing.put_cursor("Start")
    took = editing.page.evaluate(
        """() => {
            const { view } = DeskEditor.of(document.querySelector("#id_body"));
            const start = performance.now();
            for (let count = 0; count < 20; count += 1) {
                view.dispatch(view.state.tr.insertText("x"));
            }
            return (performance.now() - start) / 20;
        }"""
    )

    # milliseconds for one key in 10,000 words; far above what it takes, far below what a hand notices
    assert took < 100
