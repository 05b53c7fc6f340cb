"""pandoc as a child: a file's bytes in, HTML out."""

from dataclasses import dataclass
from pathlib import Path

import pypandoc

from submissions.manuscripts import child
from submissions.manuscripts.refusals import ManuscriptRefused

# The program that the package ships, never another that happens to be installed: the version decides the result.
PANDOC = Path(pypandoc.__file__).parent / "files" / "pandoc"
COMMAND = [str(PANDOC), "+RTS", "-M400M", "-RTS", "--sandbox"]

# Markdown as people write it in messages and notes: marks, lists, tables and notes; no HTML, no TeX, no "$" mathematics
# (prices), no "@" citations (addresses), quotation marks and dashes as typed.
_MARKDOWN = "markdown" + "".join(
    f"-{extension}"
    for extension in (
        "raw_html",
        "raw_tex",
        "raw_attribute",
        "latex_macros",
        "tex_math_dollars",
        "citations",
        "example_lists",
        "implicit_figures",
        "auto_identifiers",
        "smart",
    )
)
_READERS = {"docx": "docx", "odt": "odt", "rtf": "rtf", "md": _MARKDOWN}
# What stands under the styles Title, Subtitle, Author … is text to its author, but metadata to pandoc.
_WITH_FRONT_MATTER = {"docx", "md"}
_TEMPLATE = Path(__file__).with_name("front-matter.pandoc")


@dataclass(frozen=True)
class Converted:
    """HTML as pandoc writes it, the parts it takes for metadata apart."""

    body: str
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    abstract: str = ""


def to_html(data: bytes, kind: str) -> Converted:
    """Convert a docx, odt, rtf or md file. Raises ManuscriptRefused where pandoc fails or needs too much."""
    command = [*COMMAND, "-f", _READERS[kind], "-t", "html5", "--wrap=none"]
    if kind == "docx":
        command.append("--track-changes=accept")
    if kind in _WITH_FRONT_MATTER:
        command.append(f"--template={_TEMPLATE}")
    try:
        html = child.run(command, data).decode()
    except (child.ChildFailed, UnicodeDecodeError) as error:
        raise ManuscriptRefused("unreadable") from error
    if kind not in _WITH_FRONT_MATTER:
        return Converted(html)
    title, subtitle, authors, date, abstract, body = html.split("<!--part-->", 5)
    names = tuple(author for author in authors.split("<!--item-->") if author.strip())
    return Converted(body, title, subtitle, names, date, abstract)
