"""Who says what on a page: the shortest useful program."""

from pathlib import Path

import sayso

PAGES = Path(__file__).parent / "pages"

reading = sayso.read(PAGES / "ferry.html")
page = reading.page
print(f"{page.headline} ({page.outlet}, {page.published})\n")
for attribution in reading.attributions:
    who = page.words(attribution.source) or "somebody"
    print(f"{attribution.score:.2f}  {who}: {page.words(attribution.content)}")
