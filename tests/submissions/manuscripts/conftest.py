"""Each test has lock files of its own; sample manuscripts are read where they stand beside the project."""

import pytest

from tests import samples

collect_ignore = [] if samples.ARE_HERE else ["test_samples.py"]


@pytest.fixture(autouse=True)
def own_locks(settings, tmp_path):
    settings.DATA_DIR = tmp_path
