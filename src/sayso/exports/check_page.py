"""The frame of a check as one HTML page that needs nothing else: its head, its title, and what it allows itself.

Decides what every such page has; what is in it and how it looks is decided in `headline_checks_html` and `quote_checks_html`.
"""

from __future__ import annotations

import base64
import hashlib

from sayso.exports.markup import to_plain
from sayso.reading import Page


def frame_check(page: Page, question: str, body: str, *, style: str) -> str:
    """A whole HTML document around the body; its Content-Security-Policy allows its own style sheet and nothing else.

    `question` is what the check asks of the page, for the title; `body` and `style` are markup and stand as they are.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = to_plain(page.headline or page.url or "A page")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="sayso">
<title>{title}: {question}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""
