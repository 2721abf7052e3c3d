"""The words of a quotation: as they are written, and as they are compared.

Decides what a word is where two quotations are held against each other (`prints`, `trace`, `differences`): hyphens part words, apostrophes
do not. Names are folded otherwise, by `names`; and the check of quotations spells out numbers and contractions too, in `checks`.
"""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def split_quotation(text: str) -> list[str]:
    """The words of a quotation as they are written, without marks."""
    return _WORD.findall(text)


def fold_quotation(text: str) -> list[str]:
    """The words of a quotation as they are compared: lower case, without marks; accents stay, being part of a wording."""
    return split_quotation(fold_word(text))


def fold_word(word: str) -> str:
    """A word as it is compared: lower case, with straight apostrophes."""
    return word.casefold().replace("’", "'")
