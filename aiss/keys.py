"""Make the secret keys of an installation; needs nothing but the standard library.

`python aiss/keys.py` adds the keys that `.env` does not have yet and never changes one that it has.
`python aiss/keys.py --demo` does the same for `var/demo.env`, with demo mode on.
"""

import base64
import os
import secrets
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def new_keys() -> dict[str, str]:
    """Return fresh values for every key: random, independent of each other."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "IDENTITY_KEYS": "1:" + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "IDENTITY_INDEX_KEY": secrets.token_urlsafe(32),
    }


def names_in(text: str) -> set[str]:
    """Return the variables that the lines of an environment file set to something."""
    pairs = (line.removeprefix("export ").split("=", 1) for line in text.splitlines() if "=" in line)
    return {name.strip() for name, value in pairs if value.strip() and not name.startswith("#")}


def write(path: Path, values: dict[str, str]) -> list[str]:
    """Add to `path` each of `values` that it does not set yet; return the names added.

    The file is readable by its owner alone from its first byte, and is replaced whole: it is never half written.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    missing = {name: value for name, value in values.items() if name not in names_in(text)}
    if missing:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = [line for line in text.splitlines() if line.removeprefix("export ").split("=", 1)[0] not in missing]
        lines = [*kept, *(f"{name}={value}" for name, value in missing.items())]
        fresh = path.with_name(f"{path.name}.new")
        fresh.unlink(missing_ok=True)
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    return list(missing)


def main(arguments: list[str]) -> None:
    if "--demo" in arguments:
        path, values = BASE_DIR / "var" / "demo.env", {"DEMO": "true", **new_keys()}
    else:
        path, values = BASE_DIR / ".env", new_keys()
    added = write(path, values)
    if added:
        print(f"Wrote {', '.join(added)} to {path.relative_to(BASE_DIR)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
