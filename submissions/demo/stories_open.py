"""The demo's pieces that are still on their way, and two that came to an end without a page."""

from submissions.demo import post
from submissions.demo.people import CHIEF, EDITOR, SECOND_EDITOR
from submissions.demo.steps import (
    accept,
    answer,
    approve,
    assign,
    claim,
    decline,
    edit,
    remind,
    request_changes,
    schedule,
    send,
    send_by_mail,
    send_proof,
    set_details,
    withdraw,
)
from submissions.demo.story import Story

OPEN = (
    Story(
        "five-rules",
        (50.1, send()),
        (47.9, decline(EDITOR, "quality", "A list of maxims. No case, no source; the author may try again with one.")),
        letters={"decline": post.refused},
    ),
    Story(
        "notes-on-calligraphy",
        (31.5, send()),
        (30.8, claim(CHIEF)),
        (27.2, withdraw("نوشته هنوز ناتمام است. آن را زودتر از وقت فرستادم؛ ببخشید.")),
        letters={"piece-withdrawn": post.cancelled},
    ),
    Story(
        "poem-on-the-phone",
        (25.3, send()),
        (24.6, claim(CHIEF)),
        (21.4, accept()),
        (21.2, set_details()),
        (12.4, send_proof(days=7)),
        (4.3, remind()),
    ),
    Story(
        "truck-that-waits",
        (23.7, send()),
        (22.9, claim(EDITOR)),
        (
            20.6,
            request_changes(
                "The argument is strong and the boards are a fine idea. Please say where the nineteen logbooks come "
                "from, in a clause: readers will ask.",
                days=7,
            ),
        ),
        (
            15.2,
            answer(
                {"I once kept the logbooks": "For the company that employed me I once kept the logbooks"},
                reply="Done. I may not name the company, but I may say that there was one.",
            ),
        ),
        (13.8, accept()),
        (9.6, set_details()),
        (9.5, edit({"almost embarrassingly modest": "almost embarrassingly small"})),
        (9.3, send_proof(days=10)),
        (1.6, approve()),
    ),
    Story(
        "bookseller-on-wheels",
        (19.8, send()),
        (18.7, claim(SECOND_EDITOR)),
        (15.9, accept()),
        (15.7, set_details()),
        (11.6, send_proof(days=7)),
        (7.4, approve()),
        (2.3, schedule(days=9)),
        letters={"scheduled": post.held_until_the_day_before},
    ),
    Story(
        "dictionary-of-neighbours",
        (14.4, send()),
        (13.5, claim(SECOND_EDITOR)),
        (5.4, accept()),
    ),
    Story(
        "four-alphabets",
        (12.6, send()),
        (11.7, claim(EDITOR)),
        (
            6.4,
            request_changes(
                "I read this aloud to the whole desk. Two requests:\n\n"
                "1. The sixth paragraph speaks to the community schools rather sharply. You know them better than "
                "I do, but would a concrete example of a good one help?\n"
                "2. Please tell us in a sentence how old your daughter is.",
                days=9,
            ),
        ),
    ),
    Story(
        "the-karez-keeper",
        (8.4, send()),
    ),
    Story(
        "who-writes-the-label",
        (
            3.4,
            send_by_mail(
                EDITOR,
                "Dear editors,\n\nI do not get on with forms. Please find my text below. I have not offered it to "
                "anybody else and agree to your conditions.\n\nWith respect, Hakim Gardandiwal",
            ),
        ),
        (3.2, claim(EDITOR)),
    ),
    Story(
        "house-never-seen",
        (2.6, send()),
        (1.5, assign(CHIEF, SECOND_EDITOR)),
    ),
    Story(
        "library-two-suitcases",
        (0.06, send()),
    ),
)
