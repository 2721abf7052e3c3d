"""Sayso as a component of a spaCy pipeline: ``nlp.add_pipe("sayso")`` (needs spaCy; sayso itself does not).

Decides what a `Doc` is given: ``doc.spans["sayso"]`` holds the contents, cues, sources and addressees as spans labelled CONTENT, CUE,
SOURCE and ADDRESSEE (their ids are the attributions'), and ``doc._.sayso`` the whole reading, whose positions are those of ``doc.text``.
spaCy finds the component by the entry point ``spacy_factories``, without an import of this module.
"""

from __future__ import annotations

from typing import Any, Final

try:
    from spacy.language import Language
    from spacy.tokens import Doc
except ImportError as error:  # pragma: no cover - depends on what is installed
    from sayso.errors import MissingExtra

    raise MissingExtra("The spaCy component needs spaCy, which is not installed; pip install spacy.") from error

from sayso.pages import parse_text
from sayso.pipeline import read

SPANS_KEY: Final = "sayso"
LABELS: Final = {"content": "CONTENT", "cue": "CUE", "source": "SOURCE", "addressee": "ADDRESSEE"}


class SaysoComponent:
    """Reads the text of each `Doc` and gives it spans and the reading."""

    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key
        if not Doc.has_extension("sayso"):
            Doc.set_extension("sayso", default=None)

    def __call__(self, doc: Any) -> Any:  # a spaCy Doc: spaCy publishes no types to mypy's taste
        text = doc.text
        doc.spans[self.spans_key] = []
        # what parse_text would change (NUL, half surrogates) would move nothing, but an empty text holds no article
        if not text.strip():
            return doc
        reading = read(parse_text(text))
        doc._.sayso = reading
        spans = [
            doc.char_span(start, end, label=label, span_id=attribution.id, alignment_mode="expand")
            for attribution in reading.attributions
            for role, label in LABELS.items()
            for start, end in getattr(attribution, role)
        ]
        doc.spans[self.spans_key] = [span for span in spans if span is not None]
        return doc


@Language.factory("sayso", default_config={"spans_key": SPANS_KEY}, assigns=["doc.spans", "doc._.sayso"])  # type: ignore[untyped-decorator]
def make_component(nlp: Any, name: str, spans_key: str) -> SaysoComponent:
    """The component, as spaCy asks for it; `spans_key` names its group in ``doc.spans``."""
    return SaysoComponent(spans_key)
