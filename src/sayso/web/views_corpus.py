"""What each page of the corpus is given: one typed context a page, whose fields say what they hold. See `views`."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sayso.web.corpus_state import Beside, Listed, Outlets, Search, Spread
from sayso.web.views import BasePage, says


@dataclass(frozen=True, slots=True)
class Download:
    """A form in which what is shown can be had."""

    name: str = says("What it is called.")
    url: str = says("Where it is.")


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement as a table shows it."""

    date: str = says("When its page was published, as people write it; empty where unknown.")
    outlet: str = says("Who published the page; empty where unknown.")
    headline: str = says("The headline of the page.")
    speaker: str = says("Who is made to say it; empty where nobody is named.")
    speaker_url: str = says("Everything that the speaker is made to say; empty where nobody is named.")
    words: str = says("What is said.")
    url: str = says("The permalink of the statement.")
    manner: str = says("direct quote, partly quoted, or reported.")
    sign: str = says("The sign of how it is held.")
    held: str = says("How it is held, in a word or two.")
    stance_sign: str = says("The sign of how the one who reports it stands to it.")
    stance: str = says("That stance; empty where neutral.")
    chain: tuple[str, ...] = says("Through whose hands it came, from the page to the mouth.")
    spread_url: str = says("Where else its words stand; empty where nothing is quoted.")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet."""

    name: str = says("What people call it.")
    n: int = says("How many of the statements found have it.")
    share: int = says("Of the most that any value has, in percent: the length of the bar.")
    url: str = says("The search narrowed to it; empty where it cannot be.")


@dataclass(frozen=True, slots=True)
class FacetView:
    """One way to narrow a search."""

    title: str = says("What is counted.")
    values: tuple[FacetValue, ...] = says("The values, the commonest first; dates in order.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set."""

    title: str = says("What is narrowed.")
    value: str = says("To what.")
    url: str = says("The search without it.")


@dataclass(frozen=True, slots=True)
class SearchPage(BasePage):
    """Statements that a search finds."""

    state: Search = says("What is searched for.")
    problem: str = says("What was wrong with what was asked; empty for nothing.")
    rows: tuple[StatementView, ...] = says("The statements.")
    counted: str = says("How many there are, in a sentence.")
    facets: tuple[FacetView, ...] = says("What can be narrowed.")
    chosen: tuple[Chosen, ...] = says("The filters that are set.")
    first_url: str = says("The first part of the list; empty where this is it.")
    next_url: str = says("The next part; empty at the end.")
    downloads: tuple[Download, ...] = says("Forms in which the rows can be had.")
    feed_url: str = says("The search as an Atom feed.")
    is_empty: bool = says("Whether there is nothing in the corpus at all.")


@dataclass(frozen=True, slots=True)
class EntryView:
    """A voice as the list of all of them shows it."""

    name: str = says("Its name.")
    url: str = says("Everything that it is made to say.")
    kind: str = says("person, organization, outlet, group, unnamed or document.")
    roles: str = says("Titles and descriptions, joined.")
    n_statements: int = says("What it is made to say.")
    n_pages: int = says("Pages that have it say something.")


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """A voice as its own page shows it."""

    voice_id: int = says("Its number.")
    name: str = says("Its name.")
    url: str = says("Everything that it is made to say.")
    kind: str = says("person, organization, outlet, group, unnamed or document.")
    roles: str = says("Titles and descriptions, joined.")
    n_statements: int = says("What it is made to say.")
    n_pages: int = says("Pages that have it say something.")
    n_origins: int = says("Independent origins of that.")
    direct: int = says("Percent of it that is quoted directly.")
    hands: str = says("Through how many hands it comes on average; empty where unknown.")
    span: str = says("From when to when, in words.")


@dataclass(frozen=True, slots=True)
class PeoplePage(BasePage):
    """The voices of the corpus."""

    state: Listed = says("What is asked for.")
    problem: str = says("What was wrong with what was asked; empty for nothing.")
    rows: tuple[EntryView, ...] = says("The voices, those with most statements first.")
    next_url: str = says("Where the list goes on; empty at its end.")
    downloads: tuple[Download, ...] = says("Forms in which the rows can be had.")
    is_empty: bool = says("Whether there is nothing in the corpus at all.")


@dataclass(frozen=True, slots=True)
class VoiceSayingView:
    """A saying of a voice."""

    words: str = says("The first known wording.")
    url: str = says("How it spread.")
    first: str = says("When and where it came first, in words.")
    first_url: str = says("The permalink of that statement.")
    counts: str = says("On how many pages, in how many outlets, from how many origins, in words.")
    variants: tuple[tuple[str, int], ...] = says("Other wordings, and how often each occurs.")
    more: int = says("Wordings that are not listed.")


@dataclass(frozen=True, slots=True)
class MergeView:
    """Two names that were taken for one voice, or may be."""

    sentence: str = says("Which name was taken for whom, in words.")
    status: str = says("made, proposed, refused or undone.")
    evidence: tuple[str, ...] = says("What speaks for it.")
    page_url: str = says("The page on which the name stands; empty for whole voices.")
    action: str = says("Where the form that decides goes.")
    decisions: tuple[tuple[str, str], ...] = says("Values and words of what can be decided.")


@dataclass(frozen=True, slots=True)
class PersonPage(BasePage):
    """Everything that one voice is made to say."""

    voice: VoiceLine = says("Who it is.")
    aliases: tuple[str, ...] = says("Other names.")
    facts: tuple[tuple[str, str], ...] = says("Manners, commitment and outlets, each in words.")
    sayings: tuple[VoiceSayingView, ...] = says("What it is quoted with, on most pages first.")
    rows: tuple[StatementView, ...] = says("Its latest statements.")
    search_url: str = says("All of its statements, to be narrowed.")
    merges: tuple[MergeView, ...] = says("Names that were taken for it.")
    downloads: tuple[Download, ...] = says("Forms in which its statements can be had.")
    feed_url: str = says("Its statements as an Atom feed.")


@dataclass(frozen=True, slots=True)
class SayingLine:
    """A saying as a list shows it."""

    words: str = says("The first known wording.")
    url: str = says("How it spread.")
    counts: str = says("On how many pages, in how many outlets, from how many origins, in words.")
    span: str = says("From when to when, in words.")


@dataclass(frozen=True, slots=True)
class SayingsPage(BasePage):
    """Sayings of the corpus."""

    state: Listed = says("What is asked for.")
    problem: str = says("What was wrong with what was asked; empty for nothing.")
    rows: tuple[SayingLine, ...] = says("The sayings, those on most pages first.")
    next_url: str = says("Where the list goes on; empty at its end.")
    downloads: tuple[Download, ...] = says("Forms in which the rows can be had.")
    is_empty: bool = says("Whether there is nothing in the corpus at all.")


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a saying."""

    number: int = says("Its number, from 1: the first known one.")
    words: str = says("The words.")
    n: int = says("How often it occurs.")
    differences: str = says("How it differs from the first, in words.")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a saying stands."""

    number: int = says("Its number in time, from 1.")
    date: str = says("When its page was published, as people write it.")
    is_dated: bool = says("Whether that is known.")
    outlet: str = says("Who published it; empty where unknown.")
    origin: str = says("Where the story originates, if another than the outlet; else empty.")
    voice: str = says("Who is made to say it there; empty where nobody is named.")
    wording: int = says("The number of its wording.")
    differences: str = says("How it differs from the first, in words.")
    descent: str = says("From where it probably has its words, in words.")
    follows: int = says("The number of the one that it probably follows; 0 for none.")
    headline: str = says("The headline of its page.")
    url: str = says("The permalink of the statement.")


@dataclass(frozen=True, slots=True)
class SayingPage(BasePage):
    """The spread of a saying: picture and table."""

    state: Spread = says("The span of days.")
    path: str = says("The address of the saying without that span.")
    problem: str = says("What was wrong with what was asked; empty for nothing.")
    words: str = says("The first known wording.")
    summary: str = says("How far it went, in a sentence.")
    voices: tuple[str, ...] = says("Who is made to say it.")
    picture: Markup = says("The picture, SVG made by `timeline` from escaped parts.")
    notes: tuple[str, ...] = says("What the picture and the table leave out, a sentence each.")
    wordings: tuple[Wording, ...] = says("The wordings, in the order in which they first appear.")
    rows: tuple[Occurrence, ...] = says("The occurrences, in time.")
    pictures: tuple[Download, ...] = says("Forms in which the picture can be had.")
    downloads: tuple[Download, ...] = says("Forms in which the rows can be had.")


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet as the table shows it."""

    name: str = says("Its name; empty where the pages name none.")
    url: str = says("Its statements; empty without a name.")
    n_pages: int = says("Its pages.")
    n_statements: int = says("Statements on them.")
    n_voices: int = says("Voices that it quotes.")
    direct: int = says("Percent of statements quoted directly.")
    mixed: int = says("Percent partly quoted.")
    indirect: int = says("Percent reported.")
    anonymous: int = says("Percent whose holder is undisclosed or left out.")
    hands: str = says("Through how many hands they come on average; empty where unknown.")
    voices: tuple[tuple[str, int], ...] = says("Whom it quotes most, and how often.")


@dataclass(frozen=True, slots=True)
class OutletsPage(BasePage):
    """Whom each outlet quotes, and how."""

    state: Outlets = says("What is asked for.")
    problem: str = says("What was wrong with what was asked; empty for nothing.")
    rows: tuple[OutletLine, ...] = says("The outlets.")
    heads: tuple[tuple[str, str, bool], ...] = says("Each column: heading, address that sorts by it (or empty), whether it does.")
    downloads: tuple[Download, ...] = says("Forms in which the rows can be had.")
    is_empty: bool = says("Whether there is nothing in the corpus at all.")


@dataclass(frozen=True, slots=True)
class SidesView:
    """Something beside the words in which the two sides differ."""

    title: str = says("What it is: Speaker, Form or Commitment.")
    a: str = says("What it is on the one side, in words.")
    b: str = says("What it is on the other.")


@dataclass(frozen=True, slots=True)
class PairView:
    """What one side says and the other does not, or says otherwise."""

    fate: str = says("same, changed, only in A or only in B.")
    became: str = says("The same in words.")
    voice: str = says("Who is made to say it, by A where both do; empty where nobody is named.")
    voice_b: str = says("Who is made to say it by B, where that is another; else empty.")
    a: str = says("The words on one side; may be empty.")
    b: str = says("The words on the other.")
    a_url: str = says("The page of the one; empty where it is not there.")
    b_url: str = says("The page of the other.")
    sides: tuple[SidesView, ...] = says("In what they differ beside the words.")
    differences: str = says("How the words differ, in words; empty where they do not.")
    url: str = says("How the saying spread; empty where nothing is quoted.")


@dataclass(frozen=True, slots=True)
class ComparePage(BasePage):
    """Two outlets or two pages side by side."""

    state: Beside = says("What is compared.")
    problem: str = says("What was wrong with what was asked; empty for nothing.")
    outlets: tuple[str, ...] = says("Names of outlets that can be chosen.")
    rows: tuple[PairView, ...] = says("What both say, then what one of them does.")
    tally: tuple[tuple[str, int, str, bool], ...] = says("Each fate: its name, how many, its address, whether it is picked.")
    downloads: tuple[Download, ...] = says("Forms in which the rows can be had.")
    is_empty: bool = says("Whether there is nothing in the corpus at all.")
