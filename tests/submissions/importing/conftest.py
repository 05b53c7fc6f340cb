"""The samples lie beside the project, and not everywhere: their test is collected where they are."""

from tests import samples

collect_ignore = [] if samples.ARE_HERE else ["test_samples.py"]
