"""Writes docs/reference from the code: the public names, the command line, and the JSON form of a reading.

    make docs

tests/test_docs.py fails when what is in docs/reference is not what this writes.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import re
import sys
import textwrap
from collections.abc import Iterator
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import typer

import sayso
from sayso.cli.app import app

REFERENCE: Final = Path(__file__).resolve().parent / "reference"
JSON_INTRODUCTION: Final = (
    "`sayso read PAGE --format json` and `sayso.to_json(reading)` give this form; `sayso.from_json` reads it back. A range is"
    " `[start, end)` in Unicode code points of `page.text`. Fields may be added in later releases; none of these changes its meaning."
)
HEAD: Final = "<!-- Written by `make docs` from the code; change it there. -->\n"


def build_reference() -> dict[str, str]:
    """Each page of the reference by its file name."""
    return {"python.md": python_page(), "command-line.md": command_line_page(), "json.md": json_page()}


# ---------------------------------------------------------------- Python


def python_page() -> str:
    """Every public name with its signature and docstring, in the order: functions, classes, closed sets, errors, the rest."""
    groups: dict[str, list[str]] = {"Functions": [], "Data model": [], "Closed sets": [], "Errors": [], "Other names": []}
    for name in sorted(sayso.__all__, key=str.casefold):
        value = getattr(sayso, name)
        groups[_group_of(value)].append(_describe(name, value))
    body = "\n".join(f"## {title}\n\n" + "\n".join(parts) for title, parts in groups.items() if parts)
    return f"{HEAD}\n# Python\n\nThe public names of `sayso`. Whatever is not listed here may change with any release.\n\n{body}"


def _group_of(value: Any) -> str:  # any public object
    if inspect.isfunction(value):
        return "Functions"
    if not inspect.isclass(value):
        return "Other names"
    if issubclass(value, BaseException):
        return "Errors"
    return "Closed sets" if issubclass(value, Enum) else "Data model"


def _describe(name: str, value: Any) -> str:  # any public object
    lines = [f"### {name}\n"]
    if inspect.isfunction(value):
        lines.append(f"```python\n{_signature(name, value)}\n```\n")
    elif inspect.isclass(value) and issubclass(value, Enum):
        lines.append("Values: " + ", ".join(f"`{member.value}`" for member in value) + ".\n")
    elif inspect.isclass(value) and issubclass(value, BaseException):
        lines.append(f"A `{value.__mro__[1].__name__}`.\n")
    elif inspect.isclass(value) and (fields := list(_fields_of(value))):
        lines.append("```python\n" + "\n".join([f"class {name}", *fields]) + "\n```\n")
    elif not inspect.isclass(value):
        lines.append(f"```python\n{_assignment(name)}\n```\n")
    documentation = inspect.getdoc(value) if inspect.isclass(value) or inspect.isfunction(value) else _string_below(name)
    if documentation:
        lines.append(_as_markdown(documentation) + "\n")
    return "\n".join(lines)


def _assignment(name: str) -> str:
    """The statement that gives a name its value, as it stands in the code."""
    node, _ = _find_assignment(name)
    return ast.unparse(node)


def _string_below(name: str) -> str | None:
    """The string that stands below an assignment, which is how this project documents a value."""
    _, following = _find_assignment(name)
    if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant) and isinstance(following.value.value, str):
        return inspect.cleandoc(following.value.value)
    return None


def _find_assignment(name: str) -> tuple[ast.stmt, ast.stmt | None]:
    """The assignment of a public name in the module that makes it, and the statement after that."""
    for module_name in sorted(module_name for module_name in sys.modules if module_name.startswith("sayso.")):
        path = sys.modules[module_name].__file__
        statements = ast.parse(Path(path).read_text(encoding="utf-8")).body if path else []
        for statement, following in zip(statements, [*statements[1:], None], strict=True):
            if any(isinstance(target, ast.Name) and target.id == name for target in _targets(statement)):
                return statement, following
    raise LookupError(f"No module of sayso assigns {name}.")


def _targets(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.Assign):
        return statement.targets
    return [statement.target] if isinstance(statement, ast.AnnAssign) else []


def _signature(name: str, function: Any) -> str:  # any function
    """The signature on one line, or a parameter a line where that would be too long."""
    signature = inspect.signature(function)
    parameters: list[str] = []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parameters:
            parameters.append("*")
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        parameters.append(f"{parameter.name}: {_type_name(parameter.annotation)}{default}")
    returns = _type_name(signature.return_annotation)
    line = f"def {name}({', '.join(parameters)}) -> {returns}"
    return line if len(line) <= 100 else "\n".join([f"def {name}(", *(f"    {parameter}," for parameter in parameters), f") -> {returns}"])


def _fields_of(value: type[Any]) -> Iterator[str]:
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield f"    {field.name}: {field.type}{_default_of(field)}"
    else:
        for name, annotation in getattr(value, "__annotations__", {}).items():
            yield f"    {name}: {_type_name(annotation)}"


def _type_name(annotation: Any) -> str:  # a class, a string or a ForwardRef, by how the class was made
    return (
        annotation
        if isinstance(annotation, str)
        else str(getattr(annotation, "__forward_arg__", getattr(annotation, "__name__", annotation)))
    )


def _default_of(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING:
        return ""
    default = field.default
    return f" = {type(default).__name__}.{default.name}" if isinstance(default, Enum) else f" = {default!r}"


def _as_markdown(documentation: str) -> str:
    """A docstring as Markdown: its examples in a fence, its lists of errors as lists, double backticks as single ones."""
    parts = []
    for part in re.split(r"\n\n", documentation.replace("``", "`")):
        if part.startswith(">>> "):
            parts.append(f"```pycon\n{part}\n```")
        elif part.startswith(("Raises:\n", "Returns:\n", "Args:\n")):
            title, _, rows = part.partition(":\n")
            items = re.split(r"\n(?! )", textwrap.dedent(rows))
            listed = "\n".join(f"- `{name}`: {' '.join(about.split())}" for name, _, about in (item.partition(": ") for item in items))
            parts.append(f"**{title}**\n\n{listed}")
        else:
            parts.append(part)
    return "\n\n".join(parts)


# ---------------------------------------------------------------- command line


def command_line_page() -> str:
    """Every command with its arguments and options. (Not what --help prints: that is laid out by the width of a terminal.)"""
    root: Any = typer.main.get_command(app)  # typer keeps the class to itself
    commands = "\n".join(_describe_command(command) for _, command in sorted(root.commands.items()))
    return f"{HEAD}\n# Command line\n\n{_paragraphs(root.help)}\n\n{_parameters(root)}\n```text\n{_plain(root.epilog)}\n```\n\n{commands}"


def _describe_command(command: Any) -> str:  # typer's own class
    parameters = _parameters(command)
    usage = " ".join(["sayso", command.name, "[OPTIONS]", *(_metavar(one) for one in command.params if one.param_type_name == "argument")])
    return f"## sayso {command.name}\n\n`{usage}`\n\n{_paragraphs(command.help)}\n\n{parameters}"


def _parameters(command: Any) -> str:  # as above
    rows = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            rows.append(f"| `{_metavar(parameter)}` | {parameter.help} |\n")
        else:
            names = ", ".join(sorted(parameter.opts + parameter.secondary_opts, key=len, reverse=True))
            rows.append(f"| `{names}` | {parameter.help}{_values(parameter.default)} |\n")
    return "| | |\n|---|---|\n" + "".join(rows) if rows else ""


def _values(default: object) -> str:
    """What an option may be, as far as its default tells, and the default itself."""
    if default is None or isinstance(default, bool) or callable(default):
        return ""
    if isinstance(default, Enum):
        return f" One of {', '.join(f'`{member.value}`' for member in type(default))}; by default `{default.value}`."
    return f" By default `{default}`."


def _metavar(parameter: Any) -> str:  # as above
    return str(parameter.metavar or parameter.name.upper()) + ("..." if parameter.nargs == -1 else "")


def _paragraphs(text: str | None) -> str:
    return inspect.cleandoc(text or "").replace("\b\n", "")


def _plain(text: str | None) -> str:
    return inspect.cleandoc(text or "").replace("\b\n", "")


# ---------------------------------------------------------------- JSON


def json_page() -> str:
    """The JSON form of a reading, from its schema."""
    schema = json.loads(files("sayso.exports").joinpath("reading.schema.json").read_text(encoding="utf-8"))
    lines = [f"{HEAD}\n# JSON\n\n{JSON_INTRODUCTION}\n"]
    for name, part in schema["properties"].items():
        rows = list(_schema_rows(part.get("items", part) if part.get("type") == "array" else part))
        several = " (an array of these)" if part.get("type") == "array" else ""
        lines += [f"## {name}{several}\n", "| field | holds |\n|---|---|", *rows, ""]
    return "\n".join(lines)


def _schema_rows(part: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, field in part.get("properties", {}).items():
        about = f" {field['description']}" if "description" in field else ""
        yield f"| `{prefix}{name}` | {_schema_type(field)}.{about} |"
        inner = field.get("items", field)
        yield from _schema_rows(inner, f"{prefix}{name}{'[]' if 'items' in field else ''}.")


def _schema_type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in field:
        return "one of " + ", ".join(f"`{value}`" for value in field["enum"])
    if "anyOf" in field:
        return " or ".join(_schema_type(option) for option in field["anyOf"])
    if field.get("type") == "array":
        inner = field.get("items", {})
        return "array of objects" if "properties" in inner else f"array: {_schema_type(inner)}"
    kinds = field.get("type", "anything")
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)


def main() -> None:
    REFERENCE.mkdir(exist_ok=True)
    for name, page in build_reference().items():
        (REFERENCE / name).write_text(page.rstrip() + "\n", encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
