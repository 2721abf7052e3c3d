"""Readings made by hand for the reader in the browser: one that has everything, one with hostile words in every field, long ones."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sayso.reading import (
    Block,
    BlockKind,
    Check,
    Credit,
    Doubt,
    Event,
    EventType,
    Finding,
    Held,
    Hyperlink,
    Link,
    Manner,
    Page,
    Provenance,
    Reading,
    Reported,
    Span,
    Voice,
    VoiceKind,
    When,
)
from tests.helpers import attribution_of, marked

_TEXT = """\
[headline: Engineer [h: admits spillway was never tested]]

[b1: The dam above Harrow Vale has been a worry to the people below it for as long as I have written this blog. This week the worry got a \
name.]

[b2: Via [a1.source: [courier: The Vale Courier]]:]

[b3: [a1.content: [a2.content: “Nobody has told me of a full test since the gates were replaced,”] [a2.source: Oren Pike] [a2.cue: told] \
[forum: Radio Harrow’s “Morning Weir”]. [a3.source: Pike, the chief engineer of the dam,] [a3.cue: declined to say] [a3.content: whether \
the spillway would hold in a flood like that of 1998].]]

[b4: [a1.content: [a4.source: The water board] [a4.cue: denied] [a4.content: that there was any danger]. \
[a5.source: Its chair, Lucia Venn,] [a5.cue: said] [a5.content: the gates were “inspected every spring”] and [a6.cue: claimed] \
[a6.content: that the reports had been lost in a move].]]

[b5: [a7.source: A board member who asked not to be named] [a7.cue: told] [a7.addressee: me] [a7.content: that the reports “may never have \
been written”]. If that is so, somebody signed for something that does not exist.]

[b6: Venn’s office did not answer my questions. [a8.cue: It is said that] [a8.content: the county has asked for the papers by Friday]. 😀 \
[a9.content: “We know who signed,”] [a9.source: 👩‍🔧 Mána Ó Briain] [a9.cue: said], é and all. \
She had it from Venn, who [met: met] Pike at [place: the weir] on [day: 8 March].]
"""


def rich_reading() -> Reading:
    """A blog that takes over a paper that quotes a radio interview: every manner, most commitments, nesting, findings, doubts, emoji."""
    mark = marked(_TEXT)
    text = mark.text

    def one(label: str) -> Span:
        return mark.of(label)[0]

    blocks = [Block(BlockKind.HEADLINE, one("headline"))]
    for number in range(1, 7):
        quoted = number in (3, 4)
        links = (Hyperlink(one("courier"), "https://valecourier.example/news/spillway"),) if number == 2 else ()
        kind = BlockKind.QUOTATION if quoted else BlockKind.PARAGRAPH
        blocks.append(Block(kind, one(f"b{number}"), links, group=int(quoted), depth=int(quoted)))
    page_link, courier, radio = Link("v0", None), Link("v1", one("courier")), Link("v3", one("forum"))

    def chain(*links: Link) -> tuple[Link, ...]:
        return (page_link, *links)

    pike, board, venn, member = (Link(voice, one(f"a{number}.source")) for voice, number in (("v2", 2), ("v4", 4), ("v5", 5), ("v6", 7)))
    ranges = {
        "a1": {"manner": Manner.MIXED, "voice": "v1", "chain": chain(courier), "score": 0.97},
        "a2": {"manner": Manner.DIRECT, "voice": "v2", "chain": chain(courier, radio, pike), "parent": "a1", "score": 0.95},
        "a3": {
            "manner": Manner.INDIRECT,
            "voice": "v2",
            "chain": chain(courier, pike),
            "parent": "a1",
            "held": Held.WITHHELD,
            "score": 0.88,
        },
        "a4": {
            "manner": Manner.INDIRECT,
            "voice": "v4",
            "chain": chain(courier, board),
            "parent": "a1",
            "held": Held.DENIED,
            "score": 0.81,
        },
        "a5": {"manner": Manner.MIXED, "voice": "v5", "chain": chain(courier, venn), "parent": "a1", "score": 0.9},
        "a6": {
            "manner": Manner.INDIRECT,
            "voice": "v5",
            "chain": chain(courier, venn),
            "parent": "a1",
            "reported": Reported.DISTANCING,
            "score": 0.7,
        },
        "a7": {"manner": Manner.MIXED, "voice": "v6", "chain": chain(member), "held": Held.HEDGED, "score": 0.92},
        "a8": {"manner": Manner.INDIRECT, "chain": chain(), "reported": Reported.DISTANCING, "score": 0.4},
        "a9": {"manner": Manner.DIRECT, "voice": "v7", "chain": chain(Link("v7", one("a9.source"))), "score": 0.99},
    }
    attributions = [attribution_of(mark, f"{name}.", id=name, **fields) for name, fields in ranges.items()]
    attributions[5] = replace(attributions[5], source=mark.of("a5.source"))
    attributions.sort(key=lambda attribution: (attribution.content[0].start, -attribution.content[-1].end))
    return Reading(
        page=Page(
            text,
            tuple(blocks),
            url="https://lowwater.example/2024/spillway",
            headline=text[one("headline").start : one("headline").end],
            byline="Tilda Marsh",
            outlet="Low Water Notes",
            published="2024-03-12T09:30:00+01:00",
            language="en",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            provenance=Provenance(None, (Credit(one("b2"), "The Vale Courier"),)),
        ),
        voices=(
            Voice("v0", VoiceKind.PERSON, "Tilda Marsh"),
            Voice("v1", VoiceKind.OUTLET, "The Vale Courier", mentions=mark.of("courier")),
            Voice("v2", VoiceKind.PERSON, "Oren Pike", ("Pike",), ("chief engineer of the dam",), mark.of("a2.source")),
            Voice("v3", VoiceKind.OUTLET, "Morning Weir (Radio Harrow)", ("Radio Harrow",), mentions=mark.of("forum")),
            Voice("v4", VoiceKind.ORGANIZATION, "The water board", mentions=mark.of("a4.source")),
            Voice("v5", VoiceKind.PERSON, "Lucia Venn", ("Venn",), ("chair of the water board",), mark.of("a5.source")),
            Voice("v6", VoiceKind.UNNAMED, "a board member", mentions=mark.of("a7.source")),
            Voice("v7", VoiceKind.PERSON, "👩‍🔧 Mána Ó Briain", mentions=mark.of("a9.source")),
        ),
        attributions=tuple(attributions),
        findings=(
            Finding(
                Check.HEADLINE,
                "changes event",
                mark.of("h"),
                mark.of("a2.content"),
                reason="The headline has the engineer admit it; in the text he says that nobody has told him of a test.",
            ),
        ),
        events=(
            Event(
                EventType.CONSULT,
                one("met"),
                ("v5",),
                ("v2",),
                when=When(one("day"), "2024-03-08"),
                where=one("place"),
                chain=chain(Link("v7", one("a9.source"))),
            ),
        ),
        model="a reading by hand",
        doubts=(
            Doubt("a8.voice", "The words “it is said” name nobody."),
            Doubt("a4.held", "Two cues of the sentence disagree."),
        ),
    )


def long_reading(n_words: int) -> Reading:
    """A page of about so many words, with a statement every forty or so, by a dozen voices."""
    names = "Ada Quill,Ben Osei,Cleo Marr,Dov Lenz,Eva Stroud,Finn Abara,Gus Heron,Hana Vik,Ivo Pell,June Akter,Kai Dorn,Lea Sand".split(
        ","
    )
    parts = ["[headline: Council meets again over the lower bridge]"]
    n = count = 0
    filler = "The river ran high below the old wall while people of the town waited for the boats to come in with the evening tide. "
    while count < n_words:
        n += 1
        name = names[n % len(names)]
        quote = f"“{'no ' * (n % 3)}bridge of number {n} will be closed before the autumn rain comes down the valley,”"
        line = f"[p{n}: {filler}[a{n}.source: {name}] [a{n}.cue: said] [a{n}.content: {quote}] and went home.]"
        parts.append(line)
        count += len(line.split())
    mark = marked("\n\n".join(parts))
    voices = [Voice("v0", VoiceKind.PERSON, "R. Lund")]
    voices += [Voice(f"v{number}", VoiceKind.PERSON, name) for number, name in enumerate(names, 1)]
    attributions = tuple(
        attribution_of(
            mark,
            f"a{number}.",
            id=f"a{number}",
            manner=Manner.DIRECT,
            voice=f"v{number % len(names) + 1}",
            chain=(Link("v0", None), Link(f"v{number % len(names) + 1}", mark.of(f"a{number}.source")[0])),
        )
        for number in range(1, n + 1)
    )
    blocks = (
        Block(BlockKind.HEADLINE, mark.of("headline")[0]),
        *tuple(Block(BlockKind.PARAGRAPH, mark.of(f"p{number}")[0]) for number in range(1, n + 1)),
    )
    page = Page(mark.text, blocks, headline="Council meets again over the lower bridge", byline="R. Lund", outlet="Harbour Notes")
    return Reading(page, tuple(voices), attributions, model="a reading by hand")


def hostile_reading(words: str) -> Reading:
    """A reading with the same hostile words in every field that takes words, and in its text."""
    text = words + "\n\n" + " | ".join([words] * 4) + " end."
    first = Span(0, len(words))
    starts = [len(words) + 2 + n * (len(words) + 3) for n in range(4)]
    at = [Span(start, start + len(words)) for start in starts]
    attribution = attribution_of(
        marked("[content: x]"), id=words or "a1", voice=words or "v1", chain=(Link("v0", None), Link(words or "v1", at[0]))
    )
    attribution = replace(attribution, content=(at[2],), cue=(at[1],), source=(at[0],), addressee=(at[3],))
    return Reading(
        Page(
            text,
            (
                Block(BlockKind.HEADLINE, first),
                Block(BlockKind.PARAGRAPH, Span(len(words) + 2, len(text)), (Hyperlink(at[3], words),), cite=words),
            ),
            url=words,
            headline=words,
            byline=words,
            outlet=words,
            published=words,
            language=words,
            notes=(words,),
            provenance=Provenance(Credit(first, words), (Credit(first, words),)),
        ),
        (Voice("v0", VoiceKind.PERSON, words), Voice(words or "v1", VoiceKind.UNNAMED, words, (words,), (words,), (at[0],))),
        (attribution,),
        findings=(Finding(Check.HEADLINE, "unsupported", (first,), (at[3],), reason=words),),
        events=(
            Event(
                EventType.ACCUSE,
                at[1],
                (words or "v1",),
                (words or "v1",),
                when=When(at[2], words),
                where=at[3],
                chain=(Link("v0", None), Link(words or "v1", at[0])),
            ),
        ),
        model=words,
        doubts=(Doubt(f"{words or 'a1'}.voice", words), Doubt("headline", words)),
    )
