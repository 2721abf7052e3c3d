"""The files of a model folder: checked against their manifest, then opened.

The only user of onnxruntime. A partial or damaged file is refused by name instead of reading nonsense. Nothing is ever downloaded.
"""

from __future__ import annotations

import hashlib
import json
import os
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SHIPPED: Final = Path(__file__).parent / "en"
MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
TAGGER_GRAPH: Final = "model.onnx"
JUDGE_GRAPH: Final = "judge.onnx"
JUDGE_WEIGHTS: Final = "judge.json"
TOKENIZER: Final = "tokenizer.json"
WORDS: Final = "words.bin"
"""The word embeddings of tagger and judge, int8 by row."""


class Kind(Enum):
    """The networks of a model folder."""

    TAGGER = auto()
    JUDGE = auto()


_JUDGE_ALONE: Final = frozenset({JUDGE_GRAPH, JUDGE_WEIGHTS})
_JUDGE: Final = _JUDGE_ALONE | {TOKENIZER, WORDS}
"""What the judge needs. The tagger needs all other files, and the shared ones too."""


def open_network(folder: Path, graph: str) -> tuple[InferenceSession, Tokenizer]:
    """A graph of a model folder, to be run in the thread that asks, and the tokenizer.

    Raises:
        ModelError: onnxruntime or the tokenizer cannot read its file.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import onnxruntime
    from tokenizers import Tokenizer as FastTokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(folder / graph), options, providers=["CPUExecutionProvider"])
        tokenizer = FastTokenizer.from_file(str(folder / TOKENIZER))
    except Exception as error:  # onnxruntime and tokenizers raise bare exceptions of their own
        raise ModelError(f"The model in {folder} cannot be opened: {error}. Reinstall sayso, or give another model folder.") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return session, tokenizer


def check_files(folder: Path, kind: Kind | None = None) -> dict[str, Any]:
    """The manifest of a model folder, after comparing every file that it lists with its size and SHA-256, or only those of one network.

    Raises:
        ModelError: naming the file that is missing, partial or damaged.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf8"))
        files = {str(name): (int(entry["bytes"]), str(entry["sha256"])) for name, entry in manifest["files"].items()}
    except FileNotFoundError:
        raise ModelError(f"There is no model in {folder}: {MANIFEST} is missing. Reinstall sayso, or give another model folder.") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"The model manifest {folder / MANIFEST} is damaged ({error}). Reinstall sayso, or give another model folder."
        ) from None
    if manifest.get("format") != FORMAT:
        raise ModelError(f"The model in {folder} has format {manifest.get('format')!r}; this version of sayso reads format {FORMAT}.")
    for name, (size, digest) in files.items():
        if (kind is Kind.TAGGER and name in _JUDGE_ALONE) or (kind is Kind.JUDGE and name not in _JUDGE):
            continue
        path = folder / name
        try:
            data = path.read_bytes()
        except OSError:
            raise ModelError(f"The model file {path} is missing. Reinstall sayso, or give another model folder.") from None
        if len(data) != size:
            raise ModelError(
                f"The model file {path} is partial: {len(data)} bytes of {size}. Reinstall sayso, or give another model folder."
            )
        if hashlib.sha256(data).hexdigest() != digest:
            raise ModelError(
                f"The model file {path} is damaged: its SHA-256 is not that of the manifest. Reinstall sayso, or give another model folder."
            )
    return manifest
