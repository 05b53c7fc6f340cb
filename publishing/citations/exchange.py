"""An article for the programs that keep references: BibTeX, RIS and CSL-JSON."""

import json

from publishing.citations.names import one_line
from publishing.citations.reference import JOURNAL_ARTICLE, Item

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGUAGE_NAMES = {"en": "english", "fa": "persian", "fa-AF": "persian", "ps": "pashto"}
# BibTeX counts braces even after a backslash, so that no brace of a text may stay one
LATEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)


def bibtex(item: Item) -> str:
    """Return one entry of BibTeX in UTF-8, for BibLaTeX too; its key is the item's `id`."""
    year, month, day = item["issued"]["date-parts"][0]
    is_journal = item["type"] == JOURNAL_ARTICLE
    fields = {
        "author": _bibtex_names(item["author"]),
        # The second braces keep capitals as they are
        "title": f"{{{{{latex(item['title'])}}}}}",
        "journal" if is_journal else "howpublished": f"{{{{{latex(item['container-title'])}}}}}",
        "year": f"{{{year}}}",
        "month": MONTHS[month - 1],
        "day": f"{{{day}}}",
        "url": f"{{{item['URL']}}}",
        "language": f"{{{LANGUAGE_NAMES.get(item['language'], item['language'])}}}",
    }
    if "translator" in item:
        fields["translator"] = _bibtex_names(item["translator"])
    if "original-title" in item:
        fields["origtitle"] = f"{{{{{latex(item['original-title'])}}}}}"
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items())
    return f"@{'article' if is_journal else 'misc'}{{{item['id']},\n{lines}}}\n"


def latex(text: str) -> str:
    """Return `text` so that LaTeX prints it as it is."""
    return one_line(text).translate(LATEX)


def _bibtex_names(names: list[dict[str, str]]) -> str:
    return "{" + " and ".join(_bibtex_name(name) for name in names) + "}"


def _bibtex_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"{{{latex(name['literal'])}}}"
    return latex(", ".join(name[part] for part in ("family", "suffix", "given") if part in name))


def ris(item: Item) -> str:
    """Return one record of RIS; its lines end as the format wants it."""
    year, month, day = item["issued"]["date-parts"][0]
    lines = [
        ("TY", "JOUR" if item["type"] == JOURNAL_ARTICLE else "ELEC"),
        ("ID", item["id"]),
        *(("AU", _ris_name(name)) for name in item["author"]),
        ("TI", item["title"]),
        ("T2", item["container-title"]),
        ("PY", str(year)),
        ("DA", f"{year:04}/{month:02}/{day:02}"),
        ("LA", item["language"]),
        *(("A4", _ris_name(name)) for name in item.get("translator", ())),
        *(("OP", title) for title in [item.get("original-title", "")] if title),
        ("UR", item["URL"]),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines)


def _ris_name(name: dict[str, str]) -> str:
    """Return a name of which RIS would take what stands after a comma for the given name."""
    if "literal" in name:
        return name["literal"].replace(",", " ")
    return ", ".join(name[part] for part in ("family", "given", "suffix") if part in name)


def csl_json(item: Item) -> str:
    """Return the item alone in a list, as programs that read CSL-JSON expect it."""
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
