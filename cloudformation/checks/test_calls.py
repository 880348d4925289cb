"""Roles, and the policy of those who deploy, allow what the code asks for, no less and no more."""

import pytest

from checks import calls, iam
from checks.template import DEPLOYER, load

IDENTITIES = iam.of_identities(load()) + iam.of_identities(load(DEPLOYER))
ASKED = calls.by_all()
ROLES = sorted({call.role for call in ASKED})
ALLOWED = [statement for statement in IDENTITIES if statement.owner in ROLES and statement.effect == "Allow"]


def name(statement: iam.Statement) -> str:
    return f"{statement.owner}-{statement.sid}"


def refused(statements: list[iam.Statement]) -> list[calls.Call]:
    return [call for call, context in ASKED.items() if not calls.permitted(statements, call, context)]


def test_every_call_is_allowed():
    assert refused(IDENTITIES) == []


@pytest.mark.parametrize("statement", ALLOWED, ids=name)
def test_without_any_one_statement_some_call_is_refused(statement):
    assert refused([other for other in IDENTITIES if other != statement])


@pytest.mark.parametrize("statement", ALLOWED, ids=name)
def test_no_statement_allows_what_nobody_asks_for(statement):
    alone = [(action, resource) for action in statement.actions for resource in statement.resources]
    for action, resource in alone:
        narrowed = statement._replace(actions=(action,), resources=(resource,))
        assert any(calls.permitted([narrowed], call, context) for call, context in ASKED.items()), (action, resource)


def test_what_a_condition_looks_at_decides():
    job = calls.Call("IntakeRole", "batch:TerminateJob", "job/<jobId>")
    assert calls.permitted(IDENTITIES, job, {"aws:ResourceTag/request-id": "0d1c2b3a"})
    assert not calls.permitted(IDENTITIES, job, {"aws:ResourceTag/request-id": ""})
    events = calls.Call("IntakeRole", "s3:ListBucket", "${EventBucketName}")
    assert not calls.permitted(IDENTITIES, events, {"s3:prefix": "payroll/"})
    label = calls.Call("IntakeRole", "batch:TagResource", "job/<jobId>")
    assert not calls.permitted(IDENTITIES, label, {"aws:TagKeys": ["request-id", "owner"]})
