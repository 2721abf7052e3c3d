"""Rules and judge together: what the weighing bears out is told in the words of the page, whichever of the two saw it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from tokenizers import Tokenizer

from sayso import check_headline
from sayso.checks import headline, look_ahead
from sayso.checks.headline_compare import Verdict
from sayso.checks.headline_judge import EVIDENCE, FAULTS, Opinion, RulesSay, features_of, hear_judge
from sayso.checks.headline_statements import sentence_spans
from sayso.model import judge as judge_module
from sayso.model.files import SHIPPED
from sayso.model.judge import Judgement, lay_out
from sayso.reading import Reading, validate
from tests.checks.pairs import page_of

Judged = Callable[..., Reading]
TRUST_THE_JUDGE = tuple((0.0, *(float(n == fault) for n in range(len(EVIDENCE)))) for fault in range(len(FAULTS)))
"""Weights by which the judge alone decides."""
TRUST_BOTH = tuple((0.0, *(9.0 * (n == fault) + 4.0 * (n == fault + len(FAULTS)) for n in range(len(EVIDENCE)))) for fault in range(7))


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Judged:
    """Checks a reading with a judge that sees the given faults, each in the words given for the headline and the body."""
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def run(reading: Reading, seen: dict[Verdict, tuple[str, str]], weights: tuple[tuple[float, ...], ...] = TRUST_THE_JUDGE) -> Reading:
        def hear(reading: Reading) -> Opinion:
            text = reading.page.text
            title = next(block.span for block in reading.page.blocks)
            spans = sentence_spans(text, reading.page.blocks)
            layout = lay_out(reading.page[title], [reading.page[span] for span in spans], tokenizer)
            faults = np.full(len(FAULTS), -3.0, dtype=np.float32)
            clashes = np.full((len(layout.ids), len(FAULTS)), -3.0, dtype=np.float32)
            for verdict, words in seen.items():
                column = FAULTS.index(verdict)
                faults[column] = 3.0
                for row, owner in enumerate(layout.owner.tolist()):
                    if owner == -2:
                        continue
                    where, sought = (title, words[0]) if owner == -1 else (spans[owner], words[1])
                    at = reading.page[where].find(sought) if sought else -1
                    if at >= 0 and layout.starts[row] < at + len(sought) and layout.ends[row] > at:
                        clashes[row, column] = 3.0
            return Opinion(Judgement(layout, faults, clashes), title, spans, weights)

        monkeypatch.setattr(headline, "hear_judge", hear)
        return validate(check_headline(reading))

    return run


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """Verdict, words of the headline and words of the body of each finding."""
    return [(one.verdict, reading.page.words(one.claim), reading.page.words(one.evidence)) for one in reading.findings]


MILL = page_of(
    "Owner shuts mill at Orrin",
    "Ada Quill, who owns it, has put the mill at Orrin up for sale.\nIt has forty workers. It was built in 1790.",
)


def test_fault_that_the_judge_alone_sees_is_told_in_its_words(check: Judged) -> None:
    checked = check(MILL, {Verdict.CHANGES_PARTY: ("Owner", "Ada Quill")})
    assert told(checked) == [("changes party", "Owner", "Ada Quill")]
    assert checked.findings[0].reason == "The headline speaks of “Owner”; the body speaks of “Ada Quill”."


def test_made_up_clause_stands_against_nothing(check: Judged) -> None:
    (finding,) = check(MILL, {Verdict.UNSUPPORTED: ("shuts", "")}).findings
    assert (finding.verdict, finding.evidence) == ("unsupported", ())


def test_fault_of_the_rules_that_the_judge_outweighs_is_dropped(check: Judged) -> None:
    assert [verdict for verdict, _, _ in told(check_headline(MILL, with_judge=False))] == ["changes event"]
    assert [verdict for verdict, _, _ in told(check(MILL, {}))] == ["supported"]


def test_fault_that_both_see_keeps_the_words_of_the_rules(check: Judged) -> None:
    reading = page_of(
        "Mill loses £9m", "The mill at Orrin has lost £3m this year, its books show. Last year it broke even, the miller says."
    )
    assert told(check(reading, {Verdict.CHANGES_AMOUNT: ("loses £9m", "lost £3m this")}, TRUST_BOTH)) == [("changes amount", "£9m", "£3m")]


def test_word_that_is_put_into_a_sentence_of_the_body_is_seen_whatever_the_judge_says(check: Judged) -> None:
    body = "The council has approved the bridge at Orrin. It will cost £3m and take two years, and the old one will be taken down in May."
    (finding,) = check(page_of("The council has not approved the bridge at Orrin", body), {}).findings
    assert finding.verdict == "contradicted"


def test_headline_that_gives_its_words_to_somebody_drops_no_attribution(check: Judged) -> None:
    body = "A row broke out in Orrin. The miller, [s1: Ada Quill] [q1: claimed] [c1: on Monday, had poisoned the brook]. He was not there."
    checked = check(page_of("Miller poisoned the brook, woman says", body), {Verdict.DROPS_ATTRIBUTION: ("poisoned the brook", "poisoned")})
    assert "drops attribution" not in {finding.verdict for finding in checked.findings}


def test_claim_without_witness_is_supported_by_the_nearest_sentence(check: Judged) -> None:
    reading = page_of(
        "Drunken plumber elopes with young heiress",
        "The mill at Orrin has closed. Its only plumber wept. Forty workers got letters on Monday. The roof leaks.",
    )
    assert told(check_headline(reading, with_judge=False)) == [("unsupported", "Drunken plumber elopes with young heiress", "")]
    assert told(check(reading, {})) == [("supported", "Drunken plumber elopes with young heiress", "Its only plumber wept.")]


def test_features_are_bounded_and_say_what_the_rules_found() -> None:
    features = features_of([40.0, -40.0, 0, 0, 0, 0, 1.5], RulesSay(frozenset({Verdict.DROPS_HEDGE}), 0.5, 0.25))
    assert features == [6.0, -6.0, 0, 0, 0, 0, 1.5, 0, 1, 0, 0, 0, 0, 0, 0, 0.5, 0.25]
    assert dict(zip(EVIDENCE, features_of([0.0] * 7, RulesSay(frozenset())), strict=True))["rules: none"] == 1.0


def test_columns_of_the_judge_are_the_faults() -> None:
    assert tuple(fault.value for fault in FAULTS) == judge_module.FAULTS


def test_looking_ahead_changes_nothing() -> None:
    assert look_ahead(MILL) is MILL
    assert check_headline(MILL) == check_headline(look_ahead(MILL))


def test_headline_that_claims_nothing_asks_no_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_module, "load_judge", lambda: pytest.fail("the judge was asked"))
    assert check_headline(page_of("Is the mill to close?", "The mill at Orrin will be shut in June, its owner says.")).findings == ()


def test_reading_without_headline_has_no_opinion() -> None:
    page = MILL.page
    bare = Reading(type(page)(page.text, page.blocks[1:]), voices=MILL.voices)
    assert hear_judge(bare) is None
