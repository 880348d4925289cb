"""Where the project's own parts are."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """The project's folder, and the one this run may write in."""

    root: Path
    work: Path

    @property
    def local_jar(self) -> Path:
        return self.root / "extractor-local/target/extractor-local.jar"

    @property
    def job_jar(self) -> Path:
        return self.root / "extractor-job/target/extractor-job.jar"

    @property
    def conformance_jar(self) -> Path:
        return self.root / "conformance/target/conformance.jar"

    def script(self, name: str) -> str:
        return str(self.root / "scripts" / name)

    def log(self, name: str) -> Path:
        return self.work / f"{name}.log"

    def kept_folder(self, name: str) -> Path:
        """A folder for what later runs take up again; it may be there."""
        folder = self.work.parent / name
        folder.mkdir(exist_ok=True)
        return folder

    def new_folder(self, name: str) -> Path:
        folder = self.work / name
        folder.mkdir()
        return folder
