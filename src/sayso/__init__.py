"""Reads a news page and answers for every statement on it: on whose say-so?

>>> import sayso
>>> sayso.Span(0, 4)
Span(start=0, end=4)

`read` takes a page (its path, address, or a `Page` made by `parse_html` or `parse_text`) and returns a `Reading`; `to_json` and `to_html`
write one, `from_json` takes one back. Everything that is public is listed in `__all__`.
"""

from sayso.chains import count_hands, say_so
from sayso.checks import QuoteVerdict, Record, Turn, check_headline, check_quotes, index_records, load_records, parse_record
from sayso.commitment import explain_commitment
from sayso.corpus import Corpus
from sayso.errors import (
    CorpusBusy,
    CorpusError,
    FetchError,
    MissingExtra,
    ModelError,
    NoArticle,
    PageError,
    ReadingError,
    RecordError,
    SaysoError,
    SlowQuestion,
)
from sayso.exports.brat import from_brat, to_brat
from sayso.exports.csv import to_csv
from sayso.exports.html import to_html
from sayso.exports.json import from_json, to_json
from sayso.exports.prov import to_prov
from sayso.exports.schema_org import to_schema_org
from sayso.exports.select import Selection, select_statements
from sayso.exports.web_annotation import to_web_annotations
from sayso.pages import open_page, parse_html, parse_text
from sayso.pipeline import STEPS, Failure, Step, read, read_many
from sayso.reading import (
    PAGE_VOICE_ID,
    Attribution,
    Block,
    BlockKind,
    Chain,
    Check,
    Credit,
    Difference,
    DifferenceKind,
    Doubt,
    Event,
    EventStatus,
    EventType,
    Finding,
    Held,
    Hyperlink,
    Link,
    Manner,
    Mention,
    MentionKind,
    Page,
    Provenance,
    Reading,
    Reported,
    Span,
    Spans,
    Voice,
    VoiceKind,
    When,
    validate,
)
from sayso.text import Quotation, quotations, split_sentences
from sayso.version import __version__

__all__ = [
    "PAGE_VOICE_ID",
    "STEPS",
    "Attribution",
    "Block",
    "BlockKind",
    "Chain",
    "Check",
    "Corpus",
    "CorpusBusy",
    "CorpusError",
    "Credit",
    "Difference",
    "DifferenceKind",
    "Doubt",
    "Event",
    "EventStatus",
    "EventType",
    "Failure",
    "FetchError",
    "Finding",
    "Held",
    "Hyperlink",
    "Link",
    "Manner",
    "Mention",
    "MentionKind",
    "MissingExtra",
    "ModelError",
    "NoArticle",
    "Page",
    "PageError",
    "Provenance",
    "Quotation",
    "QuoteVerdict",
    "Reading",
    "ReadingError",
    "Record",
    "RecordError",
    "Reported",
    "SaysoError",
    "Selection",
    "SlowQuestion",
    "Span",
    "Spans",
    "Step",
    "Turn",
    "Voice",
    "VoiceKind",
    "When",
    "__version__",
    "check_headline",
    "check_quotes",
    "count_hands",
    "explain_commitment",
    "from_brat",
    "from_json",
    "index_records",
    "load_records",
    "open_page",
    "parse_html",
    "parse_record",
    "parse_text",
    "quotations",
    "read",
    "read_many",
    "say_so",
    "select_statements",
    "split_sentences",
    "to_brat",
    "to_csv",
    "to_html",
    "to_json",
    "to_prov",
    "to_schema_org",
    "to_web_annotations",
    "validate",
]
