"""The version of the package; the one in pyproject.toml is the same, and a test compares them."""

from typing import Final

__version__: Final = "0.1.0"
