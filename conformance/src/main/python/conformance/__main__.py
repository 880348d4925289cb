"""Proves what the Java build cannot, one line a step."""

import argparse
import sys
from pathlib import Path

from conformance import (
    aws_cli,
    cold_start,
    commands,
    deploy,
    deploy_cases,
    deployment_run,
    exit_codes,
    localstack,
    page_examples,
    readers,
    template,
)
from conformance.image import ImageTools
from conformance.local_system import local_system
from conformance.project import Project
from conformance.steps import Outcome, Result, Step, carry_out

PYTHON_FOLDER = Path(__file__).parent.parent
CHAOS_ROUNDS = 2
CHAOS_SEED = 7


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    project = Project(options.root.resolve(), options.work.resolve())
    there = steps(project)
    unknown = [name for name in options.only if name not in (step.name for step in there)]
    if unknown:
        print(f"There is no step {', '.join(unknown)}. There are:", file=sys.stderr)
        print("\n".join(f"  {step.name:<14} {step.title}" for step in there), file=sys.stderr)
        return 2
    chosen = [step for step in there if not options.only or step.name in options.only]
    return _concluded(carry_out(chosen, project.work))


def steps(project: Project) -> list[Step]:
    """All steps, in their order: a later one may need what an earlier one made."""
    images = ImageTools(project)
    return [
        Step("cfn-lint", "cfn-lint reads the template", lambda: template.cfn_lint(project)),
        Step("validate", "cloudformation-validate reads the template", lambda: template.validate(project)),
        Step("statements", "roles allow what the code does, and no more", lambda: template.statements(project)),
        Step("stack", "moto makes, changes and removes the stack", lambda: template.stack(project)),
        Step("image", "the job's image builds, and tells its version", images.build),
        Step(
            "image-exit", "exit codes come through the container", lambda: exit_codes.exit_codes(project, images)
        ),
        Step("image-demo", "a request's job runs from the image", images.demo),
        Step(
            "deployed",
            "requests go through the stack, functions and image, by the roles' rights alone",
            lambda: deployment_run.requests_go_through(project, images),
        ),
        Step(
            "deploy",
            "scripts/deploy makes and updates a stack, scripts/undeploy removes it, by the rights of those who deploy",
            lambda: deploy.there_and_back(project),
        ),
        Step(
            "deploy-cases",
            "the scripts end well, and say why, where something is wrong",
            lambda: deploy_cases.deploy_script_cases(project),
        ),
        Step("chaos", "nothing is lost where processes die and calls fail", lambda: _chaos(project)),
        Step(
            "cold-start",
            "the functions' first answer, with the class archive and, on a newer Java, with an AOT cache",
            lambda: cold_start.measured(project, PYTHON_FOLDER / "requirements-java.txt"),
        ),
        Step("aws-cli", "the AWS CLI drops a request and fetches what other programs read", lambda: _aws_cli(project)),
        Step("localstack", "the storage port's contract holds on LocalStack", lambda: _localstack(project)),
    ]


def _chaos(project: Project) -> str:
    """A round or two: whether scripts/chaos itself works. What it finds takes many."""
    line = [project.script("chaos"), "--rounds", str(CHAOS_ROUNDS), "--seed", str(CHAOS_SEED)]
    # The first time the script makes the archive of the job's classes as well.
    told = commands.run(line, log=project.log("chaos"), seconds=1200).splitlines()
    return f"{CHAOS_ROUNDS} rounds of seed {CHAOS_SEED}: {told[-1]}"


def _aws_cli(project: Project) -> str:
    folder = project.new_folder("local")
    with local_system(project, folder) as system:
        cli = aws_cli.AwsCli(project, str(Path(sys.executable).parent / "aws"), system)
        request = folder / "sample_request.json"
        results = aws_cli.extract(cli, request, project.new_folder("fetched"))
        checked = readers.check(request, folder / "s3/events/prod", results)
        return f"{checked}; {page_examples.run(project, results, request)}"


def _localstack(project: Project) -> str:
    return localstack.contract(project, PYTHON_FOLDER / "requirements-localstack.txt")


def _concluded(results: list[Result]) -> int:
    counts = {outcome: sum(result.outcome is outcome for result in results) for outcome in Outcome}
    print(f"{counts[Outcome.PASSED]} passed, {counts[Outcome.SKIPPED]} skipped, {counts[Outcome.FAILED]} failed")
    return 1 if counts[Outcome.FAILED] else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/conformance", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--only", nargs="+", default=[], metavar="STEP", help="only these; others are answered with a list")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
