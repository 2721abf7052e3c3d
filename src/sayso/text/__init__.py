"""Text without layout: paragraphs, quotations, sentences, word tokens."""

from sayso.text.paragraphs import split_paragraphs
from sayso.text.quotations import Quotation, quotation_depths, quotations
from sayso.text.sentences import split_sentences
from sayso.text.tokens import align_spans, cover_tokens, tokenize, trim_span

__all__ = [
    "Quotation",
    "align_spans",
    "cover_tokens",
    "quotation_depths",
    "quotations",
    "split_paragraphs",
    "split_sentences",
    "tokenize",
    "trim_span",
]
