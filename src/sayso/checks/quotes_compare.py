"""A quotation beside a place in a record: the differences, and the verdict they make as far as the words alone decide it.

Decides verbatim, cleaned, clipped, altered and spliced: altered before clipped, clipped before cleaned. Who said the words, and whether the
quotation stops where the sentence does, is looked at afterwards (`quotes_check`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from sayso.checks.quotes_align import FUNCTION_WORDS
from sayso.checks.quotes_differences import Context, has_hesitation, is_cleanable, is_same, may_be_contracted
from sayso.checks.quotes_index import RecordIndex
from sayso.checks.quotes_ops import Match, Op, Passage
from sayso.checks.quotes_sentences import count_sentence_ends
from sayso.checks.quotes_text import QuotedWords
from sayso.checks.quotes_verdicts import Change, Comparison, QuoteVerdict
from sayso.checks.quotes_words import fold, take_apart
from sayso.checks.records import Record
from sayso.reading import DifferenceKind, Span

_STOP: Final = re.compile(r"[,.;:?!…—–(\n]|--")

_FEW_WORDS: Final = 8
"""Words that may be left out between two sentences of one turn before the two are "separate places"."""

_WHOLE_SENTENCE: Final = 15  # and as many where only one sentence is skipped


class Comparer:
    """Compares one quotation with the places where its words were found."""

    def __init__(self, index: RecordIndex, quoted: QuotedWords, turn_of: Callable[[int], int]) -> None:
        self.index = index
        self.quoted = quoted
        self.turn_of = turn_of
        self._keys = index.vocabulary.keys

    def compare(self, match: Match) -> Comparison:
        """The differences of one match, and what they make of the quotation."""
        if match.exact:
            return self._compare_exact(match)
        record = self.index.records[match.record]
        passages = [self._trim_edges(passage, record.text) for passage in match.passages]
        changes: list[Change] = []
        for passage in passages:
            changes += self._compare_passage(passage, record)
        changes = _pair_moved(changes)
        spliced = self._is_spliced(passages, record, changes)
        verdict = QuoteVerdict.SPLICED if spliced else self._verdict(changes, passages, record)
        serious = [change for change in changes if not change.cleaned]
        marked = all(change.marked for change in serious) if verdict in (QuoteVerdict.CLIPPED, QuoteVerdict.ALTERED) else None
        turns = tuple(dict.fromkeys(self.turn_of(n) for passage in passages for n in (passage.record, passage.record_end - 1)))
        evidence = sorted({self.index.span(*_hull(passage)) for passage in passages})
        return Comparison(match.record, tuple(_apart(evidence)), verdict, tuple(changes), marked, match.likeness, turns)

    def _compare_exact(self, match: Match) -> Comparison:
        """The comparison where all words stand side by side: what remains to be seen is how they are written."""
        ((op,),) = (passage.ops for passage in match.passages)
        last = op.record_end - 1
        turns = tuple(dict.fromkeys((self.turn_of(op.record), self.turn_of(last))))
        tidied = self._is_tidied(op, self.index.records[match.record])
        verdict = QuoteVerdict.CLEANED if tidied else QuoteVerdict.VERBATIM
        return Comparison(match.record, (self.index.span(op.record, last),), verdict, (), None, match.likeness, turns)

    def _verdict(self, changes: Sequence[Change], passages: Sequence[Passage], record: Record) -> QuoteVerdict:
        serious = {change.kind for change in changes if not change.cleaned}
        if serious - {DifferenceKind.LEFT_OUT}:
            return QuoteVerdict.ALTERED
        if serious:
            return QuoteVerdict.CLIPPED
        if changes or any(self._is_tidied(op, record) for passage in passages for op in passage.ops if op.equal):
            return QuoteVerdict.CLEANED
        return QuoteVerdict.VERBATIM

    def _trim_edges(self, passage: Passage, text: str) -> Passage:
        """The passage, with what stands against its first and last words cut where the record has a stop: beyond that, words of the
        quotation were put in and not changed."""
        ops = list(passage.ops)
        if len(ops) > 2:
            ops = self._unwind(ops)
        first, last = ops[0], ops[-1]
        if len(ops) > 1 and not first.equal:
            start = next((n for n in range(first.record_end, first.record, -1) if self._has_stop(n - 1, text)), first.record)
            ops[0] = first._replace(record=start)
        if len(ops) > 1 and not last.equal:
            stop = next((n for n in range(last.record, last.record_end) if self._has_stop(n - 1, text)), last.record_end)
            ops[-1] = last._replace(record_end=stop)
        return Passage(tuple(ops), passage.moved)

    def _unwind(self, ops: list[Op]) -> list[Op]:
        """The operations, without a detour at either end: of "Watch these tapes. Watch a film" the quotation has the second "watch"."""
        ids = self.index.ids
        if ops[0].equal and ops[2].equal and ops[1].quote == ops[1].quote_end:
            first, gap, after = ops[:3]
            length = first.record_end - first.record
            if (
                length <= gap.record_end - gap.record
                and (ids[first.record : first.record_end] == ids[gap.record_end - length : gap.record_end]).all()
            ):
                ops = [after._replace(quote=first.quote, record=gap.record_end - length), *ops[3:]]
        if len(ops) > 2 and ops[-1].equal and ops[-3].equal and ops[-2].quote == ops[-2].quote_end:
            before, gap, last = ops[-3:]
            length = last.record_end - last.record
            if (
                length <= gap.record_end - gap.record
                and (ids[last.record : last.record_end] == ids[gap.record : gap.record + length]).all()
            ):
                ops = [*ops[:-3], before._replace(quote_end=last.quote_end, record_end=gap.record + length)]
        return ops

    def _has_stop(self, place: int, text: str) -> bool:
        """Whether a stop stands between a word of the records and the one after it."""
        if place < 0 or place + 1 >= len(self.index.ids):
            return False
        return (
            _STOP.search(text, int(self.index.ends[place]), max(int(self.index.starts[place + 1]), int(self.index.ends[place]))) is not None
        )

    # ---------------------------------------------------------------- differences

    def _compare_passage(self, passage: Passage, record: Record) -> list[Change]:
        unequal = [op for op in passage.ops if not op.equal]
        changes: list[Change] = []
        if unequal:
            low = max(passage.record, min([op.record for op in unequal]) - _AROUND)
            high = min(passage.record_end + 1, max([op.record_end for op in unequal]) + _AROUND)
            words = self.index.words(low, min(high, self.index.bounds[self.index.record_at(low) + 1]))
            context = Context(record.text, [self._keys[word] for word in words.ids], words.starts, words.ends)
            moved = {n for block in passage.moved for n in range(block.quote, block.quote + block.length)}
            for op in unequal:
                changes += self._classify(op, context, low, moved)
        for block in passage.moved:
            span = self.quoted.span(block.quote, block.quote + block.length)
            keys = tuple(self._keys[word] for word in self.quoted.ids[block.quote : block.quote + block.length])
            changes.append(Change(DifferenceKind.MOVED, span, self.index.span(block.record, block.record + block.length - 1), keys, keys))
        return changes

    def _classify(self, op: Op, context: Context, low: int, moved: set[int]) -> list[Change]:
        """The differences that an unequal stretch makes; none where its words are the same, written otherwise."""
        quoted = self.quoted
        first, following = op.quote, op.quote_end
        mine = tuple(self._keys[quoted.ids[n]] for n in range(first, following) if n not in moved)
        start, stop = op.record - low, op.record_end - low
        theirs = tuple(context.keys[start:stop])
        if not mine and not theirs:
            return []
        span = quoted.span(first, following)
        record_span = _span_of(context, start, stop)
        if (self._is_possessive(mine, quoted.text, span) and not theirs) or (
            self._is_possessive(theirs, context.text, record_span) and not mine
        ):
            return []
        marked = quoted.is_marked(first, following)
        if not mine:
            if self._splits_contraction(op):  # "wouldn't" that became "would" is another word, and not a shorter text
                return [Change(DifferenceKind.CHANGED, span, record_span, (), theirs, marked=marked)]
            return [self._left_out(op, context, start, stop, marked=marked)]
        bracketed = all(quoted.is_bracketed(n) for n in range(first, following) if n not in moved)
        if not theirs:
            return [Change(DifferenceKind.PUT_IN, span, record_span, mine, (), self._may_come(op), bracketed)]
        if "".join(mine) == "".join(theirs):  # "e-mails" and "emails"
            return []
        if is_same(mine, theirs) or (may_be_contracted(mine, theirs) and self._is_contracted(op, context, start)):
            return [Change(DifferenceKind.CHANGED, span, record_span, mine, theirs, cleaned=True)]
        return [Change(DifferenceKind.CHANGED, span, record_span, mine, theirs, marked=bracketed)]

    def _left_out(self, op: Op, context: Context, start: int, stop: int, *, marked: bool) -> Change:
        """What is left out, and whether it may go without a change of sense: if it can be taken so, "tell, [you know,] you" and not
        "tell, you [know, you]"."""
        kept = self._mine()
        for shift in _shifts(context.keys, start, stop):
            place = op.quote + shift
            if 0 <= place <= len(kept) and is_cleanable(context, start + shift, stop + shift, kept[place:], kept[:place]):
                span = _span_of(context, start + shift, stop + shift)
                words = tuple(context.keys[start + shift : stop + shift])
                return Change(DifferenceKind.LEFT_OUT, self.quoted.span(place, place), span, (), words, cleaned=True, marked=marked)
        span = _span_of(context, start, stop)
        return Change(
            DifferenceKind.LEFT_OUT, self.quoted.span(op.quote, op.quote), span, (), tuple(context.keys[start:stop]), False, marked
        )

    def _mine(self) -> list[str]:
        """The words of the quotation as they are compared."""
        return [self._keys[word] for word in self.quoted.ids]

    def _may_come(self, op: Op) -> bool:
        """Whether words that the record lacks are pauses and repetitions of the quotation's own: records leave them out too."""
        keys = self._mine()
        context = Context(self.quoted.text, keys, self.quoted.starts, self.quoted.ends)
        return is_cleanable(context, op.quote, op.quote_end, keys[op.quote_end :], ())

    @staticmethod
    def _is_possessive(keys: Sequence[str], text: str, span: Span) -> bool:
        """Whether words are the second s of "Sanders's", which others write "Sanders'"."""
        return tuple(keys) == ("is",) and fold(text[span.start : span.end]).endswith("s's")

    def _splits_contraction(self, op: Op) -> bool:
        """Whether what is left out is one half of a contraction."""
        starts = self.index.starts
        left = op.record > 0 and starts[op.record - 1] == starts[op.record]
        right = op.record_end < len(starts) and starts[op.record_end] == starts[op.record_end - 1]
        return bool(left or right)

    def _is_contracted(self, op: Op, context: Context, start: int) -> bool:
        mine = self.quoted.text[self.quoted.starts[op.quote] : self.quoted.ends[op.quote]]
        theirs = context.text[context.starts[start] : context.ends[start]]
        return "'" in fold(mine) or "'" in fold(theirs)

    def _is_tidied(self, op: Op, record: Record) -> bool:
        """Whether words that are equal as compared differ as an editor may make them differ: contractions, sounds of hesitation."""
        quoted, text = self.quoted, record.text
        whole = self.index.span(op.record, op.record_end - 1)
        if text[whole.start : whole.end] == quoted.text[quoted.starts[op.quote] : quoted.ends[op.quote_end - 1]]:
            return False
        words = self.index.words(op.record, op.record_end)
        mine_end, their_end = quoted.starts[op.quote], words.starts[0]
        for mine_start, mine_stop, their_start, their_stop in zip(
            quoted.starts[op.quote : op.quote_end], quoted.ends[op.quote : op.quote_end], words.starts, words.ends, strict=True
        ):
            one, other = quoted.text[mine_start:mine_stop], text[their_start:their_stop]
            if one != other and one.replace("’", "'") != other and _is_written_otherwise(fold(one), fold(other)):
                return True
            if mine_start - mine_end > 2 or their_start - their_end > 2:
                mine_sound = has_hesitation(quoted.text, mine_end, mine_start)
                if has_hesitation(text, their_end, their_start) != mine_sound:
                    return True
            mine_end, their_end = mine_stop, their_stop
        return False

    # ---------------------------------------------------------------- splices

    def _is_spliced(self, passages: Sequence[Passage], record: Record, changes: Sequence[Change]) -> bool:
        if len(passages) > 1:
            return True
        return any(change.kind is DifferenceKind.LEFT_OUT and not change.cleaned and _is_far(record.text, change) for change in changes)


def _is_written_otherwise(one: str, other: str) -> bool:
    """Whether one of two words that are equal as compared is a contraction, and the other none; "Sanders's" is "Sanders'"."""
    return one != other and (take_apart(one) is None) != (take_apart(other) is None) and not (one.endswith("s's") or other.endswith("s's"))


def _is_far(text: str, change: Change) -> bool:
    """Whether what is left out takes a quotation to another place: whole sentences, and more than a few words."""
    n_words = len(change.theirs)
    if n_words <= _FEW_WORDS:
        return False
    n_ends = count_sentence_ends(text, change.record.start, change.record.end + 2)
    return n_ends >= 2 or (n_ends == 1 and n_words > _WHOLE_SENTENCE)


def _shifts(keys: Sequence[str], start: int, stop: int) -> list[int]:
    """How far a run of words may be moved in its text with the words around it staying the same: 0 first."""
    shifts = [0]
    for n in range(1, _MOST_SHIFTED + 1):
        if start - n < 0 or keys[start - n] != keys[stop - n]:
            break
        shifts.append(-n)
    for n in range(_MOST_SHIFTED):
        if stop + n >= len(keys) or keys[start + n] != keys[stop + n]:
            break
        shifts.append(n + 1)
    return shifts


_MOST_SHIFTED: Final = 6
_AROUND: Final = _MOST_SHIFTED + 2  # words on either side of a difference that are looked at


def _span_of(context: Context, start: int, stop: int) -> Span:
    if start < stop:
        return Span(context.starts[start], context.ends[stop - 1])
    place = context.ends[start - 1] if start > 0 else (context.starts[0] if context.starts else 0)
    return Span(place, place)


def _hull(passage: Passage) -> tuple[int, int]:
    """The first and the last word of a record that a passage is about."""
    records = [(op.record, op.record_end) for op in passage.ops if op.record < op.record_end]
    records += [(block.record, block.record + block.length) for block in passage.moved]
    return min(first for first, _ in records), max(following for _, following in records) - 1


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The spans, those that overlap made one."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _pair_moved(changes: list[Change]) -> list[Change]:
    """The differences, with words that are left out in one place and put in at another made one that moved."""
    paired = list(changes)
    for n, one in enumerate(changes):
        for m, other in enumerate(changes):
            if n == m or not one.mine or one.mine != other.theirs or all(word in FUNCTION_WORDS for word in one.mine):
                continue
            if one.kind is DifferenceKind.PUT_IN and other.kind is DifferenceKind.LEFT_OUT:
                paired[n] = replace(one, kind=DifferenceKind.MOVED, record=other.record, theirs=other.theirs, cleaned=False)
                paired[m] = replace(other, cleaned=True, theirs=())
            elif one.kind is DifferenceKind.CHANGED and other.kind is DifferenceKind.LEFT_OUT:
                paired[n] = replace(one, kind=DifferenceKind.MOVED, record=other.record)
                paired[m] = replace(other, cleaned=True, theirs=())
            elif one.kind is other.kind is DifferenceKind.CHANGED and one.theirs == other.mine:
                paired[n] = replace(one, kind=DifferenceKind.MOVED, record=other.record)
    return [change for change in paired if change.mine or change.theirs]
