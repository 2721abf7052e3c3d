"""What the tests of events share: a text read by all steps but the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.chains import trace_chains
from sayso.commitment import grade_commitment
from sayso.events import extract_events
from sayso.reading import Event, Reading
from sayso.voices import resolve_voices
from tests.helpers import reading_of

Told = tuple[str, list[str], list[str], str]


def read_events(text: str, *, published: str = "2023-03-03", **fields: object) -> Reading:
    """The reading of a text (with one attribution, where it is marked), a paragraph a line, up to its events."""
    reading = reading_of(text, **fields)
    reading = replace(reading, page=replace(reading.page, published=published))
    return extract_events(grade_commitment(trace_chains(resolve_voices(reading))))


@pytest.fixture
def tell() -> Callable[[Reading], list[Told]]:
    """The events of a reading as (type, names of actors, names of recipients, status)."""

    def of(reading: Reading) -> list[Told]:
        names = {voice.id: voice.name for voice in reading.voices}

        def one(event: Event) -> Told:
            return (
                event.type.value,
                [names[voice] for voice in event.actors],
                [names[voice] for voice in event.recipients],
                event.status.value,
            )

        return [one(event) for event in reading.events]

    return of
