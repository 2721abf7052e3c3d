"""One quotation against all records: the best place, who said it there, and the verdict with its reason.

Decides between the places at which the words of a quotation may stand (the speaker's own turn first), whether they are there at all, and
what a quotation that stops inside a sentence leaves out. A page's quotations are collected, and findings written, in `quotes`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from sayso.checks.quotes_align import Aligner
from sayso.checks.quotes_compare import Comparer
from sayso.checks.quotes_differences import Context, is_restart
from sayso.checks.quotes_index import RecordIndex
from sayso.checks.quotes_limits import Limit, find_limit
from sayso.checks.quotes_ops import Match
from sayso.checks.quotes_sentences import find_sentence
from sayso.checks.quotes_speakers import Speaker, is_same_speaker
from sayso.checks.quotes_text import QuotedWords, read_quotation
from sayso.checks.quotes_verdicts import Comparison, QuoteVerdict
from sayso.checks.records import Turn
from sayso.reading import Span, Spans

# The share of a quotation's words that has to be found for "its words, changed", and not "not found". Guesses, set on the made alterations
# of benchmarks/quotes.py: where the record gives the words to the same speaker, to one who is not known, to another.
_FOUND: Final = {True: 0.45, None: 0.5, False: 0.75}
_FOUND_SHORT: Final = 0.6  # of a quotation of at most five words
_SHORT: Final = 5
_FEWEST_TOGETHER: Final = 3  # words side by side, without which few words in common are chance
_MOST_COMPARED: Final = 8
_LONGEST_START: Final = 120  # characters of a start that is made again

_RANK: Final = {
    QuoteVerdict.VERBATIM: 0,
    QuoteVerdict.CLEANED: 1,
    QuoteVerdict.CUT_SHORT: 2,
    QuoteVerdict.CLIPPED: 3,
    QuoteVerdict.ALTERED: 4,
    QuoteVerdict.SPLICED: 5,
}
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation's check: where it stands on the page, the verdict, and the comparison it rests on (None where nothing was found).

    `speaker` is whom the page names, `said_by` whom the record names; `limit` is what a quotation that is cut short leaves out, and
    `left_out` where; `others` are verdicts against further records in which the words stand too.
    """

    spans: Spans
    verdict: QuoteVerdict
    comparison: Comparison | None = None
    speaker: Speaker | None = None
    said_by: str | None = None
    limit: Limit | None = None
    left_out: Span | None = None
    others: tuple[Comparison, ...] = ()
    n_words: int = 0


class _Question(NamedTuple):
    """What is asked of each place: where the quotation stands, whom the page gives it to, what the page says around it, its words."""

    spans: Spans
    speaker: Speaker | None
    around: str
    n_words: int


class QuoteChecker:
    """Checks quotations against the records of an index, which is built once and may be shared."""

    def __init__(self, index: RecordIndex) -> None:
        self.index = index
        self._aligner = Aligner(index)
        self._turns: list[tuple[int, Turn]] = []
        self._turn_starts: list[int] = []
        for number, record in enumerate(index.records):
            starts = index.starts[index.bounds[number] : index.bounds[number + 1]]
            firsts = starts.searchsorted([turn.span.start for turn in record.turns]) + index.bounds[number]
            self._turn_starts += firsts.tolist()
            self._turns += [(number, turn) for turn in record.turns]
        self._labels = [tuple(dict.fromkeys(turn.speaker for turn in record.turns if turn.speaker)) for record in index.records]

    def turn_of(self, place: int) -> int:
        """The number of the turn that a word of the records is in."""
        return bisect_right(self._turn_starts, place) - 1

    def check(self, text: str, spans: Spans, speaker: Speaker | None = None, *, around: str = "") -> Checked:
        """The check of the words in some ranges of a text; `around` is what the page says in its own words in the same sentence."""
        quoted = read_quotation(text, spans, self.index.vocabulary)
        n_words = len(quoted.ids) - len(quoted.bracketed)
        if n_words < 2:
            return Checked(spans, QuoteVerdict.TOO_SHORT, speaker=speaker, n_words=n_words)
        comparisons = self._compare(quoted, speaker)
        if not comparisons:
            return Checked(spans, QuoteVerdict.NOT_FOUND, speaker=speaker, n_words=n_words)
        question = _Question(spans, speaker, around, n_words)
        comparison, same = comparisons[0]
        best = self._judge(comparison, same, question)
        for other, also_same in comparisons[1:_MOST_COMPARED]:
            # The same words stand in the record several times: what is whole in one place is not cut short because of another.
            if best.verdict is QuoteVerdict.VERBATIM or other.record != comparison.record or other.likeness < comparison.likeness:
                break
            further = self._judge(other, also_same, question)
            if _mildness(further) < _mildness(best):
                best = further
        others = _one_a_record([one for one, _ in comparisons], comparison.record)
        return replace(best, others=others) if others else best

    def look_again(self, checked: Checked, quoted_too: Sequence[Span], *, around: str = "") -> Checked:
        """The check, with what the page quotes besides from the same record (`quoted_too`, ranges in it) not counted as left out."""
        if checked.verdict is not QuoteVerdict.CUT_SHORT or checked.comparison is None:
            return checked
        sentence = self._find_sentence(checked.comparison)
        limit, where = self._find_limit(checked.comparison, sentence, around, quoted_too)
        if limit is not None:
            return replace(checked, limit=limit, left_out=where)
        return replace(checked, verdict=checked.comparison.verdict, limit=None, left_out=None)

    # ---------------------------------------------------------------- places

    def _compare(self, quoted: QuotedWords, speaker: Speaker | None) -> list[tuple[Comparison, bool | None]]:
        """The places where the words stand, each with whether the speaker said them there; the best first."""
        whole, own = self._weigh(quoted) if quoted.bracketed else (1.0, 1.0)
        matches = self._aligner.align(quoted.ids, quoted.breaks, self.turn_of, quoted.gaps, least=_FOUND[True] * own / whole)
        if own < whole:
            matches = [replace(match, likeness=min(1.0, match.likeness * whole / own)) for match in matches]
        comparer = Comparer(self.index, quoted, self.turn_of)
        found: list[tuple[tuple[float, ...], Comparison, bool | None]] = []
        for number, match in enumerate(matches):
            same = self._is_same(match, speaker)
            if number < _MOST_COMPARED + 8 and self._is_found(match, quoted, same):
                comparison = comparer.compare(match)
                found.append((self._order(comparison, same), comparison, same))
        found.sort(key=lambda one: one[0])
        return [(comparison, same) for _, comparison, same in found]

    def _order(self, comparison: Comparison, same: bool | None) -> tuple[float, ...]:
        """What the places are sorted by: where the speaker said most of it, before where another did, before what was changed most."""
        penalty = 0.3 if same is False else 0.0 if same else 0.05
        spliced = 0.1 if comparison.verdict is QuoteVerdict.SPLICED else 0.0
        return round(penalty + spliced - comparison.likeness, 3), _RANK[comparison.verdict], comparison.evidence[0].start

    def _is_found(self, match: Match, quoted: QuotedWords, same: bool | None) -> bool:
        if match.likeness >= 0.999:
            return True
        if len(quoted.ids) <= _SHORT and match.likeness < _FOUND_SHORT:
            return False
        runs = [op.quote_end - op.quote for passage in match.passages for op in passage.ops if op.equal]
        return match.likeness >= _FOUND[same] and (max(runs) >= _FEWEST_TOGETHER or match.likeness >= 0.7)

    def _weigh(self, quoted: QuotedWords) -> tuple[float, float]:
        """What the words count, and what those do that are not in brackets: these are the page's own."""
        whole = self._aligner.weigh(quoted.ids)
        return whole, self._aligner.weigh([word for n, word in enumerate(quoted.ids) if n not in quoted.bracketed]) or whole

    def _is_same(self, match: Match, speaker: Speaker | None) -> bool | None:
        """Whether the speaker said it: not if somebody else said a good part of it, unknown if nobody known said most."""
        shares: dict[bool | None, int] = {True: 0, False: 0, None: 0}
        for passage in match.passages:
            for op in passage.ops:
                if op.equal:
                    number, turn = self._turns[self.turn_of(op.record)]
                    shares[is_same_speaker(speaker, turn.speaker, self._labels[number])] += op.quote_end - op.quote
        if 3 * shares[False] > sum(shares.values()):
            return False
        return None if 2 * shares[None] > sum(shares.values()) else True

    # ---------------------------------------------------------------- the verdict

    def _judge(self, comparison: Comparison, same: bool | None, question: _Question) -> Checked:
        """The check of one place."""
        verdict = comparison.verdict
        limit = where = None
        if same is False and verdict is not QuoteVerdict.SPLICED:
            verdict = QuoteVerdict.MISATTRIBUTED
        elif verdict in (QuoteVerdict.VERBATIM, QuoteVerdict.CLEANED):
            sentence = self._find_sentence(comparison)
            limit, where = self._find_limit(comparison, sentence, question.around)
            if limit is not None:
                verdict = QuoteVerdict.CUT_SHORT
            elif verdict is QuoteVerdict.VERBATIM and self._drops_start(comparison, sentence):
                verdict = QuoteVerdict.CLEANED
        said_by = self._turns[comparison.turns[0]][1].speaker
        return Checked(question.spans, verdict, comparison, question.speaker, said_by, limit, where, n_words=question.n_words)

    def _drops_start(self, comparison: Comparison, sentence: Span) -> bool:
        """Whether the sentence has a start before the words that is made again in them: "The pier is, the pier is closed"."""
        n_chars = comparison.evidence[0].start - sentence.start
        if not 0 < n_chars <= _LONGEST_START:
            return False
        text = self.index.records[comparison.record].text[sentence.start : comparison.evidence[-1].end]
        words = self.index.vocabulary.split(text)
        keys = [self.index.vocabulary.keys[word] for word in words.ids]
        n_head = bisect_left(words.starts, n_chars)
        return n_head > 0 and is_restart(Context(text, keys, words.starts, words.ends), n_head)

    def _find_sentence(self, comparison: Comparison) -> Span:
        """The sentence that the words are in, or all from the one they start in to the one they stop in."""
        low, high = comparison.evidence[0].start, comparison.evidence[-1].end
        turn = self._turns[comparison.turns[-1]][1].span
        return find_sentence(self.index.records[comparison.record].text, low, high, Span(min(turn.start, low), max(turn.end, high)))

    def _find_limit(
        self, comparison: Comparison, sentence: Span, around: str, quoted_too: Sequence[Span] = ()
    ) -> tuple[Limit | None, Span | None]:
        """What bears on the words in the rest of their sentence, and where it stands."""
        text = self.index.records[comparison.record].text
        low, high = comparison.evidence[0].start, comparison.evidence[-1].end
        start, end = sentence
        if quoted_too:
            start = max([start, *(span.end for span in quoted_too if start < span.end <= low)])
            end = min([end, *(span.start for span in quoted_too if high <= span.start < end)])
        start = min(start, low)
        if high < end and (limit := find_limit("", text[high:end], around)):
            return limit, Span(high, end)
        if start < low:
            asks = text[high : sentence.end].rstrip("\"”’') ").endswith("?")
            limit = find_limit(_without_repeated(text[start:low], text[low:high]), "?" if asks else "", around)
            if limit is not None:
                return limit, Span(start, low)
        return None, None


def _without_repeated(head: str, words: str) -> str:
    """What stands before a quotation, without a start that the quotation makes again: "I'm not, I'm not chasing them"."""
    before, after = (_WORD.findall(part.lower()) for part in (head, words))
    for length in range(min(len(before), len(after), 6), 0, -1):
        if before[-length:] == after[:length]:
            return head[: [match.start() for match in _WORD.finditer(head)][-length]]
    return head


def _mildness(checked: Checked) -> int:
    return _RANK.get(checked.verdict, len(_RANK))


def _one_a_record(comparisons: Sequence[Comparison], best: int) -> tuple[Comparison, ...]:
    """The best comparison with each record other than `best`."""
    seen = {best}
    kept = []
    for comparison in comparisons:
        if comparison.record not in seen:
            seen.add(comparison.record)
            kept.append(comparison)
    return tuple(kept)
