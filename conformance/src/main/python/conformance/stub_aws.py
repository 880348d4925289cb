"""A program in the AWS CLI's place, which answers as it is told and keeps what it was asked.

STUB_AWS names a folder: `answers.json` in it lists rules, and the first whose words all stand in the command line gives
its answers, one after the other, the last again and again. Where no rule fits the program succeeds and says nothing.
`calls` gets a line for every call: its region by both names, its arguments, and the parameters it was given in a file.
"""

import json
import os
import sys
from pathlib import Path

PACKAGED = "Resources: {}\n"
"""What it makes of any template."""


def main(arguments: list[str]) -> int:
    folder = Path(os.environ["STUB_AWS"])
    line = " ".join(arguments)
    with (folder / "calls").open("a") as calls:
        calls.write(f"{_regions()} {line} {_parameters(arguments)}\n")
    if "--output-template-file" in arguments:
        Path(arguments[arguments.index("--output-template-file") + 1]).write_text(PACKAGED)
    answer = _answer(folder, line)
    print(answer.get("out", ""))
    print(answer.get("error", ""), file=sys.stderr)
    return 255 if "error" in answer else 0


def _regions() -> str:
    return f"{os.environ.get('AWS_REGION')}={os.environ.get('AWS_DEFAULT_REGION')}"


def _parameters(arguments: list[str]) -> str:
    files = [argument.removeprefix("file://") for argument in arguments if argument.startswith("file://")]
    return " ".join(json.dumps(json.loads(Path(file).read_text())) for file in files)


def _answer(folder: Path, line: str) -> dict[str, str]:
    rules = json.loads((folder / "answers.json").read_text())
    for number, rule in enumerate(rules):
        if all(word in line for word in rule["words"]):
            return rule["answers"][min(_asked_before(folder / f"asked-{number}"), len(rule["answers"]) - 1)]
    return {}


def _asked_before(counter: Path) -> int:
    count = int(counter.read_text()) if counter.exists() else 0
    counter.write_text(str(count + 1))
    return count


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
