"""A machine without the libraries for PDFs is told what to install, and its pages offer none."""

import pytest

from publishing import pdf
from publishing.checks import pdf_can_be_made
from publishing.templatetags.files import pdf_address
from tests.publishing.making import publish


@pytest.mark.django_db
def test_pages_offer_a_pdf_where_it_can_be_made(monkeypatch):
    article = publish()

    assert (pdf_can_be_made(), pdf_address(article)) == ([], f"/en/articles/{article.slug}.pdf")

    monkeypatch.setattr(pdf, "LIBRARIES", ("no-library-of-this-name",))
    (warning,) = pdf_can_be_made()
    assert (warning.id, warning.msg.count("no-library-of-this-name"), "apt install" in warning.hint) == (
        "publishing.W001",
        1,
        True,
    )
    assert pdf_address(article) == ""
