"""Speech within speech: the attributions of a page as a tree, each under the one in whose content it stands."""

from pathlib import Path

import sayso

PAGES = Path(__file__).parent / "pages"


def show(reading: sayso.Reading, parent: str | None = None, depth: int = 0) -> None:
    page = reading.page
    for attribution in reading.attributions:
        if attribution.parent == parent:
            who = page.words(attribution.source) or "somebody"
            cue = page.words(attribution.cue) or "without a cue"
            print(f"{'    ' * depth}{who} [{cue}, {attribution.manner}]")
            show(reading, attribution.id, depth + 1)


show(sayso.read(PAGES / "orchard.html"))
