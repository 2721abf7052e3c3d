"""The step that grades commitment, and the question why: held and reported of each attribution, with the words that decided.

Each attribution is graded on its own, nested ones too. What the rules are is told in `held` and `stance`, their words in data/.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from sayso.commitment.context import Context, make_context
from sayso.commitment.cues import read_cue
from sayso.commitment.held import HeldGround, decide_held
from sayso.commitment.stance import ReportedGround, decide_reported
from sayso.reading import Attribution, Reading


class Commitment(NamedTuple):
    """The two answers for one attribution, each with its rule and its evidence."""

    held: HeldGround
    reported: ReportedGround


def grade_commitment(reading: Reading) -> Reading:
    """The reading with `held` and `reported` of every attribution (READING.md, section 5)."""
    context = make_context(reading)
    return replace(reading, attributions=tuple(_grade(context, attribution) for attribution in reading.attributions))


def explain_commitment(reading: Reading, attribution: Attribution) -> Commitment:
    """Why an attribution of the reading is held and reported as it is: for both, the value, the rule's name and the words that decided.

    The evidence is None where no word decided: nothing takes the content back, no word takes a side.
    """
    return _explain(make_context(reading), attribution)


def _grade(context: Context, attribution: Attribution) -> Attribution:
    commitment = _explain(context, attribution)
    return replace(attribution, held=commitment.held.value, reported=commitment.reported.value)


def _explain(context: Context, attribution: Attribution) -> Commitment:
    cue = read_cue(context, attribution)
    held = decide_held(context, attribution, cue)
    return Commitment(held, decide_reported(context, attribution, cue, held.value))
