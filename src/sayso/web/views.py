"""What each page of the reader is given: one typed context a page, whose fields say what they hold.

Templates see these and nothing else. They are made by `describe` (what a reading says, in words) and `prose` (its text, cut); `State` holds
what the reader has chosen to see.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from sayso.corpus.records import Entry, Party
from sayso.web.network import NetworkView
from sayso.web.network_evidence import EvidenceView
from sayso.web.state import State, Theme


def says(help_: str) -> Any:  # a dataclass field, which takes on the type of its annotation
    """A field with its help text."""
    return field(metadata={"help": help_})


@dataclass(frozen=True, slots=True)
class Node:
    """One hand of a chain."""

    name: str = says("Who it is, as the page calls them.")
    hue: int = says("The number of the colour, 0 for grey.")
    seen: bool = says("Whether we saw this one's own words (the page itself), or only the page's word for it.")
    date: str = says("When, as people write it; empty where the page does not say.")
    url: str = says("An http(s) address of it; empty where the page links to none.")
    evidence: str = says("The words on the page that make this one a hand; empty for the page itself.")
    anchor: str = says("The id of those words in the text, on the chain's own page.")


@dataclass(frozen=True, slots=True)
class ChainView:
    """Through whose hands a statement came."""

    nodes: tuple[Node, ...] = says("From the page inward to the mouth.")
    end: str = says("A sentence on where the chain ends, and why there.")
    url: str = says("The permalink of the chain.")
    is_traced: bool = says("Whether the reading traced it, or only nesting is known.")


@dataclass(frozen=True, slots=True)
class Chip:
    """What stands in the margin for a statement."""

    name: str = says("What the statement is called in the page (part of ids).")
    number: int = says("Its number on the page, from 1.")
    hue: int = says("The number of its speaker's colour, 0 for grey.")
    depth: int = says("How many statements stand around it, 3 at most.")
    speaker: str = says("Who holds it.")
    speaker_id: str = says("What the filter calls the speaker.")
    manner: str = says("direct quote, partly quoted, or reported.")
    sign: str = says("The sign of how it is held.")
    held: str = says("How it is held, in a word or two.")
    cue: str = says("The words that tie it to its source.")
    stance: str = says("How the one who reports it stands to it; empty where neutral.")
    stance_sign: str = says("The sign of that stance.")
    url: str = says("The permalink of the statement.")
    chain: ChainView = says("Through whose hands it came.")
    is_off: bool = says("Whether it stands back under the present filter.")
    is_corrected: bool = says("Whether a person changed it.")


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of the page with its margin."""

    element: str = says("The HTML element of the passage: p, h2, blockquote's p.")
    kind: str = says("What the block is: paragraph, item, caption, quotation, post ...")
    depth: int = says("The number of block quotations around it.")
    number: int = says("The number of the passage on the page, from 1.")
    text: Markup = says("Its words, escaped, with what stands out marked.")
    holds: tuple[tuple[str, str], ...] = says("Classes and names of the statements that hold the whole of it, outermost first.")
    chips: tuple[Chip, ...] = says("The statements that begin in it.")
    continued: tuple[Chip, ...] = says("The statements that go on in it.")


@dataclass(frozen=True, slots=True)
class VoiceView:
    """A line of the voices panel."""

    id: str = says("What the filter calls the speaker.")
    name: str = says("The fullest form of the name on the page.")
    kind: str = says("person, organization, outlet, group, unnamed, document; empty where voices are not resolved.")
    roles: str = says("Titles and descriptions, joined.")
    hue: int = says("The number of the colour, 0 for grey.")
    n_words: int = says("Words that the speaker holds.")
    share: int = says("Of the most words that anybody holds, in percent: the length of the bar.")
    n_statements: int = says("Statements that the speaker holds.")
    direct: int = says("Percent of the words that are quoted directly.")
    first: int = says("The number of the passage in which the speaker is first heard.")
    first_url: str = says("The permalink of the first statement.")
    to: str = says("To whom it was said, joined; empty where the page does not tell.")
    is_on: bool = says("Whether the filter picks this voice.")


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding of the headline check."""

    number: int = says("Its number among the findings of the reading.")
    verdict: str = says("The verdict.")
    meaning: str = says("What that verdict means, in a sentence.")
    reason: str = says("What was found here, in a sentence; may be empty.")
    claim: str = says("The words of the headline.")
    evidence: str = says("The words of the body; empty where nothing bears on it.")
    bearers: tuple[tuple[Chip, bool], ...] = says("The statements in which the evidence stands; True marks the least committed.")
    url: str = says("The permalink of the finding.")
    is_picked: bool = says("Whether it is the one picked out.")


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """The headline check, above the headline."""

    state: str = says("supported, found, unchecked, or broken.")
    sentence: str = says("The result in a sentence.")
    findings: tuple[FindingView, ...] = says("What was found, but 'supported'.")


@dataclass(frozen=True, slots=True)
class Card:
    """The evidence card of one statement."""

    chip: Chip = says("The statement as its chip says it.")
    words: str = says("Its content, pieces joined by an ellipsis.")
    source: str = says("The words that name the holder; empty where there are none.")
    source_id: str = says("Where those words stand: `#` and the id of the statement's first mark.")
    addressee: str = says("To whom it was said; empty where the page does not tell.")
    roles: str = says("Titles and descriptions of the speaker.")
    kind: str = says("What sort of holder the speaker is.")
    within: Chip | None = says("The statement in which this one stands.")
    band: str = says("high, fair or low confidence, or a person's word.")
    band_sentence: str = says("What the score means.")
    decided: tuple[tuple[str, str], ...] = says("What was decided by which rule or model.")
    doubts: tuple[str, ...] = says("Why something is unknown, a sentence each.")
    nearby: tuple[str, ...] = says("Other voices that the same passage names.")
    citation: str = says("The words with their source, to be copied.")
    fragment_url: str = says("An address that opens the page with these words lit; empty without an address.")
    archive_url: str = says("Where an archive would hold the page; empty without an address.")
    chain: ChainView = says("Through whose hands it came.")
    corrections: tuple[CorrectionView, ...] = says("What a person changed on it.")
    form: CorrectionForm = says("What the form for corrections offers.")


@dataclass(frozen=True, slots=True)
class EventView:
    """Who did what to whom, on whose word."""

    number: int = says("Its number, from 1.")
    deed: str = says("Who did what to whom, in a line.")
    sentence: str = says("The words of the page around it.")
    sign: str = says("A sign for its status.")
    status: str = says("stated, negated or hypothetical.")
    meaning: str = says("What the status means.")
    when: str = says("When, as far as the page tells.")
    where: str = says("Where, as far as the page tells.")
    holders: tuple[tuple[str, int], ...] = says("Names and colours of the hands it rests on, from the page inward.")
    url: str = says("Its permalink.")
    is_picked: bool = says("Whether it is picked out.")


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """What can be chosen in a correction."""

    action: str = says("Where the form goes.")
    voices: tuple[tuple[str, str], ...] = says("Ids and names of the voices.")
    voice: str = says("The id of the present voice; empty where there is none.")
    kinds: tuple[str, ...] = says("Kinds of a new voice.")
    held: tuple[tuple[str, str, str], ...] = says("Values, words and signs of how it may be held.")
    held_now: str = says("How it is held at present.")
    reported: tuple[tuple[str, str], ...] = says("Values and words of the reporter's stance.")
    reported_now: str = says("That stance at present.")
    manners: tuple[str, ...] = says("The three manners.")
    content: str = says("The words of the content, a piece a line.")
    cue: str = says("The words of the cue.")
    source: str = says("The words of the source.")


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction as a list shows it."""

    number: int = says("Its number in the workspace.")
    kind: str = says("What it changes.")
    sentence: str = says("What it says, in a sentence.")
    statement: str = says("The words it is about.")
    url: str = says("The statement's permalink; empty where it was rejected.")
    made: str = says("When, UTC.")
    undo: str = says("Where the form that takes it back goes.")


@dataclass(frozen=True, slots=True)
class BasePage:
    """What every page has."""

    title: str = says("The title of the page.")
    theme: Theme = says("Which colours.")
    version: str = says("The release of sayso.")
    assets: str = says("A digest of the scripts and styles, so that a browser fetches new ones.")


@dataclass(frozen=True, slots=True)
class ReadingPage(BasePage):
    """The reading view."""

    state: State = says("What the reader has chosen to see.")
    language: str = says("The language of the page, where that is known and well-formed.")
    outlet: str = says("Who publishes the page.")
    byline: str = says("Who wrote it.")
    date: str = says("When it was published, as people write it.")
    url: str = says("Its address.")
    url_is_web: bool = says("Whether that is an http(s) address, and so may be a link.")
    origin: str = says("The wire service and others that the page credits, in a sentence.")
    notes: tuple[str, ...] = says("What was mended or lost on the way in.")
    headline: HeadlineView = says("The headline check.")
    title_row: Row = says("The headline with its margin.")
    strip: tuple[tuple[int, str, str, int], ...] = says("Bars as long as the text: colour, start and width in per mille, row.")
    summary: str = says("How much is held by whom, in a sentence.")
    rows: tuple[Row, ...] = says("The passages.")
    own_words: int = says("Words that the page says in its own voice.")
    voices: tuple[VoiceView, ...] = says("The speakers.")
    statements: tuple[Chip, ...] = says("Every statement, in text order.")
    quotes: dict[str, str] = says("The first words of each statement, by its name.")
    events: tuple[EventView, ...] = says("Who did what to whom, in text order.")
    counted: str = says("How many statements stand out, in a sentence.")
    anonymous: int = says("Statements by sources that are not named by their names.")
    unattributed: int = says("Statements for which the page names nobody.")
    card: Card | None = says("The evidence card of the statement picked out.")
    corrected: str = says("How many corrections there are, in words; empty for none.")
    doubts: tuple[str, ...] = says("What the reading leaves open about the page as a whole.")
    formats: tuple[tuple[str, str], ...] = says("Names and words of the formats that a reading can be had in.")
    model: str = says("The model that read the page.")
    added: str = says("When it was read.")
    is_long: bool = says("Whether rows out of sight are laid out late.")


@dataclass(frozen=True, slots=True)
class StartPage(BasePage):
    """The first page."""

    entries: tuple[Entry, ...] = says("The latest readings.")
    examples: tuple[tuple[str, str, str], ...] = says("Names, headlines and notes of the examples.")
    workspace: str = says("Where readings are kept, in a sentence.")
    problem: str = says("What was wrong with what was sent; empty for nothing.")
    text: str = says("The text that was sent and not read.")
    url: str = says("The address that was sent and not read.")


@dataclass(frozen=True, slots=True)
class ListPage(BasePage):
    """The stored readings."""

    entries: tuple[Entry, ...] = says("Those found, newest first.")
    query: str = says("What is searched for.")
    next_url: str = says("Where the list goes on; empty at its end.")
    workspace: str = says("Where readings are kept, in a sentence.")


@dataclass(frozen=True, slots=True)
class CorrectionsPage(BasePage):
    """The corrections of a reading."""

    state: State = says("The reading.")
    headline: str = says("Its headline.")
    corrections: tuple[CorrectionView, ...] = says("In the order of making.")
    form: CorrectionForm = says("What the form for a new attribution offers.")


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a quotation or record beside its counterpart."""

    kind: str = says("same, left out, put in, changed, moved, or gap.")
    note: str = says("The class of the difference: typographic, negation lost, number changed ...; empty for none.")
    quote: str = says("The words of the quotation.")
    record: str = says("The words of the record.")


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quotation held against a record."""

    number: int = says("Its number in the list, from 1.")
    verdict: str = says("The verdict.")
    slug: str = says("The verdict as a class.")
    meaning: str = says("What the verdict means.")
    reason: str = says("What was found, in a sentence.")
    speaker: str = says("Who speaks the words in the record, as it calls them; empty where it names nobody.")
    chip: Chip | None = says("The statement that the quotation is.")
    words: str = says("The quotation.")
    steps: tuple[Step, ...] = says("Quotation and record, stretch by stretch.")
    pieces: int = says("How many places of the record it is made of.")
    time: str = says("When in the recording it was said; empty without time codes.")
    gaps: tuple[int, ...] = says("Words of the record between those places.")
    marked: str = says("Whether what was left out or changed is marked, in words.")


@dataclass(frozen=True, slots=True)
class VerifyPage(BasePage):
    """Quotations against a record, side by side."""

    state: State = says("The reading.")
    headline: str = says("Its headline.")
    records: tuple[tuple[str, str], ...] = says("Ids and names of the records kept beside the reading.")
    record_id: str = says("The record shown; empty where none is.")
    record_name: str = says("What it is called.")
    record_notes: tuple[str, ...] = says("Its date, and what was mended in it.")
    record: Markup = says("Its text, with what quotations are made of lit.")
    quotes: tuple[QuoteView, ...] = says("The quotations, in text order.")
    tally: tuple[tuple[str, str, int], ...] = says("Verdicts, their classes, and how many there are of each.")
    problem: str = says("What was wrong with what was sent; empty for nothing.")
    focus: int = says("The quotation to begin at; 0 for none.")


@dataclass(frozen=True, slots=True)
class ContactsPage(BasePage):
    """Whose contacts are asked for: a search, and those with most of them."""

    query: str = says("The name that was asked for; empty for none.")
    parties: tuple[tuple[Party, str], ...] = says("Those found, or those with most contacts, each with the address of its network.")


@dataclass(frozen=True, slots=True)
class NetworkPage(BasePage):
    """One person's contacts, as a picture and as a table."""

    view: NetworkView = says("The network under the filters of the address.")
    evidence: EvidenceView | None = says("The sentences of the edge that is open; None where none is.")
    status: str = says("The word of the status that is filtered by; empty for any.")
    origins: tuple[tuple[int, str], ...] = says("Numbers of origins that can be asked for, and their words.")
    files: tuple[tuple[str, str], ...] = says("Addresses and words of the files that the network can be had in.")


@dataclass(frozen=True, slots=True)
class ProblemPage(BasePage):
    """What went wrong."""

    status: int = says("The status code.")
    heading: str = says("What it is.")
    sentence: str = says("What is wrong and what helps.")


@dataclass(frozen=True, slots=True)
class HelpPage(BasePage):
    """Keys, signs and lines."""

    signs: tuple[tuple[str, str, str], ...] = says("Sign, word and meaning of each way to hold a statement.")
    verdicts: tuple[tuple[str, str], ...] = says("Verdicts of the headline check and what they mean.")
    keys: tuple[tuple[str, str], ...] = says("Keys and what they do.")


@dataclass(frozen=True, slots=True)
class ApiPage(BasePage):
    """The operations of the REST API."""

    operations: tuple[tuple[str, str, str, str], ...] = says("Method, path, summary and description.")
