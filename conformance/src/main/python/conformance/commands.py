"""Programs run to their end, within a bounded time, their output kept in a log."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conformance.steps import Failed

LINES_SHOWN = 15


@dataclass(frozen=True)
class Ended:
    """How a program ended.

    code: its exit code
    output: what it wrote to standard output
    errors: what it wrote to standard error
    """

    code: int
    output: str
    errors: str


def run(
    line: Sequence[str],
    *,
    log: Path,
    seconds: int,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> str:
    """Runs a program, its output appended to `log`.

    environment: all it sees; None for this process's own
    folder: where it runs; None for this process's own
    Returns its standard output. Raises Failed if it ends with another code than 0, or not in time.
    """
    ended = attempt(line, log=log, seconds=seconds, environment=environment, folder=folder)
    if ended.code != 0:
        raise Failed(f"{_shown(line)} ended with code {ended.code} ({log}):\n{_tail(ended)}")
    return ended.output


def attempt(
    line: Sequence[str],
    *,
    log: Path,
    seconds: int,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Ended:
    """As run, but any exit code will do."""
    try:
        ended = subprocess.run(
            line, capture_output=True, text=True, timeout=seconds, env=environment, cwd=folder, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Failed(f"{_shown(line)} did not end within {seconds} s") from late
    except FileNotFoundError as missing:
        raise Failed(f"there is no program {line[0]}") from missing
    with log.open("a") as file:
        file.write(f"$ {_shown(line)}\n{ended.stdout}{ended.stderr}")
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def _shown(line: Sequence[str]) -> str:
    text = " ".join(line)
    return text if len(text) <= 200 else text[:197] + "..."


def _tail(ended: Ended) -> str:
    lines = (ended.output + ended.errors).splitlines()
    return "\n".join(lines[-LINES_SHOWN:])
