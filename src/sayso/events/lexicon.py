"""What words can be: their work in a sentence, the forms of verbs, and the frames of the words that bring an event in.

Decides nothing about a page; it only reads the data files of this folder, once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from importlib.resources import files
from typing import Final

from sayso.reading import EventType

_VOWELS: Final = frozenset("aeiou")


class Form(IntFlag):
    """What a form of a verb can be; "cut" is all but the one in -s and the one in -ing."""

    BASE = 1
    S = 2
    PAST = 4
    PARTICIPLE = 8
    ING = 16


@dataclass(frozen=True, slots=True)
class Frame:
    """A word or phrase that brings an event in.

    `words` follow the head, each with its alternatives; `slots` say where the recipient stands, the first that is there counting; `marks`
    and `needs`, `never`, `objects` are the conditions that the head of the data file tells.
    """

    head: str
    words: tuple[frozenset[str], ...]
    type: EventType
    slots: tuple[str, ...]
    marks: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()


def read_lines(name: str) -> list[str]:
    """The lines of a data file of this package without its head and its empty lines."""
    lines = files("sayso.events").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@cache
def read_classes(name: str) -> dict[str, tuple[str, ...]]:
    """The words of each class of a data file whose lines are `class: word word`."""
    classes: dict[str, tuple[str, ...]] = {}
    for line in read_lines(name):
        key, _, words = line.partition(":")
        classes[key.strip()] = (*classes.get(key.strip(), ()), *words.split())
    return classes


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of `words.txt`."""
    return frozenset(read_classes("words.txt")[name])


@cache
def party_class(name: str) -> frozenset[str]:
    """The nouns of one kind of `parties.txt`."""
    return frozenset(read_classes("parties.txt")[name])


@cache
def verb_forms() -> dict[str, tuple[str, Form]]:
    """For each form of each verb the base form, and what the form can be."""
    forms: dict[str, tuple[str, Form]] = {}
    irregular = _irregular()
    classes = read_classes("words.txt")
    for base in dict.fromkeys((*_frame_verbs(), *(word for name in _VERB_CLASSES for word in classes[name]), *irregular)):
        for form, kind in _inflect(base, irregular):
            lemma, known = forms.get(form, (base, Form(0)))
            forms[form] = (lemma, known | kind)
    return forms


_VERB_CLASSES: Final = (
    "verb",
    "object-control",
    "negative",
    "implicative",
    "unreal",
    "happens",
    "wanted-meeting",
    "perception",
)


def _frame_verbs() -> Iterable[str]:
    return (word for frame_words in _frame_heads() for word in frame_words)


def _frame_heads() -> list[list[str]]:
    return [line.split(";")[0].split()[0].split("|") for line in read_lines("verbs.txt")]


def _irregular() -> dict[str, tuple[str, str]]:
    entries = " ".join(read_classes("words.txt")["irregular"]).split(";")
    return {base: (past, participle) for base, past, participle in (entry.split() for entry in entries)}


def _inflect(base: str, irregular: dict[str, tuple[str, str]]) -> list[tuple[str, Form]]:
    past, participle = irregular.get(base, (None, None))
    past_form = past or _with_ending(base, "ed")
    return [
        (base, Form.BASE),
        (_with_s(base), Form.S),
        (past_form, Form.PAST if participle and participle != past else Form.PAST | Form.PARTICIPLE),
        (participle or past_form, Form.PARTICIPLE if participle != past else Form.PAST | Form.PARTICIPLE),
        (_with_ending(base, "ing"), Form.ING),
        *([(base + "led", Form.PAST | Form.PARTICIPLE), (base + "ling", Form.ING)] if base.endswith("el") else []),
    ]


def _with_s(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _with_ending(base: str, ending: str) -> str:
    if base.endswith("ee") and ending == "ed":
        return base + "d"
    if base.endswith("ie") and ending == "ing":
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + ending
    if base.endswith("y") and base[-2:-1] not in _VOWELS and ending == "ed":
        return base[:-1] + "ied"
    return base + _doubled(base) + ending


# The stress falls on the last syllable of these, so that the consonant doubles ("deferred"); of other long verbs it does not ("visited").
_DOUBLING: Final = frozenset(
    "admit allot commit compel confer control defer deter equip expel forget incur infer occur omit permit prefer propel rebel rebut refer"
    " regret repel submit transfer transmit begin forbid upset kidnap picket".split()
) - {"picket"}


def _doubled(base: str) -> str:
    if base[-1] in "wxy" or base[-1] in _VOWELS or base[-2:-1] not in _VOWELS or base[-3:-2] in _VOWELS:
        return ""
    one_syllable = sum(letter in "aeiouy" for letter in base) == 1
    return base[-1] if one_syllable or base in _DOUBLING else ""


@cache
def verb_frames() -> dict[str, tuple[Frame, ...]]:
    """The frames of each verb, by its base form, those with the most words first."""
    frames: dict[str, list[Frame]] = {}
    for line in read_lines("verbs.txt"):
        phrase, type_name, slots, marks = _fields(line)
        heads, *words = (frozenset(word.split("|")) for word in phrase.split())
        for head in heads:
            frames.setdefault(head, []).append(_make_frame(head, tuple(words), type_name, slots, marks))
    return {head: tuple(sorted(of_head, key=lambda frame: -len(frame.words))) for head, of_head in frames.items()}


@cache
def noun_frames() -> dict[str, Frame]:
    """The frame of each event noun, by its singular and its plural."""
    frames: dict[str, Frame] = {}
    for line in read_lines("nouns.txt"):
        noun, type_name, slots, marks = _fields(line)
        frame = _make_frame(noun, (), type_name, slots, marks)
        frames[_with_s(noun)] = frame
        if "plural" not in frame.marks:
            frames[noun] = frame
    return frames


@cache
def trigger_forms() -> dict[str, frozenset[str]]:
    """Every form of every word that can bring an event in, with the words of which one has to stand in the sentence too.

    None has to where the set is empty. A sentence without such a word has no event, and need not be parsed.
    """
    triggers: dict[str, frozenset[str]] = dict.fromkeys((*noun_frames(), "place"), frozenset())
    partners = {head: _partners(frames) for head, frames in verb_frames().items()}
    for form, (lemma, _) in verb_forms().items():
        if lemma in partners and form not in triggers:
            triggers[form] = partners[lemma]
    return triggers


def _partners(frames: tuple[Frame, ...]) -> frozenset[str]:
    """The last words of a verb's phrases, with their plurals; none where the verb stands for an event by itself."""
    if any(not frame.words for frame in frames):
        return frozenset()
    last = frozenset().union(*(frame.words[-1] for frame in frames))
    return last | {_with_s(word) for word in last}


def can_tell(words: set[str]) -> bool:
    """Whether a sentence of these words, in lower case, can tell of an event."""
    triggers = trigger_forms()
    return any((partners := triggers.get(word)) is not None and (not partners or not partners.isdisjoint(words)) for word in words)


def _fields(line: str) -> list[str]:
    parts = [part.strip() for part in line.split(";")]
    return [*parts, *[""] * (4 - len(parts))]


def _make_frame(head: str, words: tuple[frozenset[str], ...], type_name: str, slots: str, marks: str) -> Frame:
    conditions = dict(mark.split("=") for mark in marks.split() if "=" in mark)
    listed = {key: frozenset(value.split("/")) for key, value in conditions.items()}
    return Frame(
        head,
        words,
        EventType(type_name),
        tuple(slot.strip() for slot in slots.split(",") if slot.strip() not in ("", "-")),
        frozenset(mark for mark in marks.split() if "=" not in mark),
        listed.get("need", frozenset()),
        listed.get("not", frozenset()),
        listed.get("object", frozenset()),
    )


def singular(noun: str) -> str:
    """A noun without the ending of its plural, as well as its spelling tells; the noun itself where it has none."""
    irregular = {"people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun
