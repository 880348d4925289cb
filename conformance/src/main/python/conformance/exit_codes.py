"""What AWS Batch decides by: the exit codes of the job, as they come through its container."""

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from conformance import commands
from conformance.deployed import sample_store
from conformance.image import ImageTools
from conformance.project import Project
from conformance.servers import free_port
from conformance.steps import Failed

BUCKET = "exit-requests"
EVENTS = "s3://exit-events/prod"
STOP_SECONDS = 30
"""What Fargate leaves a task between SIGTERM and SIGKILL."""

PATIENCE_SECONDS = 120

REQUEST = {
    "EXTRACTOR_REQUEST_BUCKET": BUCKET,
    "EXTRACTOR_REQUEST_ID": "0d1c2b3a0d1c2b3a",
    "EXTRACTOR_REQUEST_KEY": "study/a/my_request.json",
    "EXTRACTOR_SHARDS": "1",
    "EXTRACTOR_ATTEMPTS": "5",
    "AWS_BATCH_JOB_ID": "4c2d9f5e-0000-4000-8000-000000000000",
    "AWS_BATCH_JOB_ATTEMPT": "1",
    "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
}


def exit_codes(project: Project, images: ImageTools) -> str:
    """Ends the job in each way that Batch tells from the others."""
    images.require_image()
    return "\n".join(
        [
            "",
            f"  1 {_fails(project, images)}",
            f"  2 {_is_not_configured(project, images)}",
            f"  75 {_may_heal(project, images)}",
            f"  143 {_is_stopped(project, images)}",
        ]
    )


def _fails(project: Project, images: ImageTools) -> str:
    with sample_store(project, BUCKET, EVENTS, folder="exit-store") as store:
        _expect(1, project, images, {**REQUEST, **store.environment})
        status = store.folder / "s3" / BUCKET / "study/a/my_request.status.json"
        if not status.is_file() or '"failed"' not in status.read_text():
            raise Failed("a job without a plan did not say in the status that it failed")
    return "from a job without a plan, whose status says so"


def _is_not_configured(project: Project, images: ImageTools) -> str:
    ended = _expect(2, project, images, {})
    if "EXTRACTOR_REQUEST_BUCKET" not in ended.output + ended.errors:
        raise Failed("a job without its environment does not say what is missing")
    return "from one without its environment, which says what is missing"


def _may_heal(project: Project, images: ImageTools) -> str:
    _expect(75, project, images, {**REQUEST, "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{free_port()}"})
    return "from one that reaches no S3 and has attempts left"


def _is_stopped(project: Project, images: ImageTools) -> str:
    name = f"exit-{free_port()}"
    with _mute_server() as (server, endpoint):
        line = images.line(environment={**REQUEST, "AWS_ENDPOINT_URL_S3": endpoint}, network="host", name=name)
        with (
            project.log("image-stopped").open("w") as log,
            subprocess.Popen(line, stdout=log, stderr=subprocess.STDOUT) as container,
        ):
            try:
                server.accept()
                start = time.monotonic()
                commands.run(
                    ["podman", "stop", "--time", str(STOP_SECONDS), name],
                    log=project.log("image"),
                    seconds=PATIENCE_SECONDS,
                )
                code, seconds = container.wait(PATIENCE_SECONDS), time.monotonic() - start
            finally:
                container.kill()
    if code != 143:
        raise Failed(f"a job that is stopped ends with code {code}, not 143")
    return f"from one that is stopped in mid-call, {seconds:.1f} s after SIGTERM"


def _expect(code: int, project: Project, images: ImageTools, environment: Mapping[str, str]) -> commands.Ended:
    line = images.line(environment=environment, network="host")
    ended = commands.attempt(line, log=project.log("image-exit"), seconds=PATIENCE_SECONDS)
    if ended.code != code:
        raise Failed(f"the job ends with code {ended.code}, not {code}; see {project.log('image-exit')}")
    return ended


@contextmanager
def _mute_server() -> Iterator[tuple[socket.socket, str]]:
    """Takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE_SECONDS)
        yield server, "http://127.0.0.1:{}".format(server.getsockname()[1])
