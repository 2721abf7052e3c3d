"""The one sentence that says what a headline check found, in the words of the page."""

from __future__ import annotations

from sayso.checks.headline_compare import Difference, Verdict, Witness
from sayso.reading import Reading, Span

_LONGEST = 160  # characters of the page that a reason cites


def give_reason(reading: Reading, difference: Difference, witness: Witness | None) -> str:
    """The finding in one plain sentence; `witness` is the statement that the claim is held to, if there is
    one."""
    said = _cite(reading, difference.claim)
    if difference.verdict is Verdict.UNSUPPORTED:
        return f"Nothing in the body bears on {said}."
    given = _cite(reading, difference.evidence)
    whole = _cite(reading, witness.statement.span) if witness is not None else given
    who = _name_speaker(reading, witness) if witness is not None else None
    says = f"the body has {who} say {whole}" if who else f"the body says {whole}"
    match difference.verdict:
        case Verdict.SUPPORTED:
            return f"The headline says {said}; {says}."
        case Verdict.DROPS_ATTRIBUTION:
            return f"The headline says {said} in the page's own voice; in the body it is {who or 'somebody'} who says {whole}."
        case Verdict.DROPS_HEDGE:
            return f"The headline says {said} without reserve; {says}."
        case Verdict.CHANGES_PARTY:
            return f"The headline speaks of {said}; the body speaks of {given}."
        case Verdict.CHANGES_AMOUNT:
            return f"The headline has {said}; the body has {given}."
        case Verdict.CHANGES_EVENT:
            return f"The headline says {said}; {says}, which is another act."
        case _:
            return f"The headline says {said}; {says}, which is the opposite."


def _cite(reading: Reading, span: Span) -> str:
    words = " ".join(reading.page[span].split()).strip('“”"')
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"


def _name_speaker(reading: Reading, witness: Witness) -> str | None:
    attribution = witness.statement.attribution
    if attribution is None:
        return None
    voice = next((voice for voice in reading.voices if voice.id == attribution.voice), None)
    if voice is not None:
        return voice.name
    if attribution.source:
        return reading.page.words(attribution.source).rstrip(",")
    return "somebody"
