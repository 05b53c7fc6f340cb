"""A file is never given for another text than the one that it prints, and the round finds what changed."""

import datetime
import time
from dataclasses import replace

import pytest
from django.utils import timezone

from publishing import files, services
from publishing.files import making, printing
from publishing.models import Article, ArticleFile
from tests.publishing.making import publish

pytestmark = pytest.mark.django_db(transaction=True)


def grow_old(seconds=10):
    ArticleFile.objects.update(made_at=timezone.now() - datetime.timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "change",
    [
        lambda article: services.update_article(
            article, replace(article.as_printed(), title="Other"), agreement="Agreed.", by="desk"
        ),
        lambda article: services.set_site_text("en", disclaimer="Other words."),
    ],
    ids=["text", "site"],
)
def test_file_is_made_again_when_something_in_it_changed(change):
    services.set_site_text("en", institute_name="The Institute", disclaimer="These are the author's views.")
    article = publish()
    before = making.make_file(article).version
    grow_old()
    change(article)

    with pytest.raises(files.FileComing):
        files.find_pdf(Article.objects.for_printing().get())
    assert making.make_files() == 1

    after = ArticleFile.objects.get().version
    assert not printing.says_the_same(before, after)
    assert files.find_pdf(Article.objects.for_printing().get()).version == after
    time.sleep(1.1)  # the clock of changes counts whole seconds
    making.make_files()
    time.sleep(1.1)
    assert making.make_files() == 0
