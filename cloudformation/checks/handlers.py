"""What CloudFormation asks of AWS for the resources of stacks: its own schemas, as cfn-lint has them."""

from typing import Any

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

REGION = "us-east-1"
# "list" is for those who look for resources that no stack has.
OF_STACKS = ("create", "read", "update", "delete")


def asked(resource_type: str) -> set[str]:
    """The actions, in lower case, as IAM compares them: schemas spell them in many ways."""
    handlers = _schema(resource_type)["handlers"]
    return {
        action.lower() for name in OF_STACKS if name in handlers for action in handlers[name].get("permissions", [])
    }


def carries_stack(resource_type: str) -> bool:
    """Whether a resource has CloudFormation's own tags, its stack's name among them, from when it is made."""
    tagging = _schema(resource_type).get("tagging", {})
    return bool(tagging.get("cloudFormationSystemTags") and tagging.get("tagOnCreate"))


def _schema(resource_type: str) -> dict[str, Any]:
    return PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, resource_type).schema
