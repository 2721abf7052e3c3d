"""The tagger: a small encoder with heads for roles and links, shipped as int8 ONNX with its tokenizer, manifest and card in `en/`."""

from sayso.model.decoding import RoleSpan, decode_tags, role_spans
from sayso.model.encoding import find_paragraphs
from sayso.model.tagger import Tagged, Tagger, link_to_cues, link_to_sources, load_tagger

__all__ = ["RoleSpan", "Tagged", "Tagger", "decode_tags", "find_paragraphs", "link_to_cues", "link_to_sources", "load_tagger", "role_spans"]
