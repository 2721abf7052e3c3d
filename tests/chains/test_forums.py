"""Which words name a forum, and which do not."""

from __future__ import annotations

import pytest

from tests.chains.tracing import chain_of, trace

NAMED = [
    ("[a1.content: It is dry], [a1.cue: according to] [a1.source: a study published on Monday in the journal Fen & Mud].", "Fen & Mud"),
    ("[a1.source: Ada Quill] [a1.cue: told] Dutch television channel Brume TV [a1.content: it is dry].", "Brume TV"),
    ("[a1.source: Ada Quill] [a1.cue: told] the Brackish daily Brume [a1.content: it is dry].", "Brume"),
    ("[a1.source: Ada Quill] [a1.cue: said] on the TV show “Fen Hour” [a1.content: it is dry].", "Fen Hour"),
    ("[a1.source: Ada Quill] [a1.cue: said] on Bo Lund’s radio show [a1.content: it is dry].", "Bo Lund’s radio show"),
    ("[a1.source: Ada Quill] [a1.cue: said] in an interview with Bo Lund’s podcast [a1.content: it is dry].", "Bo Lund’s podcast"),
    ("[a1.source: Ada Quill] [a1.cue: told] Rolling Stone [a1.content: it is dry].", "Rolling Stone"),
    ("[a1.source: Ada Quill] [a1.cue: told] Reed magazine [a1.content: it is dry].", "Reed"),
    ("[a1.source: Ada Quill] [a1.cue: said] in an interview with Fen Sports [a1.content: it is dry].", "Fen Sports"),
    ("[a1.source: Ada Quill] [a1.cue: told] Fen TV's ''Meet the Fen'' [a1.content: it is dry].", "Meet the Fen (Fen TV)"),
    ('[a1.content: It is dry], [a1.source: Ada Quill] [a1.cue: said] on Fen FM\'s "Fen News Daily."', "Fen News Daily (Fen FM)"),
    ("[a1.source: Ada Quill] [a1.cue: told] Bo Lund of Fen Radio [a1.content: it is dry].", "Fen Radio"),
    ("[a1.source: Ada Quill] [a1.cue: said] on Twitter [a1.content: it is dry].", "Twitter"),
    ("[a1.source: Ada Quill] [a1.cue: told] state media [a1.content: it is dry].", "state media"),
    ("[a1.source: Ada Quill] [a1.cue: denied] [a1.content: it] in comments to the Lower Fen Echo.", "Lower Fen Echo"),
    ("[a1.source: Ada Quill] [a1.cue: called] [a1.content: it dry] in an op-ed in the Skarn Whisper.", "Skarn Whisper"),
    ("[a1.source: Ada Quill] [a1.cue: called] [a1.content: it dry] on the Harbour Notes blog.", "Harbour Notes"),
    (
        "[a1.source: Ada Quill] [a1.cue: called] [a1.content: it dry] during an appearance on “Fen Hour” on Radio Fen.",
        "Fen Hour (Radio Fen)",
    ),
    ("Interviewed by Channel Nine on Monday, [a1.source: Ada Quill] [a1.cue: called] [a1.content: it dry].", "Channel Nine"),
    ("[a1.source: Ada Quill, interviewed on Channel Nine,] [a1.cue: called] [a1.content: it dry].", "Channel Nine"),
    ("[a1.source: Ada Quill] [a1.cue: told] Channel Nine’s Bo Lund, who was on the quay, [a1.content: that it was dry].", "Channel Nine"),
    ("[a1.source: Ada Quill] [a1.cue: said] in a Facebook post [a1.content: it is dry].", "Facebook"),
    ("In a Warble post, [a1.source: Ada Quill] [a1.cue: said] [a1.content: it is dry].", "Warble"),
    ("In a Radio Fen interview, [a1.source: Ada Quill] [a1.cue: said] [a1.content: it is dry].", "Radio Fen"),
    ("In a Channel Nine interview [a1.source: Ada Quill] [a1.cue: said] [a1.content: it is dry].", "Channel Nine"),
    ("[a1.source: Ada Quill] [a1.cue: told] Channel Nine’s “Daybreak” [a1.content: that it was dry].", "Daybreak (Channel Nine)"),
    ("[a1.content: “It is dry,”] [a1.source: Ada Quill] [a1.cue: said] in an interview with the Fen Herald on Monday.", "Fen Herald"),
    ("In an interview on Radio Fen, [a1.source: Ada Quill] [a1.cue: said] [a1.content: it was dry].", "Radio Fen"),
    ("[a1.source: Ada Quill] [a1.cue: wrote] on Warble on Monday [a1.content: that it was dry].", "Warble"),
    ("[a1.content: It is dry], [a1.source: Ada Quill] [a1.cue: wrote] in The Ledger.", "The Ledger"),
    ("In a piece for The Ledger, [a1.source: Ada Quill] [a1.cue: argues] [a1.content: that it is dry].", "The Ledger"),
    ("Writing in the Fen Gazette, [a1.source: Ada Quill] [a1.cue: argues] [a1.content: that it is dry].", "Fen Gazette"),
    ("[a1.source: Ada Quill] [a1.cue: said] on Fen News’s “The Wet Week” [a1.content: that it was dry].", "The Wet Week (Fen News)"),
    ("[a1.source: Ada Quill] [a1.cue: told] Fen News host Ian Bell [a1.content: that it was dry].", "Fen News"),
    ("[a1.source: Ada Quill] [a1.cue: told] Fen Television’s Ian Bell [a1.content: that it was dry].", "Fen Television"),
    ("Speaking to Radio Fen’s Daylight programme, [a1.source: Ada Quill] [a1.cue: said] [a1.content: it was dry].", "Daylight (Radio Fen)"),
    ("[a1.source: Ada Quill] [a1.cue: told] Reuters [a1.content: that it was dry].", "Reuters"),
    ("[a1.source: Ada Quill] [a1.cue: told] The Associated Press [a1.content: that it was dry].", "The Associated Press"),
    ("[a1.source: Ada Quill] [a1.cue: said] in a post on Warble Social [a1.content: that it was dry].", "Warble Social"),
    ("[a1.source: Ada Quill] [a1.cue: said] on her Facebook page [a1.content: that it was dry].", "Facebook"),
    ("[a1.content: “Dry,”] [a1.source: she] [a1.cue: wrote] on X.", "X"),
    ("[a1.source: A study published in the Journal of Wells] [a1.cue: found] [a1.content: that it was dry].", "Journal of Wells"),
    ("[a1.source: A memo obtained by The Ledger] [a1.cue: says] [a1.content: it is dry].", "The Ledger"),
    ("[a1.source: Ada Quill] [a1.cue: told] a local newspaper [a1.content: it is dry].", "a local newspaper"),
    ("[a1.source: Ada Quill] [a1.cue: told] state television [a1.content: it is dry].", "state television"),
    ("[a1.source: Ada Quill] [a1.cue: said] in an email to The Ledger [a1.content: it is dry].", "The Ledger"),
    ("[a1.source: Ada Quill] [a1.cue: told] The Fen Bell’s Bo Lund [a1.content: it is dry].", "The Fen Bell"),
    ("[a1.source: Ada Quill] [a1.cue: said] in an appearance on the podcast Dry Land [a1.content: it is dry].", "Dry Land"),
    ("On Sunday [a1.source: Ada Quill] [a1.cue: said] [a1.content: it is dry] on “Fen Hour”.", "Fen Hour"),
    ("[a1.source: Ada Quill] [a1.cue: was quoted] by the Brume news agency [a1.cue: as saying] [a1.content: it is dry].", "Brume"),
    ("[a1.source: Ada Quill] [a1.cue: said] in a video posted on YouTube [a1.content: it is dry].", "YouTube"),
    ("[a1.source: Ada Quill] [a1.cue: told] the Fen Ledger’s editorial board [a1.content: it is dry].", "Fen Ledger"),
    ("[a1.source: Ada Quill] [a1.cue: said] on Channel Nine Sunday [a1.content: it is dry].", "Channel Nine"),
    ("[a1.source: Ada Quill] [a1.cue: told] the magazine The Reed [a1.content: it is dry].", "The Reed"),
    ("[a1.source: Ada Quill] [a1.cue: said] on the Bo Lund Show [a1.content: it is dry].", "Bo Lund Show"),
]

NOT_NAMED = [
    "[a1.source: Ada Quill] [a1.cue: said] on live TV [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: said] in interviews with GOP leaders [a1.content: it is dry].",
    "[a1.source: Aida, who published a book in Skarn on the Bo Lund phenomenon,] [a1.cue: said] [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: told] Bo Lund of the Fen council [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: told] the media [a1.content: it is dry].",
    "[a1.source: The union] [a1.cue: said] on its website [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: said] at a debate hosted by Channel Nine [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: tweeted] [a1.content: that it is dry].",
    "[a1.source: Ada Quill] [a1.cue: told] the council [a1.content: that it was dry].",
    "[a1.source: Ada Quill] [a1.cue: told] the Press Council [a1.content: that it was dry].",
    "[a1.source: Ada Quill] [a1.cue: told] Bo Lund [a1.content: that it was dry].",
    "[a1.source: Ada Quill] [a1.cue: said] in a statement on Monday [a1.content: that it was dry].",
    "[a1.source: Ada Quill] [a1.cue: said] at a press conference in Fenwick [a1.content: that it was dry].",
    "[a1.source: Ada Quill] [a1.cue: said] on Skarn Hill [a1.content: that it was dry].",
    "[a1.source: Ada Quill] [a1.cue: wrote] on Monday [a1.content: that it was dry].",
    "[a1.source: A study] [a1.cue: found] [a1.content: that it was dry], in the Journal of Wells.",
    "[a1.source: Ada Quill, who edits The Ledger,] [a1.cue: said] [a1.content: it is dry].",
    "[a1.source: Ada Quill, who told The Ledger of it,] [a1.cue: said] [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: told] us [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: told] this newspaper [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: told] the House Intelligence Committee [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: said] at the Hay Festival [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: told] the Senate on Tuesday [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: said] in Lower Fen [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: wrote] in Lower Fen [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: wrote] in a letter to The Ledger [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: wrote] in her memoir, The Dry Year, [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: told] a crowd on Main Street [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: said] in a speech on Medicare [a1.content: it is dry].",
    "[a1.source: Ada Quill] [a1.cue: said] on a podcast hosted by Bo Lund [a1.content: it is dry].",
]


@pytest.mark.parametrize(("text", "forum"), NAMED, ids=lambda value: None)
def test_a_forum_stands_just_outside_the_speaker(text: str, forum: str) -> None:
    reading = trace(text)
    assert chain_of(reading).startswith(f"{forum} > ")
    link = reading.attributions[0].chain[1]
    assert link.evidence is not None
    assert forum.split(" (")[0].split("’")[0].removeprefix("a ") in reading.page[link.evidence]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_is_no_forum_adds_no_link(text: str) -> None:
    assert len(trace(text).attributions[0].chain) == 2
