"""Who may do what: every statement of the template, and what they add up to."""

import re

import pytest

from checks import iam, roles_table
from checks.template import DEPLOYER, load, resources

TEMPLATE = load()
IDENTITIES = iam.of_identities(TEMPLATE)
ALL = IDENTITIES + iam.of_trust(TEMPLATE) + iam.of_resources(TEMPLATE) + iam.of_identities(load(DEPLOYER))
ALLOWED = [statement for statement in ALL if statement.effect == "Allow"]

# Statements whose resource AWS does not let one narrow, with the reason.
ANY_RESOURCE = {
    ("IntakeRole", "FindJobs"): "ListJobs knows no resource",
    ("CompletionRole", "AskForJobs"): "DescribeJobs and ListJobs know no resource",
    ("ExecutionRole", "SignInToRegistry"): "GetAuthorizationToken knows no resource",
    ("EcrApiEndpoint", "SignInToRegistry"): "GetAuthorizationToken knows no resource",
    ("EcrDockerEndpoint", "SignInToRegistry"): "GetAuthorizationToken knows no resource",
    ("Key", "ThisAccountDecides"): "in a key's policy * is that key",
    ("Key", "EventsReachQueuesAndAlarmsTheTopic"): "in a key's policy * is that key",
    ("Key", "LogsAreEncrypted"): "in a key's policy * is that key",
    ("DeployerPolicy", "SignInToRegistry"): "GetAuthorizationToken knows no resource",
    ("StoragePolicy", "MakeKey"): "a key has no id before it is made, and ListAliases knows no resource",
    ("StoragePolicy", "MakeSecrets"): "GetRandomPassword knows no resource",
    ("ComputePolicy", "ConnectQueues"): "a mapping has no id before it is made; a condition names the functions",
    ("ComputePolicy", "SeeBatch"): "what describes in Batch knows no resource",
    ("NetworkPolicy", "SeeNetwork"): "what describes in EC2 knows no resource",
    ("WatchPolicy", "LetEventsWriteLogs"): "policies of Logs are the account's, and what lists there knows no resource",
}
HERE = "arn:${AWS::Partition}"
OURS = "${AWS::Region}:${AWS::AccountId}"
NETWORK = (
    "elastic-ip",
    "internet-gateway",
    "natgateway",
    "route-table",
    "security-group",
    "security-group-rule",
    "subnet",
    "vpc",
    "vpc-endpoint",
)
# Resources that are not of this stack alone, with the reason.
OTHERS_RESOURCES = {
    f"{HERE}:batch:{OURS}:job/*": "a job's id is not known before it is there",
    f"{HERE}:s3:::prod-${{AWS::Region}}-starport-layer-bucket/*": "AWS keeps layers of images there",
    f"{HERE}:kms:{OURS}:key/*": "a key's id is not known before it is there",
    f"{HERE}:batch:{OURS}:compute-environment/*": "CloudFormation chooses the names of environments",
    f"{HERE}:lambda:{OURS}:event-source-mapping:*": "a mapping's id is not known before it is there",
    f"{HERE}:iam::${{AWS::AccountId}}:role/aws-service-role/batch.amazonaws.com/*": "Batch's own role is the account's",
    **{f"{HERE}:ec2:{OURS}:{kind}/*": "ids of EC2 are not known before they are there" for kind in NETWORK},
}
OWN_NAMES = (
    "${Name}",
    "${RequestBucketName}",
    "${EventBucketName}",
    "${ArtifactsBucket}",
    "${Catalogue}",
    "${Configuration}",
    "${ConfigurationBucket}",
)

VALUES = {
    "AWS::Partition": "aws",
    "RequestBucketName": "requests",
    "EventBucketName": "events",
    "EventPrefix": "prod",
    "!aws:PrincipalTag/project": "study-a",
}
EVENT = "arn:aws:s3:::events/prod/started_session/year=2023/month=03/day=01/a.parquet"
EXTRACT = "arn:aws:s3:::requests/study-a/event_data_subset_0d1c2b3a/started_session/part-00000.parquet"
RESULTS = "arn:aws:s3:::requests/study-a/event_data_subset_0d1c2b3a/results.json"
REQUEST = "arn:aws:s3:::requests/study-a/my_request.json"
CANCELLATION = "arn:aws:s3:::requests/study-a/my_request.cancel.json"
STATUS = "arn:aws:s3:::requests/study-a/my_request.status.json"
INCOMPLETE = "arn:aws:s3:::requests/study-a/event_data_subset_0d1c2b3a/incomplete.json"
MANIFEST = "arn:aws:s3:::requests/study-a/event_data_subset_0d1c2b3a/manifest.json"
OPEN = "arn:aws:s3:::requests/_extractor/open/5f0c.json"
CLOSED = "arn:aws:s3:::requests/_extractor/5f0c/closed.json"
OWNER = "arn:aws:s3:::requests/_extractor/5f0c/job.json"
ARCHIVED_STATUS = "arn:aws:s3:::requests/_extractor/5f0c/status.json"
SWEEP = "arn:aws:s3:::requests/_extractor/sweep.json"
CLAIM = "arn:aws:s3:::requests/_extractor/5f0c/claim.json"
ACCEPTED = "arn:aws:s3:::requests/_extractor/5f0c/accepted.json"
PLAN_SLICE = "arn:aws:s3:::requests/_extractor/5f0c/plan/slice-00000.json.gz"
REPORT = "arn:aws:s3:::requests/_extractor/5f0c/report/slice-00000.json.gz"
PUBLISHER = "arn:aws:s3:::requests/_extractor/5f0c/publisher.json"
USERS = "arn:aws:s3:::requests/study-a/users.csv"

OWNERS = list(resources(TEMPLATE, iam.ROLE, iam.MANAGED_POLICY))


def may(owner: str, action: str, resource: str) -> bool:
    return iam.allows(IDENTITIES, owner, f"s3:{action}", resource, VALUES)


def who_may(action: str, resource: str) -> set[str]:
    return {owner for owner in OWNERS if may(owner, action, resource)}


def name(statement: iam.Statement) -> str:
    return f"{statement.owner}-{statement.sid}"


@pytest.mark.parametrize("statement", ALLOWED, ids=name)
def test_no_action_is_a_wildcard(statement):
    assert not [action for action in statement.actions if "*" in action]


@pytest.mark.parametrize("statement", ALLOWED, ids=name)
def test_a_resource_is_a_wildcard_only_where_aws_cannot_narrow_it(statement):
    expected = (statement.owner, statement.sid) in ANY_RESOURCE
    assert ("*" in statement.resources) == expected


@pytest.mark.parametrize("statement", ALLOWED, ids=name)
def test_every_resource_is_named_by_this_stack(statement):
    for resource in statement.resources:
        own = resource.startswith("${") or any(own in resource for own in OWN_NAMES)
        assert own or resource == "*" or resource in OTHERS_RESOURCES


@pytest.mark.parametrize("statement", ALLOWED, ids=name)
def test_everyone_is_named_only_by_the_network_which_names_the_role(statement):
    if statement.principal == "*":
        assert TEMPLATE["Resources"][statement.owner]["Type"] == "AWS::EC2::VPCEndpoint"


@pytest.mark.parametrize("statement", iam.of_trust(TEMPLATE), ids=lambda statement: statement.owner)
def test_a_role_of_tasks_is_only_for_tasks_of_this_account(statement):
    if statement.principal == {"Service": "ecs-tasks.amazonaws.com"}:
        assert {key for tests in statement.condition.values() for key in tests} == {
            "aws:SourceAccount",
            "aws:SourceArn",
        }
    else:
        assert statement.principal == {"Service": "lambda.amazonaws.com"}


@pytest.mark.parametrize("kind", ["AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy"])
def test_buckets_queues_and_topics_are_reached_only_over_tls(kind):
    for owner in resources(TEMPLATE, kind):
        denied = [statement for statement in ALL if statement.owner == owner and statement.sid == "OnlyOverTls"]
        assert denied[0].effect == "Deny"
        assert denied[0].condition == {"Bool": {"aws:SecureTransport": "false"}}


def test_intake_lists_events_below_their_prefix_and_the_job_only_to_tell_missing_ones():
    lists = [s for s in IDENTITIES if "arn:${AWS::Partition}:s3:::${EventBucketName}" in s.resources]
    below_the_prefix = {"StringLike": {"s3:prefix": {"Fn::Sub": "${EventPrefix}/*"}}}
    assert [(s.owner, s.sid, s.actions, s.condition) for s in lists] == [
        ("IntakeRole", "ListEvents", ("s3:ListBucket",), below_the_prefix),
        ("JobRole", "TellMissingFromForbidden", ("s3:ListBucket",), {}),
    ]


def test_who_reads_where_something_may_be_missing_may_list():
    listers = {
        (statement.owner, resource)
        for statement in IDENTITIES
        if "s3:ListBucket" in statement.actions and not statement.condition
        for resource in statement.resources
    }
    prefix = "arn:${AWS::Partition}:s3:::"
    assert listers == {
        ("IntakeRole", prefix + "${RequestBucketName}"),
        ("IntakeRole", prefix + "${ConfigurationBucket}"),
        ("JobRole", prefix + "${RequestBucketName}"),
        ("JobRole", prefix + "${EventBucketName}"),
        ("CompletionRole", prefix + "${RequestBucketName}"),
        ("CompletionRole", prefix + "${ConfigurationBucket}"),
    }


@pytest.mark.parametrize("endpoint", resources(TEMPLATE, "AWS::EC2::VPCEndpoint"))
def test_an_endpoint_lets_through_only_whom_its_policy_names(endpoint):
    statements = [statement for statement in iam.of_resources(TEMPLATE) if statement.owner == endpoint]
    assert statements, f"{endpoint} has no policy, and so lets everyone through"
    for statement in statements:
        named = {key for tests in statement.condition.values() for key in tests}
        # Layers of images are loaded by links that AWS signs.
        signed_by_aws = (statement.owner, statement.sid) == ("S3Endpoint", "LoadImage")
        assert signed_by_aws or named & {"aws:PrincipalArn", "aws:PrincipalAccount"}


def test_only_the_job_reads_events():
    assert who_may("GetObject", EVENT) == {"JobRole"}


def test_nobody_reads_events_outside_the_prefix():
    assert who_may("GetObject", "arn:aws:s3:::events/payroll/a.parquet") == set()


def test_nobody_writes_events():
    assert who_may("PutObject", EVENT) | who_may("DeleteObject", EVENT) == set()


def test_extracts_are_written_by_the_job_and_read_by_it_and_their_researchers():
    assert who_may("PutObject", EXTRACT) == {"JobRole"}
    assert who_may("DeleteObject", EXTRACT) == {"JobRole"}
    assert who_may("GetObject", EXTRACT) == {"JobRole", "ResearcherPolicy"}
    assert who_may("GetObject", RESULTS) == {"JobRole", "ResearcherPolicy", "CompletionRole"}


def test_requests_are_written_by_researchers_only():
    assert who_may("PutObject", REQUEST) == {"ResearcherPolicy"}
    assert who_may("GetObject", REQUEST) == {"ResearcherPolicy", "IntakeRole"}
    assert who_may("GetObject", USERS) == {"ResearcherPolicy", "IntakeRole"}
    assert who_may("DeleteObject", REQUEST) == set()


def test_a_request_is_cancelled_by_researchers_of_its_project_only():
    assert who_may("PutObject", CANCELLATION) == {"ResearcherPolicy"}
    assert who_may("PutObject", CANCELLATION.replace("study-a", "study-b")) == set()


def test_jobs_are_ended_by_intake_and_only_those_that_it_labelled():
    ends = [statement for statement in IDENTITIES if "batch:TerminateJob" in statement.actions]
    labelled = {"StringLike": {"aws:ResourceTag/request-id": "?*"}}
    assert [(statement.owner, statement.condition) for statement in ends] == [("IntakeRole", labelled)]


def test_a_mark_of_an_incomplete_extract_is_for_researchers_to_read_only():
    assert who_may("PutObject", INCOMPLETE) == {"JobRole", "CompletionRole"}
    assert may("ResearcherPolicy", "GetObject", INCOMPLETE)


def test_completion_takes_the_manifest_of_a_failed_extract_back_and_changes_nothing_else_of_it():
    assert may("CompletionRole", "GetObject", MANIFEST)
    assert may("CompletionRole", "DeleteObject", MANIFEST)
    for name in (MANIFEST, EXTRACT, RESULTS):
        assert not may("CompletionRole", "PutObject", name)
    for name in (EXTRACT, RESULTS):
        assert not may("CompletionRole", "DeleteObject", name)


def test_a_status_is_written_by_the_system_only():
    assert who_may("PutObject", STATUS) == {"IntakeRole", "JobRole", "CompletionRole"}


def test_work_is_written_by_whom_it_belongs_to():
    assert who_may("PutObject", CLAIM) == {"IntakeRole"}
    assert who_may("PutObject", ACCEPTED) == {"IntakeRole"}
    assert who_may("PutObject", PLAN_SLICE) == {"IntakeRole"}
    assert who_may("PutObject", REPORT) == {"IntakeRole", "JobRole"}
    assert who_may("PutObject", PUBLISHER) == {"IntakeRole", "JobRole"}
    assert who_may("GetObject", ACCEPTED) == {"IntakeRole", "JobRole", "CompletionRole"}
    assert who_may("GetObject", PLAN_SLICE) == {"IntakeRole", "JobRole"}
    assert who_may("PutObject", OWNER) == {"IntakeRole", "JobRole"}
    assert who_may("PutObject", ARCHIVED_STATUS) == {"IntakeRole", "JobRole", "CompletionRole"}
    assert who_may("PutObject", CLOSED) == {"IntakeRole", "CompletionRole"}
    assert who_may("PutObject", SWEEP) == {"IntakeRole", "CompletionRole"}
    assert who_may("PutObject", OPEN) == {"IntakeRole"}
    assert who_may("DeleteObject", OPEN) == {"IntakeRole", "CompletionRole"}
    assert who_may("DeleteObject", CLAIM) == set()


def test_a_bucket_that_is_left_behind_lets_the_next_stack_in():
    policy = TEMPLATE["Resources"]["RequestBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    (rule,) = [statement for statement in policy if statement["Sid"] == "OnlyTheSystemWritesWork"]
    writers = {role["Fn::GetAtt"][0] for role in rule["Condition"]["ArnNotEquals"]["aws:PrincipalArn"]}
    assert writers == {owner for owner in OWNERS if may(owner, "PutObject", ARCHIVED_STATUS)}
    for role in rule["Condition"]["ArnNotEquals"]["aws:PrincipalArn"]:
        name = TEMPLATE["Resources"][role["Fn::GetAtt"][0]]["Properties"]["RoleName"]["Fn::Sub"]
        assert set(re.findall(r"\$\{([^}]+)\}", name)) == {"Name", "AWS::Region"}


def test_a_researcher_reaches_the_folder_of_the_own_project_only():
    assert not may("ResearcherPolicy", "GetObject", "arn:aws:s3:::requests/study-b/users.csv")
    assert not may("ResearcherPolicy", "PutObject", "arn:aws:s3:::requests/study-b/my_request.json")
    assert not may("ResearcherPolicy", "PutObject", "arn:aws:s3:::requests/study-a/event_data_subset_1/users.csv")


def test_who_reads_events_reaches_the_internet_only_where_the_parameter_says_so():
    readers = who_may("GetObject", EVENT) | (who_may("GetObject", EXTRACT) - {"ResearcherPolicy"})
    assert readers.isdisjoint(_roles_of_functions())
    for resource in TEMPLATE["Resources"].values():
        if _leads_out(resource):
            assert _implies(resource.get("Condition", ""), "JobReachesInternet"), resource


def test_a_job_has_no_address_of_its_own():
    (job,) = resources(TEMPLATE, "AWS::Batch::JobDefinition").values()
    container = job["Properties"]["ContainerProperties"]
    assert container["NetworkConfiguration"] == {"AssignPublicIp": "DISABLED"}
    for subnet in resources(TEMPLATE, "AWS::EC2::Subnet").values():
        assert subnet["Properties"]["MapPublicIpOnLaunch"] is False


def test_the_default_is_no_internet():
    assert TEMPLATE["Parameters"]["JobInternetAccess"]["Default"] == "none"
    assert TEMPLATE["Conditions"]["JobReachesInternet"] == {"Fn::Equals": [{"Ref": "JobInternetAccess"}, "nat"]}


def test_the_page_on_security_shows_the_roles_as_they_are():
    page = roles_table.PAGE.read_text(encoding="utf-8")
    assert page == roles_table.replaced(page, roles_table.table(TEMPLATE)), "run python -m checks.roles_table --write"


def _roles_of_functions() -> set[str]:
    """Functions are in no network of ours, and so reach the internet."""
    functions = resources(TEMPLATE, "AWS::Lambda::Function").values()
    return {function["Properties"]["Role"]["Fn::GetAtt"][0] for function in functions}


def _leads_out(resource) -> bool:
    kinds = ("AWS::EC2::InternetGateway", "AWS::EC2::NatGateway", "AWS::EC2::EIP", "AWS::EC2::VPCGatewayAttachment")
    return resource["Type"] in kinds or resource["Type"] == "AWS::EC2::Route"


def _implies(condition: str, wanted: str) -> bool:
    definition = TEMPLATE["Conditions"].get(condition, {})
    parts = definition.get("Fn::And", [])
    return condition == wanted or any(_implies(part.get("Condition", ""), wanted) for part in parts)
