"""The deployment on this machine: the stack in moto, the functions in Lambda's runtime client, the job in its image.

The stack's own queue, definition and function environments are used; S3 is the embedded one, with sample events. What
each of them asks of AWS is recorded.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import boto3
from checks.moto_stack import MotoStack

from conformance import commands
from conformance.image import ImageTools
from conformance.project import Project
from conformance.recorder import Recorder
from conformance.steps import Failed

VERSION = "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"



@dataclass(frozen=True)
class SampleStore:
    """The embedded S3, with the demo's events in it.

    folder: holds `s3/<bucket>/<key>`, plain files
    environment: what leads clients of AWS there
    request: asks for some of the events
    """

    folder: Path
    environment: dict[str, str]
    request: Path

    def servers(self) -> dict[str, str]:
        """Its endpoint, as Recorder takes it."""
        return {"S3": self.environment["AWS_ENDPOINT_URL_S3"]}

    def client(self) -> Any:
        """A boto3 client of it."""
        return boto3.client(
            "s3",
            endpoint_url=self.environment["AWS_ENDPOINT_URL_S3"],
            region_name=self.environment["AWS_REGION"],
            aws_access_key_id=self.environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.environment["AWS_SECRET_ACCESS_KEY"],
        )

    def drop(self, bucket: str, key: str, more: Mapping[str, Any] | None = None) -> str:
        """Drops the request, with more in it; returns its entity tag."""
        request = json.loads(self.request.read_text()) | (more or {})
        answer = self.client().put_object(Bucket=bucket, Key=key, Body=json.dumps(request).encode())
        return answer["ETag"].strip('"')


@contextmanager
def sample_store(project: Project, bucket: str, events: str, folder: str = "sample-store") -> Iterator[SampleStore]:
    """Starts the embedded S3, and ends it.

    folder: the name of a new one, for its files and its log
    """
    home = project.new_folder(folder)
    line = ["java", "-Xmx512m", "-XX:+UseSerialGC", "-jar", str(project.conformance_jar), "sample-store"]
    line += ["--folder", str(home), "--request-bucket", bucket, "--events", events]
    with (
        project.log(folder).open("w") as log,
        subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        told = process.stdout.readline()
        if not told:
            raise Failed(f"the embedded S3 did not start; see {folder}.log")
        where = json.loads(told)
        yield SampleStore(home, where["environment"], Path(where["request"]))
        process.stdin.close()
        process.wait(60)


class Functions:
    """The functions of the package, each call in a process of its own, told what the stack tells them."""

    def __init__(self, project: Project, stack: MotoStack, store: SampleStore, recorder: Recorder) -> None:
        self._project = project
        self._stack = stack
        self._store = store
        self._recorder = recorder

    def call(self, name: str, logical_id: str, event: Mapping[str, Any]) -> None:
        """As asked, but raises Failed if the function wants the event again."""
        answer = self.asked(name, logical_id, event)
        if answer and answer.get("batchItemFailures"):
            raise Failed(f"{name} wants its event again; see {name}-function.log")

    def asked(self, name: str, logical_id: str, event: Mapping[str, Any]) -> dict[str, Any]:
        """Calls a function with an event; returns its answer. Raises Failed if it fails."""
        file = self._project.work / f"{name}-event.json"
        file.write_text(json.dumps(event))
        line = ["java", "-jar", str(self._project.conformance_jar), "invoke", "--function", name, "--event", str(file)]
        line += ["--alias", "DEV", "--log", str(self._project.log(f"{name}-function"))]
        line += ["--package", str(self._project.root / "extractor-lambda/target/extractor-lambda.zip")]
        line += ["--runtime", str(self._project.root / "conformance/target/runtime")]
        servers = {service: self._stack.endpoint for service in ("BATCH", "SQS", "SNS")} | self._store.servers()
        with self._recorder.before(servers, logical_id) as endpoints:
            environment = self._stack.environment_of(logical_id) | self._store.environment | endpoints
            for variable, value in environment.items():
                line += ["--environment", f"{variable}={value}"]
            return json.loads(commands.run(line, log=self._project.log("invoke"), seconds=120))

    def status(self, bucket: str, key: str) -> dict[str, Any]:
        """The status beside a request."""
        path = self._store.folder / "s3" / bucket / key.replace(".json", ".status.json")
        return json.loads(path.read_text())


def variables(job: Mapping[str, Any]) -> dict[str, str]:
    """The environment of a job's container."""
    return {item["name"]: item["value"] for item in job["container"]["environment"]}


def run_job(images: ImageTools, job: Mapping[str, Any], store: SampleStore, recorder: Recorder) -> None:
    """Does what Fargate would."""
    with recorder.before(store.servers(), "ExtractJobDefinition") as endpoints:
        environment = {
            **variables(job),
            **store.environment,
            **endpoints,
            "AWS_BATCH_JOB_ID": job["jobId"],
            "AWS_BATCH_JOB_ATTEMPT": "1",
            "AWS_BATCH_JQ_NAME": job["jobQueue"],
        }
        images.run([], environment=environment, network="host")


def object_created(bucket: str, key: str, etag: str) -> dict[str, Any]:
    """How an object of a versioned bucket reaches intake: the bucket's event in a message of the queue."""
    return message(json.dumps(bucket_event(bucket, key, etag)))


def bucket_event(bucket: str, key: str, etag: str) -> dict[str, Any]:
    """How EventBridge tells of an object of a versioned bucket.

    See https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
    """
    detail = {
        "version": "0",
        "bucket": {"name": bucket},
        "object": {"key": key, "size": 512, "etag": etag, "version-id": VERSION, "sequencer": "0062E99A88DC407460"},
        "request-id": "N4N7GDK58NMKJ12R",
        "requester": "123456789012",
        "source-ip-address": "192.0.2.7",
        "reason": "PutObject",
    }
    return {
        "version": "0",
        "id": "2d4eba74-fd51-3966-4bfa-b013c9da8ff1",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": "123456789012",
        "time": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "us-east-1",
        "resources": [f"arn:aws:s3:::{bucket}"],
        "detail": detail,
    }


def message(body: str, receipt: str = "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a", receipts: int = 1) -> dict[str, Any]:
    """How a message of a queue reaches a function."""
    return {
        "Records": [
            {
                "messageId": "19dd0b57-b21e-4ac1-bd88-01bbb068cb78",
                "receiptHandle": receipt,
                "body": body,
                "attributes": {"ApproximateReceiveCount": str(receipts)},
                "eventSource": "aws:sqs",
            }
        ]
    }


def job_ended(job: Mapping[str, Any], status: str = "SUCCEEDED") -> dict[str, Any]:
    """How the job's end reaches completion."""
    detail = {
        "jobId": job["jobId"],
        "jobName": job["jobName"],
        "jobQueue": job["jobQueue"],
        "status": status,
        "container": {"environment": job["container"]["environment"], "exitCode": 0},
        "attempts": [{"container": {"exitCode": 0}, "statusReason": "Essential container in task exited"}],
    }
    return {"detail-type": "Batch Job State Change", "source": "aws.batch", "detail": detail}
