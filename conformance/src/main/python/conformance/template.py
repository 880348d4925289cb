"""The checks of the template, which stand beside it in cloudformation/checks."""

import os
import shutil
import sys
from collections.abc import Mapping

from conformance import commands
from conformance.project import Project
from conformance.steps import Skipped

NODE = 20
"""The oldest release of Node.js that the package takes."""
VALIDATE = "@aws/cloudformation-validate@1.9.0-beta"
NOTHING_ELSE = "nothing but the written exceptions"


def cfn_lint(project: Project) -> str:
    """cfn-lint, held against the exceptions."""
    _run(project, "lint", ["checks.lint", "cfn-lint"])
    return NOTHING_ELSE


def validate(project: Project) -> str:
    """cloudformation-validate, held against the exceptions; its package is fetched by npm."""
    _require_node(project)
    folder = project.new_folder("node")
    line = [
        "npm",
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
        "--prefix",
        str(folder),
        VALIDATE,
    ]
    commands.run(line, log=project.log("npm"), seconds=300)
    _run(project, "validate", ["checks.lint", "cloudformation-validate"], {"NODE_PATH": str(folder / "node_modules")})
    return NOTHING_ELSE


def statements(project: Project) -> str:
    """The tests of roles, statements and what template and code must agree in."""
    told = _run(project, "statements", ["pytest", "-q", "-p", "no:cacheprovider", "checks"])
    return told.splitlines()[-1]


def stack(project: Project) -> str:
    """The stack in moto: made, looked up through each service, changed, deleted."""
    work = project.new_folder("template-stack")
    told = _run(project, "stack", ["checks.prove_stack", "--work", str(work)])
    lines = [line.strip() for line in told.splitlines() if line.startswith("  ")]
    of_moto = [line for line in lines if "moto" in line]
    return "; ".join([f"{len(lines) - len(of_moto)} things looked up", *of_moto])


def _require_node(project: Project) -> None:
    """Installs Node.js where it is missing and that can be done; raises Skipped where it is not there, or too old."""
    if shutil.which("npm") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for line in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "nodejs", "npm"]):
            commands.attempt(line, log=project.log("apt-node"), seconds=600, environment=environment)
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise Skipped(f"there is no Node.js with npm; please install version {NODE} or newer")
    version = commands.run(["node", "--version"], log=project.log("node"), seconds=60).strip()
    if int(version.removeprefix("v").split(".")[0]) < NODE:
        raise Skipped(f"Node.js is {version}; please install version {NODE} or newer")


def _run(project: Project, name: str, module: list[str], more: Mapping[str, str] | None = None) -> str:
    line = [sys.executable, "-m", *module]
    environment = {**os.environ, **(more or {})}
    folder = project.root / "cloudformation"
    return commands.run(line, log=project.log(name), seconds=600, environment=environment, folder=folder)
