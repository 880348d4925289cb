"""Who deploys may do what CloudFormation needs for the template, no less and no more, and only to this stack."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks import actions, calls, handlers, iam
from checks.template import DEPLOYER, TEMPLATE, load, resources

STACK = load()
POLICIES = load(DEPLOYER)
STATEMENTS = iam.of_identities(POLICIES)
PEOPLE = "DeployerPolicy"
OF_STACK = [statement for statement in STATEMENTS if statement.owner != PEOPLE]
GRANTED = {action.lower() for statement in OF_STACK for action in statement.actions}
TYPES = sorted({resource["Type"] for resource in STACK["Resources"].values()})

TABLE = yaml.safe_load(Path(__file__).with_name("deployment.yaml").read_text(encoding="utf-8"))
LEFT_OUT = {action.lower() for entry in TABLE["left_out"] for action in entry["actions"]}
BESIDES = {action.lower() for entry in TABLE["besides"] for action in entry["actions"]}
ASKED = set().union(*(handlers.asked(kind) for kind in TYPES))
# Not asked for all that IAM's reference lets them take: they have tests of their own.
ELSEWHERE = {"batch:deregisterjobdefinition", "iam:createservicelinkedrole", "iam:passrole", "s3:getobject"}

OURS = "${AWS::Region}:${AWS::AccountId}:"
# Of each type whose resources have names: the property, and the ARN up to it.
NAMED = {
    "AWS::Batch::JobDefinition": ("JobDefinitionName", f"batch:{OURS}job-definition/"),
    "AWS::Batch::JobQueue": ("JobQueueName", f"batch:{OURS}job-queue/"),
    "AWS::Batch::SchedulingPolicy": ("Name", f"batch:{OURS}scheduling-policy/"),
    "AWS::CloudWatch::Alarm": ("AlarmName", f"cloudwatch:{OURS}alarm:"),
    "AWS::CloudWatch::Dashboard": ("DashboardName", "cloudwatch::${AWS::AccountId}:dashboard/"),
    "AWS::ECR::Repository": ("RepositoryName", f"ecr:{OURS}repository/"),
    "AWS::Events::Rule": ("Name", f"events:{OURS}rule/"),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName", "iam::${AWS::AccountId}:policy/"),
    "AWS::IAM::Role": ("RoleName", "iam::${AWS::AccountId}:role/"),
    "AWS::KMS::Alias": ("AliasName", f"kms:{OURS}"),
    "AWS::Lambda::Function": ("FunctionName", f"lambda:{OURS}function:"),
    "AWS::Logs::LogGroup": ("LogGroupName", f"logs:{OURS}log-group:"),
    "AWS::S3::Bucket": ("BucketName", "s3:::"),
    "AWS::SNS::Topic": ("TopicName", f"sns:{OURS}"),
    "AWS::SQS::Queue": ("QueueName", f"sqs:{OURS}"),
    "AWS::SecretsManager::Secret": ("Name", f"secretsmanager:{OURS}secret:"),
}
# What AWS chooses the name or id of, and the streams of a log, by which some calls are narrowed.
UNNAMED = [
    f"batch:{OURS}compute-environment/<id>",
    *(f"ec2:{OURS}{kind}/<id>" for kind in ("elastic-ip", "internet-gateway", "natgateway", "route-table")),
    *(f"ec2:{OURS}{kind}/<id>" for kind in ("security-group", "subnet", "vpc", "vpc-endpoint")),
    f"kms:{OURS}key/<id>",
    f"lambda:{OURS}event-source-mapping:<id>",
    f"logs:{OURS}log-group:/aws/events/${{Name}}:<stream>",
]
# What conditions see where CloudFormation asks for something of the stack, or Lambda and Secrets Manager in its name.
CONTEXT = {
    "aws:RequestTag/Name": "${Name}",
    "aws:ResourceTag/Name": "${Name}",
    "aws:ResourceTag/aws:cloudformation:stack-name": "${Name}",
    "iam:AWSServiceName": "batch.amazonaws.com",
    "kms:ViaService": ["lambda.${AWS::Region}.amazonaws.com", "secretsmanager.${AWS::Region}.amazonaws.com"],
    "lambda:FunctionArn": f"arn:${{AWS::Partition}}:lambda:{OURS}function:${{Name}}-intake:${{Environment}}",
}
BATCHS_OWN_ROLE = "iam::${AWS::AccountId}:role/aws-service-role/batch.amazonaws.com/<role>"
# What takes a role of the stack, and the services that may be meant by it.
TAKERS = {
    "lambda.amazonaws.com": {"lambda.amazonaws.com"},
    "ecs-tasks.amazonaws.com": {"batch.amazonaws.com", "ecs-tasks.amazonaws.com"},
}

# IAM's quota for a managed policy, in characters that are not blanks; and the longest that names can be.
POLICY_LENGTH = 6144
LONGEST = {
    "AWS::AccountId": "1" * 12,
    "AWS::Partition": "aws-us-gov",
    "AWS::Region": "ap-southeast-1",
    "Name": "n" * 32,
    "RequestBucketName": "b" * 63,
    "ArtifactsBucket": "b" * 63,
    "SlackWebhookArn": "s" * 200,
    "ServiceRole.Arn": "r" * 120,
}

SCRIPTS = [TEMPLATE.parent.parent / "scripts" / name for name in ("deploy", "undeploy", "lib/stack.sh")]
# Commands of the AWS CLI that are not called as what they ask for; any other is.
COMMANDS = {
    "cloudformation package": {"s3:GetObject", "s3:PutObject"},
    "cloudformation wait": {"cloudformation:DescribeStacks", "cloudformation:DescribeChangeSet"},
    "configure get": set(),
    "ecr get-login-password": {"ecr:GetAuthorizationToken"},
    "s3 cp": {"s3:GetObject", "s3:PutObject"},
    "s3 ls": {"s3:ListBucket"},
    "s3api head-bucket": {"s3:ListBucket"},
    "s3api list-objects-v2": {"s3:ListBucket"},
    "s3api put-public-access-block": {"s3:PutBucketPublicAccessBlock"},
    # Everyone may sign in, and ask who they are.
    "sso login": set(),
    "sts get-caller-identity": set(),
}


def name(statement: iam.Statement) -> str:
    return f"{statement.owner}-{statement.sid}"


def may(action: str, resource: str, context: dict[str, Any] = CONTEXT) -> bool:
    granted = [statement._replace(actions=tuple(a.lower() for a in statement.actions)) for statement in OF_STACK]
    return any(iam.permits(granted, owner, action.lower(), resource, context) for owner in {s.owner for s in granted})


def asked_of(arn: str) -> list[str]:
    """What CloudFormation asks for something of the stack."""
    of_it = [action for action in sorted(ASKED - LEFT_OUT - ELSEWHERE) if actions.takes(action, arn)]
    assert of_it, f"nothing can be asked for {arn}"
    return of_it


def arn_of(logical_id: str) -> str:
    resource = STACK["Resources"][logical_id]
    property_, place = NAMED[resource["Type"]]
    named = resource["Properties"].get(property_)
    own_name = iam.text(named) if named else f"${{Name}}-{logical_id}-<random>"
    return f"arn:${{AWS::Partition}}:{place}{own_name}"


@pytest.mark.parametrize("kind", TYPES)
def test_what_cloudformation_asks_for_is_allowed_or_left_out_with_a_reason(kind):
    assert sorted(handlers.asked(kind) - GRANTED - LEFT_OUT) == []


def test_nothing_is_left_out_or_besides_that_need_not_be():
    assert sorted(LEFT_OUT - ASKED) == []
    assert sorted(LEFT_OUT & GRANTED) == []
    assert sorted(BESIDES & ASKED) == []


def test_nothing_is_allowed_that_nobody_asks_for():
    assert sorted(GRANTED - ASKED) == sorted(BESIDES)


@pytest.mark.parametrize("logical_id", resources(STACK, *NAMED))
def test_what_has_a_name_is_reached_by_it(logical_id):
    arn = arn_of(logical_id)
    another = re.sub(r"\$\{(Name|RequestBucketName)\}", "other", arn)
    assert [action for action in asked_of(arn) if not may(action, arn)] == []
    assert [action for action in asked_of(arn) if may(action, another)] == []


@pytest.mark.parametrize("place", UNNAMED)
def test_what_has_an_id_is_reached_by_its_kind(place):
    arn = f"arn:${{AWS::Partition}}:{place}"
    assert [action for action in asked_of(arn) if not may(action, arn)] == []


@pytest.mark.parametrize(
    ("action", "place"),
    [
        ("batch:DeregisterJobDefinition", f"batch:{OURS}job-definition/${{Name}}-extract:<n>"),
        ("ec2:AuthorizeSecurityGroupEgress", f"ec2:{OURS}security-group-rule/<id>"),
        ("ec2:AuthorizeSecurityGroupIngress", f"ec2:{OURS}security-group-rule/<id>"),
        ("iam:CreateServiceLinkedRole", BATCHS_OWN_ROLE),
        ("s3:GetObject", "s3:::${ArtifactsBucket}/${Name}/<code>"),
    ],
)
def test_what_is_no_resource_of_the_stack_is_reached_too(action, place):
    assert may(action, f"arn:${{AWS::Partition}}:{place}")


@pytest.mark.parametrize(
    ("action", "place", "key"),
    [
        ("ec2:DeleteVpc", f"ec2:{OURS}vpc/<id>", "aws:ResourceTag/aws:cloudformation:stack-name"),
        ("iam:CreateServiceLinkedRole", BATCHS_OWN_ROLE, "iam:AWSServiceName"),
        ("kms:Decrypt", f"kms:{OURS}key/<id>", "kms:ViaService"),
        ("kms:PutKeyPolicy", f"kms:{OURS}key/<id>", "aws:ResourceTag/Name"),
        ("kms:TagResource", f"kms:{OURS}key/<id>", "aws:RequestTag/Name"),
        ("lambda:CreateEventSourceMapping", f"lambda:{OURS}event-source-mapping:<id>", "lambda:FunctionArn"),
        ("lambda:DeleteEventSourceMapping", f"lambda:{OURS}event-source-mapping:<id>", "lambda:FunctionArn"),
    ],
)
def test_what_no_name_tells_apart_is_reached_only_where_a_condition_finds_the_stack(action, place, key):
    arn = f"arn:${{AWS::Partition}}:{place}"
    assert may(action, arn, CONTEXT)
    assert not may(action, arn, {**CONTEXT, key: "another"})


def test_the_webhook_is_read_where_there_is_one():
    (webhook,) = [statement for statement in OF_STACK if statement.only_if == "TellsEndsInChat"]
    assert (webhook.actions, webhook.resources) == (("secretsmanager:GetSecretValue",), ("${SlackWebhookArn}",))


@pytest.mark.parametrize("statement", STATEMENTS, ids=name)
def test_iam_has_each_action_and_a_resource_is_named_wherever_it_can_be(statement):
    for action in statement.actions:
        assert actions.is_known(action), action
        assert actions.can_be_narrowed(action) == (statement.resources != ("*",)), action


@pytest.mark.parametrize("statement", STATEMENTS, ids=name)
def test_actions_and_resources_of_a_statement_belong_together(statement):
    arns = [resource for resource in statement.resources if resource.startswith("arn:")]
    for resource in arns:
        assert any(actions.takes(action, resource) for action in statement.actions), resource
    for action in statement.actions if arns else ():
        assert any(actions.takes(action, resource) for resource in arns), action


def test_each_role_is_handed_to_those_who_take_it_and_to_nobody_else():
    handed = {
        (resource, service)
        for statement in OF_STACK
        if "iam:PassRole" in statement.actions
        for resource in statement.resources
        for service in iam.as_list(statement.condition["StringEquals"]["iam:PassedToService"])
    }
    taken = {
        (arn_of(statement.owner), service)
        for statement in iam.of_trust(STACK)
        for service in TAKERS[statement.principal["Service"]]
    }
    assert handed == taken


def test_people_hand_over_the_service_role_alone_and_to_cloudformation_alone():
    handed = [s for s in STATEMENTS if s.owner == PEOPLE and "iam:PassRole" in s.actions]
    to_cloudformation = {"StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}}
    assert [(s.actions, s.resources, s.condition) for s in handed] == [
        (("iam:PassRole",), ("${ServiceRole.Arn}",), to_cloudformation)
    ]
    (trust,) = iam.of_trust(POLICIES)
    assert (trust.owner, trust.principal) == ("ServiceRole", {"Service": "cloudformation.amazonaws.com"})


def test_people_who_hand_over_the_service_role_need_no_policy_of_the_stack():
    attached = {policy["Ref"] for policy in POLICIES["Resources"]["ServiceRole"]["Properties"]["ManagedPolicyArns"]}
    assert attached == {statement.owner for statement in OF_STACK}


def test_a_network_is_taken_down_only_by_the_stack_that_it_carries():
    of_this_stack = {"StringEquals": {"aws:ResourceTag/aws:cloudformation:stack-name": {"Ref": "Name"}}}
    taking = re.compile("ec2:(Delete|Detach|Disassociate|Release)")
    conditions = [s.condition for s in OF_STACK if any(taking.match(action) for action in s.actions)]
    assert conditions == [of_this_stack]
    tagged = [kind for kind in TYPES if kind.startswith("AWS::EC2::") and "ec2:createtags" in handlers.asked(kind)]
    assert tagged and all(handlers.carries_stack(kind) for kind in tagged)


def test_a_key_is_changed_only_where_it_has_the_name_that_the_template_gives_it():
    (key,) = resources(STACK, "AWS::KMS::Key").values()
    assert key["Properties"]["Tags"] == [{"Key": "Name", "Value": {"Ref": "Name"}}]
    for action in ("kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"):
        conditions = [s.condition for s in OF_STACK if action in s.actions]
        assert conditions == [{"StringEquals": {"aws:ResourceTag/Name": {"Ref": "Name"}}}]


@pytest.mark.parametrize("owner", resources(POLICIES, iam.MANAGED_POLICY))
def test_a_policy_is_not_longer_than_iam_takes(owner):
    document = _plain(POLICIES["Resources"][owner]["Properties"]["PolicyDocument"])
    assert len(json.dumps(document, separators=(",", ":"))) <= POLICY_LENGTH


def test_every_command_of_the_scripts_is_in_the_table_of_calls():
    listed = {call.action for call in calls.by_all() if call.role == PEOPLE}
    commands = {command for script in SCRIPTS for command in _commands(script.read_text(encoding="utf-8"))}
    assert COMMANDS.keys() <= commands
    assert sorted(set().union(*(_asks(command) for command in commands)) - listed) == []


def _commands(script: str) -> set[str]:
    lines = [line for line in script.splitlines() if not line.lstrip().startswith("#")]
    found = re.findall(r"(?<![\w/-])aws ([a-z0-9]+) ([a-z0-9-]+)", "\n".join(lines))
    return {" ".join(words) for words in found}


def _asks(command: str) -> set[str]:
    service, operation = command.split(" ")
    action = "".join(word.capitalize() for word in operation.split("-"))
    return COMMANDS.get(command, {f"{service.removesuffix('api')}:{action}"})


def _plain(node: Any) -> Any:
    """A policy's document with the longest values of its names, and with statements that only some stacks have."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.keys() == {"Fn::If"}:
        return _plain(node["Fn::If"][1])
    if node.keys() <= {"Ref", "Fn::GetAtt", "Fn::Sub"}:
        return iam.filled(iam.text(node), LONGEST)
    return {key: _plain(value) for key, value in node.items()}
