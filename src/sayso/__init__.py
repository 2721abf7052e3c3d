"""Reads a news page and answers for every statement on it: on whose say-so?

>>> import sayso
>>> sayso.Span(0, 4)
Span(start=0, end=4)

`read` takes a page (its path, address, or a `Page` made by `parse_html` or `parse_text`) and returns a `Reading`; `to_json` and `to_html`
write one, `from_json` takes one back. Everything that is public is listed in `__all__`.

What is listed but not imported here (`_HOMES`) is imported when it is first asked for (PEP 562), so that ``import sayso`` is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from sayso.errors import (
    CorpusBusy,
    CorpusError,
    CorpusFault,
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
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.chains import count_hands, say_so
    from sayso.checks import QuoteVerdict, Record, Turn, check_headline, check_quotes, index_records, load_records, parse_record
    from sayso.commitment import explain_commitment
    from sayso.corpus import Corpus
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
    from sayso.text import Quotation, quotations, split_sentences

_HOMES = {
    "sayso.chains": ("count_hands", "say_so"),
    "sayso.checks": ("QuoteVerdict", "Record", "Turn", "check_headline", "check_quotes", "index_records", "load_records", "parse_record"),
    "sayso.commitment": ("explain_commitment",),
    "sayso.corpus": ("Corpus",),
    "sayso.exports.brat": ("from_brat", "to_brat"),
    "sayso.exports.csv": ("to_csv",),
    "sayso.exports.html": ("to_html",),
    "sayso.exports.json": ("from_json", "to_json"),
    "sayso.exports.prov": ("to_prov",),
    "sayso.exports.schema_org": ("to_schema_org",),
    "sayso.exports.select": ("Selection", "select_statements"),
    "sayso.exports.web_annotation": ("to_web_annotations",),
    "sayso.pages": ("open_page", "parse_html", "parse_text"),
    "sayso.pipeline": ("STEPS", "Failure", "Step", "read", "read_many"),
    "sayso.text": ("Quotation", "quotations", "split_sentences"),
}
"""Where each name that is imported late stands."""


def __getattr__(name: str) -> object:
    """The public name that is asked for the first time, from its home; later it is there like any other."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


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
    "CorpusFault",
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
