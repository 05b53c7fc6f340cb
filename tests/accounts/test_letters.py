import re

import pytest
from django.conf import settings

from aiss.mail import letters

pytestmark = pytest.mark.django_db

VALUES = {
    "code": {"code": "CDFG-HJK3", "minutes": "60"},
    "invitation": {"name": "Nadia", "inviter": "Parwin", "days": "7"},
    "password-reset": {"minutes": "60"},
}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def source(language: str, kind: str) -> str:
    return (settings.BASE_DIR / "templates" / "emails" / language / f"{kind}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VALUES)
def test_letter_uses_every_value_and_names_nobody_in_its_subject(kind, language):
    subject, _empty, body = source(language, kind).split("\n", 2)

    assert re.fullmatch(r"Subject: [^{}]+", subject)
    assert set(re.findall(r"\{(\w+)\}", body)) == set(VALUES[kind])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VALUES)
def test_letter_is_rendered_in_its_own_language(kind, language):
    letter = letters.render(
        kind, language, VALUES[kind], links=[letters.Link(label="Open", url="http://testserver/x/")]
    )

    assert letter.language == language
    assert "http://testserver/x/" in letter.text
    assert "{" not in letter.text
