"""What was asked of AWS, held against the roles of the template and the table of calls in cloudformation/checks."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from checks import calls, iam, template
from checks.moto_stack import PARAMETERS, MotoStack

from conformance.recorder import Asked
from conformance.steps import Failed

ROLES = {
    "IntakeFunction": "IntakeRole",
    "ExtractJobDefinition": "JobRole",
    "CompletionFunction": "CompletionRole",
}

# What stands for any, in calls.yaml.
ANY = (
    (rf"^{PARAMETERS['EventPrefix']}/\w+/year=\d+/month=\d+/day=\d+/", "${EventPrefix}/<eventType>/<day>/"),
    (r"<day>/[^/]+\.parquet$", "<day>/<file>.parquet"),
    (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<jobId>"),
    (r"^_extractor/(open/)?[0-9a-f]{32}", r"_extractor/\1<requestId>"),
    (r"/slice-\d+\.", "/slice-<n>."),
    (r"^study/\w/", "<folder>/"),
    (r"^<folder>/\w+_request\.", "<folder>/<name>_request."),
    (r"/\w+/part-\d+\.", "/<eventType>/part-<n>."),
)


def held(stack: MotoStack, asked: Sequence[Asked]) -> str:
    """Raises Failed where something was asked that its role does not allow, or that is not in the table."""
    statements, listed = iam.of_identities(template.load()), calls.by_code().keys()
    names = _names(stack)
    made = {_call(one, names): _context(one) for one in asked}
    faults = [f"is not allowed: {_told(call)}" for call in made if not calls.permitted(statements, call, made[call])]
    faults += [f"is not in {calls.TABLE.name}: {_told(call)}" for call in made if call not in listed]
    if faults:
        raise Failed("\n".join(["what the code asked for", *sorted(faults)]))
    return f"{len(asked)} calls of {len(made)} kinds, all allowed; {len(listed - made.keys())} kinds did not occur"


def _call(one: Asked, names: Mapping[str, str]) -> calls.Call:
    service = one.action.split(":")[0]
    place = _of_s3(one.resource) if service == "s3" else names.get(one.resource, one.resource)
    if service == "batch":
        place = re.sub(r"^job/.*", "job/<jobId>", place) or "*"
    return calls.Call(ROLES[one.client], one.action, place)


def _of_s3(resource: str) -> str:
    bucket, _, key = resource.partition("/")
    buckets = {PARAMETERS[name]: f"${{{name}}}" for name in ("RequestBucketName", "EventBucketName")}
    return f"{buckets[bucket]}/{_general(key)}" if key else buckets[bucket]


def _context(one: Asked) -> dict[str, Any]:
    return {key: _general(value) if key == "s3:prefix" else value for key, value in one.context.items()}


def _general(key: str) -> str:
    for pattern, general in ANY:
        key = re.sub(pattern, general, key)
    return key


def _names(stack: MotoStack) -> dict[str, str]:
    """The template's names of what the stack has made."""
    outputs = stack.outputs()
    return {
        outputs["SmallQueue"]: "${SmallQueue}",
        outputs["NotificationTopic"]: "${NotificationTopic}",
        outputs["IntakeQueueUrl"]: "${IntakeQueue.Arn}",
        outputs["CallbackQueueUrl"]: "${CallbackQueue.Arn}",
        f"job-definition/{outputs['JobDefinition']}": "job-definition/${Name}-extract",
    }


def _told(call: calls.Call) -> str:
    return f"{call.role} {call.action} {call.place}"
