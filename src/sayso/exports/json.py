"""The wire form of a reading, by `reading.schema.json` beside this file; file, command line and web all serve this form.

Decides how each value is written and what is refused on the way in. `to_json` adds to the schema's fields those that a reading needs to
come back as it was: the digest of the text, what was mended, links and groups of blocks, the model, and `findings`, which hold in full
(several ranges, quote checks) what `headline` shows as the schema has it. Everything but those extras is required of a reading that enters.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from sayso.exports.json_reader import HEADLINE_VERDICTS, from_json, loads
from sayso.exports.json_writer import JsonObject, attribution_to_json, dump, dumps, to_json

__all__ = ["HEADLINE_VERDICTS", "JsonObject", "attribution_to_json", "dump", "dumps", "from_json", "load_schema", "loads", "to_json"]


@cache
def load_schema() -> JsonObject:
    """The JSON schema of a reading, as it is shipped."""
    schema: JsonObject = json.loads(Path(__file__).with_name("reading.schema.json").read_text(encoding="utf-8"))
    return schema
