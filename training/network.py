"""The network: a BERT encoder with heads for roles and links (torch; training only).

The encoder is that of Devlin et al. 2019 (post-norm), sized as all-MiniLM-L6-v2: 6 layers, 384 wide, 12 heads. Added to its input are small
embeddings of letter case and of quotation depth, zero at the start so that training begins from the pretrained states.

Heads on the shared states:

- `tags`: source, cue and content as BIO labels a sub-token, shape (batch, length, 7);
- `to_cue`: for each sub-token of a source, cue or content, which sub-token its cue begins with, shape (batch, length, length);
- `to_source`: for each first sub-token of a cue, which sub-token its source begins with, shape (batch, length, length),
and, where they are asked for,

- `mentions`: names of persons, organizations, places and others as BIO labels, head nouns of persons, groups and organizations, and
  pronouns, shape (batch, length, 13);
- `to_antecedent`: for each first sub-token of a mention, which earlier mention it speaks of too (word-level coreference, Dobrovolskii
  2021), shape (batch, length, length);
- `inner`: how much a sub-token looks like a cue within the content of another attribution, shape (batch, length, 1).

Position 0 ([CLS]) stands for "not in this window, or not there at all" in all link heads. Link scores are scaled dot products plus a
learned bias of the signed distance, in buckets that widen with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sayso.model.encoding import N_CASES, N_DEPTHS, WINDOW

N_TAGS = 7
N_MENTIONS = 13
N_BUCKETS = 33


@dataclass(frozen=True)
class NetworkConfig:
    """Sizes; the defaults are those of all-MiniLM-L6-v2."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 512
    link_width: int = 128
    dropout: float = 0.1
    mention_heads: bool = False  # mentions, to_antecedent, inner


class Layer(nn.Module):
    """One transformer layer, post-norm."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.qkv = nn.Linear(config.width, 3 * config.width)
        self.out = nn.Linear(config.width, config.width)
        self.norm_1 = nn.LayerNorm(config.width, eps=1e-12)
        self.up = nn.Linear(config.width, config.feed_forward)
        self.down = nn.Linear(config.feed_forward, config.width)
        self.norm_2 = nn.LayerNorm(config.width, eps=1e-12)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], attn_mask=mask)
        x = self.norm_1(x + self.dropout(self.out(attended.transpose(1, 2).reshape(batch, length, width))))
        return self.norm_2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class LinkHead(nn.Module):
    """Scores of every ordered pair of sub-tokens, shape (batch, length, length)."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.query = nn.Linear(config.width, config.link_width)
        self.key = nn.Linear(config.width, config.link_width)
        self.bias = nn.Embedding(N_BUCKETS, 1)
        nn.init.zeros_(self.bias.weight)
        self.scale = config.link_width**-0.5

    def forward(self, x: Tensor, buckets: Tensor) -> Tensor:
        return self.query(x) @ self.key(x).transpose(1, 2) * self.scale + self.bias(buckets).squeeze(-1)


def distance_buckets(length: int) -> Tensor:
    """The bucket of the signed distance from i to j, shape (length, length): 16 is none, above it j comes later; about two a power of
    two."""
    distance = torch.arange(length)[None, :] - torch.arange(length)[:, None]
    size = (2 * torch.log2(distance.abs().float() + 1)).floor().clamp(max=16).long()
    return 16 + torch.sign(distance) * size


class Network(nn.Module):
    """Encoder and heads. Inputs are int64 of shape (batch, length): ids, case, depth, and the mask (1 where there is a sub-token)."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.words = nn.Embedding(config.vocabulary, config.width)
        self.positions = nn.Embedding(config.positions, config.width)
        self.case = nn.Embedding(N_CASES, config.width)
        self.depth = nn.Embedding(N_DEPTHS, config.width)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.depth.weight)
        self.norm = nn.LayerNorm(config.width, eps=1e-12)
        self.dropout = nn.Dropout(config.dropout)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.tags = nn.Linear(config.width, N_TAGS)
        self.to_cue = LinkHead(config)
        self.to_source = LinkHead(config)
        if config.mention_heads:
            self.mentions = nn.Linear(config.width, N_MENTIONS)
            self.to_antecedent = LinkHead(config)
            self.inner = nn.Linear(config.width, 1)
        self.register_buffer("buckets", distance_buckets(WINDOW), persistent=False)

    def encode(self, ids: Tensor, case: Tensor, depth: Tensor, mask: Tensor) -> Tensor:
        """The shared states, shape (batch, length, width)."""
        length = ids.shape[1]
        x = self.words(ids) + self.positions.weight[:length] + self.case(case) + self.depth(depth)
        x = self.dropout(self.norm(x))
        allowed = mask[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, allowed)
        return x

    def forward(self, ids: Tensor, case: Tensor, depth: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """The answers of the heads that there are, by their names."""
        x = self.dropout(self.encode(ids, case, depth, mask))
        length = ids.shape[1]
        buckets = self.buckets[:length, :length]
        blocked = (1 - mask[:, None, :].float()) * -1e4
        answers = {
            "tags": self.tags(x),
            "to_cue": self.to_cue(x, buckets) + blocked,
            "to_source": self.to_source(x, buckets) + blocked,
        }
        if self.config.mention_heads:
            answers["mentions"] = self.mentions(x)
            answers["to_antecedent"] = self.to_antecedent(x, buckets) + blocked
            answers["inner"] = self.inner(x)
        return answers


def load_pretrained(network: Network, path: str) -> None:
    """Fills the encoder from a BERT checkpoint in safetensors form (keys of the reference implementation)."""
    from safetensors.torch import load_file

    state = {key.removeprefix("bert."): value for key, value in load_file(path).items()}
    with torch.no_grad():
        network.words.weight.copy_(state["embeddings.word_embeddings.weight"])
        network.positions.weight.copy_(state["embeddings.position_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0])
        _copy(network.norm, state, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            assert isinstance(layer, Layer)
            name = f"encoder.layer.{number}"
            for kind in ("weight", "bias"):
                parts = [state[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
            _copy(layer.out, state, f"{name}.attention.output.dense")
            _copy(layer.norm_1, state, f"{name}.attention.output.LayerNorm")
            _copy(layer.up, state, f"{name}.intermediate.dense")
            _copy(layer.down, state, f"{name}.output.dense")
            _copy(layer.norm_2, state, f"{name}.output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, state: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(state[f"{name}.weight"])
    module.bias.copy_(state[f"{name}.bias"])


def load_layers(network: Network, state: dict[str, Tensor], kept: list[int]) -> None:
    """Fills a network from a deeper one of the same width: embeddings and the heads that both have, and the layers numbered `kept`."""
    names = {f"layers.{number}.": f"layers.{layer}." for number, layer in enumerate(kept)}
    own = network.state_dict()
    for name in own:
        lead = ".".join(name.split(".")[:2]) + "."
        there = name.replace(lead, names[lead], 1) if name.startswith("layers.") else name
        if there in state:
            own[name] = state[there]
    network.load_state_dict(own)
