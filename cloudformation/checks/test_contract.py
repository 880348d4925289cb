"""What the template and the code must say alike."""

import json
import re
from pathlib import Path

from moto.events.models import EventPattern

from checks.lint import Finding, faults
from checks.template import DEPLOYER, TEMPLATE, load, resources

ROOT = TEMPLATE.parent.parent
RESOURCES = load()["Resources"]
JOB = RESOURCES["ExtractJobDefinition"]["Properties"]
NAME_IN_CODE = re.compile(r"\bEXTRACTOR_[A-Z_]+\b")


def variables_read_by(*modules: str) -> set[str]:
    sources = [path for module in modules for path in (ROOT / module / "src/main/java").rglob("*.java")]
    return {name for path in sources for name in NAME_IN_CODE.findall(path.read_text(encoding="utf-8"))}


def variables_of(function: str) -> set[str]:
    return set(RESOURCES[function]["Properties"]["Environment"]["Variables"])


def java_source(end: str) -> str:
    (path,) = ROOT.glob(f"*/src/main/java/**/{end}")
    return path.read_text(encoding="utf-8")


def retried(exit_code: int | None = None, reason: str = "", status_reason: str = "") -> bool:
    """Whether Batch tries again: the first rule that matches decides."""
    told = {"OnExitCode": str(exit_code), "OnReason": reason, "OnStatusReason": status_reason}
    for rule in JOB["RetryStrategy"]["EvaluateOnExit"]:
        tests = {key: pattern for key, pattern in rule.items() if key != "Action"}
        if all(_begins(told[key], pattern) for key, pattern in tests.items()):
            return rule["Action"] == "RETRY"
    return True


def _begins(text: str, pattern: str) -> bool:
    return text.startswith(pattern[:-1]) if pattern.endswith("*") else text == pattern


def test_the_functions_know_every_variable_they_are_given():
    known = variables_read_by("extractor-lambda")
    for function in ("IntakeFunction", "CompletionFunction"):
        assert variables_of(function) <= known


def test_the_job_knows_every_variable_it_is_given():
    container = JOB["ContainerProperties"]
    secrets = [secret for branch in container["Secrets"]["Fn::If"][1:] for secret in branch]
    given = {variable["Name"] for variable in container["Environment"] + secrets}
    assert given - {"AWS_REGION"} <= variables_read_by("extractor-job", "extractor-core")


def test_the_handlers_are_classes_of_the_code():
    for function in resources(load(), "AWS::Lambda::Function").values():
        handler = function["Properties"]["Handler"].replace(".", "/")
        assert (ROOT / "extractor-lambda/src/main/java" / f"{handler}.java").is_file()


def test_the_rule_looks_for_the_suffixes_that_intake_takes():
    paths = java_source("RequestPaths.java")
    request, cancellation = (re.findall(rf'{name}_SUFFIX = "([^"]+)"', paths)[0] for name in ("REQUEST", "CANCEL"))
    pattern = RESOURCES["IntakeRule"]["Properties"]["EventPattern"]
    suffixes = [request, request.removesuffix(".json") + cancellation]
    assert pattern["detail"]["object"]["key"] == [{"suffix": suffix} for suffix in suffixes]
    (local,) = re.findall(r"SUFFIXES_OF_DEPLOYMENT = List\.of\(([^)]+)\)", java_source("BucketEvents.java"))
    assert re.findall(r'"([^"]+)"', local) == suffixes


def test_the_rule_looks_for_the_notes_that_intake_leaves():
    paths = java_source("RequestPaths.java")
    prefix, name = (re.findall(rf'{part} = "([^"]+)"', paths)[0] for part in ("SYSTEM_PREFIX", "ENDED_NAME"))
    rule = RESOURCES["RequestEndedRule"]["Properties"]
    pattern = rule["EventPattern"]
    assert (pattern["source"], pattern["detail-type"]) == (["aws.s3"], ["Object Created"])
    assert pattern["detail"]["object"]["key"] == [{"wildcard": f"{prefix}*/{name}"}]
    assert pattern["detail"]["bucket"] == RESOURCES["IntakeRule"]["Properties"]["EventPattern"]["detail"]["bucket"]
    assert rule["Targets"] == RESOURCES["JobEndedRule"]["Properties"]["Targets"]


def test_every_rule_may_leave_with_completion_what_it_cannot_deliver():
    dead_letters = {"Fn::GetAtt": ["CompletionDeadLetters", "Arn"]}
    rules = [
        name
        for name, rule in resources(load(), "AWS::Events::Rule").items()
        if dead_letters in [target.get("DeadLetterConfig", {}).get("Arn") for target in rule["Properties"]["Targets"]]
    ]
    policy = RESOURCES["CompletionDeadLettersPolicy"]["Properties"]["PolicyDocument"]
    (sends,) = [statement for statement in policy["Statement"] if statement["Sid"] == "TheRulesSend"]
    senders = sends["Condition"]["ArnEquals"]["aws:SourceArn"]
    assert senders == [{"Fn::GetAtt": [rule, "Arn"]} for rule in rules]


def test_queues_share_fairly_and_intake_names_a_share():
    # A queue with a policy refuses jobs without a share or a priority, and one without a policy jobs with them.
    assert ".shareIdentifier(" in java_source("AwsBatchJobs.java")
    assert "SchedulingPriority" in JOB
    for queue in resources(load(), "AWS::Batch::JobQueue").values():
        assert queue["Properties"]["SchedulingPolicyArn"] == {"Fn::GetAtt": ["SchedulingPolicy", "Arn"]}


def test_a_job_that_its_requester_cancels_is_no_failed_job():
    reasons = re.findall(r'CANCELLED_BY_REQUESTER,\s*"([^"]+)"', java_source("Cancellation.java"))
    reasons += re.findall(r'jobs\.terminate\(\w+, "([^"]+)"', java_source("Admission.java"))
    assert len(reasons) == 2
    assert not any(rings_as_failed({"statusReason": reason}) for reason in reasons)
    # All that Batch says of an array's parent; its jobs have events of their own, with the reasons of each.
    assert not rings_as_failed({"statusReason": "Array Child Job failed"})
    assert rings_as_failed({"statusReason": "Essential container in task exited"})
    assert rings_as_failed({})


def rings_as_failed(told: dict[str, str]) -> bool:
    """Whether JobFailedRule takes the event of a job that has failed, with what else is told of it."""
    pattern = RESOURCES["JobFailedRule"]["Properties"]["EventPattern"]
    detail = {key: rule for key, rule in pattern["detail"].items() if key != "jobQueue"}
    event = {"source": "aws.batch", "detail-type": "Batch Job State Change", "detail": {"status": "FAILED", **told}}
    return EventPattern.load(json.dumps({**pattern, "detail": detail})).matches_event(event)


def test_a_change_of_labels_replaces_no_queue_and_no_environment():
    # Batch changes neither one's tags in place, and CloudFormation cannot make a queue anew under the name it has.
    kept = resources(load(), "AWS::Batch::JobQueue", "AWS::Batch::ComputeEnvironment")
    assert [name for name, found in kept.items() if "Tags" in found["Properties"]] == []


def lifecycle_rules(prefix: str | None) -> list[dict]:
    rules = RESOURCES["RequestBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    return [rule for rule in rules if "Fn::If" not in rule and rule.get("Prefix") == prefix]


def test_work_expires_where_the_code_keeps_it():
    (prefix,) = re.findall(r'SYSTEM_PREFIX = "([^"]+)"', java_source("RequestPaths.java"))
    (rule,) = lifecycle_rules(prefix)
    assert rule["ExpirationInDays"] == {"Ref": "WorkRetentionDays"}
    # What expires in a bucket with versions is still there, as a version that is none any more.
    assert rule["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}


def test_the_pages_tell_how_long_replaced_versions_stay():
    (rule,) = lifecycle_rules(None)
    days = rule["NoncurrentVersionExpiration"]["NoncurrentDays"]
    assert f"{days} days more" in load()["Parameters"]["ResultRetentionDays"]["Description"]
    for page in ("OPERATIONS", "SECURITY"):
        assert f"{days} days more" in (ROOT / f"docs/{page}.md").read_text(encoding="utf-8"), page


def test_results_are_not_removed_while_a_queue_may_deliver_their_requests_again():
    # The rule that removes results has no prefix, and so removes claims as well.
    allowed = load()["Parameters"]["ResultRetentionDays"]["AllowedPattern"]
    least = load()["Parameters"]["WorkRetentionDays"]["MinValue"]
    taken = [days for days in range(10_000) if re.fullmatch(allowed, str(days))]
    assert taken == [0, *range(least, 10_000)]


def test_the_job_runs_as_the_image_has_it():
    image = (ROOT / "docker/Dockerfile").read_text(encoding="utf-8")
    container = JOB["ContainerProperties"]
    assert re.findall(r"^USER (\S+)", image, re.MULTILINE) == [container["User"]]
    volumes = [mount["ContainerPath"] for mount in container["MountPoints"]]
    assert re.findall(r"^VOLUME (\S+)", image, re.MULTILINE) == volumes


def test_jobs_are_tried_again_where_that_heals():
    (try_again,) = re.findall(r"TRY_AGAIN\((\d+)\)", java_source("job/ExitCode.java"))
    assert retried(exit_code=int(try_again), status_reason="Essential container in task exited")
    assert retried(exit_code=143)
    assert retried(status_reason="Your Spot Task was interrupted.")
    assert retried(status_reason="Host EC2 (instance i-0) terminated.")
    assert retried(exit_code=137, status_reason="Essential container in task exited")
    assert retried(reason="CannotPullContainerError: i/o timeout")
    assert retried(status_reason="ResourceInitializationError: unable to pull secrets")


def test_jobs_that_said_how_they_ended_are_not_tried_again():
    code = java_source("job/ExitCode.java")
    said = [int(re.findall(rf"{name}\((\d+)\)", code)[0]) for name in ("FAILED", "USAGE")]
    assert said == [1, 2]
    assert not any(retried(exit_code=code, status_reason="Essential container in task exited") for code in said)


def test_jobs_without_enough_memory_are_not_tried_again():
    options = (ROOT / "extractor-job/src/main/jvm/extractor-job.options").read_text(encoding="utf-8")
    assert "-XX:+ExitOnOutOfMemoryError" in options.splitlines()  # with exit code 3
    assert not retried(exit_code=3, status_reason="Essential container in task exited")
    assert not retried(exit_code=137, reason="OutOfMemoryError: Container killed due to memory usage")


def test_batch_takes_the_rules_and_the_job_knows_how_many_attempts_there_are():
    assert len(JOB["RetryStrategy"]["EvaluateOnExit"]) <= 5  # as many as Batch takes
    variables = {variable["Name"]: variable["Value"] for variable in JOB["ContainerProperties"]["Environment"]}
    assert variables["EXTRACTOR_ATTEMPTS"] == JOB["RetryStrategy"]["Attempts"]


def test_jobs_on_one_machine_are_tried_again_as_those_of_a_deployment():
    code = java_source("local/batch/RetryPolicy.java")
    (attempts,) = re.findall(r"DEPLOYMENT_ATTEMPTS = (\d+)", code)
    assert JOB["RetryStrategy"]["Attempts"] == {"Ref": "JobAttempts"}
    assert int(attempts) == load()["Parameters"]["JobAttempts"]["Default"]
    keys = ("OnStatusReason", "OnReason", "OnExitCode")
    rules = [re.findall(r'null|"[^"]*"', rule) for rule in re.findall(r"new EvaluateOnExit\((.+), EXIT\)", code)]
    patterns = [{key: text.strip('"') for key, text in zip(keys, rule) if text != "null"} for rule in rules]
    assert [{"Action": "EXIT", **pattern} for pattern in patterns] == JOB["RetryStrategy"]["EvaluateOnExit"]


def test_what_is_kept_is_not_kept_from_a_creation_that_fails():
    kept = {name: found["DeletionPolicy"] for name, found in RESOURCES.items() if "DeletionPolicy" in found}
    assert set(kept.values()) == {"RetainExceptOnCreate"}
    assert {RESOURCES[name]["UpdateReplacePolicy"] for name in kept} == {"Retain"}


def test_a_new_network_has_an_address_for_every_job_of_the_default_ceiling():
    jobs = sum(load()["Parameters"][name]["Default"] for name in ("FargateVcpus", "SpotVcpus"))
    subnets = [RESOURCES[f"PrivateSubnet{zone}"]["Properties"]["CidrBlock"]["Fn::Select"] for zone in "AB"]
    bits = [blocks["Fn::Cidr"][2] for _, blocks in subnets]
    assert sum(2**size - 5 - 3 for size in bits) >= jobs  # AWS keeps five of each, the endpoints take three


def test_a_new_network_has_addresses_for_the_subnets_that_are_cut_from_it():
    allowed = load()["Parameters"]["VpcCidr"]["AllowedPattern"]
    sizes = [bits for bits in range(33) if re.fullmatch(allowed, f"10.83.0.0/{bits}")]
    _, count, subnet = RESOURCES["PrivateSubnetA"]["Properties"]["CidrBlock"]["Fn::Select"][1]["Fn::Cidr"]
    assert sizes[0] == 16  # the largest that a VPC can be
    assert 2 ** (32 - sizes[-1]) == count * 2**subnet


def test_a_message_is_hidden_for_longer_than_the_function_can_work_on_it():
    for queue, function in (("IntakeQueue", "IntakeFunction"), ("CallbackQueue", "CompletionFunction")):
        assert RESOURCES[queue]["Properties"]["VisibilityTimeout"] > RESOURCES[function]["Properties"]["Timeout"]


def test_a_callback_is_given_up_after_as_many_receipts_as_the_schedule_has_attempts():
    schedule = java_source("RetrySchedule.java").split("RetrySchedule overHours()")[1].split("return")[0]
    pauses = re.findall(r"Duration\.of\w+\(\d+\)", schedule)
    receipts = RESOURCES["CallbackQueue"]["Properties"]["RedrivePolicy"]["maxReceiveCount"]
    assert receipts == len(pauses) + 1 == 7


def test_a_batch_of_callbacks_leaves_room_for_the_longest_attempts():
    batch = RESOURCES["CallbackQueueMapping"]["Properties"]["BatchSize"]
    attempt, reserve = 15, 30  # as RetrySchedule and CallbackDelivery have them
    assert batch * attempt + reserve < RESOURCES["CompletionFunction"]["Properties"]["Timeout"]


def test_callbacks_leave_executions_to_ends_of_jobs():
    callbacks = RESOURCES["CallbackQueueMapping"]["Properties"]["ScalingConfig"]["MaximumConcurrency"]
    assert callbacks <= load()["Parameters"]["CompletionConcurrency"]["MinValue"] / 2


def test_metric_filters_look_for_lines_that_the_code_writes():
    modules = ("extractor-core", "extractor-lambda")
    paths = [path for module in modules for path in ROOT.glob(f"{module}/src/main/java/**/*.java")]
    sources = "".join(path.read_text(encoding="utf-8") for path in paths)
    for metric_filter in resources(load(), "AWS::Logs::MetricFilter").values():
        for message in re.findall(r'\$\.message = "\*?([^"*]+)', metric_filter["Properties"]["FilterPattern"]):
            assert message in sources, message


def test_a_finding_is_a_fault_unless_it_is_an_exception():
    finding = Finding("event-extractor.yaml", "E3002", "IntakeQueue", 1, "no such property")
    assert len(faults([finding], [])) == 1
    assert faults([finding], [{"rule": "E3002", "at": ["IntakeQueue"]}]) == []


def test_an_exception_that_is_not_found_is_a_fault():
    assert faults([], [{"rule": "E3002", "at": ["IntakeQueue"]}]) == [
        "exceptions.yaml: E3002 IntakeQueue is no longer found"
    ]


def test_the_page_on_trouble_names_settings_that_a_stack_has():
    page = (ROOT / "docs/TROUBLESHOOTING.md").read_text(encoding="utf-8")
    to_operators = page.split("### Drop the request again")[1].split("\n## ")[0]
    # Of a job that is run by hand, and says so.
    by_hand = {"EXTRACTOR_SCRATCH"}
    assert set(re.findall(r"EXTRACTOR_[A-Z_]+", to_operators)) <= by_hand


def test_a_job_reads_as_many_objects_at_once_as_one_that_is_not_told():
    (unset,) = re.findall(r"OBJECTS_IN_FLIGHT = (\d+)", java_source("JobResources.java"))
    assert load()["Parameters"]["ObjectsInFlight"]["Default"] == int(unset)


def test_the_page_on_operations_names_every_parameter_and_alarm():
    page = (ROOT / "docs/OPERATIONS.md").read_text(encoding="utf-8")
    alarms = resources(load(), "AWS::CloudWatch::Alarm").values()
    names = [alarm["Properties"]["AlarmName"]["Fn::Sub"].removeprefix("${Name}-") for alarm in alarms]
    assert [name for name in (*load()["Parameters"], *names) if f"`{name}`" not in page] == []


def test_every_line_fits():
    for path in (TEMPLATE, DEPLOYER, *Path(__file__).parent.glob("*.*")):
        assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 120] == [], path
