"""IAM's actions, and what they can be narrowed to: AWS's service authorization reference, as cfn-lint has it."""

import re

from cfnlint.data import AdditionalSpecs
from cfnlint.helpers import load_resource

REFERENCE = load_resource(AdditionalSpecs, "Policies.json")
NAMES = {"${Partition}": "${AWS::Partition}", "${Region}": "${AWS::Region}", "${Account}": "${AWS::AccountId}"}


def is_known(action: str) -> bool:
    """Whether IAM has such an action."""
    service, name = action.lower().split(":")
    return name in REFERENCE.get(service, {}).get("Actions", {})


def can_be_narrowed(action: str) -> bool:
    """Whether statements can name a resource for an action that IAM has."""
    return bool(_kinds(action))


def takes(action: str, resource: str) -> bool:
    """Whether a resource is of a kind that an action is asked for.

    :param resource: an ARN, or a pattern of ARNs, with the template's names in it
    """
    return any(_is_of(format_, resource) for format_ in _formats(action))


def _kinds(action: str) -> list[str]:
    service, name = action.lower().split(":")
    return REFERENCE[service]["Actions"][name].get("Resources", [])


def _formats(action: str) -> list[str]:
    kinds = REFERENCE[action.lower().split(":")[0]]["Resources"]
    return [format_ for kind in _kinds(action) for format_ in kinds[kind.lower()]["ARNFormats"]]


def _is_of(format_: str, resource: str) -> bool:
    """Formats are ARNs with ${Region} and the like, and .* for any text."""
    for theirs, ours in NAMES.items():
        format_ = format_.replace(theirs, ours)
    return re.fullmatch(".*".join(re.escape(part) for part in format_.split(".*")), resource) is not None
