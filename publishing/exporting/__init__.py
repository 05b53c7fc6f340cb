"""The mirror: the whole public site as files with relative links, readable from a disk or at any host.

Pages are asked of the site itself, through Django's handler, and followed from link to link; so a page that the site
shows is in the mirror, and one that it does not show is not. Nothing here grows with the number of articles: what is
waiting and what was written stands in a small database within the mirror (`manifest`).
"""

from publishing.exporting.folder import ExportRefused
from publishing.exporting.running import Tally, export

__all__ = ["ExportRefused", "Tally", "export"]
