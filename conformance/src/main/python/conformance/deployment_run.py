"""Requests through the deployment, from their events to their ends, and what that took of the roles' rights."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from checks.moto_stack import PARAMETERS, MotoStack

from conformance import readers, rights
from conformance.deployed import (
    VERSION,
    Functions,
    SampleStore,
    bucket_event,
    job_ended,
    message,
    object_created,
    run_job,
    sample_store,
    variables,
)
from conformance.image import ImageTools
from conformance.project import Project
from conformance.recorder import Recorder
from conformance.steps import Failed

BUCKET = PARAMETERS["RequestBucketName"]
EVENTS = f"s3://{PARAMETERS['EventBucketName']}/{PARAMETERS['EventPrefix']}"
KEY = "study/a/my_request.json"
LOST_KEY = "study/b/lost_request.json"
REFUSED_KEY = "study/c/refused_request.json"
LOST_ID = "0d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a"
NOBODY = "https://receiver.invalid/hook"
SWEEP = {"detail-type": "Scheduled Event", "source": "aws.events", "detail": {}}

# Of jobs on the smallest machine, whose request names no project.
RESOURCES = {"VCPU": "1", "MEMORY": "4096"}


@dataclass(frozen=True)
class Deployment:
    """What there is while requests go through."""

    stack: MotoStack
    store: SampleStore
    functions: Functions
    recorder: Recorder

    def intake(self, event: Mapping[str, Any]) -> None:
        self.functions.call("intake", "IntakeFunction", event)

    def completion(self, event: Mapping[str, Any]) -> None:
        self.functions.call("completion", "CompletionFunction", event)

    def status(self, key: str) -> dict[str, Any]:
        return self.functions.status(BUCKET, key)

    def job(self, key: str) -> dict[str, Any]:
        """The job of a request, as Batch has it."""
        return self.stack.client("batch").describe_jobs(jobs=[self.status(key)["jobId"]])["jobs"][0]

    def received(self, output: str) -> dict[str, Any]:
        """The one message of a queue; the queue by the output that has its URL."""
        url, sqs = self.stack.outputs()[output], self.stack.client("sqs")
        found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"]).get("Messages", [])
        _hold(f"messages of {output}", len(found), 1)
        return found[0]


def requests_go_through(project: Project, images: ImageTools) -> str:
    """Follows one request that is delivered, one that is lost, found and cancelled, and one that is refused."""
    images.require_image()
    recorder = Recorder()
    with MotoStack(project.new_folder("stack")) as stack, sample_store(project, BUCKET, EVENTS) as store:
        stack.create(PARAMETERS)
        _let_callbacks_lie(stack)
        deployment = Deployment(stack, store, Functions(project, stack, store, recorder), recorder)
        seen = _one_is_delivered(deployment, images)
        _one_is_lost_and_found_and_cancelled(deployment)
        _one_is_refused(deployment)
        asked = rights.of_stack(stack, recorder.asked())
        return f"{seen}; one lost, found by the sweep, cancelled; one refused and told so; {asked}"


def _one_is_delivered(deployment: Deployment, images: ImageTools) -> str:
    event = object_created(BUCKET, KEY, deployment.store.drop(BUCKET, KEY))
    for _ in ("the event", "the same again"):
        deployment.intake(event)
    job = deployment.job(KEY)
    _check_submission(deployment, job)
    run_job(images, job, deployment.store, deployment.recorder)
    deployment.completion(job_ended(job))
    _hold("the state of the request", deployment.status(KEY)["state"], "completed")
    results = deployment.store.folder / "s3" / BUCKET / "study/a" / f"event_data_subset_{job['jobId']}"
    return readers.check(deployment.store.request, deployment.store.folder / "s3" / EVENTS[len("s3://") :], results)


def _one_is_lost_and_found_and_cancelled(deployment: Deployment) -> None:
    """Intake died before its claim; the sweep, its own event, a cancellation, the job's end, a callback to nobody."""
    etag = deployment.store.drop(BUCKET, LOST_KEY, {"callbackURL": NOBODY})
    _note_as_open(deployment.store, etag)
    deployment.completion(SWEEP)
    deployment.intake(message(deployment.received("IntakeQueueUrl")["Body"]))
    job = deployment.job(LOST_KEY)
    deployment.intake(object_created(BUCKET, LOST_KEY.replace(".json", ".cancel.json"), "0" * 32))
    _hold("the state of the cancelled request", deployment.status(LOST_KEY)["state"], "cancelled")
    deployment.completion(job_ended(job, "FAILED"))
    callback = deployment.received("CallbackQueueUrl")
    event = message(callback["Body"], callback["ReceiptHandle"])
    answer = deployment.functions.asked("completion", "CompletionFunction", event)
    _hold("callbacks that come again", len(answer["batchItemFailures"]), 1)
    _hold("recorded attempts", len(deployment.status(LOST_KEY)["callbackDelivery"]), 1)


def _one_is_refused(deployment: Deployment) -> None:
    """What intake notes of its end has it told, without any job or sweep."""
    etag = deployment.store.drop(BUCKET, REFUSED_KEY, {"dryRum": True})
    deployment.intake(object_created(BUCKET, REFUSED_KEY, etag))
    status = deployment.status(REFUSED_KEY)
    _hold("the state of the refused request", status["state"], "rejected")
    work = f"_extractor/{status['requestId']}"
    note = deployment.store.client().head_object(Bucket=BUCKET, Key=f"{work}/ended.json")
    deployment.completion(bucket_event(BUCKET, f"{work}/ended.json", note["ETag"].strip('"')))
    bucket = deployment.store.folder / "s3" / BUCKET
    _hold("whether the end of the refused request is told", (bucket / work / "closed.json").is_file(), True)
    open_note = bucket / f"_extractor/open/{status['requestId']}.json"
    _hold("whether the refused request is still open", open_note.exists(), False)


def _note_as_open(store: SampleStore, etag: str) -> None:
    long_ago = datetime.now(timezone.utc) - timedelta(minutes=20)
    note = {
        "requestId": LOST_ID,
        "bucket": BUCKET,
        "requestKey": LOST_KEY,
        "eTag": etag,
        "versionId": VERSION,
        "sequencer": "0062E99A88DC407461",
        "receivedAt": long_ago.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    store.client().put_object(Bucket=BUCKET, Key=f"_extractor/open/{LOST_ID}.json", Body=json.dumps(note).encode())


def _let_callbacks_lie(stack: MotoStack) -> None:
    """Moto would take them from their queue and do nothing with them."""
    functions = stack.client("lambda")
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)


def _check_submission(deployment: Deployment, job: Mapping[str, Any]) -> None:
    """The job is the only one, and what the stack's small jobs are."""
    outputs = deployment.stack.outputs()
    _hold("the job's queue", job["jobQueue"], outputs["SmallQueue"])
    if f":job-definition/{outputs['JobDefinition']}:" not in job["jobDefinition"]:
        raise Failed(f"the job is one of {job['jobDefinition']}, not of {outputs['JobDefinition']}")
    told, request_id = variables(job), job["jobName"].removeprefix("extract-")
    wanted = {"EXTRACTOR_REQUEST_BUCKET": BUCKET, "EXTRACTOR_REQUEST_KEY": KEY}
    wanted |= {"EXTRACTOR_SHARDS": "1", "EXTRACTOR_REQUEST_ID": request_id}
    _hold("the job's environment", {name: told.get(name) for name in wanted}, wanted)
    # Moto keeps neither resources nor tags of a submission.
    submissions = {asked.request for asked in deployment.recorder.asked() if asked.action == "batch:SubmitJob"}
    _hold("how often a job was submitted", len(submissions), 1)
    submission = submissions.pop().json()
    resources = {item["type"]: item["value"] for item in submission["containerOverrides"]["resourceRequirements"]}
    _hold("the job's resources", resources, RESOURCES)
    _hold("the job's tags", submission["tags"], {"request-id": request_id})
    _hold("whose share the job takes", submission["shareIdentifier"].startswith(KEY.split("/")[0]), True)
    _hold("whether tasks have the tags", submission["propagateTags"], True)


def _hold(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise Failed(f"{what}: {found}, not {wanted}")
