"""The AWS CLI drops a request into the local system and fetches the results."""

import json
import os
import time
from pathlib import Path

from conformance import commands
from conformance.local_system import LocalSystem
from conformance.project import Project
from conformance.steps import Failed

STUDY = "s3://requests/study/"
PATIENCE_SECONDS = 120
FINAL = {"completed", "completedWithErrors", "completedEmpty", "failed", "rejected", "cancelled"}


class AwsCli:
    """The AWS CLI, speaking to a local system."""

    def __init__(self, project: Project, program: str, system: LocalSystem) -> None:
        self._line = [program, "--endpoint-url", system.s3_endpoint, "s3", "cp", "--only-show-errors"]
        self._environment = {**os.environ, **system.environment}
        self._log = project.log("aws")

    def copy(self, source: str, target: str, *options: str) -> str:
        """`aws s3 cp`; returns its standard output."""
        line = [*self._line, *options, source, target]
        return commands.run(line, log=self._log, seconds=60, environment=self._environment)


def extract(cli: AwsCli, request: Path, target: Path) -> Path:
    """Drops a request, waits for its end, fetches what was delivered.

    target: a new folder for what lies beside the request
    Returns the folder of the results.
    """
    cli.copy(str(request), STUDY + "my_request.json")
    status = _await_end(cli)
    if status["state"] != "completed":
        raise Failed(f"the request ended as {status['state']}: {status['stateReason']['message']}")
    cli.copy(STUDY, str(target), "--recursive")
    return target / f"event_data_subset_{status['jobId']}"


def _await_end(cli: AwsCli) -> dict:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            status = json.loads(cli.copy(STUDY + "my_request.status.json", "-"))
            if status["state"] in FINAL:
                return status
        except Failed:
            pass  # there is no status yet
        time.sleep(1)
    raise Failed(f"the request did not end within {PATIENCE_SECONDS} s")
