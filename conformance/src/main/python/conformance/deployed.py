"""A request through the deployment: the stack in moto, the functions in Lambda's runtime client, the job in its image.

The stack's own queue, definition and function environments are used; S3 is the embedded one, with sample events.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from checks.moto_stack import PARAMETERS, MotoStack

from conformance import commands, readers
from conformance.image import ImageTools
from conformance.project import Project
from conformance.steps import Failed

KEY = "study/a/my_request.json"


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

    def drop(self, bucket: str, key: str) -> str:
        """Drops the request; returns its entity tag."""
        client = boto3.client(
            "s3",
            endpoint_url=self.environment["AWS_ENDPOINT_URL_S3"],
            region_name=self.environment["AWS_REGION"],
            aws_access_key_id=self.environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.environment["AWS_SECRET_ACCESS_KEY"],
        )
        answer = client.put_object(Bucket=bucket, Key=key, Body=self.request.read_bytes())
        return answer["ETag"].strip('"')


def one_request(project: Project, images: ImageTools) -> str:
    """Follows a request from its event to its results, and compares these with the events."""
    images.require_image()
    bucket, events = (
        PARAMETERS["RequestBucketName"],
        f"s3://{PARAMETERS['EventBucketName']}/{PARAMETERS['EventPrefix']}",
    )
    with MotoStack(project.new_folder("stack")) as stack, sample_store(project, bucket, events) as store:
        stack.create(PARAMETERS)
        functions = Functions(project, stack, store)
        event = object_created(bucket, KEY, store.drop(bucket, KEY))
        functions.call("intake", "IntakeFunction", event)
        job = submitted(stack, functions.status(bucket)["jobId"])
        run_job(images, job, store)
        functions.call("completion", "CompletionFunction", job_ended(job))
        status = functions.status(bucket)
        if status["state"] != "completed":
            raise Failed(f"the request ended as {status['state']}: {status['stateReason']['message']}")
        results = store.folder / "s3" / bucket / "study/a" / f"event_data_subset_{job['jobId']}"
        return readers.check(store.request, store.folder / "s3" / events.removeprefix("s3://"), results)


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

    def __init__(self, project: Project, stack: MotoStack, store: SampleStore) -> None:
        self._project = project
        self._stack = stack
        self._store = store

    def call(self, name: str, logical_id: str, event: Mapping[str, Any]) -> None:
        """Calls a function with an event; raises Failed if it fails or wants the event again."""
        file = self._project.work / f"{name}-event.json"
        file.write_text(json.dumps(event))
        line = ["java", "-jar", str(self._project.conformance_jar), "invoke", "--function", name, "--event", str(file)]
        line += ["--alias", "DEV", "--log", str(self._project.log(f"{name}-function"))]
        line += ["--package", str(self._project.root / "extractor-lambda/target/extractor-lambda.zip")]
        line += ["--runtime", str(self._project.root / "conformance/target/runtime")]
        for variable, value in self._environment(logical_id).items():
            line += ["--environment", f"{variable}={value}"]
        answer = json.loads(commands.run(line, log=self._project.log("invoke"), seconds=120))
        if answer and answer.get("batchItemFailures"):
            raise Failed(f"{name} wants its event again; see {name}-function.log")

    def status(self, bucket: str) -> dict[str, Any]:
        """The status beside the request."""
        path = self._store.folder / "s3" / bucket / KEY.replace(".json", ".status.json")
        return json.loads(path.read_text())

    def _environment(self, logical_id: str) -> dict[str, str]:
        environment = self._stack.environment_of(logical_id)
        return {
            **environment,
            **self._store.environment,
            "AWS_ENDPOINT_URL_BATCH": self._stack.endpoint,
        }


def submitted(stack: MotoStack, job_id: str) -> dict[str, Any]:
    """The job as Batch has it; raises Failed if it is not what the stack's small jobs are."""
    job = stack.client("batch").describe_jobs(jobs=[job_id])["jobs"][0]
    queue, definition = stack.outputs()["SmallQueue"], stack.outputs()["JobDefinition"]
    if job["jobQueue"] != queue:
        raise Failed(f"the job stands in {job['jobQueue']}, not in {queue}")
    if f":job-definition/{definition}:" not in job["jobDefinition"]:
        raise Failed(f"the job is one of {job['jobDefinition']}, not of {definition}")
    wanted = {"EXTRACTOR_REQUEST_BUCKET": PARAMETERS["RequestBucketName"], "EXTRACTOR_REQUEST_KEY": KEY}
    told = variables(job)
    if wanted.items() - told.items() or told.get("EXTRACTOR_SHARDS") != "1" or "EXTRACTOR_REQUEST_ID" not in told:
        raise Failed(f"the job's environment is {told}")
    return job


def variables(job: Mapping[str, Any]) -> dict[str, str]:
    """The environment of a job's container."""
    return {item["name"]: item["value"] for item in job["container"]["environment"]}


def run_job(images: ImageTools, job: Mapping[str, Any], store: SampleStore) -> None:
    """Does what Fargate would."""
    environment = {
        **variables(job),
        **store.environment,
        "AWS_BATCH_JOB_ID": job["jobId"],
        "AWS_BATCH_JOB_ATTEMPT": "1",
        "AWS_BATCH_JQ_NAME": job["jobQueue"],
    }
    images.run([], environment=environment, network="host")


def object_created(bucket: str, key: str, etag: str) -> dict[str, Any]:
    """How a dropped request reaches intake: an event of S3, from EventBridge, in a message of the queue."""
    detail = {"bucket": {"name": bucket}, "object": {"key": key, "etag": etag, "sequencer": "0062E99A88DC407460"}}
    body = {"detail-type": "Object Created", "source": "aws.s3", "detail": detail}
    record = {"messageId": "19dd0b57-b21e-4ac1-bd88-01bbb068cb78", "eventSource": "aws:sqs", "body": json.dumps(body)}
    return {"Records": [record]}


def job_ended(job: Mapping[str, Any]) -> dict[str, Any]:
    """How the job's end reaches completion."""
    detail = {
        "jobId": job["jobId"],
        "jobName": job["jobName"],
        "jobQueue": job["jobQueue"],
        "status": "SUCCEEDED",
        "container": {"environment": job["container"]["environment"], "exitCode": 0},
        "attempts": [{"container": {"exitCode": 0}, "statusReason": "Essential container in task exited"}],
    }
    return {"detail-type": "Batch Job State Change", "source": "aws.batch", "detail": detail}
