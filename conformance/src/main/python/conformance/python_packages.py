"""Python packages in an environment of their own, for those that pin much or that one step alone needs."""

import sys
from pathlib import Path

from conformance import commands
from conformance.project import Project


def installed(project: Project, name: str, requirements: Path) -> Path:
    """The Python that has them; made anew only where other packages are wanted than it has.

    name: of the environment
    Raises Failed if they cannot be installed.
    """
    folder = project.kept_folder(f"{name}-python")
    python, record = folder / "bin/python", folder / "installed.txt"
    wanted = requirements.read_text()
    if record.is_file() and record.read_text() == wanted:
        return python
    log = project.log(f"{name}-install")
    commands.run([sys.executable, "-m", "venv", "--clear", str(folder)], log=log, seconds=120)
    commands.run([str(python), "-m", "pip", "install", "-q", "-r", str(requirements)], log=log, seconds=600)
    record.write_text(wanted)
    return python
