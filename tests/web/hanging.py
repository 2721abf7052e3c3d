"""A task that may hang, for worker processes: they import it by name."""

from __future__ import annotations

from sayso.pages.opening import read_source
from sayso.pipeline import read
from sayso.reading import Reading
from sayso.web.tasks import Task
from tests.steps import find_said


def hang_or_read(task: Task) -> Reading:
    """A reading with the step that obeys "PLEASE HANG"."""
    assert isinstance(task.source, bytes)
    return read(read_source(task.source, task.name), steps=(find_said,))
