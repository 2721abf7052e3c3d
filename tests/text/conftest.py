"""Pages by hand, as British and American papers set them, and text as hypothesis makes it."""

from __future__ import annotations

import pytest

# One evening in one town, set in four ways. In the tests square brackets stand around each quotation.
_STORY = """<The footbridge is shut,> said Mira Okafor, the harbour master. <It's the workers' union that asked for it.>

The council hasn't answered, but Tom Aldous, who has sold fish 'n' chips there since the '80s, called the plan <half-baked>.

<They told me: {Wait till May.} I've waited since May '19, and for what?

<My boys' school is on the other side,> he said. <'Tis no joke.>

Asked about the ladies' rowing club, which is 6' above the water, Okafor laughed: <Rowers' dreams aren't my business.>"""


@pytest.fixture
def british_page() -> str:
    """Single curly marks outside, double within."""
    return _STORY.replace("'", "’").translate(str.maketrans("<>{}", "‘’“”"))


@pytest.fixture
def british_typed_page() -> str:
    """Single straight marks outside, double within: apostrophes and quotation marks are one character."""
    return _STORY.translate(str.maketrans("<>{}", "''\"\""))


@pytest.fixture
def american_page() -> str:
    """Double curly marks outside, single within."""
    return _STORY.replace("'", "’").translate(str.maketrans("<>{}", "“”‘’"))


@pytest.fixture
def american_typed_page() -> str:
    """Double straight marks outside, single within."""
    return _STORY.translate(str.maketrans("<>{}", "\"\"''"))
