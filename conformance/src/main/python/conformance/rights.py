"""What was asked of AWS, held against the templates' roles and policies and the table of calls."""

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
PEOPLE = "DeployerPolicy"

# What stands for any, in calls.yaml.
ANY = (
    (rf"^{PARAMETERS['EventPrefix']}/\w+/year=\d+/month=\d+/day=\d+/", "${EventPrefix}/<eventType>/<day>/"),
    (r"<day>/[^/]+\.parquet$", "<day>/<file>.parquet"),
    (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<jobId>"),
    (r"^_extractor/awaited/[0-9a-f]{64}", "_extractor/awaited/<upload>"),
    (r"^_extractor/[0-9a-f]{32}/target", "_extractor/<cancellationId>/target"),
    (r"^_extractor/(open/)?[0-9a-f]{32}", r"_extractor/\1<requestId>"),
    (r"/slice-\d+\.", "/slice-<n>."),
    (r"^study/\w/", "<folder>/"),
    (r"^<folder>/\w+_request\.", "<folder>/<name>_request."),
    (r"/\w+/part-\d+\.", "/<eventType>/part-<n>."),
)


def of_stack(stack: MotoStack, asked: Sequence[Asked]) -> str:
    """Raises Failed where functions or jobs asked for something that their role does not allow, or not in the table."""
    names = _names(stack)
    return _held({_call(one, names): _context(one) for one in asked}, {*ROLES.values()}, len(asked))


def of_scripts(stack: str, buckets: Mapping[str, str], asked: Sequence[Asked]) -> str:
    """As of_stack, of scripts/deploy and scripts/undeploy.

    stack: its name
    buckets: the templates' names of those that the scripts use, by their own
    """
    made = {calls.Call(PEOPLE, one.action, _of_people(one, stack, buckets)): one.context for one in asked}
    return _held(made, {PEOPLE}, len(asked))


def _held(made: Mapping[calls.Call, Mapping[str, Any]], roles: set[str], count: int) -> str:
    statements = iam.of_identities(template.load()) + iam.of_identities(template.load(template.DEPLOYER))
    listed = {call: context for call, context in calls.by_code().items() if call.role in roles}
    # What a request does not show, such as the tags of a job, is as the table says.
    contexts = {call: {**listed.get(call, {}), **shown} for call, shown in made.items()}
    refused = [call for call, context in contexts.items() if not calls.permitted(statements, call, context)]
    faults = [f"is not allowed: {_told(call)}" for call in refused]
    faults += [f"is not in {calls.TABLE.name}: {_told(call)}" for call in made if call not in listed]
    if faults:
        raise Failed("\n".join(["what the code asked for", *sorted(faults)]))
    return f"{count} calls of {len(made)} kinds, all allowed; {len(listed.keys() - made.keys())} kinds did not occur"


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


def _of_people(one: Asked, stack: str, buckets: Mapping[str, str]) -> str:
    if one.action.startswith("cloudformation:"):
        return one.resource.replace(f"stack/{stack}", "stack/${Name}/<id>")
    bucket, _, key = one.resource.partition("/")
    key = re.sub(rf"^{stack}/.+", "${Name}/<file>", key)
    return f"{buckets[bucket]}/{key}" if key else buckets[bucket]


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
