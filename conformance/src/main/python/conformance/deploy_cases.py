"""What scripts/deploy and scripts/undeploy do where something is wrong, with a stub in the AWS CLI's place."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from conformance import stub_aws
from conformance.project import Project
from conformance.steps import Failed

STACK = "event-extractor-trial"
DIGEST = "sha256:" + "0" * 64
ROLE = "arn:aws:iam::123456789012:role/trial-deployer-ServiceRole-0AB1"
IDENTITY = {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/trial"}

Rule = tuple[tuple[str, ...], list[dict[str, str]]]
"""Words of a command line, and the answers it gets."""


PARAMETERS = "RequestBucketName=trial-requests\nEventBucketName=trial-events\nEventPrefix=prod\n"
NOT_EVERYWHERE = ("buildah", "docker", "unzip")
"""Programs that the scripts find here only where a case has them."""

DOCKER = """#!/bin/sh
echo "docker $*" >>"$STUB_AWS/calls"
[ "$1" != login ] || cat >/dev/null
"""
"""A docker that does all it is asked, and keeps it where the AWS CLI's stub does."""

RELEASE = hashlib.sha256(f"{stub_aws.PACKAGED}{PARAMETERS}{DIGEST}\n".encode()).hexdigest()[:16]
"""What makes a release: code and template, parameters, image."""


def says(words: str, *texts: str) -> Rule:
    return tuple(words.split()), [{"out": text} for text in texts]


def refuses(words: str, error: str) -> Rule:
    return tuple(words.split()), [{"error": error}]


def in_state(*states: str) -> Rule:
    return says("describe-stacks StackStatus", *states)


def has_open(requests: int) -> Rule:
    return says("list-objects-v2", json.dumps([f"_extractor/open/{number:04}.json" for number in range(requests)]))


EXPIRED = "An error occurred (ExpiredToken) when calling the DescribeStacks operation: the token is expired"
NO_STACK = "An error occurred (ValidationError): Stack with id event-extractor-trial does not exist"
FORBIDDEN = "An error occurred (403) when calling the HeadBucket operation: Forbidden"
NOT_FOUND = "An error occurred (404) when calling the HeadBucket operation: Not Found"
STATUS = "s3 cp smoke_request.status.json"
UPLOAD = "s3 cp /smoke_request.json"
READY = in_state("UPDATE_COMPLETE")
BEFORE = says("describe-stacks .Parameters", "[]")
GIVES_UP = refuses("wait stack-update-complete", "Waiter StackUpdateComplete failed: Max attempts exceeded")
QUEUE_URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/event-extractor-trial-intake"
HAS_OPEN = says("list-objects-v2", '["_extractor/open/5f0c.json"]')
NO_NOTE = refuses("s3 cp", "An error occurred (403): Forbidden")
NOTE = says("s3 cp s3://trial-requests/_extractor/open/5f0c.json", '{"requestKey": "study/a/my_request.json"}')
NO_IMAGE = "An error occurred (ImageNotFoundException) when calling the DescribeImages operation"
REPOSITORY_URI = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/event-extractor-trial"
REPOSITORY = says("OutputKey=='ImageRepositoryUri'", REPOSITORY_URI)
EVENTS = says("describe-stack-events StackEvents[0].Timestamp", "2026-01-01T00:00:00Z")
FAILURES = says("describe-stack-events FAILED", '[["Queue", "the name is taken"]]')


@dataclass(frozen=True)
class Case:
    """One run of a script.

    title: what is to be seen, as a sentence
    succeeds: whether the script ends with code 0
    script: deploy or undeploy
    rules: of the stub, the first that fits holds; before those that every case has
    told: what its output must hold
    untold: what its output may not hold
    asked: what the AWS CLI must have been asked
    unasked: what it may not have been asked
    options: of the script
    parameters: the file of parameters
    image: what scripts/deploy is told to deploy; None to let it build one
    docker: whether there is docker here
    """

    title: str
    succeeds: bool
    script: str = "deploy"
    rules: tuple[Rule, ...] = ()
    told: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    parameters: str = PARAMETERS
    image: str | None = DIGEST
    docker: bool = False


CASES = (
    Case(
        "all that is wrong with options and parameters is said at once, before AWS is asked",
        succeeds=False,
        options=("--smoke-seconds", "soon", "--smoke-request", "no-such-request.json"),
        parameters="RequestBucketName=a-bucket\nFargateVcpu=8\nno value\nRequestBucketName=b-bucket\r\n",
        image="sha256:0",
        told=(
            "Nothing was changed",
            "--smoke-seconds soon",
            "--image sha256:0",
            "no file no-such-request.json",
            "3:no value",
            "the line ends of Windows",
            "RequestBucketName more than once",
            "FargateVcpu, which",
            "EventBucketName, which has no default",
            "EventPrefix, which has no default",
        ),
        untold=("Release, which", "Environment, which"),
        unasked=("sts", "cloudformation"),
    ),
    Case(
        "a session that has expired is no missing stack",
        script="undeploy",
        rules=(refuses("describe-stacks", EXPIRED),),
        succeeds=False,
        told=("ExpiredToken",),
        unasked=("delete-stack",),
    ),
    Case(
        "removing a stack that is not there succeeds",
        script="undeploy",
        rules=(refuses("describe-stacks", NO_STACK),),
        succeeds=True,
        told=("There is no stack",),
        unasked=("delete-stack",),
    ),
    Case(
        "a removed stack leaves bucket, key and secret, and the script says so",
        script="undeploy",
        rules=(in_state("UPDATE_COMPLETE"),),
        succeeds=True,
        told=("request bucket with its policy", "key", "pseudonym-key"),
        asked=("delete-stack",),
    ),
    Case(
        "a stack whose requests have not ended is not removed",
        script="undeploy",
        rules=(READY, HAS_OPEN, NOTE, says("OutputKey=='IntakeQueueUrl'", QUEUE_URL)),
        succeeds=False,
        told=(
            "  s3://trial-requests/study/a/my_request.json\nWithout",
            "by themselves, within minutes",
            "disable-rule",
            "IntakeRule",
            QUEUE_URL,
            "Nothing was changed",
        ),
        asked=("--bucket trial-requests --prefix _extractor/open/",),
        unasked=("delete-stack",),
    ),
    Case(
        "of many open requests ten are named, by their notes where these cannot be read",
        script="undeploy",
        rules=(READY, has_open(999), NO_NOTE),
        succeeds=False,
        told=("  s3://trial-requests/_extractor/open/0009.json\n  and 989 more\n",),
        untold=("open/0010.json", "Forbidden"),
        unasked=("delete-stack",),
    ),
    Case(
        "of more open requests than S3 lists at a time it is said that there may be more",
        script="undeploy",
        rules=(READY, has_open(1000), NO_NOTE),
        succeeds=False,
        told=("  s3://trial-requests/_extractor/open/0009.json\n  and at least 990 more\n",),
        unasked=("delete-stack",),
    ),
    Case(
        "a stack whose requests have not ended is removed where that is wanted",
        script="undeploy",
        rules=(READY, HAS_OPEN),
        options=("--even-if-open",),
        succeeds=True,
        asked=("delete-stack",),
    ),
    Case(
        "a stack whose requests cannot be listed is not removed",
        script="undeploy",
        rules=(READY, refuses("list-objects-v2", "An error occurred (AccessDenied)")),
        succeeds=False,
        told=("AccessDenied",),
        unasked=("delete-stack",),
    ),
    Case(
        "a stack whose creation failed has no requests to wait for",
        script="undeploy",
        rules=(in_state("ROLLBACK_COMPLETE"), says("OutputKey=='RequestBucket'", "None")),
        succeeds=True,
        asked=("delete-stack",),
        unasked=("list-objects-v2",),
    ),
    Case(
        "a removal that fails tells why",
        script="undeploy",
        rules=(in_state("UPDATE_COMPLETE", "DELETE_FAILED"), refuses("wait stack-delete-complete", "Waiter failed")),
        succeeds=False,
        told=("the name is taken", "could not be removed"),
        untold=("Removed",),
    ),
    Case(
        "both names of the region tell the same",
        succeeds=True,
        told=("It works: completedEmpty",),
        asked=("eu-west-1=eu-west-1 cloudformation execute-change-set",),
    ),
    Case(
        "a role is handed to CloudFormation with the changes",
        succeeds=True,
        options=("--role", ROLE),
        asked=(f"--role-arn {ROLE} --capabilities",),
    ),
    Case(
        "without a role CloudFormation is handed none",
        succeeds=True,
        asked=("create-change-set",),
        unasked=("--role-arn",),
    ),
    Case(
        "the help names the policy of those who deploy",
        options=("--help",),
        succeeds=True,
        told=("cloudformation/deployer.yaml",),
        unasked=("sts",),
    ),
    Case(
        "a session that has expired makes no new stack",
        rules=(refuses("describe-stacks StackStatus", EXPIRED),),
        succeeds=False,
        told=("ExpiredToken",),
        unasked=("create-change-set", "put-object"),
    ),
    Case(
        "someone else's bucket takes no artifacts",
        rules=(refuses("head-bucket", FORBIDDEN),),
        succeeds=False,
        told=("belongs to another account",),
        unasked=("create-bucket", "package", "put-object"),
    ),
    Case(
        "a bucket that is there is closed to the public again",
        succeeds=True,
        asked=("put-public-access-block", "Status=Enabled", "put-object", "--expected-bucket-owner 123456789012"),
        unasked=("create-bucket",),
    ),
    Case(
        "a bucket that is not there is made",
        rules=(refuses("head-bucket", NOT_FOUND),),
        succeeds=True,
        asked=("create-bucket", "put-public-access-block"),
    ),
    Case(
        "a creation that failed is removed first",
        rules=(in_state("ROLLBACK_COMPLETE", "UPDATE_COMPLETE"),),
        succeeds=True,
        asked=("delete-stack", "execute-change-set"),
    ),
    Case(
        "a stack that is being changed is left alone",
        rules=(in_state("UPDATE_IN_PROGRESS"),),
        succeeds=False,
        told=("wait until that has ended",),
        unasked=("create-change-set",),
    ),
    Case(
        "an update that could not be taken back says how to go on",
        rules=(in_state("UPDATE_ROLLBACK_FAILED"),),
        succeeds=False,
        told=("continue-update-rollback",),
        unasked=("create-change-set",),
    ),
    Case(
        "a waiter that gives up does not say that changes were taken back",
        rules=(GIVES_UP, in_state("UPDATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_IN_PROGRESS")),
        succeeds=False,
        told=("UPDATE_IN_PROGRESS", "wait until that has ended"),
        untold=("taken the changes back",),
    ),
    Case(
        "an update that was taken back shows its own failures",
        rules=(GIVES_UP, in_state("UPDATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE")),
        succeeds=False,
        told=("taken the changes back", "Queue: the name is taken"),
        asked=("Timestamp > '2026-01-01T00:00:00Z'",),
    ),
    Case(
        "a trial that is delivered with errors shows that the release works",
        rules=(says(STATUS, '{"state": "completedWithErrors"}'),),
        succeeds=True,
        told=("It works: completedWithErrors",),
        unasked=("before.template",),
    ),
    Case(
        "a trial that cannot be uploaded takes nothing back",
        rules=(refuses(UPLOAD, "An error occurred (AccessDenied) when calling the PutObject operation"),),
        succeeds=False,
        told=("could not be uploaded", "untried"),
        unasked=("before.template",),
    ),
    Case(
        "a trial whose status cannot be read takes nothing back",
        rules=(refuses(STATUS, "An error occurred (403) when calling the HeadObject operation: Forbidden"),),
        succeeds=False,
        told=("could not be read", "untried"),
        unasked=("before.template",),
    ),
    Case(
        "a trial that waits for a machine takes nothing back",
        rules=(says(STATUS, '{"state": "queued"}'),),
        succeeds=False,
        options=("--smoke-seconds", "1"),
        told=("still waits for a machine", "smoke_request.status.json", "untried"),
        unasked=("before.template",),
    ),
    Case(
        "a trial that nobody takes in takes the release back",
        rules=(refuses(STATUS, "An error occurred (404) when calling the HeadObject operation: Not Found"),),
        succeeds=False,
        options=("--smoke-seconds", "1"),
        told=("without a status", "as it was before"),
        asked=("before.template",),
    ),
    Case(
        "a trial that fails takes the release back",
        rules=(says(STATUS, '{"state": "failed"}'),),
        succeeds=False,
        told=("It does not work", "as it was before"),
        asked=("before.template",),
    ),
    Case(
        "an image that is not there is built, told its version, and pushed",
        image=None,
        docker=True,
        rules=(REPOSITORY, (("describe-images",), [{"error": NO_IMAGE}, {"out": DIGEST}])),
        succeeds=True,
        asked=(
            f"docker/Dockerfile --tag {REPOSITORY_URI}:",
            "--platform linux/amd64",
            "docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com\n",
            f"docker push {REPOSITORY_URI}:",
            f'"ParameterKey": "ImageDigest", "ParameterValue": "{DIGEST}"',
        ),
        unasked=("VERSION= ", "REVISION= "),
    ),
    Case(
        "an image that is there is not built again",
        image=None,
        docker=True,
        rules=(REPOSITORY, says("describe-images", DIGEST)),
        succeeds=True,
        asked=(f'"ParameterKey": "ImageDigest", "ParameterValue": "{DIGEST}"',),
        unasked=("docker build", "docker push"),
    ),
    Case(
        "where nothing builds images no stack is made",
        image=None,
        succeeds=False,
        told=("Please start Docker or install buildah",),
        unasked=("create-change-set", "put-object"),
    ),
    Case(
        "parameters that the script gives may not be in the file",
        succeeds=False,
        parameters="Environment=DEV\nRelease=1\n",
        told=("2:Release=1",),
        unasked=("describe-stacks",),
    ),
    Case(
        "the same content makes the same release",
        succeeds=True,
        asked=(f'"ParameterKey": "Release", "ParameterValue": "{RELEASE}"',),
    ),
    Case(
        "a note makes another release",
        succeeds=True,
        options=("--release-note", "secret of May"),
        asked=('"ParameterKey": "Release"',),
        unasked=(RELEASE,),
    ),
)


def deploy_script_cases(project: Project) -> str:
    """Runs every case; returns their sentences. Raises Failed with what is not as it must be."""
    folder = project.new_folder("deploy-cases")
    faults = [fault for number, case in enumerate(CASES) for fault in _faults(project, case, folder / str(number))]
    if faults:
        raise Failed("\n".join([f"see {folder}", *faults]))
    return "\n".join([f"{len(CASES)} cases", *(f"  {case.title}" for case in CASES)])


def _faults(project: Project, case: Case, folder: Path) -> list[str]:
    folder.mkdir()
    ended = _run(project, case, folder)
    told = ended.stdout + ended.stderr
    (folder / "told").write_text(told)
    asked = (folder / "calls").read_text() if (folder / "calls").exists() else ""
    faults = [] if (ended.returncode == 0) == case.succeeds else [f"code {ended.returncode}: {told[-400:].strip()}"]
    faults += [f"not told: {text}" for text in case.told if text not in told]
    faults += [f"told: {text}" for text in case.untold if text in told]
    faults += [f"not asked: {text}" for text in case.asked if text not in asked]
    faults += [f"asked: {text}" for text in case.unasked if text in asked]
    return [f"{case.title} ({folder.name}): {fault}" for fault in faults]


def _run(project: Project, case: Case, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "answers.json").write_text(json.dumps([_as_json(rule) for rule in (*case.rules, *_usual())]))
    (folder / "dev.parameters").write_text(case.parameters)
    line = [project.script(case.script), "--stack", STACK, "--yes", *case.options]
    if case.script == "deploy":
        line += ["--parameters", str(folder / "dev.parameters")]
        line += ["--image", case.image] if case.image else []
    return subprocess.run(
        line, env=_environment(case, folder), capture_output=True, text=True, timeout=300, check=False, cwd=folder
    )


def _usual() -> tuple[Rule, ...]:
    return (
        says("get-caller-identity", json.dumps(IDENTITY)),
        says("OutputKey=='RequestBucket'", "trial-requests"),
        says(STATUS, '{"state": "completedEmpty"}'),
        FAILURES,
        EVENTS,
        READY,
        BEFORE,
    )


def _as_json(rule: Rule) -> dict[str, object]:
    words, answers = rule
    return {"words": words, "answers": answers}


def _environment(case: Case, folder: Path) -> dict[str, str]:
    programs = folder / "bin"
    programs.mkdir()
    _write_program(programs / "aws", f"#!{sys.executable}\n{Path(stub_aws.__file__).read_text()}")
    if case.docker:
        _write_program(programs / "docker", DOCKER)
    others = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    path = f"{programs}{os.pathsep}{_programs_here(folder.parent / 'bin')}"
    return {**others, "PATH": path, "STUB_AWS": str(folder), "AWS_REGION": "eu-west-1"}


def _write_program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def _programs_here(folder: Path) -> Path:
    """A folder with all programs that are found on this machine, but for those that a case may lack."""
    if not folder.exists():
        folder.mkdir()
        found = [program for place in os.get_exec_path() for program in Path(place).glob("*")]
        for name, program in {program.name: program for program in reversed(found)}.items():
            if name not in NOT_EVERYWHERE:
                (folder / name).symlink_to(program.absolute())
    return folder
