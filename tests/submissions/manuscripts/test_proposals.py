"""What belongs into fields is proposed for them; what does not look like it stays in the text."""

import pytest

from submissions import manuscripts
from tests.submissions.manuscripts.making import pandoc

BODY = "\n\n".join(
    f"Paragraph {number} of the text " + "says one thing after the other, " * 5 + "and ends." for number in (1, 2, 3)
)
STANDFIRST = "One sentence that stands first and says what the piece is about."
CALL = (
    "Academicians and Officials interested to publish their academic pieces on this page, please approach us through: "
    "contact@aissonline.org."
)
DISCLAIMER = "The article does not reflect the official opinion of the AISS."


def proposals(*parts, language="en", **more):
    return manuscripts.read_pasted("\n\n".join(parts), language=language, **more).proposals


def fields(found):
    return found.title, found.byline, found.standfirst, found.bio


def test_all_fields_of_a_whole_piece_are_found():
    bio = "Bahar Mehr, Writer and Political Activist."
    found = proposals("A Title?", "By Bahar Mehr", STANDFIRST, BODY, bio, CALL, DISCLAIMER)

    assert fields(found) == ("A Title?", "Bahar Mehr", STANDFIRST, bio)
    assert found.names == ("Bahar Mehr",)
    assert found.body_without.count("<p>") == 3
    assert "Title" not in found.body_without
    assert "Bahar" not in found.body_without


def test_lines_of_one_paragraph_are_read_as_lines():
    found = proposals(f"A Title\nBy Bahar Mehr\n{STANDFIRST}", BODY, f"Bahar Mehr writes.\n{CALL}\n{DISCLAIMER}")

    assert fields(found) == ("A Title", "Bahar Mehr", STANDFIRST, "Bahar Mehr writes.")
    assert found.body_without.count("<p>") == 3


def test_text_without_fields_proposes_none():
    found = proposals("A first sentence that is rather long and ends with a full stop.", BODY)

    assert fields(found) == ("", "", "", "")
    assert found.body_without.count("<p>") == 4


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Bahar Mehr", ("Bahar Mehr",)),
        ("by: N. Aria", ("N. Aria",)),
        ("BY N. A.", ("N. A.",)),
        ("Written by Dr. Bahar Mehr.", ("Dr. Bahar Mehr",)),
        ("Author: Bahar Mehr", ("Bahar Mehr",)),
        ("By Bahar Mehr and Lena Morgenroth", ("Bahar Mehr", "Lena Morgenroth")),
        ("By A. B., C. D. & E. F.", ("A. B.", "C. D.", "E. F.")),
        ("نویسنده: نرگس آریا", ("نرگس آریا",)),
        ("نویسندگان: نرگس آریا و فرهاد ستانکزی", ("نرگس آریا", "فرهاد ستانکزی")),
        ("به قلم نرگس آریا", ("نرگس آریا",)),
        ("به قلم: نرگس آریا", ("نرگس آریا",)),
        ("لیکوال: ځلاند وږمه", ("ځلاند وږمه",)),
        ("لیکواله: ځلاند وږمه", ("ځلاند وږمه",)),
        ("لیکوالان: ځلاند وږمه او نرگس آریا", ("ځلاند وږمه", "نرگس آریا")),
    ],
)
def test_bylines_in_three_languages_are_found(line, names):
    found = proposals("A Title", line, BODY)

    assert found.names == names
    assert found.body_without.count("<p>") == 3


@pytest.mark.parametrize(
    "line",
    [
        "By the time the bridge opened, nobody was left to cross it",
        "By 2024, trade had doubled",
        "By " + "Very " * 14 + "Long Name",
        "نویسنده این سطور چنین می‌پندارد",
        "Bypassing the bridge",
    ],
)
def test_sentences_that_begin_like_bylines_stay(line):
    found = proposals("A Title", line, BODY)

    assert found.names == ()
    assert line in found.body_without


def test_bare_name_is_taken_when_the_closing_line_knows_it():
    found = proposals(
        "A Title", "Farhad Stanekzai", "Lena Morgenroth", BODY, "Farhad Stanekzai reads. Lena Morgenroth writes."
    )

    assert found.byline == "Farhad Stanekzai, Lena Morgenroth"
    assert found.bio == "Farhad Stanekzai reads. Lena Morgenroth writes."
    assert found.body_without.count("<p>") == 3


def test_bare_words_stay_when_nothing_says_they_are_a_name():
    assert "Regional Power Politics" in proposals("A Title", "Regional Power Politics", BODY).body_without


def test_name_before_the_byline_is_printed_once():
    found = proposals("A Title", "Bahar Mehr", "By Bahar Mehr", BODY)

    assert (found.byline, found.body_without.count("<p>")) == ("Bahar Mehr", 3)


def test_emphasised_paragraph_stands_first_without_a_byline():
    text = f"# A Title\n\n*{STANDFIRST}*\n\n{BODY}"
    found = manuscripts.read(text.encode(), filename="a.md", language="en").proposals

    assert fields(found) == ("A Title", "", STANDFIRST, "")


@pytest.mark.parametrize("following", ["- a\n- b", "Short."])
def test_paragraph_after_the_byline_stays_without_a_longer_text_below(following):
    assert proposals("A Title", "By Bahar Mehr", STANDFIRST, following).standfirst == ""


@pytest.mark.parametrize("title", ["Abstract", "Introduction", "چکیده", "A sentence.", "Words:", "word " * 30])
def test_names_of_sections_and_sentences_are_no_titles(title):
    assert proposals(title, BODY).title == ""


def test_two_bios_and_their_heading_are_taken():
    text = f"# T\n\nBy A. Bee and C. Dee\n\n{BODY}\n\n## About the authors\n\nDr. A. Bee reads.\n\nC. Dee writes."
    found = manuscripts.read(text.encode(), filename="a.md", language="en").proposals

    assert found.bio == "Dr. A. Bee reads. C. Dee writes."
    assert found.body_without.count("\n") == 2


@pytest.mark.parametrize(
    "line",
    [
        CALL,
        DISCLAIMER,
        DISCLAIMER.upper(),
        "Article does not reflect official opinion of AISS",
        f"{CALL} {DISCLAIMER}",
        f"{DISCLAIMER}\n{CALL}",
        CALL.replace("contact@aissonline.org", "desk@example.org"),
    ],
)
def test_texts_of_the_site_are_dropped_always(line):
    manuscript = manuscripts.read_pasted(f"{BODY}\n\n{line}", language="en")

    assert manuscript.body.count("<p>") == 3
    assert manuscript.proposals.body_without == manuscript.body


def test_texts_of_the_site_in_its_other_languages_are_dropped():
    own = "این مقاله بازتاب دیدگاه رسمی انستیتوت نیست."
    text = f"{BODY}\n\nاين مقاله بازتاب ديدگاه رسمى انستيتوت نيست"

    assert manuscripts.read_pasted(text, language="fa", boilerplate=[own]).body.count("<p") == 3
    assert manuscripts.read_pasted(text, language="fa").body.count("<p") == 4


@pytest.mark.parametrize(
    "line",
    [
        "The article does not reflect the official opinion of the United Nations.",
        "The article does reflect what its author thinks of every official opinion.",
        f"Bahar Mehr writes. {CALL}",
        f"{DISCLAIMER} Nor does it reflect that of my employer.",
    ],
)
def test_words_of_the_author_that_look_alike_stay(line):
    assert manuscripts.read_pasted(f"{BODY}\n\n{line}", language="en").body.count("<p>") == 4


def test_texts_of_the_site_are_looked_for_at_the_end():
    assert manuscripts.read_pasted(f"{DISCLAIMER}\n\n{BODY}\n\n{BODY}", language="en").body.count("<p>") == 7


def test_styles_say_what_words_do_not():
    markdown = f"---\ntitle: A sentence.\nsubtitle: Short\nauthor: [a name, b]\n---\n\n{BODY}"
    found = manuscripts.read(pandoc(markdown, "docx"), filename="a.docx", language="en", guess=False).proposals

    assert fields(found) == ("A sentence.", "a name, b", "Short", "")
    assert found.names == ("a name", "b")


def test_without_guessing_words_propose_nothing():
    text = f"A Title\n\nBy Bahar Mehr\n\n{BODY}"

    assert fields(manuscripts.read(text.encode(), filename="a.txt", language="en", guess=False).proposals) == ("",) * 4


def test_note_of_a_proposed_line_keeps_its_words():
    text = f"# T\n\nBy Bahar Mehr[^1]\n\n{BODY}\n\n[^1]: Thanks to all."
    found = manuscripts.read(text.encode(), filename="a.md", language="en").proposals

    assert found.byline == "Bahar Mehr"
    assert found.body_without.endswith("\n<p>Thanks to all.</p>")
