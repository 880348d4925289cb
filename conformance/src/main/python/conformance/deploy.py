"""scripts/deploy and scripts/undeploy, against moto in AWS's place.

They deploy a template of a few resources with the real one's parameters: moto cannot make a change set of the real
one, which cloudformation/checks therefore makes without. Nor does moto tell what an update changes, or the outputs of a
stack that a change set made.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from checks.moto_stack import CREDENTIALS

from conformance import commands, rights
from conformance.project import Project
from conformance.recorder import Recorder
from conformance.servers import free_port, wait_until_answered
from conformance.steps import Failed

TEMPLATE = Path(__file__).with_name("deploy-trial.yaml")
STACK = "event-extractor-trial"
DIGEST = "sha256:" + "0" * 64
REQUESTS = "trial-requests"
# The second is what scripts/deploy calls its bucket in moto's account and region.
BUCKETS = {
    REQUESTS: "${RequestBucketName}",
    "event-extractor-artifacts-123456789012-us-east-1": "${ArtifactsBucket}",
}


def there_and_back(project: Project) -> str:
    """Deploys, deploys again, and removes; tells how long each took, and what rights."""
    folder = project.new_folder("deploy")
    parameters = folder / "dev.parameters"
    parameters.write_text(f"# for a trial\nRequestBucketName={REQUESTS}\n")
    recorder = Recorder()
    with (
        moto(project.log("deploy-moto")) as endpoint,
        recorder.before({"S3": endpoint, "CLOUDFORMATION": endpoint}, "scripts") as led_here,
    ):
        environment = {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": endpoint, **led_here, "PATH": _path()}
        line = [project.script("deploy"), "--stack", STACK, "--parameters", str(parameters)]
        line += ["--template", str(TEMPLATE), "--image", DIGEST, "--yes", "--no-smoke-test"]
        told, made = _timed(project, line, environment)
        if "Deployed" not in told or "RequestBucket" not in told:
            raise Failed(f"the first deployment did not show what it made; see {project.log('deploy')}")
        _, updated = _timed(project, line, environment)
        _, removed = _timed(project, [project.script("undeploy"), "--stack", STACK, "--yes"], environment)
    took = f"made in {made:.0f} s by a change set that was shown, updated in {updated:.0f} s, removed in {removed:.0f} s"
    return f"{took}; {rights.of_scripts(STACK, BUCKETS, recorder.asked())}"


def _timed(project: Project, line: Sequence[str], environment: Mapping[str, str]) -> tuple[str, float]:
    start = time.monotonic()
    told = commands.run(line, log=project.log("deploy"), seconds=600, environment=environment)
    return told, time.monotonic() - start


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
