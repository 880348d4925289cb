"""Programs run to their end, within a bounded time, their output kept in a log."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from conformance.steps import Failed

LINES_SHOWN = 15


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
    if ended.returncode != 0:
        raise Failed(f"{_shown(line)} ended with code {ended.returncode} ({log}):\n{_tail(ended)}")
    return ended.stdout


def _shown(line: Sequence[str]) -> str:
    text = " ".join(line)
    return text if len(text) <= 200 else text[:197] + "..."


def _tail(ended: subprocess.CompletedProcess[str]) -> str:
    lines = (ended.stdout + ended.stderr).splitlines()
    return "\n".join(lines[-LINES_SHOWN:])
