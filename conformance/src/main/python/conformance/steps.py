"""Steps, and how they are carried out: one after the other, each with one line for its result."""

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Skipped(Exception):
    """A step cannot be tried here; the message says why."""


class Failed(Exception):
    """A step was tried and something is not as it must be; the message says what."""

    def cause(self) -> str:
        """The message without what a program printed."""
        return str(self).splitlines()[0].removesuffix(":")


class Outcome(Enum):
    PASSED = "ok"
    SKIPPED = "skipped"
    FAILED = "FAILED"


@dataclass(frozen=True)
class Step:
    """One thing to be proved.

    name: as `--only` takes it
    title: what is proved
    run: proves it and returns what was seen, in a few words
    """

    name: str
    title: str
    run: Callable[[], str]


@dataclass(frozen=True)
class Result:
    step: Step
    outcome: Outcome
    seen: str
    seconds: float

    def line(self) -> str:
        return f"{self.outcome.value:<8} {self.step.name:<14} {self.seconds:6.1f} s  {self.step.title}: {self.seen}"


def carry_out(steps: Sequence[Step], log_folder: Path) -> list[Result]:
    """Runs every step, whatever became of those before it, and prints a line for each."""
    results = []
    for step in steps:
        result = _carried_out(step, log_folder)
        print(result.line(), flush=True)
        results.append(result)
    return results


def _carried_out(step: Step, log_folder: Path) -> Result:
    start = time.monotonic()
    try:
        outcome, seen = Outcome.PASSED, step.run()
    except Skipped as reason:
        outcome, seen = Outcome.SKIPPED, str(reason)
    except Failed as fault:
        outcome, seen = Outcome.FAILED, str(fault)
    except Exception as error:  # one step's trouble must not hide the others' results
        log = log_folder / f"{step.name}.error"
        log.write_text(traceback.format_exc())
        outcome, seen = Outcome.FAILED, f"{type(error).__name__}: {error} ({log})"
    return Result(step, outcome, seen, time.monotonic() - start)
