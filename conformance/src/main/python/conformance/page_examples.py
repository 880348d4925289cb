"""The programs on docs/REQUEST_API.md that read results, as they stand there."""

import json
import re
import sys
from pathlib import Path

from conformance import commands
from conformance.project import Project
from conformance.steps import Failed

PAGE = "docs/REQUEST_API.md"
EXAMPLE = re.compile(r"^```python read\n(.*?)^```", re.MULTILINE | re.DOTALL)


def run(project: Project, results: Path, request: Path) -> str:
    """Runs every example beside the results. Raises Failed if one fails, or shows no user of the request."""
    examples = EXAMPLE.findall((project.root / PAGE).read_text())
    users = json.loads(request.read_text())["criteria"]["userUUIDs"]
    folder = project.new_folder("page-examples")
    (folder / "results").symlink_to(results.resolve())
    for number, example in enumerate(examples):
        line = [sys.executable, "-c", example]
        shown = commands.run(line, log=project.log("page-examples"), seconds=60, folder=folder)
        if not any(user in shown for user in users):
            raise Failed(f"example {number} of {PAGE} shows no user: {shown}")
    if not examples:
        raise Failed(f"{PAGE} has no example")
    return f"{len(examples)} examples of {PAGE} run"
