"""scripts/deploy and scripts/undeploy, against moto in AWS's place.

They deploy a template of a few resources with the real one's parameters: moto cannot make a change set of the real
one, which cloudformation/checks therefore makes without. Nor does moto tell what an update changes, or the outputs of a
stack that a change set made.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checks.moto_stack import CREDENTIALS

from conformance import commands
from conformance.project import Project
from conformance.servers import free_port, wait_until_answered
from conformance.steps import Failed

TEMPLATE = Path(__file__).with_name("deploy-trial.yaml")
STACK = "event-extractor-trial"
DIGEST = "sha256:" + "0" * 64


def there_and_back(project: Project) -> str:
    """Deploys, deploys again, and removes."""
    folder = project.new_folder("deploy")
    parameters = folder / "dev.parameters"
    parameters.write_text("# for a trial\nRequestBucketName=trial-requests\n")
    with moto(project.log("deploy-moto")) as endpoint:
        environment = {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": endpoint, "PATH": _path()}
        line = [
            project.script("deploy"),
            "--stack",
            STACK,
            "--parameters",
            str(parameters),
            "--template",
            str(TEMPLATE),
        ]
        line += ["--image", DIGEST, "--yes", "--no-smoke-test"]
        log = project.log("deploy")
        first = commands.run(line, log=log, seconds=600, environment=environment)
        if "Deployed" not in first or "RequestBucket" not in first:
            raise Failed(f"the first deployment did not show what it made; see {log}")
        commands.run(line, log=log, seconds=600, environment=environment)
        line = [project.script("undeploy"), "--stack", STACK, "--yes"]
        commands.run(line, log=log, seconds=300, environment=environment)
    return "made by a change set that was shown, updated by a second one, removed"


@contextmanager
def moto(log: Path) -> Iterator[str]:
    """A server in a process of its own, for what MotoStack teaches moto stays in this one; gives its address."""
    port = free_port()
    line = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with log.open("w") as file, subprocess.Popen(line, stdout=file, stderr=subprocess.STDOUT) as process:
        try:
            wait_until_answered(process, f"http://127.0.0.1:{port}/moto-api/")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(60)


def _path() -> str:
    """With the AWS CLI of this Python."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
