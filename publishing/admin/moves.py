"""The moves that an editor is offered on an article: their words, their forms, and the one service that each calls."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from publishing import belongings, services
from publishing.admin import permissions
from publishing.admin.beside import PictureForm, TopicsForm, TranslationForm
from publishing.admin.forms import CorrectionForm, MoveForm, RemovalForm, RetractionForm, UpdateForm
from publishing.lifecycle import moves_from
from publishing.models import Article


@dataclass(frozen=True, kw_only=True)
class OfferedMove:
    label: str | Promise
    explanation: str | Promise
    done: str | Promise
    service: Callable[..., Article]
    form: type[MoveForm] = MoveForm
    goes_as: str = ""  # the move of the lifecycle table whose states allow it, if not its own


OFFERED: dict[str, OfferedMove] = {
    "correct": OfferedMove(
        label=_("Correct"),
        explanation=_("Change what is printed and say so to readers in a note below the text."),
        done=_("The correction is public."),
        service=services.correct_article,
        form=CorrectionForm,
    ),
    "update": OfferedMove(
        label=_("Change without a note"),
        explanation=_(
            "For a slip of the pen, or a name that the author wants changed. The page shows the day of the change."
        ),
        done=_("The change is public."),
        service=services.update_article,
        form=UpdateForm,
    ),
    "set_topics": OfferedMove(
        label=_("Set topics"),
        explanation=_("What the article is about. The page stays as it is otherwise, and nobody gets a letter."),
        done=_("The topics are set."),
        service=belongings.set_topics,
        form=TopicsForm,
        goes_as="update",
    ),
    "set_picture": OfferedMove(
        label=_("Set picture"),
        explanation=_("A picture above the text, with its credit and words for readers who cannot see it."),
        done=_("The picture is set."),
        service=belongings.set_picture,
        form=PictureForm,
        goes_as="update",
    ),
    "set_translation": OfferedMove(
        label=_("Set translation"),
        explanation=_("Of which article this one is the translation, and whose. Each then links to the other."),
        done=_("The translation is set."),
        service=belongings.set_translation,
        form=TranslationForm,
        goes_as="update",
    ),
    "hide": OfferedMove(
        label=_("Hide now"),
        explanation=_("The article disappears at once from every page, list and feed. You can show it again."),
        done=_("The article is hidden. Its address answers that it is gone."),
        service=services.hide_article,
    ),
    "unhide": OfferedMove(
        label=_("Show again"),
        explanation=_("The article returns to where it was before it was hidden."),
        done=_("The article is back."),
        service=services.unhide_article,
    ),
    "delist": OfferedMove(
        label=_("Take out of the lists"),
        explanation=_("The page stays, but no list, feed, sitemap or search leads to it."),
        done=_("The article is in no list any more. Its address still answers."),
        service=services.delist_article,
    ),
    "relist": OfferedMove(
        label=_("Put back into the lists"),
        explanation=_("The article appears again in lists, feed, sitemap and search."),
        done=_("The article is back in the lists."),
        service=services.relist_article,
    ),
    "retract": OfferedMove(
        label=_("Retract"),
        explanation=_("A notice that you write takes the place of the text. It stays under the title for good."),
        done=_("The article is retracted. Its address shows the notice."),
        service=services.retract_article,
        form=RetractionForm,
    ),
    "remove": OfferedMove(
        label=_("Remove for good"),
        explanation=_("The address answers that the article is gone, and there is no way back."),
        done=_("The article is removed."),
        service=services.remove_article,
        form=RemovalForm,
    ),
}
REFUSALS = (
    belongings.TranslationRefused,
    services.ContentRefused,
    services.GroundMissing,
    services.NothingChanged,
    services.SiteTextMissing,
    services.StaleArticle,
    services.WrongState,
)


def offered_to(user: permissions.Person, article: Article) -> dict[str, OfferedMove]:
    """Return the moves that `user` may carry out on `article` now, by name."""
    allowed = moves_from(article.state)
    return {
        name: offered
        for name, offered in OFFERED.items()
        if (offered.goes_as or name) in allowed and permissions.can_move_article(user, name)
    }
