"""Headlines made by altering an article: each has the verdict of what was done to it."""

from __future__ import annotations

from functools import partial

import pytest

from benchmarks import headline
from benchmarks.headline import Article, make_headlines, measure_made, measure_real
from sayso import check_headline
from sayso.reading import Attribution, Manner, Span

BODY = (
    "On Monday the river town of Orrin was full of visitors. Ada Quill and the miller are guests of the mayor this week. "
    "Later the crowd heard Bo Harker sing, and some saw Ada Quill dance. "
    "Ada Quill has won 12 points in the great mill race this year.\n\n"
    "Her brother said that the old mill wheel was broken by a drunken sailor."
)
CONTENT = BODY.index("that the old")
ARTICLE = Article(
    "Quill wins race at Orrin",
    BODY,
    (
        Attribution(
            "a1",
            (Span(CONTENT, len(BODY) - 1),),
            (Span(CONTENT - 5, CONTENT - 1),),
            (Span(CONTENT - 17, CONTENT - 6),),
            Manner.INDIRECT,
            0.9,
        ),
    ),
)


def test_each_change_has_its_verdict() -> None:
    made = {(one.how, one.verdict): one.headline for one in make_headlines(ARTICLE)}
    assert made[("as it is", "supported")] in BODY
    assert " not " in made[("negation in", "contradicted")]
    assert "36 points" in made[("number", "changes amount")]
    assert made[("name", "changes party")].startswith("Bo Harker has won")
    assert made[("content", "drops attribution")] == "The old mill wheel was broken by a drunken sailor"
    assert "has lost 12 points" in made[("act", "contradicted")]


def test_figures_count_every_made_headline() -> None:
    figures = measure_made([ARTICLE])
    assert sum(one["n"] for one in figures["verdicts"].values()) == len(list(make_headlines(ARTICLE)))
    assert figures["verdicts"]["changes amount"]["recall"] == 1.0


def test_real_headlines_are_held_against_their_own_body_and_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headline, "check_headline", partial(check_headline, with_judge=False))  # so that what is counted is known
    other = Article(
        "Choir of Dunfall has a new conductor",
        "The choir of Dunfall sang on Friday under its new conductor, Marek Silver, in the chapel.",
        (),
    )
    figures = measure_real([ARTICLE, other])
    assert figures["n"] == 2
    assert figures["own"] == {"supported": 1.0}
    assert figures["other"] == {"unsupported": 1.0}
