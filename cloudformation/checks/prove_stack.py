"""Makes the stack in moto and looks every resource up through its own service: what is there, not what was asked for.

    python -m checks.prove_stack --work FOLDER
"""

import argparse
import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checks.moto_stack import PARAMETERS, MotoStack
from checks.template import resources

DIGEST = "sha256:" + "ab" * 32
MAIL = "ops@example.org"
WEBHOOK = "https://hooks.example.org/services/T0/B0/secret"
READERS_MAIL = "research@example.org"
FIRST = PARAMETERS | {"AlarmEmail": MAIL, "NotificationEmail": READERS_MAIL, "ResultRetentionDays": "400"}
SECOND = {"Release": "second", "ImageDigest": DIGEST, "AllUsersAllowed": "true"}
NAME = PARAMETERS["Name"]
BUCKET = PARAMETERS["RequestBucketName"]
Check = Callable[[MotoStack], None]

# What is left when moto has removed the stack and AWS would not leave, with the reason.
NOT_DELETED_BY_MOTO = {"AWS::EC2::VPC": "it deletes a network before the endpoints in it, and so refuses"}


def the_bucket_is_versioned_encrypted_and_private(stack: MotoStack) -> None:
    s3 = stack.client("s3")
    assert s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled"
    (rule,) = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"]
    default = rule["ApplyServerSideEncryptionByDefault"]
    assert (default["SSEAlgorithm"], default["KMSMasterKeyID"]) == ("aws:kms", stack.outputs()["KeyArn"])
    assert all(s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"].values())
    rules = {rule["ID"]: rule for rule in s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"]}
    assert rules["clean-up"]["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"] == 2
    assert rules["clean-up"]["Expiration"]["ExpiredObjectDeleteMarker"] is True
    assert rules["work-expires"]["Expiration"]["Days"] == 30
    assert rules["results-expire"]["Expiration"]["Days"] == 400


def requests_and_cancellations_and_nothing_else_reach_the_queue(stack: MotoStack) -> None:
    s3, sqs, queue = stack.client("s3"), stack.client("sqs"), stack.outputs()["IntakeQueueUrl"]
    taken = ["study/a/my_request.json", "study/a/my_request.cancel.json"]
    for key in (*taken, "study/a/my_request.status.json", "study/a/users.csv", "study/a/cancel.json"):
        s3.put_object(Bucket=BUCKET, Key=key, Body=b"{}")
    # There is no image yet, so they wait there.
    messages = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
    events = [json.loads(message["Body"]) for message in messages]
    assert sorted(event["detail"]["object"]["key"] for event in events) == sorted(taken)
    assert {event["detail-type"] for event in events} == {"Object Created"}


def queues_hand_what_fails_to_dead_letter_queues(stack: MotoStack) -> None:
    attributes = _queue(stack, stack.outputs()["IntakeQueueUrl"])
    dead_letters = _queue(stack, stack.outputs()["IntakeDeadLettersUrl"])
    redrive = json.loads(attributes["RedrivePolicy"])
    assert redrive == {"deadLetterTargetArn": dead_letters["QueueArn"], "maxReceiveCount": 5}
    assert attributes["VisibilityTimeout"] == "360"
    callbacks = _queue(stack, stack.outputs()["CallbackQueueUrl"])
    undelivered = _queue(stack, stack.outputs()["CallbackDeadLettersUrl"])
    redrive = json.loads(callbacks["RedrivePolicy"])
    assert redrive == {"deadLetterTargetArn": undelivered["QueueArn"], "maxReceiveCount": 7}
    assert callbacks["VisibilityTimeout"] == "1080"
    queues = (attributes, dead_letters, callbacks, undelivered)
    for queue in (*queues, _queue(stack, stack.outputs()["CompletionDeadLettersUrl"])):
        assert queue["KmsMasterKeyId"] == stack.outputs()["KeyArn"]
        assert "OnlyOverTls" in queue["Policy"]


def rules_reach_their_targets(stack: MotoStack) -> None:
    ids, events = stack.physical_ids(), stack.client("events")
    outputs, log = stack.outputs(), f"arn:aws:logs:us-east-1:123456789012:log-group:{ids['EventLogs']}"
    completion = outputs["CompletionAlias"]
    targets = {
        "IntakeRule": [_queue(stack, outputs["IntakeQueueUrl"])["QueueArn"]],
        "JobEndedRule": [completion],
        "JobFailedRule": [log],
        "QueueBlockedRule": [completion, log],
        "RequestEndedRule": [completion],
        "SweepRule": [completion],
    }
    for rule, arns in targets.items():
        assert events.describe_rule(Name=ids[rule])["State"] == "ENABLED"
        assert [found["Arn"] for found in events.list_targets_by_rule(Rule=ids[rule])["Targets"]] == arns
    assert events.describe_rule(Name=ids["SweepRule"])["ScheduleExpression"] == "rate(5 minutes)"
    pattern = json.loads(events.describe_rule(Name=ids["JobEndedRule"])["EventPattern"])
    assert pattern["detail"]["jobQueue"] == [outputs["SmallQueue"], outputs["StandardQueue"], outputs["LargeQueue"]]


def rules_may_call_completion(stack: MotoStack) -> None:
    ids, events = stack.physical_ids(), stack.client("events")
    policy = stack.client("lambda").get_policy(FunctionName=f"{NAME}-completion", Qualifier="DEV")["Policy"]
    allowed = {found["Condition"]["ArnLike"]["AWS:SourceArn"] for found in json.loads(policy)["Statement"]}
    rules = [ids[rule] for rule in ("JobEndedRule", "QueueBlockedRule", "RequestEndedRule", "SweepRule")]
    assert allowed == {events.describe_rule(Name=rule)["Arn"] for rule in rules}


def functions_serve_by_alias_a_published_version(stack: MotoStack) -> None:
    functions = stack.client("lambda")
    for duty in ("intake", "completion"):
        alias = functions.get_alias(FunctionName=f"{NAME}-{duty}", Name="DEV")
        assert alias["FunctionVersion"] == "1"
        configuration = functions.get_function(FunctionName=f"{NAME}-{duty}")["Configuration"]
        assert f"org.eventextractor.lambda.{duty}." in configuration["Handler"]
    assert len(stack.environment_of("CompletionFunction")["EXTRACTOR_CALLBACK_SECRET"]) == 44
    for duty, reserved in (("intake", 10), ("completion", 20)):
        concurrency = functions.get_function(FunctionName=f"{NAME}-{duty}")["Concurrency"]
        assert concurrency["ReservedConcurrentExecutions"] == reserved
    variables = stack.environment_of("IntakeFunction")
    for queue, setting in (("SmallQueue", "_SMALL"), ("StandardQueue", ""), ("LargeQueue", "_LARGE")):
        assert variables[f"EXTRACTOR_JOB_QUEUE{setting}"] == stack.outputs()[queue]
    assert variables["EXTRACTOR_JOB_DEFINITION"] == stack.outputs()["JobDefinition"]
    assert _mapping(stack, "IntakeQueueUrl")["State"] == "Disabled"
    callbacks = _mapping(stack, "CallbackQueueUrl")
    assert (callbacks["State"], callbacks["BatchSize"]) == ("Enabled", 5)
    # Moto looks up which version the alias names.
    assert callbacks["FunctionArn"] == stack.outputs()["CompletionAlias"].replace(":DEV", ":1")
    retries = functions.get_function_event_invoke_config(FunctionName=f"{NAME}-completion", Qualifier="DEV")
    assert "completion-dead-letters" in retries["DestinationConfig"]["OnFailure"]["Destination"]


def completion_is_told_of_queues_and_topic(stack: MotoStack) -> None:
    variables, outputs = stack.environment_of("CompletionFunction"), stack.outputs()
    assert variables["EXTRACTOR_CALLBACK_QUEUE_URL"] == outputs["CallbackQueueUrl"]
    assert variables["EXTRACTOR_INTAKE_QUEUE_URL"] == outputs["IntakeQueueUrl"]
    assert variables["EXTRACTOR_JOB_QUEUE"] == outputs["StandardQueue"]
    assert variables["EXTRACTOR_NOTIFICATION_TOPIC"] == outputs["NotificationTopic"]
    assert "EXTRACTOR_SLACK_WEBHOOK" not in variables


def ends_reach_their_mail(stack: MotoStack) -> None:
    topic, sns = stack.outputs()["NotificationTopic"], stack.client("sns")
    (subscription,) = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    assert (subscription["Protocol"], subscription["Endpoint"]) == ("email", READERS_MAIL)
    attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    assert attributes["KmsMasterKeyId"] == stack.outputs()["KeyArn"]
    assert "OnlyOverTls" in attributes["Policy"]


def batch_has_its_environments_queues_and_definition(stack: MotoStack) -> None:
    batch, ids = stack.client("batch"), stack.physical_ids()
    environments = batch.describe_compute_environments()["computeEnvironments"]
    kinds = {found["computeResources"]["type"]: found["computeResources"]["maxvCpus"] for found in environments}
    assert kinds == {"FARGATE": 64, "FARGATE_SPOT": 256}
    queues = {queue["jobQueueName"]: queue for queue in batch.describe_job_queues()["jobQueues"]}
    first = {name: queue["computeEnvironmentOrder"][0]["computeEnvironment"] for name, queue in queues.items()}
    assert first == {
        f"{NAME}-small": ids["FargateEnvironment"],
        f"{NAME}-standard": ids["SpotEnvironment"],
        f"{NAME}-large": ids["SpotEnvironment"],
    }
    assert [queues[f"{NAME}-{size}"]["priority"] for size in ("small", "standard", "large")] == [30, 20, 10]
    assert batch.list_scheduling_policies()["schedulingPolicies"] == [{"arn": ids["SchedulingPolicy"]}]
    (policy,) = batch.describe_scheduling_policies(arns=[ids["SchedulingPolicy"]])["schedulingPolicies"]
    assert policy["fairsharePolicy"]["computeReservation"] == 0
    assert {queue["schedulingPolicyArn"] for queue in queues.values()} == {ids["SchedulingPolicy"]}


def a_job_can_be_submitted_as_intake_does(stack: MotoStack) -> None:
    batch = stack.client("batch")
    for size, shards in (("small", 1), ("large", 3)):
        array = {"arrayProperties": {"size": shards}} if shards > 1 else {}
        job = batch.submit_job(
            jobName="extract-5f0c9a3e1b7d4c2286aa90e1f4d3b2c1",
            jobQueue=f"{NAME}-{size}",
            jobDefinition=stack.outputs()["JobDefinition"],
            shareIdentifier="studyA",
            containerOverrides={"environment": [{"name": "EXTRACTOR_SHARDS", "value": str(shards)}]},
            **array,
        )
        (found,) = batch.describe_jobs(jobs=[job["jobId"]])["jobs"]
        assert found["jobQueue"].endswith(f"{NAME}-{size}")


def roles_have_their_statements(stack: MotoStack) -> None:
    iam = stack.client("iam")
    policies = {"IntakeRole": "intake", "JobRole": "extract", "ExecutionRole": "start", "CompletionRole": "completion"}
    for role, policy in policies.items():
        assert stack.physical_ids()[role].startswith(f"{NAME}-us-east-1-")
        asked = stack.template["Resources"][role]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
        always = [statement["Sid"] for statement in asked if "Sid" in statement]
        assert [statement["Sid"] for statement in _role_statements(stack, role, policy)] == always
    (read,) = [found for found in _role_statements(stack, "JobRole", "extract") if found["Sid"] == "ReadEvents"]
    assert read["Resource"] == f"arn:aws:s3:::{PARAMETERS['EventBucketName']}/prod/*"
    policy = iam.get_policy(PolicyArn=stack.outputs()["ResearcherPolicy"])["Policy"]
    version = iam.get_policy_version(PolicyArn=policy["Arn"], VersionId=policy["DefaultVersionId"])
    assert f"arn:aws:s3:::{BUCKET}/${{aws:PrincipalTag/project}}/*" in json.dumps(version["PolicyVersion"]["Document"])


def the_repository_is_scanned_and_immutable(stack: MotoStack) -> None:
    (repository,) = stack.client("ecr").describe_repositories(repositoryNames=[NAME])["repositories"]
    assert repository["imageTagMutability"] == "IMMUTABLE"
    assert repository["imageScanningConfiguration"] == {"scanOnPush": True}
    assert repository["encryptionConfiguration"] == {"encryptionType": "AES256"}


def jobs_have_no_way_to_the_internet(stack: MotoStack) -> None:
    ec2, ids = stack.client("ec2"), stack.physical_ids()
    (table,) = ec2.describe_route_tables(RouteTableIds=[ids["PrivateRoutes"]])["RouteTables"]
    assert "0.0.0.0/0" not in [route.get("DestinationCidrBlock") for route in table["Routes"]]
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [ids["Vpc"]]}])["Subnets"]
    assert len({subnet["AvailabilityZone"] for subnet in subnets}) == 2
    assert [subnet["CidrBlock"] for subnet in subnets] == ["10.83.0.0/22", "10.83.4.0/22"]
    assert not any(subnet["MapPublicIpOnLaunch"] for subnet in subnets)
    endpoints = ec2.describe_vpc_endpoints(Filters=[{"Name": "vpc-id", "Values": [ids["Vpc"]]}])["VpcEndpoints"]
    services = {endpoint["ServiceName"].removeprefix("com.amazonaws.us-east-1.") for endpoint in endpoints}
    assert services == {"s3", "ecr.api", "ecr.dkr", "logs"}
    gateways = ec2.describe_nat_gateways(Filters=[{"Name": "vpc-id", "Values": [ids["Vpc"]]}])["NatGateways"]
    assert gateways == []


def key_and_secrets_are_there(stack: MotoStack) -> None:
    kms, secrets, ids = stack.client("kms"), stack.client("secretsmanager"), stack.physical_ids()
    assert kms.get_key_rotation_status(KeyId=ids["Key"])["KeyRotationEnabled"] is True
    assert kms.list_resource_tags(KeyId=ids["Key"])["Tags"] == [{"TagKey": "Name", "TagValue": NAME}]
    assert f"alias/{NAME}" in [alias["AliasName"] for alias in kms.list_aliases()["Aliases"]]
    for secret in ("CallbackSecret", "PseudonymKey"):
        value = secrets.get_secret_value(SecretId=ids[secret])["SecretString"]
        assert len(value) == 44 and value.isalnum()


def logs_are_kept_for_a_while(stack: MotoStack) -> None:
    logs = stack.client("logs")
    groups = {group["logGroupName"]: group for group in logs.describe_log_groups()["logGroups"]}
    for duty in ("intake", "job", "completion"):
        assert groups[f"/event-extractor/{NAME}/{duty}"]["retentionInDays"] == 90
    assert groups[f"/aws/events/{NAME}"]["retentionInDays"] == 90
    metrics = {
        transformation["metricName"]
        for found in logs.describe_metric_filters()["metricFilters"]
        for transformation in found["metricTransformations"]
    }
    of_the_code = {"IntakeErrors", "UndeliveredCallbacks", "Sweeps", "UnsweptRequests", "UnsentNotifications"}
    assert metrics == of_the_code
    assert [policy["policyName"] for policy in logs.describe_resource_policies()["resourcePolicies"]] == [
        f"{NAME}-events"
    ]


def alarms_reach_the_topic_and_the_topic_the_mail(stack: MotoStack) -> None:
    topic, cloudwatch = stack.outputs()["AlarmTopic"], stack.client("cloudwatch")
    alarms = cloudwatch.describe_alarms()["MetricAlarms"]
    assert len(alarms) == len(resources(stack.template, "AWS::CloudWatch::Alarm")) == 12
    assert all(alarm["AlarmActions"] == alarm["OKActions"] == [topic] for alarm in alarms)
    (subscription,) = stack.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    assert (subscription["Protocol"], subscription["Endpoint"]) == ("email", MAIL)
    shown = json.loads(cloudwatch.get_dashboard(DashboardName=NAME)["DashboardBody"])
    assert {alarm["AlarmArn"] for alarm in alarms} == set(shown["widgets"][0]["properties"]["alarms"])


def outputs_are_exported(stack: MotoStack) -> None:
    exports = {found["Name"]: found["Value"] for found in stack.client("cloudformation").list_exports()["Exports"]}
    assert exports[f"{stack.name}-StandardQueue"] == stack.outputs()["StandardQueue"]
    assert len(exports) == sum("Export" in output for output in stack.template["Outputs"].values())


CREATED: list[Check] = [
    the_bucket_is_versioned_encrypted_and_private,
    requests_and_cancellations_and_nothing_else_reach_the_queue,
    queues_hand_what_fails_to_dead_letter_queues,
    rules_reach_their_targets,
    rules_may_call_completion,
    functions_serve_by_alias_a_published_version,
    completion_is_told_of_queues_and_topic,
    ends_reach_their_mail,
    batch_has_its_environments_queues_and_definition,
    a_job_can_be_submitted_as_intake_does,
    roles_have_their_statements,
    the_repository_is_scanned_and_immutable,
    jobs_have_no_way_to_the_internet,
    key_and_secrets_are_there,
    logs_are_kept_for_a_while,
    alarms_reach_the_topic_and_the_topic_the_mail,
    outputs_are_exported,
]


def a_release_publishes_a_version_and_moves_the_alias(stack: MotoStack) -> None:
    functions = stack.client("lambda")
    for duty in ("intake", "completion"):
        assert functions.get_alias(FunctionName=f"{NAME}-{duty}", Name="DEV")["FunctionVersion"] == "2"
        versions = functions.list_versions_by_function(FunctionName=f"{NAME}-{duty}")["Versions"]
        assert {"1", "2"} <= {version["Version"] for version in versions}
    assert stack.environment_of("IntakeFunction")["EXTRACTOR_ALL_USERS_ALLOWED"] == "true"


def the_job_runs_the_image_by_digest_without_rights_to_spare(stack: MotoStack) -> None:
    definition = _newest_definition(stack)
    container, ids = definition["containerProperties"], stack.physical_ids()
    assert container["image"] == f"{stack.outputs()['ImageRepositoryUri']}@{DIGEST}"
    assert container["user"] == "10001:10001"
    assert container["readonlyRootFilesystem"] is True
    assert {"name": "EXTRACTOR_CALLBACK_SENDER", "value": "completion"} in container["environment"]
    assert container["jobRoleArn"] == stack.outputs()["JobRole"]
    assert container["logConfiguration"]["options"]["awslogs-group"] == ids["JobLogs"]
    actions = [rule["action"].upper() for rule in definition["retryStrategy"]["evaluateOnExit"]]
    assert actions == ["EXIT"] * 4
    assert definition["timeout"] == {"attemptDurationSeconds": 21600}
    assert definition["platformCapabilities"] == ["FARGATE"]


def requests_are_taken_in_once_there_is_an_image(stack: MotoStack) -> None:
    assert _mapping(stack, "IntakeQueueUrl")["State"] == "Enabled"


UPDATED: list[Check] = [
    a_release_publishes_a_version_and_moves_the_alias,
    the_job_runs_the_image_by_digest_without_rights_to_spare,
    requests_are_taken_in_once_there_is_an_image,
]


def stacks_of_other_parameters_are_made(work: Path) -> None:
    """With a way out and a chat to tell, and on a network, a bucket and a key that are there already."""
    with MotoStack(work) as stack:
        webhook = stack.client("secretsmanager").create_secret(Name="chat/webhook", SecretString=WEBHOOK)["ARN"]
        stack.create(FIRST | {"JobInternetAccess": "nat", "SlackWebhookArn": webhook})
        assert stack.environment_of("CompletionFunction")["EXTRACTOR_SLACK_WEBHOOK"] == WEBHOOK
        (gateway,) = stack.client("ec2").describe_nat_gateways()["NatGateways"]
        assert gateway["NatGatewayId"] == stack.physical_ids()["NatGateway"]
        secrets = _newest_definition(stack)["containerProperties"]["secrets"]
        assert [secret["name"] for secret in secrets] == ["EXTRACTOR_CALLBACK_SECRET"]
    with MotoStack(work) as stack:
        stack.create(FIRST | _existing(stack))
        made = resources(stack.template, "AWS::EC2::VPC", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::EC2::VPCEndpoint")
        assert "PseudonymKey" not in stack.physical_ids()
        assert made.keys().isdisjoint(stack.physical_ids())


def nothing_is_left_but_what_is_kept(stack: MotoStack) -> None:
    """But for the named things that moto cannot do."""
    key = stack.physical_ids()["Key"]
    with contextlib.suppress(stack.client("cloudformation").exceptions.ClientError):
        stack.delete()
    left = {kind: names for kind, names in _still_there(stack).items() if names}
    assert left.keys() <= NOT_DELETED_BY_MOTO.keys(), left
    for kind in left:
        print(f"  moto leaves {kind}: {NOT_DELETED_BY_MOTO[kind]}")
    stack.client("s3").head_bucket(Bucket=BUCKET)
    stack.client("secretsmanager").describe_secret(SecretId=f"{NAME}/pseudonym-key")
    assert stack.client("kms").get_key_rotation_status(KeyId=key)["KeyRotationEnabled"] is True


def _still_there(stack: MotoStack) -> dict[str, list[str]]:
    """What the stack has made and does not keep, by type; what moto has without a stack is not counted."""
    batch, ec2, functions, iam = (stack.client(name) for name in ("batch", "ec2", "lambda", "iam"))
    vpcs = [vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]]
    secrets = _named(stack.client("secretsmanager").list_secrets()["SecretList"], "Name")
    definitions = batch.describe_job_definitions(status="ACTIVE")["jobDefinitions"]
    return {
        "AWS::Batch::ComputeEnvironment": _named(
            batch.describe_compute_environments()["computeEnvironments"], "computeEnvironmentName"
        ),
        "AWS::Batch::JobDefinition": _named(definitions, "jobDefinitionArn"),
        "AWS::Batch::JobQueue": _named(batch.describe_job_queues()["jobQueues"], "jobQueueName"),
        "AWS::Batch::SchedulingPolicy": _named(batch.list_scheduling_policies()["schedulingPolicies"], "arn"),
        "AWS::CloudWatch::Alarm": _named(stack.client("cloudwatch").describe_alarms()["MetricAlarms"], "AlarmName"),
        "AWS::CloudWatch::Dashboard": _named(
            stack.client("cloudwatch").list_dashboards()["DashboardEntries"], "DashboardName"
        ),
        "AWS::EC2::VPC": vpcs,
        "AWS::ECR::Repository": _named(
            stack.client("ecr").describe_repositories()["repositories"], "repositoryName"
        ),
        "AWS::Events::Rule": _named(stack.client("events").list_rules()["Rules"], "Name"),
        "AWS::IAM::ManagedPolicy": _named(iam.list_policies(Scope="Local")["Policies"], "PolicyName"),
        "AWS::IAM::Role": [role for role in _named(iam.list_roles()["Roles"], "RoleName") if role.startswith(NAME)],
        "AWS::Lambda::EventSourceMapping": _named(
            functions.list_event_source_mappings()["EventSourceMappings"], "UUID"
        ),
        "AWS::Lambda::Function": _named(functions.list_functions()["Functions"], "FunctionName"),
        "AWS::Logs::LogGroup": _named(stack.client("logs").describe_log_groups()["logGroups"], "logGroupName"),
        "AWS::Logs::ResourcePolicy": _named(
            stack.client("logs").describe_resource_policies()["resourcePolicies"], "policyName"
        ),
        "AWS::SNS::Subscription": _named(stack.client("sns").list_subscriptions()["Subscriptions"], "Endpoint"),
        "AWS::SNS::Topic": _named(stack.client("sns").list_topics()["Topics"], "TopicArn"),
        "AWS::SQS::Queue": stack.client("sqs").list_queues().get("QueueUrls", []),
        "AWS::SecretsManager::Secret": [secret for secret in secrets if not secret.endswith("/pseudonym-key")],
    }


def _named(found: list[dict[str, Any]], key: str) -> list[str]:
    return [thing[key] for thing in found]


def _existing(stack: MotoStack) -> dict[str, str]:
    ec2 = stack.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/20")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.0.0/24")["Subnet"]["SubnetId"]
    stack.client("s3").create_bucket(Bucket=BUCKET)
    return {
        "CreateRequestBucket": "false",
        "EndpointCidr": "10.9.0.0/24",
        "KmsKeyArn": stack.client("kms").create_key()["KeyMetadata"]["Arn"],
        "PseudonymKeyArn": stack.client("secretsmanager").create_secret(Name=f"{NAME}/pseudonym-key")["ARN"],
        "S3PrefixListId": "pl-63a5400a",
        "SubnetIds": subnet,
        "VpcId": vpc,
    }


def _queue(stack: MotoStack, url: str) -> dict[str, str]:
    return stack.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]


def _mapping(stack: MotoStack, queue: str) -> dict[str, Any]:
    """What hands a queue's messages to a function; the queue by the output that has its URL."""
    arn = _queue(stack, stack.outputs()[queue])["QueueArn"]
    (found,) = stack.client("lambda").list_event_source_mappings(EventSourceArn=arn)["EventSourceMappings"]
    return found


def _newest_definition(stack: MotoStack) -> dict[str, Any]:
    found = stack.client("batch").describe_job_definitions(jobDefinitionName=f"{NAME}-extract", status="ACTIVE")
    return max(found["jobDefinitions"], key=lambda definition: definition["revision"])


def _role_statements(stack: MotoStack, role: str, policy: str) -> list[dict[str, Any]]:
    found = stack.client("iam").get_role_policy(RoleName=stack.physical_ids()[role], PolicyName=policy)
    return found["PolicyDocument"]["Statement"]


def _carry_out(checks: list[Check], stack: MotoStack) -> None:
    for check in checks:
        check(stack)
        _tell(check.__name__)


def _tell(step: str) -> None:
    print(f"  {step.replace('_', ' ')}", flush=True)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--work", type=Path, required=True, help="a folder for the packaged template")
    work = options.parse_args().work
    with MotoStack(work) as stack:
        stack.create(FIRST)
        possible = resources(stack.template).keys() - resources(stack.template, *stack.left_out()).keys()
        unmade = possible - stack.physical_ids().keys()
        _carry_out(CREATED, stack)
        stack.update(SECOND)
        _carry_out(UPDATED, stack)
        _carry_out([nothing_is_left_but_what_is_kept], stack)
        print(f"  not made, since their condition does not hold: {', '.join(sorted(unmade))}")
        print(f"  types that moto cannot make: {', '.join(stack.left_out()) or 'none'}")
    stacks_of_other_parameters_are_made(work)
    _tell(stacks_of_other_parameters_are_made.__name__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
