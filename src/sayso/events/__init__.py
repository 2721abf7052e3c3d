"""Who did what to whom: events of PLOVER's types with parties, dates and status."""

from sayso.events.dates import find_times, resolve_date
from sayso.events.extract import extract_events

__all__ = ["extract_events", "find_times", "resolve_date"]
