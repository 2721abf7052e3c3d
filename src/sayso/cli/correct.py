"""``sayso correct``: corrections made by hand in brat, back into a reading."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.output import OutOption, Output
from sayso.cli.sources import load_reading


def correct(
    reading: Annotated[
        Path, typer.Argument(metavar="READING", help="A reading as JSON, as `sayso read -f json` writes it.", show_default=False)
    ],
    annotations: Annotated[
        Path, typer.Argument(metavar="ANNOTATIONS", help="The .ann file that was made of it and corrected in brat.", show_default=False)
    ],
    out: OutOption = None,
) -> None:
    """Take corrections made in brat back into a reading.

    What brat shows (ranges, manner, commitment, nesting, what was added or deleted) is taken from the annotations; voices, chains and
    everything else stay as they were. The corrected reading is written as JSON.
    """
    from sayso.exports.brat import from_brat
    from sayso.exports.json import dumps

    corrected = from_brat(load_reading(reading), _read(annotations))
    with Output(out) as output:
        output.write(dumps(corrected, indent=1) + "\n")
        output.commit()


def _read(path: Path) -> str:
    from sayso.errors import ReadingError

    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReadingError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise ReadingError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8.") from None
