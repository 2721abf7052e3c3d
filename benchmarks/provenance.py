"""How well the provenance of whole pages is found: the agency, and whom a page credits, on the articles of PolNeAR.

    python -m benchmarks.provenance        print the figures, and keep them

The corpus has both as fields of each article. It took the line with the credit ("h/t: ...") out of the text, so the line is put back at the
foot, where the site had it; the agency is still in the text of most articles, and `shown` counts those. `no_false` is the share of
articles without either field for which something is found all the same; most of that stands in their texts ("h/t", "contributed").
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sayso
from benchmarks.inputs import DEV, TRAIN, Json, describe_run, digest, write_result
from sayso.chains import find_provenance
from sayso.reading import Page

_NONE: Final = ("None", "NA", "")
_HEAD: Final = 250  # characters in which a dateline stands
_FOOT: Final = 600
_SIGN_OFF: Final = re.compile(r"\((?:additional )?reporting by [^()]*editing by [^()]*\)", re.IGNORECASE)
_CREDIT: Final = re.compile(r"\W*(?:h/t|hat tip|via)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """What the corpus says of where an article comes from; None where it says nothing."""

    text: str
    wire: str | None = None
    credit: str | None = None

    @property
    def shows_wire(self) -> bool:
        """Whether the text shows the agency: in brackets where a dateline stands, or by the way in which Reuters signs off."""
        if self.wire is None:
            return False
        named = f"({self.wire})".casefold() in self.text[:_HEAD].casefold()
        return named or (self.wire.casefold() == "reuters" and _SIGN_OFF.search(self.text[-_FOOT:]) is not None)

    @property
    def credited(self) -> str | None:
        """The name in the credit: "The Hill" of "h/t: The Hill"."""
        return re.sub(r"\A\W*h/t\W*", "", self.credit, flags=re.IGNORECASE).strip(" .") if self.credit else None


@dataclass
class Count:
    """What was found, what is right of it, and what was to be found."""

    found: int = 0
    right: int = 0
    wanted: int = 0

    def figures(self) -> Json:
        """Precision and recall, None where there is nothing to divide by, and the numbers behind them."""
        return {
            "p": self.right / self.found if self.found else None,
            "r": self.right / self.wanted if self.wanted else None,
            "found": self.found,
            "right": self.right,
            "wanted": self.wanted,
        }


def load_sources(paths: Iterable[Path]) -> list[Source]:
    """What the corpus says of its articles, in its order."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [Source(row["text"], *(None if row[field] in _NONE else row[field] for field in ("wire", "credit"))) for row in rows]


def measure_provenance(sources: list[Source]) -> Json:
    """Precision and recall of agencies (and recall where the text shows them) and of credits, and the share of false ones."""
    wires, shown, credited = Count(), Count(), Count()
    n_without = n_false = 0
    for source in sources:
        page = sayso.parse_text(source.text.rstrip() + (f"\n\n{source.credit}" if source.credit else ""))
        provenance = find_provenance(page)
        wire = provenance.wire.name.casefold() if provenance.wire else None
        right = wire is not None and source.wire is not None and wire == source.wire.casefold()
        wires.found += wire is not None
        wires.wanted += source.wire is not None
        wires.right += right
        shown.wanted += source.shows_wire
        shown.right += right and source.shows_wire
        names = _credited_names(page)
        credited.found += len(names)
        credited.wanted += source.credited is not None
        credited.right += source.credited in names if source.credited else sum(_stands_in(name, source.text) for name in names)
        if source.wire is None and source.credit is None:
            n_without += 1
            n_false += bool(provenance.wire or provenance.credits)
    # Credits that stand in texts of articles without the field were to be found, too: what is right of them is wanted.
    extra = sum(
        1
        for source in sources
        for name in _credited_names(sayso.parse_text(source.text))
        if source.credit is None and _stands_in(name, source.text)
    )
    credited.wanted += extra
    return {
        "wire": wires.figures(),
        "wire_shown": {"r": shown.right / shown.wanted if shown.wanted else None, "wanted": shown.wanted},
        "credit": credited.figures(),
        "no_false": {"share": n_false / n_without if n_without else None, "n": n_without},
    }


def _credited_names(page: Page) -> list[str]:
    """The names of "h/t" and "via" credits; people who contributed are another thing, which the corpus has no field for."""
    return [credit.name.strip(" .") for credit in find_provenance(page).credits if _CREDIT.match(page[credit.span])]


def _stands_in(name: str, text: str) -> bool:
    """Whether a text itself has a credit of that name, although its field is empty."""
    return re.search(rf"(?:h/t|hat tip)\W*{re.escape(name)}", text, re.IGNORECASE) is not None


def describe(figures: Json) -> str:
    """The figures in three lines."""
    wire, shown, credit, none = (figures[name] for name in ("wire", "wire_shown", "credit", "no_false"))
    lines = (
        f"agency    precision {_share(wire['p'])}   recall {_share(wire['r'])} of all {wire['wanted']}",
        f"          recall {_share(shown['r'])} of the {shown['wanted']} that the text shows",
        f"credits   precision {_share(credit['p'])}   recall {_share(credit['r'])} of {credit['wanted']}",
        f"none      something is found for {_share(none['share'])} of {none['n']} articles without either",
    )
    return "\n".join(lines)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def main(argv: list[str] | None = None) -> None:
    argparse.ArgumentParser(description="Measure the provenance of pages; see the module's docstring.").parse_args(argv)
    paths = [path for path in (TRAIN, DEV) if path.is_file()]
    if not paths:
        print("The corpus is not beside the project: provenance cannot be measured, and no result is kept.")
        return
    figures = measure_provenance(load_sources(paths))
    print(describe(figures))
    write_result("provenance", describe_run(("sayso",)) | {"digest": digest(paths)} | figures)


if __name__ == "__main__":
    main()
