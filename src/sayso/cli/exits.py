"""The exit codes of the command, other than 0 (all is well) and 2 (wrong usage, which typer sees to)."""

from typing import Final

FAILED: Final = 1
"""A page could not be read, or the result not be written; or a check found a verdict that --fail-on names."""

INTERRUPTED: Final = 130
"""Ctrl-C: 128 and the number of SIGINT, as shells count."""
