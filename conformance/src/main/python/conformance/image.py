"""The container image of the job: built without a daemon, and run as AWS Batch runs it."""

import json
import os
import platform
import shutil
from collections.abc import Mapping
from dataclasses import dataclass

from conformance import commands
from conformance.project import Project
from conformance.steps import Failed, Skipped

BASE = "localhost/event-extractor-base:latest"
IMAGE = "localhost/event-extractor:conformance"
PROGRAMS = ("buildah", "podman", "runc", "debootstrap")
RUN = "podman run --runtime runc --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 --read-only-tmpfs=false"
"""podman's own choice of runtime and of limits wants rights that a machine without nested containers does not give. Of
a read-only container it keeps /tmp and /run writable, which Fargate does not.
"""

BUILD_SECONDS = 1200


@dataclass(frozen=True)
class ImageTools:
    """What builds and runs images here. Its image is there once `build` has succeeded."""

    project: Project

    def require(self) -> None:
        """Installs what is missing; raises Skipped where that cannot be done."""
        missing = [program for program in PROGRAMS if shutil.which(program) is None]
        if not missing:
            return
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            raise Skipped(f"{', '.join(missing)} are not installed, and only root can install them, on Debian")
        log = self.project.log("apt")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        commands.run(["apt-get", "update", "-qq"], log=log, seconds=300, environment=environment)
        line = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        commands.run(line, log=log, seconds=600, environment=environment)

    def build(self) -> str:
        """Builds a base image of Debian's packages, and the job's image on it; returns its size."""
        self.require()
        if not self._exists(BASE):
            self._build_base()
        environment = {**os.environ, "BUILDAH_ISOLATION": "chroot"}
        line = [self.project.script("image"), "--base", BASE, "--tag", IMAGE]
        commands.run(line, log=self.project.log("image"), seconds=BUILD_SECONDS, environment=environment)
        version = self.run(["--version"]).strip()
        return f"{version}; {_megabytes(self._size(IMAGE))}, of which the base {_megabytes(self._size(BASE))}"

    def run(self, arguments: list[str], *, environment: Mapping[str, str] | None = None, network: str = "none") -> str:
        """Runs the image as the deployment does; returns what it prints.

        environment: of the container
        network: as podman names it
        """
        line = [*self.line(environment=environment, network=network), *arguments]
        return commands.run(line, log=self.project.log("image"), seconds=300)

    def line(self, *, environment: Mapping[str, str] | None = None, network: str = "none", name: str = "") -> list[str]:
        """The command line that runs the image as the deployment does; arguments may follow.

        name: of the container, for whoever wants to stop it
        """
        line = RUN.split() + ["--rm", "--read-only", "--cap-drop", "all", "--network", network]
        line += ["--security-opt", "no-new-privileges", "--memory", "512m", "--cpus", "1"]
        line += ["--name", name] if name else []
        for variable, value in (environment or {}).items():
            line += ["--env", f"{variable}={value}"]
        return [*line, IMAGE]

    def demo(self) -> str:
        """The demo, its job run from the image; the demo itself compares what arrives with the known answer."""
        self.require_image()
        line = [self.project.script("demo"), "--job-image", IMAGE, "--container-run", RUN]
        line += ["--job-memory", "512", "--job-vcpus", "1"]
        told = commands.run(line, log=self.project.log("demo-image"), seconds=600)
        exact = [line.strip(" ✔") for line in told.splitlines() if "exactly" in line]
        if not exact:
            raise Failed("the demo ended well and did not say that the right events arrived")
        return f"{exact[0]}; not root, read-only root file system, 512 MB, 1 CPU"

    def require_image(self) -> None:
        """Raises Skipped where there is none."""
        if shutil.which("podman") is None or not self._exists(IMAGE):
            raise Skipped("there is no image; see the step that builds it")

    def _build_base(self) -> None:
        """Raises Skipped where Debian's packages are not to be had: that says nothing about the image."""
        if _distribution() != "debian":
            raise Skipped(f"a base image is built of Debian's packages, and this is {_distribution()}")
        log = self.project.log("base")
        folder = self.project.new_folder("base")
        packages = "openjdk-17-jre-headless,ca-certificates"
        mirror = commands.run(
            ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Identifier: Packages"], log=log, seconds=60
        ).split()[0]
        line = ["debootstrap", "--variant=minbase", f"--include={packages}", "bookworm", str(folder), mirror]
        try:
            commands.run(line, log=log, seconds=BUILD_SECONDS)
        except Failed as fault:
            raise Skipped(f"debootstrap makes no base image here: {str(fault).splitlines()[-1]}") from fault
        archive = self.project.work / "base.tar"
        commands.run(
            [
                "tar",
                "-C",
                str(folder),
                "--exclude=./var/cache/apt",
                "--exclude=./var/lib/apt/lists",
                "-cf",
                str(archive),
                ".",
            ],
            log=log,
            seconds=300,
        )
        commands.run(["podman", "import", str(archive), BASE], log=log, seconds=600)
        shutil.rmtree(folder)
        archive.unlink()

    def _exists(self, image: str) -> bool:
        try:
            commands.run(["podman", "image", "exists", image], log=self.project.log("image"), seconds=60)
            return True
        except Failed:
            return False

    def _size(self, image: str) -> int:
        line = ["podman", "image", "inspect", image]
        return json.loads(commands.run(line, log=self.project.log("inspect"), seconds=60))[0]["Size"]


def _distribution() -> str:
    """As os-release has it."""
    try:
        return platform.freedesktop_os_release()["ID"]
    except OSError:
        return platform.system()


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
