"""Fixtures for every folder: readings made by hand, small enough to be read in the test."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings

from sayso.reading import Attribution, Block, BlockKind, Held, Link, Manner, Page, Reading, Reported, Span, Voice, VoiceKind
from tests.helpers import attribution_of, marked, reading_of

# Other work may share the cores: a slow example is no failure.
settings.register_profile("sayso", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sayso")


@pytest.fixture
def plain_reading() -> Reading:
    """One sentence, one indirect attribution, voices not resolved."""
    return reading_of("[source: Ada Quill] [cue: said] [content: that the well was dry].")


@pytest.fixture
def nested_reading() -> Reading:
    """A headline and a paragraph: a paper has a clerk say what a mayor denied, with voices, chains and commitment."""
    mark = marked(
        "Mayor denies flood money\n\n"
        "[a1.source: The Bell] [a1.cue: reports] [a1.content: that [a2.source: a clerk] [a2.cue: told] [a2.addressee: the council] "
        "[a2.content: “there is no such money,” and [a3.source: Mayor Oduya] [a3.cue: denied] [a3.content: everything]]]."
    )
    headline = Span(0, mark.text.index("\n"))
    body = Span(mark.text.index("The Bell"), len(mark.text))
    page_link = Link("v0", None)
    paper, clerk, mayor = (Link(f"v{n}", mark.of(f"a{n}.source")[0]) for n in (1, 2, 3))
    return Reading(
        page=Page(
            mark.text,
            (Block(BlockKind.HEADLINE, headline), Block(BlockKind.PARAGRAPH, body)),
            url="https://news.example/flood",
            headline=mark.text[:24],
            byline="R. Lund",
            outlet="Harbour Notes",
            published="2024-02-29T08:00+01:00",
            language="en",
        ),
        voices=(
            Voice("v0", VoiceKind.PERSON, "R. Lund"),
            Voice("v1", VoiceKind.OUTLET, "The Bell"),
            Voice("v2", VoiceKind.UNNAMED, "a clerk"),
            Voice("v3", VoiceKind.PERSON, "Ayo Oduya", aliases=("Mayor Oduya",), roles=("mayor",), mentions=mark.of("a3.source")),
        ),
        attributions=(
            attribution_of(mark, "a1.", id="a1", manner=Manner.MIXED, voice="v1", chain=(page_link, paper), score=0.97),
            attribution_of(mark, "a2.", id="a2", manner=Manner.MIXED, voice="v2", chain=(page_link, paper, clerk), parent="a1", score=0.8),
            attribution_of(
                mark,
                "a3.",
                id="a3",
                voice="v3",
                chain=(page_link, paper, clerk, mayor),
                parent="a2",
                held=Held.DENIED,
                reported=Reported.DISTANCING,
                score=0.5,
            ),
        ),
        model="a model by hand",
    )


@pytest.fixture
def sourceless_reading(plain_reading: Reading) -> Reading:
    """An attribution that names nobody."""
    (attribution,) = plain_reading.attributions
    without: Attribution = replace(attribution, source=())
    return replace(plain_reading, attributions=(without,))
