"""What stands at the ends of a text and belongs into fields: title, byline, standfirst, bio; proposed, never taken."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from publishing.canonical import Block, Document, Paragraph, assemble, write
from submissions.manuscripts import recognising
from submissions.manuscripts.recognising import normalised, text_of_block

_FRONT = 6  # a byline stands among the first blocks or not at all
_MOST_BIO_WORDS = 90


@dataclass(frozen=True)
class Proposals:
    """The fields found in a text, "" where there is none, and the text without them as canonical HTML."""

    title: str = ""
    byline: str = ""
    standfirst: str = ""
    bio: str = ""
    body_without: str = ""
    names: tuple[str, ...] = ()  # each author of the byline


def propose(document: Document, *, roles: Sequence[str] = (), guess: bool = True) -> Proposals:
    """Propose fields. `roles` says what the first blocks are by their styles; with `guess` the words are asked too."""
    finder = _Finder(document, roles)
    finder.by_style()
    if guess:
        finder.by_words()
    return finder.proposals()


@dataclass
class _Finder:
    document: Document
    roles: Sequence[str]
    taken: set[int] = field(default_factory=set)
    title: str = ""
    standfirst: str = ""
    byline: str = ""
    names: list[str] = field(default_factory=list)
    bio: list[str] = field(default_factory=list)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.document.blocks

    def text(self, position: int) -> str:
        """The words of the block, "" where it is no paragraph or no block at all."""
        return text_of_block(self.blocks[position]) if position < len(self.blocks) else ""

    def by_style(self) -> None:
        for position, role in enumerate(self.roles):
            words = self.text(position)
            if role == "title":
                self.title = f"{self.title} {words}".strip()
            elif role == "standfirst":
                self.standfirst = f"{self.standfirst} {words}".strip()
            elif role == "byline":
                self.names.append(words)
            if role:
                self.taken.add(position)
        self.byline = ", ".join(self.names)

    def by_words(self) -> None:
        position = self.skip_taken(0)
        if not self.title:
            position = self.find_title(position)
        elif normalised(self.text(position)) == normalised(self.title):
            position = self.take(position)
        position = self.find_byline(position)
        if not self.standfirst:
            self.find_standfirst(position)
        self.find_bio()

    def skip_taken(self, position: int) -> int:
        while position in self.taken:
            position += 1
        return position

    def take(self, position: int) -> int:
        self.taken.add(position)
        return self.skip_taken(position + 1)

    def find_title(self, position: int) -> int:
        words = self.text(position)
        if len(self.blocks) - position > 2 and recognising.is_title(self.blocks[position]):
            self.title = words
            return self.take(position)
        return position

    def find_byline(self, position: int) -> int:
        """Take the line that names the author, and lines before it or instead of it that are nothing but the names."""
        for line in range(position, min(position + _FRONT, len(self.blocks))):
            names = recognising.byline_names(self.text(line))
            if names:
                return self.take_byline(position, line, names)
            if not recognising.may_be_name(self.text(line)):
                break
        return self.find_bare_names(position) if self.title and not self.names else position

    def take_byline(self, position: int, line: int, names: list[str]) -> int:
        known = set(map(normalised, self.names or names))
        said = {normalised(self.text(before)) for before in range(position, line)} | set(map(normalised, names))
        if not said <= known:
            return position  # other names than the styles gave, or other words before the line: the author decides
        if not self.names:
            self.byline, self.names = recognising.byline(self.text(line)), names
        self.taken.update(range(position, line + 1))
        return self.skip_taken(line + 1)

    def find_bare_names(self, position: int) -> int:
        """Take lines that hold nothing but a name which the closing lines know too."""
        closing = [normalised(self.text(number)) for number in range(max(0, len(self.blocks) - 3), len(self.blocks))]
        while recognising.may_be_name(self.text(position)):
            name = normalised(self.text(position))
            if not any(name in words for words in closing):
                break
            self.names.append(self.text(position))
            position = self.take(position)
        self.byline = ", ".join(self.names)
        return position

    def find_standfirst(self, position: int) -> None:
        if not (self.names or self.title) or position + 1 >= len(self.blocks):
            return
        following = self.blocks[position + 1 :]
        if recognising.is_standfirst(self.blocks[position], following, after_byline=bool(self.names)):
            self.standfirst = self.text(position)
            self.take(position)

    def find_bio(self) -> None:
        """Take the closing lines that begin with an author's name, one for each author, and a heading above them."""
        position = len(self.blocks) - 1
        while position not in self.taken and len(self.bio) < max(1, len(self.names)) and position > 0:
            words = self.text(position)
            if len(words.split()) > _MOST_BIO_WORDS or not recognising.begins_with_name(words, self.names):
                break
            self.bio.insert(0, words)
            self.taken.add(position)
            position -= 1
        if self.bio and recognising.is_bio_heading(self.text(position)):
            self.taken.add(position)

    def proposals(self) -> Proposals:
        rest = tuple(block for position, block in enumerate(self.blocks) if position not in self.taken)
        return Proposals(
            title=self.title,
            byline=self.byline,
            standfirst=self.standfirst,
            bio=" ".join(self.bio),
            body_without=write(assemble(rest, self.document.notes)),
            names=tuple(self.names),
        )


def split_front(document: Document) -> Document:
    """Return the document with the short lines of its first paragraphs as paragraphs of their own.

    In pasted text title and byline often stand on lines of one paragraph.
    """
    blocks: list[Block] = []
    for position, block in enumerate(document.blocks):
        if position < 3 and isinstance(block, Paragraph) and block.tag == "p":
            blocks += recognising.lines_of(block)
        else:
            blocks.append(block)
    return Document(tuple(blocks), document.notes)
