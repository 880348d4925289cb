"""Reads a CloudFormation template as CloudFormation does: short forms such as !Ref become {"Ref": …}."""

from pathlib import Path
from typing import Any

import yaml

TEMPLATE = Path(__file__).resolve().parent.parent / "event-extractor.yaml"
DEPLOYER = TEMPLATE.with_name("deployer.yaml")
"""Who may deploy the other."""


class _Loader(yaml.SafeLoader):
    """Knows the short forms of intrinsic functions."""


def _short_form(loader: yaml.Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
        return {name: value.split(".", 1) if suffix == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _short_form)


def load(path: Path = TEMPLATE) -> dict[str, Any]:
    """The template as a tree of dicts, lists and texts."""
    return yaml.load(path.read_text(encoding="utf-8"), _Loader)


def resources(template: dict[str, Any], *types: str) -> dict[str, dict[str, Any]]:
    """The resources of these types by their logical ids, in the template's order; all if no type is given."""
    return {
        name: resource
        for name, resource in template["Resources"].items()
        if not types or resource["Type"] in types
    }
