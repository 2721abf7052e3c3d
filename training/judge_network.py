"""The judge's network: an encoder that reads headline and body together, with a head for faults and one for the words that clash (torch).

Sized as the tagger's (network.py) and begun from the same pretrained encoder. A small embedding, zero at the start, tells the two sides
apart. Faults are read off the first position and the mean over the headline; clashes off each position.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sayso.model.judge import FAULTS
from training.network import Layer, Network, NetworkConfig, load_pretrained


class JudgeNetwork(nn.Module):
    """Encoder and heads. Inputs are int64 of shape (batch, length): ids, side, and the mask (1 where there is a sub-token)."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.words = nn.Embedding(config.vocabulary, config.width)
        self.positions = nn.Embedding(config.positions, config.width)
        self.side = nn.Embedding(2, config.width)
        nn.init.zeros_(self.side.weight)
        self.norm = nn.LayerNorm(config.width, eps=1e-12)
        self.dropout = nn.Dropout(config.dropout)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.up = nn.Linear(2 * config.width, config.width)
        self.down = nn.Linear(config.width, len(FAULTS))
        self.clashes = nn.Linear(config.width, len(FAULTS))

    def forward(self, ids: Tensor, side: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Log-odds of the faults of each headline, shape (batch, 7), and of each sub-token's, shape (batch, length, 7)."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.side(side)
        x = self.dropout(self.norm(x))
        allowed = mask[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, allowed)
        of_headline = ((side == 0) & (mask == 1)).float()[..., None]
        mean = (x * of_headline).sum(1) / of_headline.sum(1)
        hidden = torch.tanh(self.up(torch.cat([x[:, 0], mean], dim=-1)))
        return self.down(F.dropout(hidden, 0.1, self.training)), self.clashes(x)


def make_judge(path: str) -> JudgeNetwork:
    """A judge that begins with the encoder of a BERT checkpoint in safetensors form."""
    config = NetworkConfig()
    pretrained = Network(config)
    load_pretrained(pretrained, path)
    network = JudgeNetwork(config)
    state = network.state_dict()
    there = pretrained.state_dict()
    for name in state:
        if name in there:
            state[name] = there[name]
    network.load_state_dict(state)
    return network
