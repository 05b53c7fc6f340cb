"""Make the virtual environment and keep it equal to the requirements; needs nothing but the standard library.

`python3 aiss/install.py requirements.txt …` makes `.venv` and installs each file named, every package checked
against its hash. A file that has not changed since it was installed costs nothing.
"""

import fcntl
import hashlib
import subprocess
import sys
import time
import venv
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
ASK_VERSION = "import sys, pip; print(*sys.version_info[:2])"


def usable() -> bool:
    """Return whether `.venv` runs, has pip, and is of the Python version that runs this."""
    if not PYTHON.exists():
        return False
    answer = subprocess.run([PYTHON, "-c", ASK_VERSION], capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def stamp(requirements: Path) -> Path:
    """Return the file that says which state of `requirements` stands in `.venv`."""
    return VENV / f"{requirements.name}.sha256"


def digest(requirements: Path) -> str:
    """Return the SHA-256 of `requirements` as hex."""
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def installed(requirements: Path) -> bool:
    """Return whether `.venv` already holds what `requirements` names."""
    mark = stamp(requirements)
    return mark.is_file() and mark.read_text() == digest(requirements)


def install(requirements: Path) -> None:
    """Install what `requirements` names and remember that. Ends the program with pip's own words where that fails."""
    print(f"Installing the packages of {requirements.name} (up to a minute, only when it changed) …", flush=True)
    began = time.monotonic()
    command = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq", "install"]
    outcome = subprocess.run([*command, "--require-hashes", "--no-deps", "-r", requirements], cwd=BASE_DIR, check=False)
    if outcome.returncode:
        sys.exit(
            "The packages could not be installed; the lines above say why. "
            "This step needs the network, or a package index that pip is configured for. Run the same command again."
        )
    stamp(requirements).write_text(digest(requirements))
    print(f"Installed in {time.monotonic() - began:.0f} s.", flush=True)


def main(names: list[str]) -> None:
    """Bring `.venv` to the state that the files `names` ask for."""
    files = [BASE_DIR / name for name in names]
    if PYTHON.exists() and all(installed(file) for file in files):
        return
    (BASE_DIR / "var").mkdir(mode=0o700, exist_ok=True)
    with (BASE_DIR / "var" / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # `make run` and `make test` may be started side by side
        if not usable():
            print(f"Making the virtual environment with Python {sys.version.split()[0]} …", flush=True)
            venv.create(VENV, clear=True, with_pip=True, symlinks=True)
        for file in files:
            if not installed(file):
                install(file)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next start goes on from here.")
