"""The template's IAM statements as values, and what they allow.

Names in ARNs stay as the template has them, ${RequestBucketName} for example, unless values are given for them.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.template import resources

ROLE = "AWS::IAM::Role"
MANAGED_POLICY = "AWS::IAM::ManagedPolicy"
NO_VALUE = {"Ref": "AWS::NoValue"}

# Where policies of resources hold their statements.
RESOURCE_POLICIES = {
    "AWS::EC2::VPCEndpoint": "PolicyDocument",
    "AWS::KMS::Key": "KeyPolicy",
    "AWS::Logs::ResourcePolicy": "PolicyDocument",
    "AWS::S3::BucketPolicy": "PolicyDocument",
    "AWS::SNS::TopicPolicy": "PolicyDocument",
    "AWS::SQS::QueuePolicy": "PolicyDocument",
}


class Statement(NamedTuple):
    """One statement of a policy."""

    owner: str
    """The logical id of the role, or of whatever has the policy."""
    sid: str
    effect: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    condition: dict[str, Any]
    principal: Any
    only_if: str
    """The template's condition under which the statement is there; empty if it always is."""


def of_identities(template: dict[str, Any]) -> list[Statement]:
    """What roles, and whoever has a managed policy, may do."""
    return [
        statement
        for name, resource in resources(template, ROLE, MANAGED_POLICY).items()
        for document in _documents(resource["Properties"])
        for statement in _statements(name, document)
    ]


def of_trust(template: dict[str, Any]) -> list[Statement]:
    """Who may take on the roles."""
    return [
        statement
        for name, role in resources(template, ROLE).items()
        for statement in _statements(name, role["Properties"]["AssumeRolePolicyDocument"])
    ]


def of_resources(template: dict[str, Any]) -> list[Statement]:
    """What resources let others do with them."""
    return [
        statement
        for name, resource in resources(template, *RESOURCE_POLICIES).items()
        if RESOURCE_POLICIES[resource["Type"]] in resource["Properties"]
        for statement in _statements(name, _plain(resource["Properties"][RESOURCE_POLICIES[resource["Type"]]]))
    ]


def allows(statements: list[Statement], owner: str, action: str, resource: str, values: dict[str, str]) -> bool:
    """Whether the owner's own statements allow an action, whatever their conditions say: the most they can allow.

    :param resource: an ARN
    :param values: what the names in the statements' ARNs stand for
    """
    effects = {
        statement.effect
        for statement in statements
        if statement.owner == owner
        and action in statement.actions
        and any(_matches(filled(pattern, values), resource) for pattern in statement.resources)
    }
    return effects == {"Allow"}


def permits(statements: list[Statement], owner: str, action: str, resource: str, context: dict[str, Any]) -> bool:
    """Whether the owner's own statements allow an action, in ARNs with the names that the template has.

    :param context: the keys that conditions can look at; of one with several values each is held against them, and
        conditions of keys that are not here do not hold
    """
    effects = {
        statement.effect
        for statement in statements
        if statement.owner == owner
        and action in statement.actions
        and any(_matches(pattern, resource) for pattern in statement.resources)
        and _holds(statement.condition, context)
    }
    return effects == {"Allow"}


def _holds(condition: dict[str, Any], context: dict[str, Any]) -> bool:
    return all(
        key in context
        and all(any(_matches(text(pattern), value) for pattern in as_list(patterns)) for value in as_list(context[key]))
        for tests in condition.values()
        for key, patterns in tests.items()
    )


def filled(pattern: str, values: dict[str, str]) -> str:
    """An ARN with the values of its names; names without a value stay."""
    return re.sub(r"\$\{([^}]*)\}", lambda name: values.get(name[1], name[0]), pattern)


def text(node: Any) -> str:
    """A value of the template in one line: references as ${Name}, both branches of a choice."""
    if isinstance(node, str):
        return node
    ((function, argument),) = node.items()
    if function == "Ref":
        return f"${{{argument}}}"
    if function == "Fn::GetAtt":
        return f"${{{'.'.join(argument)}}}"
    if function == "Fn::If":
        return f"{text(argument[1])} or {text(argument[2])}"
    if function == "Fn::Sub":
        return argument if isinstance(argument, str) else argument[0]
    raise ValueError(f"unexpected in a statement: {node}")


def _documents(properties: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "PolicyDocument" in properties:
        yield properties["PolicyDocument"]
    for policy in properties.get("Policies", []):
        yield policy["PolicyDocument"]


def _plain(document: Any) -> dict[str, Any]:
    """A policy that the template has as JSON with names in it."""
    return json.loads(document["Fn::Sub"]) if "Fn::Sub" in document else document


def _statements(owner: str, document: dict[str, Any]) -> Iterator[Statement]:
    for entry in document["Statement"]:
        condition, statement, otherwise = entry.get("Fn::If", ("", entry, NO_VALUE))
        if otherwise != NO_VALUE:
            raise ValueError(f"a statement of {owner} has an alternative: {entry}")
        yield Statement(
            owner=owner,
            sid=statement.get("Sid", ""),
            effect=statement["Effect"],
            actions=tuple(as_list(statement["Action"])),
            resources=tuple(text(resource) for resource in as_list(statement.get("Resource", []))),
            condition=statement.get("Condition", {}),
            principal=statement.get("Principal"),
            only_if=condition,
        )


def as_list(value: Any) -> list[Any]:
    """What a policy has as one value or as several."""
    return value if isinstance(value, list) else [value]


def _matches(pattern: str, resource: str) -> bool:
    """As IAM matches: * is any text, slashes too, and ? is any one character."""
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, resource) is not None
