"""The exit codes of the command, other than 0 (all is well)."""

from typing import Final

FAILED: Final = 1
"""A page could not be read, or the result not be written; or a check found a verdict that --fail-on names."""

MISUSED: Final = 2
"""Wrong usage: an option that there is not (typer sees to that), or a value of one that there is not."""

INTERRUPTED: Final = 130
"""Ctrl-C: 128 and the number of SIGINT, as shells count."""
