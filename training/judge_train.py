"""Train the judge of headlines: ``python -m training.judge_train --out runs/judge``.

Resumable: a checkpoint is written every few minutes and picked up again by the same command. Runs on the CPU or, where torch finds one, on
a GPU. Two cores take about 1.5 seconds a step.
"""

from __future__ import annotations

import argparse
import os
import random
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.judge_data import Example, Headline, load_stock, make_example
from training.judge_network import JudgeNetwork, make_judge
from training.train import Progress, load_tokenizer, parameter_groups, pretrained_folder

HEADS = ("up.", "down.", "clashes.", "side.")
CHUNK = 15  # batches that are sorted by length together


def collate(examples: list[Example], device: torch.device) -> dict[str, Tensor]:
    """The examples as padded tensors (batch, length); what pads is on the side of the body."""
    length = max(len(example.layout.ids) for example in examples)
    rows = len(examples)
    ids, side, mask = (np.full((rows, length), fill, dtype=np.int64) for fill in (0, 1, 0))
    clashes = np.zeros((rows, length, examples[0].clashes.shape[1]), dtype=np.float32)
    for row, example in enumerate(examples):
        n = len(example.layout.ids)
        ids[row, :n], side[row, :n], mask[row, :n], clashes[row, :n] = example.layout.ids, example.layout.side, 1, example.clashes
    faults = np.stack([example.faults for example in examples])
    arrays = {"ids": ids, "side": side, "mask": mask, "clashes": clashes, "faults": faults}
    return {name: torch.from_numpy(array).to(device) for name, array in arrays.items()}


def losses(network: JudgeNetwork, batch: dict[str, Tensor], options: dict[str, Any], smoothing: float) -> Tensor:
    """The weighted sum of both losses: binary cross-entropies of the faults, and of the words that clash."""
    faults, clashes = network(batch["ids"], batch["side"], batch["mask"])
    target = batch["faults"] * (1 - 2 * smoothing) + smoothing
    of_faults = F.binary_cross_entropy_with_logits(faults, target)
    weight = torch.tensor(options["clash_weight"], device=faults.device)
    each = F.binary_cross_entropy_with_logits(clashes, batch["clashes"], reduction="none", pos_weight=weight)
    counts = batch["mask"][..., None].float() * batch["faults"][:, None, :].clamp(min=options["clash_elsewhere"])
    of_clashes = (each * counts).sum() / counts.sum()
    return options["faults"] * of_faults + options["clashes"] * of_clashes


def batches(stock: list[Headline], tokenizer: Tokenizer, options: dict[str, Any], seed: int) -> Iterator[list[Example]]:
    """Batches of examples of like length, epoch after epoch, without end."""
    rng = random.Random(seed)
    size = options["batch"]
    while True:
        order = rng.sample(stock, len(stock))
        for at in range(0, len(order), size * CHUNK):
            examples = [make_example(headline, tokenizer, rng.choice(options["budgets"])) for headline in order[at : at + size * CHUNK]]
            examples.sort(key=lambda example: len(example.layout.ids))
            together = [examples[start : start + size] for start in range(0, len(examples), size)]
            rng.shuffle(together)
            yield from together


def train(config: dict[str, Any], out: Path, *, threads: int) -> None:
    """Trains to the last step and leaves `average.pt` in `out`."""
    torch.manual_seed(config["seed"])
    torch.set_num_threads(threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    options, folder = config["training"], Path(config["data"]["stock"])
    held_out = set(folder.glob(config["data"]["held_out"]))
    stock = load_stock(sorted(path for path in folder.glob("*.txt") if path not in held_out))
    network = make_judge(str(pretrained_folder() / "model.safetensors")).to(device)
    network.words.weight.requires_grad_(False)  # the tagger's are the same, and stand once
    groups = parameter_groups(network, options, n_layers=len(network.layers), heads=HEADS)
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    progress = Progress(network, optimizer, out)
    step = progress.resume(device)
    print(f"{len(stock)} headlines, steps {step} to {options['steps']}, {device}", flush=True)
    network.train()
    started = time.monotonic()
    total = 0.0
    for number, examples in enumerate(batches(stock, load_tokenizer(pretrained_folder()), options, config["seed"])):
        if number < step:
            continue
        if number >= options["steps"]:
            break
        share = min(1.0, (number + 1) / options["warmup"]) * max(0.01, 1 - number / options["steps"])
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * share
        loss = losses(network, collate(examples, device), config["losses"], options["smoothing"])
        loss.backward()
        progress.take_step(number, clip=options["clip"], average=options["average"])
        total += float(loss.detach())
        if (number + 1) % 50 == 0:
            print(f"step {number + 1}: loss {total / 50:.3f}, {time.monotonic() - started:.0f} s", flush=True)
            total = 0.0
        progress.save_now_and_then(number + 1, last=options["steps"])
    print("done", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=Path("training/judge.toml"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train(tomllib.loads(args.config.read_text("utf8")), args.out, threads=args.threads)


if __name__ == "__main__":
    main()
