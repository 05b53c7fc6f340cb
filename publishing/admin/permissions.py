"""Who may do what to what is public: named predicates, deny by default."""

from aiss.accounts.rights import Person, Right, holds

# What cannot be taken back needs more than the right to publish.
GRAVE_MOVES = frozenset({"retract", "remove"})


def can_see_articles(user: Person) -> bool:
    return holds(user, Right.HANDLE) or holds(user, Right.PUBLISH)


def can_move_article(user: Person, move: str) -> bool:
    """Return whether `user` may carry out a move of the lifecycle table, were the article's state to allow it."""
    return holds(user, Right.OVERRIDE if move in GRAVE_MOVES else Right.PUBLISH)


def can_edit_authors(user: Person) -> bool:
    return holds(user, Right.PUBLISH)


def can_edit_site_words(user: Person) -> bool:
    return holds(user, Right.SITE)


def can_edit_topics(user: Person) -> bool:
    return holds(user, Right.SITE)
