"""LocalStack from its Python package, without a container; in a Python environment of its own, for it pins much."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conformance import commands, python_packages
from conformance.project import Project
from conformance.servers import free_port, wait_until_answered
from conformance.steps import Failed, Skipped

CLIENT = {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


def contract(project: Project, requirements: Path) -> str:
    """Runs the storage port's contract test against LocalStack."""
    try:
        python = python_packages.installed(project, "localstack", requirements)
    except Failed as fault:
        raise Skipped(f"LocalStack cannot be installed: {fault.cause()}") from fault
    with _localstack(project, python) as endpoint:
        line = ["mvn", "-B", "-ntp", "-f", str(project.root / "pom.xml"), "-pl", "extractor-core", "-am", "test"]
        line += ["-Dtest=S3EndpointObjectStoreTest", "-Dsurefire.failIfNoSpecifiedTests=false"]
        environment = {**os.environ, **CLIENT, "EXTRACTOR_TEST_S3_ENDPOINT": endpoint}
        told = commands.run(line, log=project.log("localstack-contract"), seconds=600, environment=environment)
    summary = [line for line in told.splitlines() if "Tests run:" in line][-1]
    return summary.removeprefix("[INFO] ").strip()


@contextmanager
def _localstack(project: Project, python: Path) -> Iterator[str]:
    port = free_port()
    address = f"127.0.0.1:{port}"
    environment = {
        **os.environ,
        "SERVICES": "s3",
        "GATEWAY_LISTEN": address,
        "DISABLE_EVENTS": "1",
        "SKIP_SSL_CERT_DOWNLOAD": "1",
        "LOCALSTACK_VOLUME_DIR": str(project.work / "localstack-volume"),
    }
    line = [str(python), "-m", "localstack.runtime.main"]
    with (
        project.log("localstack").open("w") as log,
        subprocess.Popen(line, stdout=log, stderr=subprocess.STDOUT, env=environment) as process,
    ):
        try:
            wait_until_answered(process, f"http://{address}/_localstack/health")
            yield f"http://{address}"
        finally:
            process.terminate()
            process.wait(60)
