"""The old archive brought in at once: a folder of documents and a table that says what is printed around each."""

from submissions.importing.rows import TableRefused
from submissions.importing.running import Outcome, Report, Result, run

__all__ = ["Outcome", "Report", "Result", "TableRefused", "run"]
