"""Holds what cfn-lint and cloudformation-validate find against exceptions.yaml.

    python -m checks.lint cfn-lint | cloudformation-validate
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from checks.template import DEPLOYER, TEMPLATE, load

HERE = Path(__file__).parent

# Of every parameter that may be empty; see validate.mjs.
FILLED = {
    "ArtifactsBucketName": "artifacts",
    "CatalogueUrl": "s3://catalogues/event-types.json",
    "ConfigurationUrl": "s3://configurations/extractor",
    "EndpointCidr": "10.83.0.0/24",
    "EventKmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
    "ImageDigest": "sha256:" + "0" * 64,
    "KmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/66666666-7777-8888-9999-000000000000",
    "PseudonymKeyArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:event-extractor-dev/pseudonym-key-aBcDeF",
    "S3PrefixListId": "pl-63a5400a",
    "SlackWebhookArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:chat/webhook-aBcDeF",
    "SubnetIds": "subnet-0123456789abcdef0,subnet-0123456789abcdef1",
    "VpcId": "vpc-0123456789abcdef0",
}


class Finding(NamedTuple):
    file: str
    rule: str
    at: str
    line: int
    message: str


def by_cfn_lint() -> list[Finding]:
    program = str(Path(sys.executable).with_name("cfn-lint"))
    command = [program, "--format", "json", "--non-zero-exit-code", "none", str(TEMPLATE), str(DEPLOYER)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [_of_cfn_lint(match) for match in json.loads(output)]


def _of_cfn_lint(match: dict[str, Any]) -> Finding:
    path = match["Location"]["Path"] or []
    place = str(path[1]) if len(path) > 1 else ""
    file, line = Path(match["Filename"]).name, match["Location"]["Start"]["LineNumber"]
    return Finding(file, match["Rule"]["Id"], place, line, match["Message"])


def by_cloudformation_validate() -> list[Finding]:
    """NODE_PATH names the folder that npm has put the package into."""
    return _validated(TEMPLATE) + _validated(DEPLOYER)


def _validated(path: Path) -> list[Finding]:
    parameters = [f"{name}={value}" for name, value in FILLED.items() if name in load(path)["Parameters"]]
    command = ["node", str(HERE / "validate.mjs"), str(path), *parameters]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ).stdout
    return [Finding(file=path.name, **finding) for finding in json.loads(output)]


def faults(findings: list[Finding], exceptions: list[dict[str, Any]]) -> list[str]:
    """The findings that are no exceptions, and the exceptions that are not found."""
    excepted = {(exception["rule"], place) for exception in exceptions for place in exception["at"]}
    found = {(finding.rule, finding.at) for finding in findings}
    unexpected = [
        f"{finding.file}:{finding.line}: {finding.rule} {finding.at}: {finding.message}"
        for finding in findings
        if (finding.rule, finding.at) not in excepted
    ]
    return unexpected + [f"exceptions.yaml: {rule} {place} is no longer found" for rule, place in excepted - found]


def main() -> int:
    linters = {"cfn-lint": by_cfn_lint, "cloudformation-validate": by_cloudformation_validate}
    name = sys.argv[1]
    exceptions = yaml.safe_load((HERE / "exceptions.yaml").read_text(encoding="utf-8"))[name]
    problems = faults(linters[name](), exceptions)
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
