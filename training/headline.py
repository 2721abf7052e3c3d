"""Makes the data files by which a headline check tells words of one meaning from words of another; run by hand, from the root.

`python -m training.headline --wordnet FOLDER --encoder FOLDER` writes headline_senses.txt (which verbs and nouns mean one thing, which
stand for more or for less, how often a word is a verb) from the files of WordNet 3.0, and headline_vectors.npy (one direction a word)
from the sentence encoder that the shipped model starts from: its states for each word alone, brought down to `DIMENSIONS` by their
principal axes. The words are those of headline_vectors.txt: of the verbs of WordNet and the words in its tagged texts and in PolNeAR's,
those that the encoder spells in the fewest pieces. Both are the same each time.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

DATA: Final = Path("src/sayso/checks/data")
DIMENSIONS: Final = 64
VERB_SENSES: Final = 4  # senses of a verb that are kept, the most frequent first; rarer ones make everything the same as everything
NOUN_SENSES: Final = 2
BATCH: Final = 256
_WORD: Final = re.compile(r"[a-z]{2,}")
_KINDS: Final = {"v": "verb", "n": "noun"}
_HEAD: Final = """# What verbs and nouns mean, for telling whether two words of news can stand for the same.
# A line a word: the word; how often it is a verb, from 0 (never) to 9 (always); its senses; the senses of the verb that it is the noun of.
# After the blank line: a sense, and the wider ones.
# Origin: WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. Its licence lets anyone use, copy, modify and
# distribute it for any purpose without fee, provided that this notice stands on all copies. It is provided "as is", without warranties
# of any kind, and the name of Princeton may not be used in advertising it. Cut down by training/headline.py. Date: 2026-11-25.
"""


class Synset(NamedTuple):
    """A sense of WordNet: its words, and its pointers as (sign, part of speech, offset, number of the word here, and there)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, str, int, int], ...]


def read_synsets(folder: Path) -> dict[tuple[str, str], Synset]:
    """The verb and noun senses of WordNet by part of speech and offset."""
    found: dict[tuple[str, str], Synset] = {}
    for pos, name in _KINDS.items():
        for line in _lines(folder / f"data.{name}"):
            parts = line.split(" | ")[0].split()
            n = int(parts[3], 16)
            words = tuple(parts[4 + 2 * k].lower() for k in range(n))
            at = 4 + 2 * n
            pointers = [parts[at + 1 + 4 * k : at + 5 + 4 * k] for k in range(int(parts[at]))]
            found[pos, parts[0]] = Synset(words, tuple((a, c, b, int(d[:2], 16), int(d[2:], 16)) for a, b, c, d in pointers))
    return found


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(" "))


def read_counts(folder: Path) -> Counter[tuple[str, str]]:
    """How often each word was tagged as a verb, a noun or something else in the texts that WordNet counted."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in _lines(folder / "cntlist.rev"):
        key, _, count = line.split()
        word, rest = key.split("%")
        counts[word, {"1": "n", "2": "v"}.get(rest[0], "a")] += int(count)
    return counts


def write_senses(folder: Path) -> None:
    """Writes headline_senses.txt: all verbs, and the nouns that the counted texts have."""
    synsets, counts = read_synsets(folder), read_counts(folder)
    senses: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(dict)
    for pos, name in _KINDS.items():
        for line in _lines(folder / f"index.{name}"):
            parts = line.split()
            word, at = parts[0], int(parts[3])
            seen = counts[word, "n"] + counts[word, "a"]
            if not _WORD.fullmatch(word) or (pos == "n" and not seen and "v" not in senses.get(word, {})):
                continue
            offsets, tagged = parts[6 + at :], int(parts[5 + at])
            most = min(VERB_SENSES, max(3, tagged)) if pos == "v" else max(1, min(NOUN_SENSES, tagged))
            senses[word][pos] = [(pos, offset) for offset in offsets[:most]]
    verbs = _verbs_of_nouns(synsets)
    numbers: dict[tuple[str, str], int] = {}
    rows = []
    for word, kinds in sorted(senses.items()):
        own = [numbers.setdefault(key, len(numbers)) for pos in ("v", "n") for key in kinds.get(pos, ())]
        derived = sorted(key for verb in verbs.get(word, ()) if "v" not in kinds for key in senses.get(verb, {}).get("v", ())[:2])
        from_verb = [numbers.setdefault(key, len(numbers)) for key in dict.fromkeys(derived)]
        rows.append(f"{word} {_share(word, kinds, counts)} {','.join(map(str, own))} {','.join(map(str, from_verb))}".rstrip())
    wider = []
    for key, number in list(numbers.items()):
        above = [numbers.setdefault((c, b), len(numbers)) for a, c, b, _, _ in synsets[key].pointers if a in ("@", "@i")]
        if above:
            wider.append(f"{number} {','.join(map(str, above))}")
    (DATA / "headline_senses.txt").write_text(_HEAD + "\n".join(rows) + "\n\n" + "\n".join(wider) + "\n", encoding="utf-8")


def _verbs_of_nouns(synsets: dict[tuple[str, str], Synset]) -> dict[str, list[str]]:
    """For each noun the verbs that it is made from: "resignation" from "resign"."""
    found: dict[str, list[str]] = defaultdict(list)
    for (pos, _), synset in synsets.items():
        for sign, other, offset, here, there in synset.pointers:
            if pos == "n" and sign == "+" and other == "v" and here and there:
                found[synset.words[here - 1]].append(synsets["v", offset].words[there - 1])
    return found


def _share(word: str, kinds: dict[str, list[tuple[str, str]]], counts: Counter[tuple[str, str]]) -> int:
    verb, rest = counts[word, "v"], counts[word, "n"] + counts[word, "a"]
    if "v" not in kinds:
        return 0
    return 9 if "n" not in kinds and not rest else min(8, max(1, round(9 * (verb + 0.5) / (verb + rest + 1))))


def write_vectors(encoder: Path) -> None:
    """Writes one direction for each word of headline_vectors.txt: the mean of the encoder's last states for the word alone."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    words = (DATA / "headline_vectors.txt").read_text(encoding="utf-8").split()
    tokenizer, model = AutoTokenizer.from_pretrained(encoder), AutoModel.from_pretrained(encoder).eval()
    states = []
    with torch.inference_mode():
        for start in range(0, len(words), BATCH):
            batch = tokenizer(words[start : start + BATCH], padding=True, return_tensors="pt")
            mask = batch["attention_mask"].unsqueeze(-1)
            mean = (model(**batch).last_hidden_state * mask).sum(1) / mask.sum(1)
            states.append(torch.nn.functional.normalize(mean, dim=1).numpy())
    save_vectors(np.concatenate(states))


def save_vectors(states: npt.NDArray[np.float32]) -> None:
    """Writes states as directions along their principal axes, `DIMENSIONS` numbers of eight bits each; `states` is (n_words, width)."""
    centred = states - states.mean(0)
    axes = np.linalg.svd(centred[::4], full_matrices=False)[2][:DIMENSIONS]
    directions = centred @ axes.T
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    scale = 127 / np.abs(directions).max(axis=1, keepdims=True)
    np.save(DATA / "headline_vectors.npy", np.round(directions * scale).astype(np.int8))


def main() -> None:
    """Writes the data files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, required=True, help="the folder with WordNet's data.verb, index.verb and so on")
    parser.add_argument("--encoder", type=Path, help="the folder of all-MiniLM-L6-v2; without it only the senses are written")
    arguments = parser.parse_args()
    write_senses(arguments.wordnet)
    if arguments.encoder:
        write_vectors(arguments.encoder)


if __name__ == "__main__":
    main()
