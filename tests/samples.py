"""The sample manuscripts lie beside the project, and not everywhere: a test of them is collected where they are."""

from aiss.env import BASE_DIR

FOLDER = BASE_DIR.parent / "shared" / "samples"
ARE_HERE = FOLDER.is_dir()
