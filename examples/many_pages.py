"""A folder of pages to JSON Lines, on two processes; a page that cannot be read is named with its reason and costs nothing else.

Run it with a folder of your own, or without one for the pages beside this file.
"""

import json
import sys
from pathlib import Path

import sayso

folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pages"
pages = sorted(path for path in folder.iterdir() if path.suffix in {".html", ".txt"})
for reading in sayso.read_many(pages, workers=2, on_failure=lambda failure: print(failure.source, failure.reason, file=sys.stderr)):
    print(json.dumps(sayso.to_json(reading), ensure_ascii=False))
