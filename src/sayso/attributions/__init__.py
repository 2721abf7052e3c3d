"""Attributions: from the model's spans and links to who is made to hold what, nested to any depth."""

from sayso.attributions.extract import extract_attributions

__all__ = ["extract_attributions"]
