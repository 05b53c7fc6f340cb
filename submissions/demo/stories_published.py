"""The pieces that readers find in the demo, and one that they do not find any more."""

from submissions.demo.people import CHIEF, EDITOR, SECOND_EDITOR
from submissions.demo.steps import (
    accept,
    answer,
    approve,
    ask_takedown,
    assign,
    claim,
    correct,
    dispute,
    edit,
    hide,
    publish,
    request_changes,
    send,
    send_proof,
    set_details,
)
from submissions.demo.story import Story
from submissions.demo.talk import Reviewer, ask_for_review, review

PUBLISHED = (
    Story(
        "helmand-without-numbers",
        (118.4, send()),
        (117.9, claim(CHIEF)),
        (
            116.2,
            request_changes(
                "نوشته روشن و زنده است. یک خواهش دارم: در بند اعتماد، لطفاً بگویید چرا ابزار مشترک درست برای کسانی "
                "است که به هم اعتماد ندارند. یک جمله بس است.",
                days=7,
            ),
        ),
        (
            112.3,
            answer(
                {"به گمان من کار برعکس است.": "به گمان من کار برعکس است، و هر بازاری گواه آن است."},
                reply="سپاس از پیشنهاد خوب‌تان. جمله را افزودم و مثال ترازو را نگاه داشتم.",
            ),
        ),
        (111.8, accept()),
        (111.6, set_details()),
        (
            111.5,
            edit({"<p>می‌گویند اعتماد نیست": "<h2>ترازو برای بی‌اعتمادها</h2>\n<p>می‌گویند اعتماد نیست"}),
        ),
        (111.3, send_proof(days=7)),
        (109.1, approve()),
        (108.2, publish()),
        (
            96.3,
            correct(
                {"سال ۱۳۵۲": "سال ۱۳۵۱"},
                note="در متن نخستین، سال امضای معاهدهٔ هلمند ۱۳۵۲ آمده بود؛ سال درست ۱۳۵۱ است.",
                reason="نویسنده در نامهٔ خود به دفتر تحریر با این تصحیح موافقت کرد.",
            ),
        ),
    ),
    Story(
        "common-ledger-english",
        (95.7, send()),
        (95.2, claim(CHIEF)),
        (94.8, accept()),
        (94.7, set_details()),
        (94.5, send_proof(days=7)),
        (93.9, approve()),
        (90.6, publish()),
    ),
    Story(
        "water-accounts",
        (101.3, send()),
        (100.8, claim(EDITOR)),
        (
            100.6,
            ask_for_review(
                Reviewer("Dr Soraya Amuzad", "soraya.amuzad@example.org", "en"),
                "You know household surveys better than anybody here. Does a week of notebooks carry this much?",
            ),
        ),
        (
            98.9,
            review(
                "minor",
                "Yes. The question is modest and the notebooks answer it.",
                "They do, as long as nobody reads them as an estimate for the city.",
                "Two studies of metered blocks could be named; nothing depends on them.",
                "No. The families cannot be recognised.",
                for_author="Please say in the second section why a week was enough, and what winter would change.",
                for_desk="I believe that I know this writer's earlier work. It did not influence me.",
            ),
        ),
        (98.2, accept()),
        (97.9, set_details()),
        (
            97.8,
            edit({"what they draw, buy and carry.": "what they draw, what they buy and what they carry."}),
        ),
        (97.6, send_proof(days=7)),
        (93.4, approve()),
        (92.2, publish()),
    ),
    Story(
        "mothers-at-the-gate",
        (84.5, send()),
        (83.6, claim(SECOND_EDITOR)),
        (81.9, accept()),
        (81.8, set_details()),
        (80.7, send_proof(days=7)),
        (78.3, approve()),
        (76.1, publish()),
    ),
    Story(
        "classroom-behind-curtain",
        (69.2, send()),
        (68.7, claim(EDITOR)),
        (66.4, accept()),
        (66.2, set_details()),
        (
            66.1,
            edit({"So when I am asked what would help,": "<strong>So when I am asked what would help,</strong>"}),
        ),
        (65.8, send_proof(days=7)),
        (63.9, approve()),
        (61.2, publish()),
    ),
    Story(
        "address-for-banks",
        (63.6, send()),
        (62.8, assign(CHIEF, EDITOR)),
        (59.3, accept()),
        (59.2, set_details()),
        (58.4, send_proof(days=7)),
        (55.7, approve()),
        (54.3, publish()),
        (20.5, hide("The author wrote that the landlord had recognised the house. Hidden at the author's wish.")),
    ),
    Story(
        "newsroom-without-a-street",
        (47.4, send()),
        (46.6, claim(CHIEF)),
        (44.8, accept()),
        (44.6, set_details()),
        (44.3, send_proof(days=7)),
        (41.2, approve()),
        (38.3, publish()),
        (
            0.2,
            ask_takedown(
                "در شهر ما پرسیده‌اند که این نوشته از کیست. لطفاً آن را همین امروز از دید همگان بردارید؛ "
                "بعداً با هم گپ می‌زنیم."
            ),
        ),
    ),
    Story(
        "onions-at-torkham",
        (40.3, send()),
        (39.4, claim(SECOND_EDITOR)),
        (37.7, accept()),
        (37.5, set_details()),
        (37.4, send_proof(days=7)),
        (34.9, dispute("د «میراب» پر ځای «د اوبو وېشونکی» مه لیکئ؛ میراب زموږ خپله کلمه ده. او «کمپل» دې پاتې شي.")),
        (
            34.2,
            edit({"مخکې له مخکې میراب ته وایئ.": "مخکې له مخکې <em>میراب</em> ته خبر ورکوئ."}),
        ),
        (34.1, send_proof(days=7)),
        (31.8, approve()),
        (28.3, publish()),
    ),
)
