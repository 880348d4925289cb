"""What the code asks of AWS, as calls.yaml has it, and what the templates' roles and policies say to it."""

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from checks import iam

TABLE = Path(__file__).with_name("calls.yaml")

PLACES = {
    "s3": "arn:${AWS::Partition}:s3:::",
    **{
        service: f"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:"
        for service in ("batch", "cloudformation", "ecr", "events", "kms")
    },
}


class Call(NamedTuple):
    """One kind of call."""

    role: str
    """The logical id of who makes it: a role, or the policy of people."""
    action: str
    place: str
    """What for, as calls.yaml has it."""

    def resource(self) -> str:
        """The ARN, with the template's names: of a bucket, bucket and key, or job; others are ARNs already."""
        service = self.action.split(":")[0]
        whole = self.place == "*" or (service != "s3" and self.place.startswith(("${", "arn:")))
        return self.place if whole else PLACES[service] + self.place


def by_code() -> dict[Call, dict[str, Any]]:
    """What the programs and scripts ask themselves, with what conditions can look at."""
    return _listed("code")


def by_all() -> dict[Call, dict[str, Any]]:
    """And what AWS asks in their name, and people whom they tell to."""
    return _listed("code", "aws", "people")


def permitted(statements: list[iam.Statement], call: Call, context: dict[str, Any]) -> bool:
    """Whether a role's statements let a call through.

    :param context: see iam.permits
    """
    return iam.permits(statements, call.role, call.action, call.resource(), context)


def _listed(*kinds: str) -> dict[Call, dict[str, Any]]:
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return {
        Call(role, action, place): entry.get("with", {})
        for role, lists in table.items()
        for kind in kinds
        for entry in lists.get(kind, [])
        for action in entry["ask"]
        for place in entry["of"]
    }
