import os
import re
import shutil
import subprocess
import sys

import pytest

from aiss import install
from aiss.env import BASE_DIR

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is missing: apt install make")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of its own, in a folder with a space in its name, whose requirements name no package."""
    folder = tmp_path / "a project"
    folder.mkdir()
    monkeypatch.setattr(install, "BASE_DIR", folder)
    monkeypatch.setattr(install, "VENV", folder / ".venv")
    monkeypatch.setattr(install, "PYTHON", folder / ".venv" / "bin" / "python")
    (folder / "requirements.txt").write_text("# nothing\n")
    return folder


def test_environment_is_made_once_and_follows_the_requirements(project, capfd):
    install.main(["requirements.txt"])
    made = (project / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    first = capfd.readouterr().out

    install.main(["requirements.txt"])
    second = capfd.readouterr().out

    (project / "requirements.txt").write_text("# nothing at all\n")
    install.main(["requirements.txt"])
    third = capfd.readouterr().out

    assert [line.split()[0] for line in first.splitlines()] == ["Making", "Installing", "Installed"]
    assert second == ""
    assert [line.split()[0] for line in third.splitlines()] == ["Installing", "Installed"]
    assert (project / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made
    assert install.usable()


def test_failed_installation_says_so_and_is_tried_again(project, capfd):
    install.main(["requirements.txt"])
    (project / "requirements.txt").write_text("no-hash-given==1.0\n")

    with pytest.raises(SystemExit) as caught:
        install.main(["requirements.txt"])

    assert str(caught.value).startswith("The packages could not be installed; the lines above say why.")
    assert not install.installed(project / "requirements.txt")


@pytest.mark.parametrize("version", ["3.10.1", "3.99.0"])
def test_environment_of_another_python_is_not_usable(project, version):
    (project / ".venv" / "bin").mkdir(parents=True)
    install.PYTHON.write_text(f"#!/bin/sh\necho {version}\n")
    install.PYTHON.chmod(0o755)

    assert not install.usable()


def test_environment_whose_python_is_gone_is_not_usable(project):
    (project / ".venv" / "bin").mkdir(parents=True)
    install.PYTHON.symlink_to(project / "gone")

    assert not install.usable()


@needs_make
def test_make_names_the_packages_to_install_where_no_python_fits(tmp_path):
    for name in ["python3", "python3.11", "python3.12", "python3.13"]:
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)

    outcome = subprocess.run(
        [shutil.which("make"), "run"],
        cwd=BASE_DIR,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome.returncode == 2
    assert outcome.stderr.splitlines()[:2] == [
        "The desk needs Python 3.11, 3.12 or 3.13 with its venv module, and found none. On Debian or Ubuntu:",
        "    apt install make python3 python3-venv",
    ]


@needs_make
def test_make_help_lists_every_target():
    makefile = (BASE_DIR / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split()

    outcome = subprocess.run(
        [shutil.which("make")], cwd=BASE_DIR, env={"PATH": os.defpath}, capture_output=True, text=True, check=True
    )

    assert [line.split()[:2] for line in outcome.stdout.splitlines()] == [["make", target] for target in targets]


def test_requirements_name_every_hash_and_no_package_index():
    for name in ["requirements.txt", "requirements-dev.txt"]:
        text = (BASE_DIR / name).read_text()
        pins = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==[^\s\\;]+", text, re.MULTILINE)

        assert len(pins) == len(re.findall(r"^\S+==", text, re.MULTILINE))
        assert len(re.findall(r"^ +--hash=", text, re.MULTILINE)) >= len(pins)
        assert "index-url" not in text
        assert "://" not in text


def test_this_python_is_one_that_the_project_supports():
    assert (3, 11) <= sys.version_info < (3, 14)
