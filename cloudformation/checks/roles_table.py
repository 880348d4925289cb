"""Makes the table of roles in docs/SECURITY.md from the template.

    python -m checks.roles_table            prints it
    python -m checks.roles_table --write    writes it into the page
"""

import re
import sys
from typing import Any

from checks import iam
from checks.template import TEMPLATE, load, resources

PAGE = TEMPLATE.parent.parent / "docs" / "SECURITY.md"
BEGIN = "<!-- The table of roles; python -m checks.roles_table --write makes it from the template. -->\n"
END = "<!-- The end of the table of roles. -->\n"


def table(template: dict[str, Any]) -> str:
    """A section for each role and policy: what it is for, who may take it on, and a row a statement."""
    return "\n".join(_section(template, name) for name in resources(template, iam.ROLE, iam.MANAGED_POLICY))


def replaced(page: str, new_table: str) -> str:
    """The page with the table between its marks replaced."""
    before, rest = page.split(BEGIN, 1)
    return f"{before}{BEGIN}\n{new_table}\n{END}{rest.split(END, 1)[1]}"


def _section(template: dict[str, Any], name: str) -> str:
    rows = [_row(statement) for statement in iam.of_identities(template) if statement.owner == name]
    purpose = template["Resources"][name]["Properties"]["Description"]
    header = "| statement | | actions | on | only |\n|---|---|---|---|---|\n"
    return f"### {name}\n\n{purpose} {_trust(template, name)}\n\n{header}" + "".join(rows)


def _trust(template: dict[str, Any], name: str) -> str:
    trusted = [statement for statement in iam.of_trust(template) if statement.owner == name]
    if not trusted:
        return "Attached to roles of people."
    services = ", ".join(statement.principal["Service"] for statement in trusted)
    conditions = "; ".join(_condition(statement.condition) for statement in trusted if statement.condition)
    return f"Taken on by `{services}`" + (f", only {conditions}." if conditions else ".")


def _row(statement: iam.Statement) -> str:
    actions = "<br>".join(f"`{action}`" for action in statement.actions)
    places = "<br>".join(f"`{_place(resource)}`" for resource in statement.resources)
    only = "; ".join(filter(None, [_condition(statement.condition), _only_if(statement.only_if)]))
    return f"| {statement.sid} | {statement.effect.lower()} | {actions} | {places} | {only} |\n"


def _place(resource: str) -> str:
    """An ARN without what is the same in all of them, parameters as <Name>."""
    short = re.sub(r"arn:\$\{AWS::Partition\}:(s3:::)?", "", resource)
    short = short.replace("${AWS::Region}:${AWS::AccountId}:", "")
    short = re.sub(r"\$\{!(aws:[^}]*)\}", r"<\1>", short)
    return re.sub(r"\$\{([A-Za-z]+)(\.Arn)?\}", r"<\1>", short)


def _condition(condition: dict[str, Any]) -> str:
    return "; ".join(
        f"`{key}` {_operator(operator)} {_values(value)}"
        for operator, tests in condition.items()
        for key, value in tests.items()
    )


def _operator(operator: str) -> str:
    return "in" if operator.startswith("ForAllValues") else "like" if operator.endswith("Like") else "is"


def _values(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(f"`{_place(iam.text(item))}`" for item in values)


def _only_if(condition: str) -> str:
    return f"where {condition}" if condition else ""


def main() -> None:
    made = table(load())
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(replaced(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")
    else:
        print(made)


if __name__ == "__main__":
    main()
