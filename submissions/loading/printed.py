"""What made-up pieces print: the proof that froze it, and the article that came of it."""

import datetime

from publishing.content import ArticleContent
from publishing.html import count_words
from publishing.identifiers import new_short_id
from publishing.lifecycle import State
from publishing.loading.batch import Batch
from publishing.models import Article, ArticleRevision, Byline, Work
from publishing.models.revision import Change
from submissions.models import Contributor, Proof, Submission, Version
from submissions.models.proof import ProofState
from submissions.printing import ARTICLE_LICENCE, byline_of


def add_proof(batch: Batch, piece: Submission, version: Version, person: Contributor, at: datetime.datetime) -> Proof:
    content = ArticleContent(
        language=piece.language,
        kind=piece.kind.printed_as,
        title=version.title,
        standfirst=version.standfirst,
        body=version.body,
        bylines=(byline_of(person),),
        pen_name=piece.is_pen_name,
        licence=ARTICLE_LICENCE,
    )
    proof = Proof(submission=piece, version=version, content=content.to_json(), digest=content.digest(), sent_at=at)
    proof.state = ProofState.SENT
    return batch.add(proof)


def add_article(batch: Batch, frozen: dict, at: datetime.datetime) -> Article:
    """Add the article that prints what a proof froze, with its byline and the first row of its history."""
    short_id = new_short_id()
    content = ArticleContent.from_json(frozen | {"slug": f"article-{short_id}"})
    article = batch.add(
        Article(
            short_id=short_id,
            slug=content.slug,
            work=batch.add(Work()),
            language=content.language,
            kind=content.kind,
            title=content.title,
            standfirst=content.standfirst,
            body=content.body,
            pen_name=content.pen_name,
            licence=content.licence,
            words=count_words(content.body),
            digest=content.digest(),
            state=State.PUBLIC,
            state_since=at,
            published_at=at,
        )
    )
    for position, printed in enumerate(content.bylines, start=1):
        byline = Byline(article=article, position=position, name=printed.name, role=printed.role, bio=printed.bio)
        batch.add(byline)
    batch.add(
        ArticleRevision(
            article=article,
            number=1,
            change=Change.PUBLISH,
            content=content.canonical_json(),
            digest=content.digest(),
            made_at=at,
        )
    )
    return article
