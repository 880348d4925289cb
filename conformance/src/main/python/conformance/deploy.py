"""scripts/deploy and scripts/undeploy, against moto in AWS's place."""

import os

from checks.moto_stack import CREDENTIALS, PARAMETERS, MotoStack

from conformance import commands
from conformance.project import Project
from conformance.steps import Failed

DIGEST = "sha256:" + "0" * 64
GIVEN_BY_THE_SCRIPT = ("Name", "Release")


def there_and_back(project: Project) -> str:
    """Deploys, deploys again, and removes."""
    folder = project.new_folder("deploy")
    parameters = folder / "dev.parameters"
    wanted = {name: value for name, value in PARAMETERS.items() if name not in GIVEN_BY_THE_SCRIPT}
    parameters.write_text("".join(f"{name}={value}\n" for name, value in wanted.items()))
    with MotoStack(folder / "moto") as moto:
        environment = {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": moto.endpoint}
        line = [project.script("deploy"), "--stack", moto.name, "--parameters", str(parameters)]
        line += ["--image", DIGEST, "--yes", "--no-smoke-test"]
        log = project.log("deploy")
        first = commands.run(line, log=log, seconds=600, environment=environment)
        if "Deployed" not in first or "IntakeFunction" not in first:
            raise Failed(f"the first deployment did not show what it made; see {log}")
        second = commands.run(line, log=log, seconds=600, environment=environment)
        if "Nothing has changed" not in second:
            raise Failed(f"the second deployment found something to change; see {log}")
        commands.run([project.script("undeploy"), "--stack", moto.name, "--yes"], log=log, seconds=300, environment=environment)
    return "change sets shown and carried out; nothing to change the second time"
