"""Quotations made from real records, each with a change by program and so with a known verdict.

A sentence is cut from a record; the change is made to the sentence, or, where a transcript of clean speech has too little of it (sounds of
hesitation, repetitions), the other way round: to the record. What comes out is (words of a page, its speaker, the verdict, whether it is
marked, whether a negation, number or name was touched).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.checks.quotes_differences import NEGATIONS
from sayso.checks.quotes_speakers import Speaker
from sayso.checks.records import Record, parse_record
from sayso.reading import Span
from sayso.text import split_sentences

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NOTE: Final = re.compile(r"\s*(?:\[[^\[\]]*\]|\([^()]*\))")
_LIMIT: Final = re.compile(r", (?:but|unless|if|although|though|except)\b|(?<=\w) (?:unless|but only if|as long as)\b")
_SOUNDS: Final = ("um", "uh", "er")
_EXPANDED: Final = {
    "don't": "do not", "doesn't": "does not", "didn't": "did not", "isn't": "is not", "aren't": "are not", "wasn't": "was not",
    "can't": "cannot", "couldn't": "could not", "wouldn't": "would not", "won't": "will not", "haven't": "have not", "i'm": "I am",
    "i've": "I have", "i'll": "I will", "we're": "we are", "we've": "we have", "they're": "they are", "you're": "you are",
    "it's": "it is", "that's": "that is", "we'll": "we will", "i'd": "I would",
}  # fmt: skip
_FIGURES: Final = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50",
}  # fmt: skip
_SAID: Final = {figure: word for word, figure in _FIGURES.items()}
_NEVER_PUT_IN: Final = "harbour lantern gravel velvet pepper thimble orchard compass walnut kettle saddle ribbon".split()
_NAMES: Final = "Okafor Brandvold Lindqvist Marchetti Oyelaran Tamsin Hartigan".split()
_FILL: Final = frozenset("well you know like so look now right okay oh i mean sort kind of and".split())


@dataclass(frozen=True, slots=True)
class Made:
    """A quotation that was made: its words, whom the page names, what verdict is right, and what was touched."""

    words: str
    speaker: Speaker
    verdict: str
    kind: str
    marked: bool | None = None
    grave: bool = False  # a negation, a number or a name was lost, gained or changed


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a record: its words, who says it, and the number of its turn and place."""

    words: str
    speaker: str
    turn: int
    start: int


def name_speaker(label: str) -> Speaker:
    """The speaker whom a page calls by a record's label."""
    name = label.title()
    return Speaker(name, (name,), (), is_person=True)


def find_sentences(record: Record) -> list[Sentence]:
    """The sentences of eight to forty words that no note of the transcriber interrupts and that say something of their own."""
    found = []
    for number, turn in enumerate(record.turns):
        words = record[turn.span]
        for start, end in split_sentences(words):
            sentence = words[start:end]
            n_words = len(_WORD.findall(sentence))
            if turn.speaker and 8 <= n_words <= 40 and not _NOTE.search(sentence) and sentence[0].isupper() and sentence[-1] in ".!?":
                found.append(Sentence(sentence, turn.speaker, number, turn.span.start + start))
    return found


def make_quotations(record: Record, others: Sequence[Sentence], *, n_each: int, seed: int) -> tuple[Record, list[Made]]:
    """The record (with hesitations put into some of its sentences) and the quotations made from it, `n_each` of each kind at most."""
    chance = random.Random(seed)
    record, cleaned = _dirty(record, chance, n_each)
    sentences = [one for one in find_sentences(record) if one.words not in {made.words for made in cleaned}]
    chance.shuffle(sentences)
    made = list(cleaned)
    for kind, maker in _MAKERS.items():
        chance.shuffle(sentences)
        n_made = 0
        for sentence in sentences:
            if n_made == n_each:
                break
            one = maker(sentence, chance)
            if one is not None:
                made.append(replace(one, kind=kind))
                n_made += 1
    made += _splice(sentences, chance, n_each) + _misattribute(sentences, record, chance, n_each) + _borrow(others, record, chance, n_each)
    return record, made


# ---------------------------------------------------------------- one sentence


def _tokens(words: str) -> list[str]:
    return words.split(" ")


def _bare(token: str) -> str:
    return re.sub(r"^\W+|\W+$", "", token)


def _made(sentence: Sentence, words: str, verdict: str, *, marked: bool | None = None, grave: bool = False) -> Made:
    return Made(words, name_speaker(sentence.speaker), verdict, "", marked, grave)


def _copy(sentence: Sentence, chance: random.Random) -> Made | None:
    words = sentence.words.replace("'", "’").replace("--", "—")
    return _made(sentence, words, "verbatim")


def _respell(sentence: Sentence, chance: random.Random) -> Made | None:
    """Numbers in words and figures."""
    tokens = _tokens(sentence.words)
    for n, token in enumerate(tokens):
        bare = _bare(token)
        other = _FIGURES.get(bare) or _SAID.get(bare)
        near = {_bare(tokens[m]).lower() for m in (n - 1, n + 1) if 0 <= m < len(tokens)}
        if (
            other
            and token == bare
            and "-" not in token
            and not any(word[:1].isdigit() or word in _FIGURES or word in _SCALES for word in near)
        ):
            return _made(sentence, " ".join([*tokens[:n], other, *tokens[n + 1 :]]), "verbatim")
    return None


_SCALES: Final = frozenset("hundred thousand million billion trillion percent and a".split())


def _expand(sentence: Sentence, chance: random.Random) -> Made | None:
    tokens = _tokens(sentence.words)
    for n, token in enumerate(tokens):
        bare = _bare(token).replace("’", "'")
        if bare.lower() in _EXPANDED:
            return _made(
                sentence, " ".join([*tokens[:n], token.replace(_bare(token), _EXPANDED[bare.lower()]), *tokens[n + 1 :]]), "cleaned"
            )
    return None


def _clip(sentence: Sentence, chance: random.Random, *, marked: bool = False) -> Made | None:
    tokens = _tokens(sentence.words)
    if len(tokens) < 10:
        return None
    length = chance.randint(1, 5)
    start = chance.randint(2, len(tokens) - length - 3)
    gone = [_bare(token).lower() for token in tokens[start : start + length]]
    kept = [_bare(token).lower() for token in tokens[start + length :]]
    before = [_bare(token).lower() for token in tokens[:start]]
    if any(not word or word in _FILL or word in NEGATIONS or "'" in word or word in kept[:6] or word in before[-6:] for word in gone):
        return None
    if not marked and any("," in token or "-" in token for token in tokens[start - 1 : start + length]):
        return None  # it may be a pause or a false start, which is another kind
    return _made(sentence, " ".join([*tokens[:start], *(["…"] if marked else []), *tokens[start + length :]]), "clipped", marked=marked)


def _clip_marked(sentence: Sentence, chance: random.Random) -> Made | None:
    return _clip(sentence, chance, marked=True)


def _cut(sentence: Sentence, chance: random.Random) -> Made | None:
    match = _LIMIT.search(sentence.words)
    if match is None or len(_WORD.findall(sentence.words[: match.start()])) < 5:
        return None
    words = sentence.words[: match.start()]
    return _made(sentence, words + ".", "cut short") if not words.endswith("?") else None


def _substitute(sentence: Sentence, chance: random.Random) -> Made | None:
    tokens = _tokens(sentence.words)
    places = [n for n in range(1, len(tokens) - 1) if tokens[n].isalpha() and len(tokens[n]) > 4 and tokens[n].islower()]
    if not places:
        return None
    n = chance.choice(places)
    return _made(sentence, " ".join([*tokens[:n], chance.choice(_NEVER_PUT_IN), *tokens[n + 1 :]]), "altered", marked=False)


def _insert(sentence: Sentence, chance: random.Random) -> Made | None:
    tokens = _tokens(sentence.words)
    n = chance.randint(2, len(tokens) - 2)
    return _made(sentence, " ".join([*tokens[:n], chance.choice(_NEVER_PUT_IN), *tokens[n:]]), "altered", marked=False)


def _bracket(sentence: Sentence, chance: random.Random) -> Made | None:
    tokens = _tokens(sentence.words)
    places = [n for n in range(1, len(tokens) - 1) if tokens[n].isalpha() and len(tokens[n]) > 2 and tokens[n].lower() not in NEGATIONS]
    if not places:
        return None
    n = chance.choice(places)
    return _made(sentence, " ".join([*tokens[:n], f"[the {chance.choice(_NEVER_PUT_IN)}]", *tokens[n + 1 :]]), "altered", marked=True)


def _swap(sentence: Sentence, chance: random.Random) -> Made | None:
    tokens = _tokens(sentence.words)
    places = [n for n in range(1, len(tokens) - 2) if all(tokens[m].isalpha() and len(tokens[m]) > 3 for m in (n, n + 1))]
    places = [n for n in places if tokens[n].lower() != tokens[n + 1].lower()]
    if not places:
        return None
    n = chance.choice(places)
    return _made(sentence, " ".join([*tokens[:n], tokens[n + 1], tokens[n], *tokens[n + 2 :]]), "altered", marked=False)


def _lose_negation(sentence: Sentence, chance: random.Random) -> Made | None:
    tokens = _tokens(sentence.words)
    for n, token in enumerate(tokens[1:-1], 1):  # without its first word a quotation starts later, and is cut short
        bare = _bare(token).lower().replace("’", "'")
        if (
            bare in ("not", "never")
            and token.isalpha()
            and bare not in (_bare(other).lower() for other in tokens[max(0, n - 6) : n] + tokens[n + 1 : n + 7])
        ):
            return _made(sentence, " ".join(tokens[:n] + tokens[n + 1 :]), "clipped", marked=False, grave=True)
        if bare.endswith("n't") and bare not in ("can't", "won't", "ain't", "shan't") and token == _bare(token):
            return _made(sentence, " ".join([*tokens[:n], token[:-3], *tokens[n + 1 :]]), "altered", marked=False, grave=True)
    return None


def _gain_negation(sentence: Sentence, chance: random.Random) -> Made | None:
    tokens = _tokens(sentence.words)
    for n, token in enumerate(tokens[:-2]):
        if (
            token in ("is", "are", "was", "were", "will", "would", "have", "has", "can", "should", "could")
            and tokens[n + 1].lower() != "not"
        ):
            return _made(sentence, " ".join([*tokens[: n + 1], "not", *tokens[n + 1 :]]), "altered", marked=False, grave=True)
    return None


def _change_number(sentence: Sentence, chance: random.Random) -> Made | None:
    tokens = _tokens(sentence.words)
    for n, token in enumerate(tokens):
        bare = _bare(token)
        if bare.isdigit():
            other = str(int(bare) + chance.choice((1, 2, 7, 10)))
        elif bare in _FIGURES:
            other = chance.choice([word for word in _FIGURES if word != bare])
        else:
            continue
        return _made(sentence, " ".join([*tokens[:n], token.replace(bare, other), *tokens[n + 1 :]]), "altered", marked=False, grave=True)
    return None


def _change_name(sentence: Sentence, chance: random.Random) -> Made | None:
    tokens = _tokens(sentence.words)
    places = [n for n in range(1, len(tokens)) if re.fullmatch(r"[A-Z][a-z]{3,}", _bare(tokens[n])) and tokens[n - 1][-1] not in ".?!:"]
    if not places:
        return None
    n = chance.choice(places)
    other = tokens[n].replace(_bare(tokens[n]), chance.choice(_NAMES))
    return _made(sentence, " ".join([*tokens[:n], other, *tokens[n + 1 :]]), "altered", marked=False, grave=True)


_Maker = Callable[[Sentence, random.Random], Made | None]
_MAKERS: Final[dict[str, _Maker]] = {
    "copied": _copy,
    "number spelt otherwise": _respell,
    "contraction expanded": _expand,
    "words left out": _clip,
    "words left out, marked": _clip_marked,
    "cut before a limit": _cut,
    "word substituted": _substitute,
    "word put in": _insert,
    "word in brackets": _bracket,
    "order changed": _swap,
    "negation lost": _lose_negation,
    "negation gained": _gain_negation,
    "number changed": _change_number,
    "name changed": _change_name,
}


# ---------------------------------------------------------------- several sentences, other speakers, other records


def _splice(sentences: Sequence[Sentence], chance: random.Random, n_each: int) -> list[Made]:
    """Two sentences of one speaker, from turns that are apart."""
    by_speaker: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        by_speaker.setdefault(sentence.speaker, []).append(sentence)
    spoken = [own for own in by_speaker.values() if len({one.turn for one in own}) > 3]
    made: list[Made] = []
    for _ in range(n_each if spoken else 0):
        one, other = chance.sample(chance.choice(spoken), 2)
        if abs(one.start - other.start) > 600 and one.turn != other.turn and one.words != other.words:
            made.append(Made(f"{one.words} {other.words}", name_speaker(one.speaker), "spliced", "two places run together"))
    return made


def _misattribute(sentences: Sequence[Sentence], record: Record, chance: random.Random, n_each: int) -> list[Made]:
    """A sentence of one speaker given to another of the same record."""
    speakers = sorted({turn.speaker for turn in record.turns if turn.speaker and turn.speaker.replace(" ", "").isalpha()})
    made: list[Made] = []
    for sentence in sentences[:n_each]:
        others = [name for name in speakers if name.split()[-1] != sentence.speaker.split()[-1] and name not in _NOBODY]
        if others and record.text.count(sentence.words) == 1:
            made.append(Made(sentence.words, name_speaker(chance.choice(others)), "misattributed", "given to another"))
    return made


_NOBODY: Final = frozenset(("QUESTION", "UNKNOWN", "AUDIENCE", "CANDIDATES", "VOICEOVER", "MALE", "FEMALE"))


def _borrow(others: Sequence[Sentence], record: Record, chance: random.Random, n_each: int) -> list[Made]:
    """Sentences of other records whose words this one has not."""
    speakers = sorted({turn.speaker for turn in record.turns if turn.speaker})
    made: list[Made] = []
    for sentence in chance.sample(list(others), min(4 * n_each, len(others))):
        words = [word.lower() for word in _WORD.findall(sentence.words)]
        runs = (" ".join(words[n : n + 5]) for n in range(len(words) - 4))
        if len(made) < n_each and len(words) >= 10 and not any(run in record.text.lower() for run in runs):
            made.append(Made(sentence.words, name_speaker(chance.choice(speakers)), "not found", "from another record"))
    return made


# ---------------------------------------------------------------- the record made worse


def _dirty(record: Record, chance: random.Random, n_each: int) -> tuple[Record, list[Made]]:
    """The record with hesitations, pauses, repetitions and false starts in some sentences, and those sentences as they were."""
    sentences = find_sentences(record)
    chosen = sorted(chance.sample(sentences, min(4 * n_each, len(sentences) // 3)), key=lambda one: one.start)
    pieces: list[str] = []
    made: list[Made] = []
    place = 0
    for number, sentence in enumerate(chosen):
        kind, dirty = _DIRT[number % len(_DIRT)]
        words = dirty(sentence.words, chance)
        if words is None or sentence.start < place:
            continue
        pieces += [record.text[place : sentence.start], words]
        place = sentence.start + len(sentence.words)
        made.append(Made(sentence.words, name_speaker(sentence.speaker), "cleaned", kind))
    pieces.append(record.text[place:])
    return parse_record("".join(pieces), record.name, date=record.date), made


def _hesitate(words: str, chance: random.Random) -> str | None:
    tokens = _tokens(words)
    n = chance.randint(1, len(tokens) - 1)
    return " ".join([*tokens[:n], chance.choice(_SOUNDS) + ",", *tokens[n:]])


def _pause(words: str, chance: random.Random) -> str | None:
    tokens = _tokens(words)
    places = [n for n in range(2, len(tokens) - 1) if tokens[n - 1][-1].isalpha()]
    if not places:
        return None
    n = chance.choice(places)
    return " ".join([*tokens[: n - 1], tokens[n - 1] + ",", chance.choice(("you know,", "I mean,")), *tokens[n:]])


def _repeat(words: str, chance: random.Random) -> str | None:
    tokens = _tokens(words)
    n = chance.randint(1, len(tokens) - 4)  # at the start of a sentence the quotation may begin after it, and is verbatim
    length = chance.randint(1, 3)
    if not all(_bare(token) == token for token in tokens[n : n + length]):
        return None
    again = tokens[n : n + length]
    return " ".join([*tokens[:n], *again[:-1], again[-1] + ",", *again, *tokens[n + length :]])


_DIRT: Final = (("hesitation", _hesitate), ("pause", _pause), ("repetition", _repeat))


def quote_of(made: Made) -> tuple[str, tuple[Span, ...]]:
    """The text of a page that holds the quotation alone, and its range."""
    text = f"“{made.words}”"
    return text, (Span(0, len(text)),)
