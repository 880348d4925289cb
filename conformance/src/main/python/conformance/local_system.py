"""The whole system on this machine, as scripts/local starts it."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conformance.project import Project
from conformance.steps import Failed

PATIENCE_SECONDS = 120
STOP_SECONDS = 60


@dataclass(frozen=True)
class LocalSystem:
    """A running system.

    folder: holds `s3/<bucket>/<key>`, plain files, and `sample_request.json`
    environment: what lets the AWS CLI speak to it
    """

    folder: Path
    s3_endpoint: str
    environment: dict[str, str]


@contextmanager
def local_system(project: Project, folder: Path) -> Iterator[LocalSystem]:
    """Starts the system on free ports, and stops it at the end."""
    output = folder / "serve.log"
    line = ["java", "-Xmx768m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-jar", str(project.local_jar)]
    line += ["serve", "--job-jar", str(project.job_jar), "--folder", str(folder)]
    line += ["--s3-port", "0", "--batch-port", "0", "--callback-port", "0"]
    with output.open("w") as log, subprocess.Popen(line, stdout=log, stderr=subprocess.STDOUT) as process:
        try:
            text = _wait_until_up(process, output)
            yield LocalSystem(folder, _found(r"--endpoint-url (\S+) s3", text), _exported(text))
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def _wait_until_up(process: subprocess.Popen[bytes], output: Path) -> str:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        text = output.read_text()
        if "Ctrl-C ends" in text:
            return text
        time.sleep(0.2)
    raise Failed(f"the local system did not come up: {output}")


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise Failed(f"the local system did not print {pattern}")
    return match.group(1)


def _exported(text: str) -> dict[str, str]:
    exports = _found(r"export (AWS_.*)", text)
    return dict(item.split("=", 1) for item in exports.split())
