"""A made-up town whose pages tell of who met, accused and backed whom: the corpus for the pictures of contacts."""

from __future__ import annotations

from sayso.corpus import Corpus
from sayso.reading import EventStatus, EventType, Reading, VoiceKind
from tests.corpus.making import Happened, make_reading

MAYOR = "Ines Harcourt"
DENIED, MAYBE = EventStatus.NEGATED, EventStatus.HYPOTHETICAL

_PEOPLE = (
    "Tomas Brandt|Lucia Venn|Oren Pike|Wilhelmina van der Straaten-Okonkwo|Jonas Feld|Asha Mirza|Pavel Dorn|Greta Lindqvist|Samuel Okoro|"
    "Noor Haddad|Felix Amsel|Rosa Quist|Ivo Pell|Marguerite de la Tour d’Aulnay|Hana Vik|Kofi Mensa|Elke Sommerfeld|Dov Lenz|Yara Costa|"
    "Ben Osei|Cleo Marr|Eva Stroud|Finn Abara|June Akter|Kai Dorn|Lea Sand|Milo Fenn|Nia Opoku|Otto Reiss|Petra Zell|Quentin Ash|"
    "Rhea Moss|Sven Tiller|Tara Boyle|Uma Nair|Viktor Halm|Wanda Kress|Xenia Roth|Yusuf Alim|Zoe Pratt|Arne Holt|Bela Novak|Carla Ruiz|"
    "Dirk Maas|Edda Frey"
).split("|")


def town(n: int = 12) -> list[Reading]:
    """Pages of a town with so many people whom the mayor has to do with."""
    bodies = {"Harbour Council": VoiceKind.ORGANIZATION, "Saltmarsh Trust": VoiceKind.ORGANIZATION}
    pages = [
        ("The Bell", 1, [Happened(MAYOR, "Tomas Brandt", date="2021-02-27"), Happened("Lucia Venn", MAYOR, type=EventType.ACCUSE)]),
        ("The Gull", 2, [Happened(MAYOR, "Tomas Brandt", date="2021-02-27"), Happened(MAYOR, "Oren Pike", date="2021-02")]),
        ("Radio Weir", 3, [Happened(MAYOR, "Tomas Brandt", DENIED, "2021-02", via="Tidewater Wire")]),
        ("Weir Times", 3, [Happened(MAYOR, "Tomas Brandt", date="2021-02-27"), Happened("Lucia Venn", MAYOR, type=EventType.ACCUSE)]),
        ("The Tern", 4, [Happened("Harbour Council", MAYOR, type=EventType.SUPPORT), Happened(MAYOR, "Saltmarsh Trust", MAYBE)]),
        ("Low Water Notes", 5, [Happened(MAYOR, "Lucia Venn", type=EventType.REQUEST), Happened(MAYOR, "Lucia Venn", DENIED)]),
    ]
    for number, name in enumerate(_PEOPLE[3:n]):
        kind = (EventType.CONSULT, EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.SANCTION, EventType.AID)[number % 6]
        pair = (MAYOR, name) if number % 2 else (name, MAYOR)
        status = (EventStatus.STATED, EventStatus.STATED, DENIED, EventStatus.STATED, MAYBE)[number % 5]
        for copy in range(1 + number % 4):
            pages.append((f"Paper {copy + 1}", 6 + number % 20, [Happened(*pair, status, f"2021-03-{1 + number % 28:02}", kind)]))
    return [
        make_reading(
            *contents,
            outlet=outlet,
            published=f"2021-03-{day:02}",
            url=f"https://{outlet.replace(' ', '').lower()}.example/{at}",
            kinds=bodies,
            roles={MAYOR: ("mayor of Saltmarsh",)},
        )
        for at, (outlet, day, contents) in enumerate(pages)
    ]


def add_town(corpus: Corpus, n: int = 12) -> int:
    """The number of the mayor in a corpus to which the town was added."""
    corpus.add_batch(town(n))
    return corpus.parties(MAYOR)[0].voice_id
