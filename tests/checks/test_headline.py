"""Headlines against bodies: the invented pairs by the rules alone, and what the check promises whatever the page, with the judge too."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings

from sayso import check_headline as check_with_judge
from sayso.checks.headline import check_claims
from sayso.reading import Check, Finding, Reading, Span, validate
from tests.checks.pairs import Pair, load_pairs, page_of
from tests.strategies import readings

check_headline = partial(check_with_judge, with_judge=False)

KNOWN_FAULTS = frozenset(
    {
        "wider group",  # headlines leave out what narrows a group all the time
        "topic shared, claim not",
        "risk halved by a quarter",
        "denial of a rumour holds",
        "charity says, page says too",  # the page says it in other words
        "sacked before a decision",
        "Mayor Dunne to stand for senate",
        "Residents oppose new skate park",
        "Police seize 40 dogs from farm",
        "Steelmaker signs deal to buy Norrland mine",
        "Ministers scrap plan for river tunnel",
        "Star quits band after row, says manager",
        "Mine bosses ignored warnings before blast",
        "Education minister's plan angers all parents",
        "Rents double in five years",
        "Teenagers who skip breakfast may do worse at maths",
        "Fish farm to bring 60 jobs to Loch Duin",
        "Veteran striker Okoye signs for Rangers",
        "Union suspends strike",
        "Tax office wins case against baker",
        "Fishermen fear for jobs under new quota",
        "Nine in ten drivers speed on Mill Road",
        "Banks to refund victims of card fraud",
        "Company admits polluting lake",
        "Garden centre fined £50,000 over bee deaths",  # the amount is taken to explain the act
        "probably is gone",  # investigators say it as well
        "Keeper's late penalty save sends Aldmoor through to semi-final",
        # of rounds 6 and 7, which little was written for
        "Publisher pulls cookbook over poisonous mushroom recipe",
        "Astronomers may have spotted youngest planet yet",
        "Police drop case against teenager over graffiti on war memorial",
        "Parliament votes down ban on plastic bottles",
        "Mayor did not know of leak in school roof, inquiry finds",
        "Coach bullied gymnasts into training with broken bones",
        "Virus in bats caused outbreak on Sulla islands",
        "Rare lynx returns to Carrow forest",
        "Merger with Tidewell will close two factories",
        "Teachers threaten to boycott new exams",
        "Bishop sells palace to pay for roof repairs",
        "Actor's agent arrested over drugs at film festival",
        "Ferry sank in minutes, survivors say",
        "Hundreds queue overnight for last-ever printed phone book",
        "All beaches on south coast fail water tests",
        "Chess federation expels grandmaster for cheating",
        "President apologises to miners' widows",
        "Tech giant buys rival Lumo for $2bn",
        "Council evicts travellers from riverside field",
        "Surgeon struck off after leaving swab in patient",
        "Interest rates to stay at 4 per cent",
        "Lighthouse keeper's cottage damaged beyond repair in storm",
        "Wolves blamed for death of sheep on Hollin Fell",
        "Captain Hurst fit to play in final",
        "Novelist Agard leaves fortune to cats' home",
        "Robot vacuum cleaners spy on owners and start fires",
        "Museum's mummy was murdered, scan reveals",
        "Marathon winner disqualified for taking shortcut, then reinstated",
        "Swimmer, 71, crosses strait at fourth attempt",
        "Smelter may have to close if power price stays high",
        "Town bans leaf blowers",
        "Rail firm hid cracks in train wheels",
        "Teachers' strike shuts nurseries in Holm",
        "Bank says savers will be paid in full",
        "Half of new doctors leave country within a year, survey shows",
        "Court orders demolition of villa on cliff",
        "Champion Holt announces retirement",
        "Navy sinks trawler in disputed waters",
        "Last cinema in Dale to close its doors",
        "Actress Lund weds on island after secret romance",
        "Council tax to rise as leisure centre opens",
    }
)
"""Pairs that the check gets wrong, kept so that a change that mends one, or breaks another, is seen."""


def verdicts_of(reading: Reading) -> frozenset[str]:
    found = frozenset(finding.verdict for finding in check_headline(reading).findings if finding.check is Check.HEADLINE)
    return found - {"supported"} or found


@pytest.mark.parametrize("pair", [pair for pair in load_pairs() if pair.name not in KNOWN_FAULTS], ids=lambda pair: pair.name)
def test_invented_headline_gets_its_verdicts(pair: Pair) -> None:
    assert verdicts_of(pair.reading) == pair.verdicts


def test_known_faults_are_faults() -> None:
    named = {pair.name: pair for pair in load_pairs()}
    assert set(named) >= KNOWN_FAULTS
    assert [name for name in sorted(KNOWN_FAULTS) if verdicts_of(named[name].reading) == named[name].verdicts] == []


def test_about_half_of_the_altered_headlines_get_exactly_their_verdicts() -> None:
    pairs = load_pairs("alterations.toml")
    right = sum(verdicts_of(pair.reading) == pair.verdicts for pair in pairs)
    sound = [pair for pair in pairs if pair.verdicts == {"supported"}]
    assert right > 0.44 * len(pairs)  # 46% when this was written, as 81% below
    assert sum(verdicts_of(pair.reading) == pair.verdicts for pair in sound) > 0.78 * len(sound)


def test_pairs_are_balanced() -> None:
    counts = Counter(verdict for pair in load_pairs() for verdict in (pair.verdicts or {"none"}))
    assert len(load_pairs()) >= 60
    assert min(counts.values()) >= 6


@pytest.mark.parametrize(("with_judge", "step"), [(False, 1), (True, 5)])
def test_every_finding_has_a_reason_and_both_ranges(with_judge: bool, step: int) -> None:
    for pair in load_pairs()[::step]:
        checked = validate(check_with_judge(pair.reading, with_judge=with_judge))
        for finding in checked.findings:
            assert finding.reason.endswith(".")
            assert finding.claim[0].end <= len(checked.page.headline or "")
            assert bool(finding.evidence) == (finding.verdict != "unsupported")
            assert all(span.start > finding.claim[0].end for span in finding.evidence)


def test_abstention_leaves_a_doubt_and_no_finding() -> None:
    checked = check_headline(page_of("Is the mill to close?", "The mill at Orrin will be shut in June, its owner says. It has 40 workers."))
    assert checked.findings == ()
    assert [doubt.about for doubt in checked.doubts] == ["headline"]
    assert "question" in checked.doubts[0].reason


def test_page_without_headline_is_left_open() -> None:
    reading = page_of("Mill closes", "The mill has closed.")
    bare = replace(reading, page=replace(reading.page, blocks=reading.page.blocks[1:]))
    assert check_headline(bare).doubts[0].reason == "The page has no headline."


def test_wall_is_quoted_in_the_doubt() -> None:
    reading = page_of("Mill closes", "The mill at Orrin has closed.\nSubscribe to continue reading this story and a thousand more.")
    assert "Subscribe to continue" in check_headline(reading).doubts[0].reason


def test_checking_twice_is_checking_once() -> None:
    for pair in load_pairs()[::7]:
        once = check_headline(pair.reading)
        assert check_headline(once) == once


@pytest.mark.parametrize("with_judge", [False, True])
def test_findings_of_the_other_check_are_kept(with_judge: bool) -> None:
    reading = page_of("Mill closes", "The mill at Orrin has closed after ninety years, and its forty workers have been paid off.")
    quote = Finding(Check.QUOTE, "verbatim", (Span(13, 20),))
    checked = check_with_judge(replace(reading, findings=(quote,)), with_judge=with_judge)
    assert checked.findings[0] == quote
    assert [finding.verdict for finding in checked.findings[1:]] == ["supported"]


def test_reason_names_who_says_it() -> None:
    reading = page_of(
        "Miller poisoned the brook",
        "The brook is red again.\n[s1: Ada Quill] [q1: alleged] [c1: that the miller had poisoned the brook].\nShe has fished there.",
    )
    (finding,) = check_headline(reading).findings
    assert finding.verdict == "drops attribution"
    assert "Ada Quill" in finding.reason
    assert reading.page[finding.evidence[0]].endswith("poisoned the brook")


def test_hedge_is_pointed_at() -> None:
    reading = page_of("Miller will sell the mill", "The miller of Orrin may sell the mill next year. It has been in his family since 1790.")
    (finding,) = check_headline(reading).findings
    assert (finding.verdict, reading.page[finding.evidence[0]]) == ("drops hedge", "may")


def test_amounts_are_pointed_at() -> None:
    reading = page_of("Mill loses £9m", "The mill at Orrin has lost £3m this year, its books show. Last year it broke even.")
    (finding,) = check_headline(reading).findings
    assert (finding.verdict, reading.page[finding.claim[0]], reading.page[finding.evidence[0]]) == ("changes amount", "£9m", "£3m")


def test_part_of_a_headline_that_holds_is_told_beside_the_part_that_does_not() -> None:
    reading = page_of(
        "Orrin mill closes its gates; bishop elopes with heiress",
        "The mill at Orrin has closed its gates after ninety years. Its forty workers got letters on Monday. The roof leaks.",
    )
    assert [finding.verdict for finding in check_headline(reading).findings] == ["supported", "unsupported"]
    assert [check.claim.span.start for check in check_claims(reading)] == [0, 29]


def test_own_attribution_is_never_dropped() -> None:
    body = (
        "A row broke out in Orrin.\n[s1: Ada Quill] [q1: claimed] [c1: that the miller had poisoned the brook].\nThe miller was not there."
    )
    for headline in ("Miller poisoned the brook, woman says", "Angler: miller poisoned the brook", "Miller ‘poisoned the brook’"):
        assert "drops attribution" not in verdicts_of(page_of(headline, body))


def test_words_according_to_somebody_are_not_the_page_s_own() -> None:
    reading = page_of(
        "Miller will sell the mill", "The miller of Orrin will sell the mill, according to three people who know him. He has a son."
    )
    assert verdicts_of(reading) == {"drops attribution"}


def test_act_that_is_the_cue_of_an_attribution_is_told_by_the_whole_sentence() -> None:
    body = "[s1: The miller of Orrin] [q1: may dismiss] [c1: his foreman before the harvest]. The foreman has been with him for nine years."
    assert verdicts_of(page_of("Miller to sack foreman before harvest", body)) == {"drops hedge"}


@pytest.mark.parametrize("with_judge", [False, True])
@settings(max_examples=25, deadline=None)
@given(reading=readings())
def test_any_reading_can_be_checked(reading: Reading, with_judge: bool) -> None:
    check = partial(check_with_judge, with_judge=with_judge)
    checked = validate(check(reading))
    found = [finding for finding in checked.findings if finding.check is Check.HEADLINE]
    assert bool(found) != any(doubt.about == "headline" for doubt in checked.doubts)
    assert check(checked) == checked


def test_time_is_linear_in_the_body() -> None:
    line = "The mill at Orrin, which may be sold for 9m, has {} workers, and the miller says that nine of them want to leave it.\n"

    def check(count: int) -> float:
        """The shortest of three times: what else the machine does can only make one longer."""
        reading = page_of("Mill at Orrin to be sold at half its price, miller says", "".join(line.format(n) for n in range(count)))
        times = []
        for _ in range(3):
            start = time.process_time()
            assert check_headline(reading).findings
            times.append(time.process_time() - start)
        return min(times)

    assert check(400) < 24 * max(check(50), 0.005)  # linear time gives 8, quadratic time 64
