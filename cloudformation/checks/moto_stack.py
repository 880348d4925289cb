"""The stack in moto: a server on this machine that speaks the AWS APIs, with the template's resources in it.

As a fixture:

    with MotoStack(work_folder) as stack:
        stack.create(parameters)
        stack.client("batch").submit_job(…)

Everything lives in this process and ends with it. Run as a program, it makes the stack, prints where it is as one line
of JSON, and keeps it until standard input ends: for programs in other languages.

Where moto differs from AWS, besides what left_out() tells:
- Without ImageDigest the event source mapping is off, and events of dropped requests stay in the queue for whoever
  plays Lambda. With it, moto takes them out and does nothing with them.
- Its S3 events name an object's tag eTag, AWS's name it etag.
- Its jobs end at once, well; it sends no events of Batch jobs.
- It keeps SnapStart, log group and key of functions for itself, and knows no conditions of policies.
"""

import argparse
import io
import ipaddress
import itertools
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import warnings
import zipfile
from pathlib import Path
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

from checks import moto_types
from checks import template as templates

ROOT = templates.TEMPLATE.parent.parent
LAMBDA_PACKAGE = Path("extractor-lambda/target/extractor-lambda.zip")
REGION = "us-east-1"
CODE_BUCKET = "deployment-artifacts"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "moto",
    "AWS_SECRET_ACCESS_KEY": "moto",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
}

# What the template gives no default for.
PARAMETERS = {
    "Name": "event-extractor-dev",
    "Release": "first",
    "RequestBucketName": "research-requests",
    "EventBucketName": "research-events",
    "EventPrefix": "prod",
}


class MotoStack:
    """One stack on a moto server of its own, from __enter__ to __exit__."""

    def __init__(self, work: Path, name: str = "event-extractor-dev"):
        """
        :param work: a folder for files that the AWS CLI packages; made if it is not there
        :param name: of the stack
        """
        self.work = work
        self.name = name
        self.template: dict[str, Any] = {}
        self.parameters: dict[str, str] = {}
        self._clients: dict[str, Any] = {}
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)

    def __enter__(self) -> "MotoStack":
        os.environ.update(CREDENTIALS)
        # left_out() tells of what moto cannot make; its log would tell so at every look.
        warnings.filterwarnings("ignore", module="moto")
        for chatty in ("moto", "werkzeug"):
            logging.getLogger(chatty).setLevel(logging.CRITICAL)
        self._server.start()
        self.endpoint = "http://{}:{}".format(*self._server.get_host_and_port())
        # Jobs end at once instead of running in Docker.
        self._post("/moto-api/config", {"batch": {"use_docker": False}, "lambda": {"use_docker": False}})
        moto_types.teach(self.client)
        self.client("s3").create_bucket(Bucket=CODE_BUCKET)
        return self

    def __exit__(self, *_: Any) -> None:
        self._post("/moto-api/reset", {})
        self._server.stop()

    def client(self, service: str) -> Any:
        """A boto3 client of this server."""
        if service not in self._clients:
            self._clients[service] = boto3.client(service, endpoint_url=self.endpoint, region_name=REGION)
        return self._clients[service]

    def create(self, parameters: dict[str, str]) -> None:
        """Packages the template as a deployment does, and makes the stack."""
        self.client("s3").create_bucket(Bucket=parameters["EventBucketName"])
        self._change("create_stack", parameters)

    def update(self, changes: dict[str, str]) -> None:
        """Changes some parameters."""
        self._change("update_stack", self.parameters | changes)

    def delete(self) -> None:
        self.client("cloudformation").delete_stack(StackName=self.name)

    def outputs(self) -> dict[str, str]:
        stack = self.client("cloudformation").describe_stacks(StackName=self.name)["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}

    def physical_ids(self) -> dict[str, str]:
        """What became of the template's resources, by their logical ids."""
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.name)
        return {
            resource["LogicalResourceId"]: resource["PhysicalResourceId"]
            for page in pages
            for resource in page["StackResourceSummaries"]
        }

    def environment_of(self, function: str) -> dict[str, str]:
        """What a function finds in its environment: moto leaves numbers and references to secrets as they are.

        :param function: its logical id
        """
        found = self.client("lambda").get_function(FunctionName=self.physical_ids()[function])["Configuration"]
        return {name: self._resolved(str(value)) for name, value in found["Environment"]["Variables"].items()}

    def left_out(self) -> list[str]:
        """The types of resources that moto cannot make."""
        used = {resource["Type"] for resource in self.template["Resources"].values()}
        return sorted(kind for kind in used if not moto_types.knows(kind))

    def _change(self, operation: str, parameters: dict[str, str]) -> None:
        self.template = self._for_moto(self._packaged(), parameters)
        self._mark(parameters)
        self._retain()
        self._tag_keys()
        self.parameters = parameters
        getattr(self.client("cloudformation"), operation)(
            StackName=self.name,
            TemplateBody=json.dumps(self.template),
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
        status = self.client("cloudformation").describe_stacks(StackName=self.name)["Stacks"][0]["StackStatus"]
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            raise RuntimeError(f"{operation} ended as {status}")

    def _packaged(self) -> dict[str, Any]:
        """The template after `aws cloudformation package`, which uploads the functions' code."""
        template = self.work / "cloudformation" / templates.TEMPLATE.name
        template.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(templates.TEMPLATE, template)
        self._place_code()
        packaged = self.work / "packaged.yaml"
        command = [sys.executable, "-m", "awscli", "cloudformation", "package", "--s3-bucket", CODE_BUCKET]
        command += ["--template-file", str(template), "--output-template-file", str(packaged)]
        # Not --endpoint-url: its uploads do not go by it.
        environment = os.environ | {"AWS_ENDPOINT_URL": self.endpoint}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        return templates.load(packaged)

    def _place_code(self) -> None:
        """The functions' package, or where it is not built a stand-in: moto keeps code and does not look into it."""
        package = self.work / LAMBDA_PACKAGE
        package.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / LAMBDA_PACKAGE).is_file():
            shutil.copyfile(ROOT / LAMBDA_PACKAGE, package)
            return
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr(zipfile.ZipInfo("stand-in"), "")
        package.write_bytes(content.getvalue())

    def _for_moto(self, node: Any, parameters: dict[str, str]) -> Any:
        """Moto has no Fn::Cidr: its subnets are worked out here."""
        if isinstance(node, list):
            return [self._for_moto(item, parameters) for item in node]
        if not isinstance(node, dict):
            return node
        if "Fn::Cidr" in node:
            _, count, bits = node["Fn::Cidr"]
            addresses = parameters.get("VpcCidr") or templates.load()["Parameters"]["VpcCidr"]["Default"]
            subnets = ipaddress.ip_network(addresses).subnets(new_prefix=32 - int(bits))
            return [str(subnet) for subnet in itertools.islice(subnets, int(count))]
        return {key: self._for_moto(value, parameters) for key, value in node.items()}

    def _resolved(self, value: str) -> str:
        reference = re.fullmatch(r"{{resolve:secretsmanager:(.+):SecretString}}", value)
        if not reference:
            return value
        return self.client("secretsmanager").get_secret_value(SecretId=reference[1])["SecretString"]

    def _mark(self, parameters: dict[str, str]) -> None:
        """Moto looks for changed parameters neither in Fn::Sub nor in conditions: it finds their values in a mark."""
        tests = self.template["Conditions"]
        for resource in self.template["Resources"].values():
            named = _names(resource["Properties"])
            named = named.union(*(_names(tests[name]) for name in named & tests.keys()))
            resource["Metadata"] = {name: parameters[name] for name in sorted(named & parameters.keys())}

    def _retain(self) -> None:
        """Moto knows no RetainExceptOnCreate: without a creation that fails, Retain is the same."""
        for resource in self.template["Resources"].values():
            if resource.get("DeletionPolicy") == "RetainExceptOnCreate":
                resource["DeletionPolicy"] = "Retain"

    def _tag_keys(self) -> None:
        """Moto takes a key's tags as KMS has them, not as CloudFormation has."""
        for resource in self.template["Resources"].values():
            if resource["Type"] == "AWS::KMS::Key":
                tags = resource["Properties"].get("Tags", [])
                resource["Properties"]["Tags"] = [{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in tags]

    def _post(self, path: str, body: dict[str, Any]) -> None:
        data, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(self.endpoint + path, data, headers), timeout=30):
            pass


def _names(node: Any) -> set[str]:
    """The parameters, resources and conditions that a part of the template names."""
    if isinstance(node, str):
        return set(re.findall(r"\$\{(\w+)", node))
    if isinstance(node, list):
        return set().union(*map(_names, node))
    if not isinstance(node, dict):
        return set()
    named = {str(node["Ref"])} if "Ref" in node else {node["Fn::If"][0]} if "Fn::If" in node else set()
    return named.union(*map(_names, node.values()))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--work", type=Path, required=True, help="a folder for the packaged template")
    options.add_argument("parameters", nargs="*", metavar="Name=value", help="parameters of the template")
    given = options.parse_args()
    with MotoStack(given.work) as stack:
        stack.create(PARAMETERS | dict(text.split("=", 1) for text in given.parameters))
        functions = {name: stack.environment_of(name) for name in ("IntakeFunction", "CompletionFunction")}
        made = {"endpoint": stack.endpoint, "outputs": stack.outputs(), "environments": functions}
        print(json.dumps(made), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
