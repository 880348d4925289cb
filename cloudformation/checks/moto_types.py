"""Teaches moto's CloudFormation the resource types that its services know and it does not, or knows in part.

Each is made through the service's own API, by boto3 against the running server, so that boto3 holds the template's
properties against the shapes of the API. Left out is AWS::S3::BucketPolicy: moto denies what a policy denies under any
condition, and so everything.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel

Client = Callable[[str], Any]


class ServiceMade(CloudFormationModel):
    """A resource made by calling its service."""

    client: Client

    def __init__(self, name: str, properties: dict[str, Any]):
        self.name = name
        self.physical_resource_id, self.attributes = self.make(name, properties)

    @classmethod
    def make(cls, name: str, properties: dict[str, Any]) -> tuple[str, dict[str, str]]:
        """Makes it, or changes the one that is there; its physical id, and what Fn::GetAtt can ask for.

        The name is for resources whose properties give none.
        """
        raise NotImplementedError

    def remove(self) -> None:
        """Deletes it; does nothing where it ends with what it belongs to."""

    def delete(self, account_id: str, region_name: str) -> None:
        self.remove()

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return True

    def get_cfn_attribute(self, attribute_name: str) -> str:
        return self.attributes[attribute_name]

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        return cls(resource_name, cloudformation_json["Properties"])

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        return cls(original_resource.name, cloudformation_json["Properties"])

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""


class Role(ServiceMade):
    """Moto's own keeps a policy as Python's text, and takes it unread."""

    @classmethod
    def make(cls, name, properties):
        iam, name = cls.client("iam"), properties["RoleName"]
        if name not in [role["RoleName"] for role in iam.list_roles()["Roles"]]:
            trust = json.dumps(properties["AssumeRolePolicyDocument"])
            description = properties["Description"]
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust, Description=description)
        for policy in properties["Policies"]:
            document = _document(policy["PolicyDocument"])
            iam.put_role_policy(RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=document)
        return name, {"Arn": iam.get_role(RoleName=name)["Role"]["Arn"]}

    def remove(self):
        iam, role = self.client("iam"), {"RoleName": self.physical_resource_id}
        for policy in iam.list_role_policies(**role)["PolicyNames"]:
            iam.delete_role_policy(**role, PolicyName=policy)
        iam.delete_role(**role)


class ManagedPolicy(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        document, description = _document(properties["PolicyDocument"]), properties["Description"]
        made = cls.client("iam").create_policy(PolicyName=name, PolicyDocument=document, Description=description)
        return made["Policy"]["Arn"], {}

    def remove(self):
        self.client("iam").delete_policy(PolicyArn=self.physical_resource_id)


def _document(policy: dict[str, Any]) -> str:
    """Where a condition leaves a statement out, moto leaves a null, which CloudFormation does not."""
    return json.dumps(policy | {"Statement": [statement for statement in policy["Statement"] if statement]})


class Bucket(ServiceMade):
    """Of moto's own, only encryption and tags."""

    @classmethod
    def make(cls, name, properties):
        s3, bucket = cls.client("s3"), {"Bucket": properties["BucketName"]}
        s3.create_bucket(**bucket)
        s3.put_bucket_versioning(**bucket, VersioningConfiguration=properties["VersioningConfiguration"])
        s3.put_bucket_encryption(
            **bucket, ServerSideEncryptionConfiguration={"Rules": _encryption_rules(properties["BucketEncryption"])}
        )
        s3.put_public_access_block(
            **bucket, PublicAccessBlockConfiguration=properties["PublicAccessBlockConfiguration"]
        )
        s3.put_bucket_ownership_controls(**bucket, OwnershipControls=properties["OwnershipControls"])
        if properties["NotificationConfiguration"]["EventBridgeConfiguration"]["EventBridgeEnabled"]:
            s3.put_bucket_notification_configuration(
                **bucket, NotificationConfiguration={"EventBridgeConfiguration": {}}
            )
        rules = [_lifecycle_rule(rule) for rule in properties["LifecycleConfiguration"]["Rules"] if rule]
        s3.put_bucket_lifecycle_configuration(**bucket, LifecycleConfiguration={"Rules": rules})
        s3.put_bucket_tagging(**bucket, Tagging={"TagSet": properties["Tags"]})
        return bucket["Bucket"], {"Arn": f"arn:aws:s3:::{bucket['Bucket']}"}


def _encryption_rules(encryption: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
            "BucketKeyEnabled": rule["BucketKeyEnabled"],
        }
        for rule in encryption["ServerSideEncryptionConfiguration"]
    ]


def _lifecycle_rule(rule: dict[str, Any]) -> dict[str, Any]:
    same = ("Status", "AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration")
    made = {"ID": rule["Id"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    made |= {key: rule[key] for key in same if key in rule}
    if "ExpirationInDays" in rule:
        made["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    if "ExpiredObjectDeleteMarker" in rule:
        made["Expiration"] = {"ExpiredObjectDeleteMarker": rule["ExpiredObjectDeleteMarker"]}
    return made


class QueuePolicy(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        attributes = {"Policy": json.dumps(properties["PolicyDocument"])}
        for queue in properties["Queues"]:
            cls.client("sqs").set_queue_attributes(QueueUrl=queue, Attributes=attributes)
        return "queue-policy", {}


class TopicPolicy(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        document = json.dumps(properties["PolicyDocument"])
        for topic in properties["Topics"]:
            cls.client("sns").set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=document)
        return "topic-policy", {}


class Subscription(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        arn = cls.client("sns").subscribe(**properties, ReturnSubscriptionArn=True)["SubscriptionArn"]
        return arn, {}

    def remove(self):
        self.client("sns").unsubscribe(SubscriptionArn=self.physical_resource_id)


class Alarm(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        cloudwatch = cls.client("cloudwatch")
        cloudwatch.put_metric_alarm(**properties)
        made = cloudwatch.describe_alarms(AlarmNames=[properties["AlarmName"]])["MetricAlarms"][0]
        return made["AlarmName"], {"Arn": made["AlarmArn"]}

    def remove(self):
        self.client("cloudwatch").delete_alarms(AlarmNames=[self.physical_resource_id])


class MetricFilter(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        transformations = [
            {key[0].lower() + key[1:]: value for key, value in transformation.items()}
            for transformation in properties["MetricTransformations"]
        ]
        group = properties["LogGroupName"]
        cls.client("logs").put_metric_filter(
            logGroupName=group,
            filterName=name,
            filterPattern=properties["FilterPattern"],
            metricTransformations=transformations,
        )
        return name, {}


class Secret(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        secrets = cls.client("secretsmanager")
        value = secrets.get_random_password(**properties["GenerateSecretString"])["RandomPassword"]
        arn = secrets.create_secret(
            Name=properties["Name"],
            Description=properties["Description"],
            KmsKeyId=properties["KmsKeyId"],
            SecretString=value,
        )["ARN"]
        return arn, {}

    def remove(self):
        self.client("secretsmanager").delete_secret(
            SecretId=self.physical_resource_id, ForceDeleteWithoutRecovery=True
        )


class LambdaVersion(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        made = cls.client("lambda").publish_version(**properties)
        return made["FunctionArn"], {"Version": made["Version"]}


class LambdaAlias(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        functions = cls.client("lambda")
        named = {key: properties[key] for key in ("FunctionName", "Name")}
        known = [alias["Name"] for alias in functions.list_aliases(FunctionName=named["FunctionName"])["Aliases"]]
        change = functions.update_alias if named["Name"] in known else functions.create_alias
        return change(**named, FunctionVersion=properties["FunctionVersion"])["AliasArn"], {}


class EventInvokeConfig(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        cls.client("lambda").put_function_event_invoke_config(**properties)
        return f"{properties['FunctionName']}|{properties['Qualifier']}", {}


class Repository(ServiceMade):
    """Of moto's own, options keep CloudFormation's names, which no client finds."""

    @classmethod
    def make(cls, name, properties):
        repository = cls.client("ecr").create_repository(
            repositoryName=properties["RepositoryName"],
            imageTagMutability=properties["ImageTagMutability"],
            imageScanningConfiguration=_lower_first(properties["ImageScanningConfiguration"]),
            encryptionConfiguration=_lower_first(properties["EncryptionConfiguration"]),
            tags=properties["Tags"],
        )["repository"]
        cls.client("ecr").put_lifecycle_policy(
            repositoryName=repository["repositoryName"],
            lifecyclePolicyText=properties["LifecyclePolicy"]["LifecyclePolicyText"],
        )
        attributes = {"Arn": repository["repositoryArn"], "RepositoryUri": repository["repositoryUri"]}
        return repository["repositoryName"], attributes

    def remove(self):
        self.client("ecr").delete_repository(repositoryName=self.physical_resource_id, force=True)


class ComputeEnvironment(ServiceMade):
    """Moto wants a service role where AWS Batch uses the one that it makes itself."""

    @classmethod
    def make(cls, name, properties):
        given = _lower_first({key: properties[key] for key in ("Type", "State", "ComputeResources")})
        role = cls.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        made = cls.client("batch").create_compute_environment(computeEnvironmentName=name, serviceRole=role, **given)
        return made["computeEnvironmentArn"], {}

    def remove(self):
        self.client("batch").delete_compute_environment(computeEnvironment=self.physical_resource_id)
        self.client("iam").delete_role(RoleName=self.name)


class JobQueue(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        return cls.client("batch").create_job_queue(**_lower_first(properties))["jobQueueArn"], {}

    def remove(self):
        batch, queue = self.client("batch"), {"jobQueue": self.physical_resource_id}
        batch.update_job_queue(**queue, state="DISABLED")
        batch.delete_job_queue(**queue)


class SchedulingPolicy(ServiceMade):
    @classmethod
    def make(cls, name, properties):
        policy = _lower_first(properties["FairsharePolicy"])
        made = cls.client("batch").create_scheduling_policy(name=properties["Name"], fairsharePolicy=policy)
        return made["arn"], {"Arn": made["arn"]}

    def remove(self):
        self.client("batch").delete_scheduling_policy(arn=self.physical_resource_id)


class JobDefinition(ServiceMade):
    """A changed definition is a new revision, and ends the one before."""

    @classmethod
    def make(cls, name, properties):
        batch, named = cls.client("batch"), {"jobDefinitionName": properties["JobDefinitionName"]}
        before = batch.describe_job_definitions(**named, status="ACTIVE")["jobDefinitions"]
        free = ("Parameters", "Tags")
        given = _lower_first({key: value for key, value in properties.items() if key not in free})
        options = properties["ContainerProperties"]["LogConfiguration"]["Options"]
        given["containerProperties"]["logConfiguration"]["options"] = options
        for variable in given["containerProperties"]["environment"]:
            variable["value"] = str(variable["value"])  # CloudFormation makes text of numbers
        made = batch.register_job_definition(parameters=properties["Parameters"], tags=properties["Tags"], **given)
        for definition in before:
            batch.deregister_job_definition(jobDefinition=definition["jobDefinitionArn"])
        return made["jobDefinitionArn"], {}

    def remove(self):
        self.client("batch").deregister_job_definition(jobDefinition=self.physical_resource_id)


def _lower_first(value: Any) -> Any:
    """CloudFormation's names begin in upper case, Batch's in lower case."""
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: _lower_first(item) for key, item in value.items()}
    return [_lower_first(item) for item in value] if isinstance(value, list) else value


TYPES: dict[str, type[ServiceMade]] = {
    "AWS::Batch::ComputeEnvironment": ComputeEnvironment,
    "AWS::Batch::JobDefinition": JobDefinition,
    "AWS::Batch::JobQueue": JobQueue,
    "AWS::Batch::SchedulingPolicy": SchedulingPolicy,
    "AWS::CloudWatch::Alarm": Alarm,
    "AWS::ECR::Repository": Repository,
    "AWS::IAM::ManagedPolicy": ManagedPolicy,
    "AWS::IAM::Role": Role,
    "AWS::Lambda::Alias": LambdaAlias,
    "AWS::Lambda::EventInvokeConfig": EventInvokeConfig,
    "AWS::Lambda::Version": LambdaVersion,
    "AWS::Logs::MetricFilter": MetricFilter,
    "AWS::S3::Bucket": Bucket,
    "AWS::SNS::Subscription": Subscription,
    "AWS::SNS::TopicPolicy": TopicPolicy,
    "AWS::SQS::QueuePolicy": QueuePolicy,
    "AWS::SecretsManager::Secret": Secret,
}


def teach(client: Client) -> None:
    """Adds the types; from then on they are made with clients of this server."""
    ServiceMade.client = staticmethod(client)
    parsing.get_model_map().update(TYPES)


def knows(resource_type: str) -> bool:
    """Whether moto's CloudFormation makes resources of this type."""
    return resource_type in parsing.get_model_map()
