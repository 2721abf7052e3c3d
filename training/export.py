"""Write a trained network as an ONNX model folder: ``python -m training.export --run runs/base --out src/sayso/model/en [--float]``.

With ``--judge runs/judge`` the network that judges headlines is written to the same folder. Both have the same word embeddings, which stay
as pretrained: they stand once, in a file beside the graphs (external data of the ONNX format), and in memory once.

The graph is written out node by node with onnxruntime's fused operators (attention, dynamic int8 matrix product) where they pay, so that
what runs is what stands here and not what an exporter makes of it. Weights of matrix products are int8 by column, seven bits of the
eight (-63..63): on processors without VNNI the eight-bit product of onnxruntime saturates, with seven bits the sums are the same
everywhere. Word embeddings are int8 by row. Activations are quantised at run time, a batch at a time (Bondarenko et al. 2021 is why they
stay dynamic).
"""

from __future__ import annotations

import argparse
import shutil
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, external_data_helper, helper, numpy_helper

from sayso.model.encoding import WINDOW
from sayso.model.files import JUDGE_GRAPH, TAGGER_GRAPH, TOKENIZER, WORDS
from sayso.model.judge import FAULTS
from training.judge_network import JudgeNetwork
from training.manifest import write_manifest
from training.network import N_MENTIONS, N_TAGS, Network, NetworkConfig, distance_buckets
from training.train import make_network, pretrained_folder

MICROSOFT = "com.microsoft"
SEVEN_BITS = 63


class Graph:
    """An ONNX graph under construction; each method adds nodes and returns the name of what comes out."""

    def __init__(self, *, quantise: bool) -> None:
        self.quantise = quantise
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.n = 0

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def outside(self, name: str, value: np.ndarray, location: str) -> str:
        """A constant that the graph looks for at the beginning of a file beside it."""
        self.constant(name, value)
        tensor = self.constants[name]
        external_data_helper.set_external_data(tensor, location, offset=0, length=len(tensor.raw_data))
        tensor.ClearField("raw_data")
        return name

    def add(self, operator: str, inputs: list[str], domain: str = "", out: str | None = None, **attributes: Any) -> str:
        self.n += 1
        name = out or f"{operator}_{self.n}"
        self.nodes.append(helper.make_node(operator, inputs, [name], name=f"node_{self.n}", domain=domain, **attributes))
        return name

    def split(self, x: str, parts: int) -> list[str]:
        """x in equal parts along its last axis."""
        self.n += 1
        names = [f"Split_{self.n}_{part}" for part in range(parts)]
        self.nodes.append(helper.make_node("Split", [x], names, name=f"node_{self.n}", axis=-1))
        return names

    def linear(self, x: str, name: str, weight: torch.Tensor, bias: torch.Tensor | None, out: str | None = None) -> str:
        """x @ weight.T + bias, with int8 weights where the graph is quantised."""
        matrix = weight.detach().numpy().T.astype(np.float32)
        if not self.quantise:
            product = self.add("MatMul", [x, self.constant(f"{name}.weight", matrix)], out=None if bias is not None else out)
            if bias is None:
                return product
            return self.add("Add", [product, self.constant(f"{name}.bias", bias.detach().numpy())], out=out)
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / SEVEN_BITS
        weights = np.clip(np.round(matrix / scale), -SEVEN_BITS, SEVEN_BITS).astype(np.int8)
        inputs = [x, self.constant(f"{name}.weight", weights), self.constant(f"{name}.scale", scale.astype(np.float32)), ""]
        if bias is not None:
            inputs.append(self.constant(f"{name}.bias", bias.detach().numpy().astype(np.float32)))
        return self.add("DynamicQuantizeMatMul", inputs, MICROSOFT, out=out)


def build(network: Network, *, quantise: bool) -> onnx.ModelProto:
    """The network as an ONNX model: ids, case and depth (int64, batch by length) in, the answers of the heads out.

    There is no mask: the tagger runs windows one by one and never pads, which makes the attention a quarter faster.
    """
    g = Graph(quantise=quantise)
    x, length = embed(g, network, {"case": network.case, "depth": network.depth})
    x = layers(g, x, network.layers, network.config.heads)
    more = network.config.mention_heads
    for name in ("tags", "mentions", "inner") if more else ("tags",):
        tagging = getattr(network, name)
        g.linear(x, name, tagging.weight, tagging.bias, out=name)
    buckets = distance_buckets(WINDOW).numpy()
    ends = g.add("Concat", [length, length], axis=0)
    for name in ("to_cue", "to_source", "to_antecedent") if more else ("to_cue", "to_source"):
        head = getattr(network, name)
        query = g.linear(x, f"{name}.query", head.query.weight * head.scale, head.query.bias * head.scale)
        key = g.linear(x, f"{name}.key", head.key.weight, head.key.bias)
        scores = g.add("MatMul", [query, g.add("Transpose", [key], perm=[0, 2, 1])])
        table = g.constant(f"{name}.distance", _array(head.bias.weight)[buckets, 0])
        g.add("Add", [scores, g.add("Slice", [table, g.constant("zeros", np.zeros(2, dtype=np.int64)), ends])], out=name)
    square, flat = ["batch", "length", "length"], ["batch", "length"]
    outputs: dict[str, list[str | int]] = {"tags": [*flat, N_TAGS], "to_cue": [*square], "to_source": [*square]}
    if more:
        outputs |= {"mentions": [*flat, N_MENTIONS], "to_antecedent": [*square], "inner": [*flat, 1]}
    return finish(g, ("ids", "case", "depth"), outputs)


def build_judge(network: JudgeNetwork, *, quantise: bool) -> onnx.ModelProto:
    """The judge as an ONNX model: ids and side (int64, batch by length) in, log-odds of faults and clashes out; without padding."""
    g = Graph(quantise=quantise)
    x, _ = embed(g, network, {"side": network.side})
    x = layers(g, x, network.layers, network.config.heads)
    g.linear(x, "clashes", network.clashes.weight, network.clashes.bias, out="clashes")
    # the mean over the headline, which is where side is 0
    zero = g.constant("zero", np.array([0], dtype=np.int64))
    of_headline = g.add("Cast", [g.add("Equal", ["side", zero])], to=TensorProto.FLOAT)
    last = g.constant("axis_last", np.array([-1], dtype=np.int64))
    row = g.constant("axis_1", np.array([1], dtype=np.int64))
    column = g.add("Unsqueeze", [of_headline, last])
    total = g.add("ReduceSum", [g.add("Mul", [x, column]), row])
    mean = g.add("Div", [total, g.add("ReduceSum", [column, row])])
    first = g.add("Gather", [x, zero], axis=1)
    hidden = g.add("Tanh", [g.linear(g.add("Concat", [first, mean], axis=-1), "up", network.up.weight, network.up.bias)])
    g.add("Squeeze", [g.linear(hidden, "down", network.down.weight, network.down.bias), row], out="faults")
    n_faults = len(FAULTS)
    return finish(g, ("ids", "side"), {"faults": ["batch", n_faults], "clashes": ["batch", "length", n_faults]})


def embed(g: Graph, network: Network | JudgeNetwork, tables: dict[str, torch.nn.Embedding]) -> tuple[str, str]:
    """The input of the first layer, and the length of the input: words, places, and a table for each further input."""
    words = _array(network.words.weight)
    if g.quantise:
        small, scale = quantise_rows(words)
        rows = g.add("Gather", [g.outside("words.rows", small, WORDS), "ids"])
        scales = g.add("Gather", [g.constant("words.scale", scale), "ids"])
        x = g.add("Mul", [g.add("Cast", [rows], to=TensorProto.FLOAT), scales])
    else:
        x = g.add("Gather", [g.constant("words", words), "ids"])
    length = g.add("Gather", [g.add("Shape", ["ids"]), g.constant("axis_1", np.array([1], dtype=np.int64))])
    zero = g.constant("zero", np.array([0], dtype=np.int64))
    places = g.add("Slice", [g.constant("positions", _array(network.positions.weight)[:WINDOW]), zero, length, zero])
    x = g.add("Add", [x, places])
    for name, table in tables.items():
        x = g.add("Add", [x, g.add("Gather", [g.constant(f"{name}_table", _array(table.weight)), name])])
    return g.add("LayerNormalization", [x, *_norm(g, "norm", network.norm)], epsilon=1e-12, axis=-1), length


def layers(g: Graph, x: str, modules: torch.nn.ModuleList, n_heads: int) -> str:
    """What comes out of the last layer."""
    for number, layer in enumerate(modules):
        name = f"layer_{number}"
        # one product for query, key and value: its input is quantised once
        together = g.linear(x, f"{name}.qkv", layer.qkv.weight, layer.qkv.bias)
        q, k, v = g.split(together, 3)
        attended = g.add("MultiHeadAttention", [q, k, v], MICROSOFT, num_heads=n_heads)
        out = g.linear(attended, f"{name}.out", layer.out.weight, layer.out.bias)
        x = _add_and_norm(g, x, out, f"{name}.norm_1", layer.norm_1)
        up = g.add("Gelu", [g.linear(x, f"{name}.up", layer.up.weight, layer.up.bias)], MICROSOFT)
        down = g.linear(up, f"{name}.down", layer.down.weight, layer.down.bias)
        x = _add_and_norm(g, x, down, f"{name}.norm_2", layer.norm_2)
    return x


def finish(g: Graph, inputs: tuple[str, ...], outputs: dict[str, list[str | int]]) -> onnx.ModelProto:
    """The graph as a model."""
    graph = helper.make_graph(
        g.nodes,
        "sayso",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in inputs],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        list(g.constants.values()),
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, producer_name="sayso", ir_version=8)


def quantise_rows(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A matrix as int8 by row, and the scale of each row, shape (n_rows, 1)."""
    scale = np.maximum(np.abs(matrix).max(axis=1, keepdims=True), 1e-8) / 127
    return np.round(matrix / scale).astype(np.int8), scale.astype(np.float32)


def _array(parameter: torch.Tensor) -> np.ndarray:
    return np.asarray(parameter.detach().numpy(), dtype=np.float32)


def _add_and_norm(g: Graph, x: str, more: str, name: str, norm: torch.nn.LayerNorm) -> str:
    """The norm of a sum, in two nodes: in onnxruntime 1.32 the fused SkipLayerNormalization makes the whole network a tenth slower."""
    return g.add("LayerNormalization", [g.add("Add", [x, more]), *_norm(g, name, norm)], epsilon=1e-12, axis=-1)


def _norm(g: Graph, name: str, norm: torch.nn.LayerNorm) -> list[str]:
    return [g.constant(f"{name}.gamma", norm.weight.detach().numpy()), g.constant(f"{name}.beta", norm.bias.detach().numpy())]


def export(config: dict[str, Any], run: Path, out: Path, *, quantise: bool, version: str | None) -> None:
    """Writes model.onnx, words.bin, tokenizer.json and the manifest to `out`; what else is there is listed if known."""
    network = make_network(config)
    network.load_state_dict(torch.load(run / "average.pt", map_location="cpu"))
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    _write(out, TAGGER_GRAPH, build(network, quantise=quantise))
    if quantise:
        (out / WORDS).write_bytes(quantise_rows(_array(network.words.weight))[0].tobytes())
    shutil.copyfile(pretrained_folder() / TOKENIZER, out / TOKENIZER)
    write_manifest(out, version=version)


def export_judge(run: Path, out: Path, *, version: str | None) -> None:
    """Writes judge.onnx to a folder that holds the tagger's model already, and the manifest anew.

    Raises:
        SystemExit: the two networks have not the same word embeddings, so that they cannot share them.
    """
    network = JudgeNetwork(NetworkConfig())
    network.load_state_dict(torch.load(run / "average.pt", map_location="cpu"))
    network.eval()
    if quantise_rows(_array(network.words.weight))[0].tobytes() != (out / WORDS).read_bytes():
        raise SystemExit(
            f"The word embeddings of {run} are not those of {out / WORDS}; train the judge with frozen ones, or export the tagger first."
        )
    _write(out, JUDGE_GRAPH, build_judge(network, quantise=True))
    write_manifest(out, version=version)


def _write(folder: Path, name: str, model: onnx.ModelProto) -> None:
    part = folder / f"{name}.part"
    part.write_bytes(model.SerializeToString(deterministic=True))
    part.replace(folder / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=Path("training/config.toml"))
    parser.add_argument("--run", type=Path, help="the tagger's run")
    parser.add_argument("--judge", type=Path, help="the judge's run")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="32-bit weights of the tagger, to measure what quantising costs")
    parser.add_argument("--version", help="the version of the model; that of the folder stays unless given")
    args = parser.parse_args()
    if args.run is None and args.judge is None:
        parser.error("name the run to export: --run, --judge, or both")
    if args.run is not None:
        config = tomllib.loads(args.config.read_text("utf8"))
        export(config, args.run, args.out, quantise=not args.float, version=args.version)
    if args.judge is not None:
        export_judge(args.judge, args.out, version=args.version)


if __name__ == "__main__":
    main()
