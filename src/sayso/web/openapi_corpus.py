"""The questions to a corpus as the API takes and describes them: one table for both, so that neither can say what the other does not do.

Decides the parameters of each question with what they may hold, and the schema of each answer, which is that of the corpus's own records.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any, Final

from starlette.datastructures import QueryParams

from sayso.corpus.records import (
    Appearance,
    Comparison,
    Count,
    Facet,
    Facets,
    Merge,
    OutletRow,
    Saying,
    SayingRow,
    Spread,
    Statement,
    Variant,
    VoiceRow,
    VoiceSaying,
    WordDifference,
)
from sayso.exports.rows import to_plain
from sayso.reading import Span
from sayso.web.corpus_state import CHOICES, LONGEST, MOST_NUMBER, MOST_ROWS
from sayso.web.forms import clean_text
from sayso.web.problems import Problem

JsonObject = dict[str, Any]  # what `json` makes of an object

_PREFIX: Final = "#/components/schemas/"
_TEXT: Final[JsonObject] = {"type": "string", "maxLength": LONGEST}
NAME: Final[JsonObject] = {"type": "string", "minLength": 1, "maxLength": LONGEST}
NUMBER: Final[JsonObject] = {"type": "integer", "minimum": 1, "maximum": MOST_NUMBER}
_LIMIT: Final[JsonObject] = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}
FEW: Final[JsonObject] = {"type": "integer", "minimum": 1, "maximum": 200}
DATE: Final[JsonObject] = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
_FLAG: Final[JsonObject] = {"enum": ["true", "false"]}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: its JSON schema (of an integer, a string or one of a few), and what it asks for."""

    name: str
    schema: JsonObject
    says: str
    required: bool = False
    where: str = "query"
    example: Any = None  # as the schema has it


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the corpus: what it is called, what it takes, and the schema and an example of its answer."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    says: str
    schema: JsonObject
    example: JsonObject


def check_params(params: QueryParams, question: Question) -> dict[str, str]:
    """The parameters of a request, each as its description has it.

    Raises:
        Problem: one is not known, missing, given twice, or not as it has to be (422).
    """
    known = {one.name: one for one in question.parameters if one.where == "query"}
    unknown = sorted(set(params) - set(known))
    if unknown:
        raise Problem(422, f"There is no parameter {clean_text(unknown[0])[:40]!r}; there are: {', '.join(sorted(known))}.")
    if len(params.multi_items()) > len(set(params)):
        raise Problem(422, "A parameter is given more than once.")
    for parameter in known.values():
        if parameter.name in params:
            _check(parameter.name, params[parameter.name], parameter.schema, parameter.says)
        elif parameter.required:
            raise Problem(422, f"{parameter.name} is missing: {parameter.says[0].lower()}{parameter.says[1:]}")
    return dict(params)


def _check(name: str, value: str, schema: JsonObject, says: str) -> None:
    if "enum" in schema:
        if value not in schema["enum"]:
            raise Problem(422, f"{name} has to be one of {', '.join(schema['enum'])}.")
    elif schema["type"] == "integer":
        if not (value.isascii() and value.isdecimal() and len(value) < 18 and schema["minimum"] <= int(value) <= schema["maximum"]):
            raise Problem(422, f"{name} has to be a whole number from {schema['minimum']} to {schema['maximum']}.")
    elif len(value) > schema.get("maxLength", LONGEST) or len(value) < schema.get("minLength", 0):
        raise Problem(422, f"{name} has to have {schema.get('minLength', 0)} to {schema.get('maxLength', LONGEST)} characters.")
    elif "pattern" in schema and not re.fullmatch(schema["pattern"], value):
        form = " Write it as 2021, 2021-03 or 2021-03-09." if schema is DATE else ""
        raise Problem(422, f"{name} cannot be {clean_text(value)[:40]!r}. {says}{form}")


# ---------------------------------------------------------------- examples

_WORDS: Final = "“We were told that the pier would not outlast another winter.”"
_KEY: Final = "0123456789abcdef0123456789abcdef"
_STATEMENT: Final = Statement(
    1584871192035328, _KEY, "https://bell.example/pier", "The Bell", "2021-03-02T07:40:00Z", "Nobody closed the pier", "a1", _WORDS,
    (Span(24, 86),), "Ina Brook", "said", "Ina Brook", 4, "person", "direct", "asserted", "neutral", 1, ("The Bell", "Ina Brook"),
    "The Bell", (7,), 0.97,
)  # fmt: skip
_VOICE: Final = VoiceRow(
    4, "Ina Brook", "person", ("Brook",), ("harbour master",), 2, 3, 2, "2021-03-02", "2021-03-05", 0.6667, 1.3333,
    (Count("direct", 2), Count("indirect", 1)), (Count("asserted", 3),), (Count("The Bell", 2), Count("The Gull", 1)),
)  # fmt: skip
_FIRST: Final = Appearance(
    0, _KEY, "https://bell.example/pier", "The Bell", "2021-03-02T07:40:00Z", "Nobody closed the pier", "a1", (Span(24, 86),), "Ina Brook",
    0, "The Bell", None, "first",
)  # fmt: skip
_SECOND: Final = Appearance(
    1, _KEY[::-1], None, "The Gull", "2021-03-05", None, "a3", (Span(9, 60),), "Ina Brook", 1, "The Gull", 0, "link",
)  # fmt: skip
_SAYING: Final = Saying(
    7, _WORDS, ("Ina Brook",), 2, 2, 2, 2, "2021-03-02T07:40:00Z", "2021-03-05", (_FIRST, _SECOND),
    (
        Variant(0, _WORDS, 1, ()),
        Variant(1, "“We knew that the pier would not last.”", 1, (WordDifference("changed", "were told", "knew"),)),
    ),
    (Spread("The Bell", 1, "2021-03-02T07:40:00Z", "2021-03-02T07:40:00Z"), Spread("The Gull", 1, "2021-03-05", "2021-03-05")), False,
)  # fmt: skip
_ROW: Final = SayingRow(7, _WORDS, 2, 2, 2, 2, "2021-03-02T07:40:00Z", "2021-03-05")
_OUTLET: Final = OutletRow("The Bell", 4, 9, 3, 0.5556, 0.1111, 0.3333, 0.2222, 1.4, (Count("Ina Brook", 5),))
_PAIR: Final = Comparison(
    "changed", ("words",), 7, "Ina Brook", _WORDS, "“We knew that the pier would not last.”", _KEY, _KEY[::-1], "Ina Brook", "Ina Brook",
    "direct", "direct", "asserted", "asserted", (WordDifference("changed", "were told", "knew"),),
)  # fmt: skip
_SAME_WORDS: Final = Comparison(
    "changed", ("voice", "held"), None, "Ina Brook", "the pier may close", "the pier may close", _KEY, _KEY[::-1], "Ina Brook",
    "the harbour board", "indirect", "indirect", "hedged", "asserted", (),
)  # fmt: skip
_FACETS: Final = Facets(
    1, False, (Facet("4", "Ina Brook", 1),), (Facet("person", "person", 1),), (Facet("2", "The Bell", 1),),
    (Facet("direct", "direct", 1),), (Facet("asserted", "asserted", 1),), (Facet("en", "en", 1),), (Facet("2021-03-02", "2021-03-02", 1),),
)  # fmt: skip
_VOICE_SAYING: Final = VoiceSaying(
    7, _WORDS, 2, (Count("“We knew that the pier would not last.”", 1),), 2, 2, 2, 2, "2021-03-02T07:40:00Z", "The Bell", _KEY, "a1",
    "2021-03-05",
)  # fmt: skip
_MERGE: Final = Merge("p17", "made", "Ina M. Brook", 4, "Ina Brook", 4, _KEY, ("same first name and surname", "role: harbour master"))


# ---------------------------------------------------------------- questions


def _name_schema(kind: type) -> str:
    return f"Corpus{kind.__name__}"


def refer(kind: type) -> JsonObject:
    """Where the schema of a record is."""
    return {"$ref": _PREFIX + _name_schema(kind)}


def list_of(kind: type, following: JsonObject | None = None, **more: JsonObject) -> JsonObject:
    """The schema of a list of records, with `next` where it comes in parts."""
    properties: JsonObject = {"items": {"type": "array", "items": refer(kind)}} | more
    required = ["items"]
    if following is not None:
        properties["next"] = following | {"description": "Give it as `after` to go on; null at the end."}
        required.append("next")
    return {"type": "object", "required": required, "properties": properties}


_NEXT: Final[JsonObject] = {"type": ["integer", "null"]}
_NEXT_PAIR: Final[JsonObject] = {"type": ["string", "null"]}
_AFTER_PAIR: Final = Parameter("after", {"type": "string", "pattern": "^[0-9]{1,15}[.][0-9]{1,15}$"}, "The `next` of the part before.")

QUESTIONS: Final[dict[str, Question]] = {
    "/api/v1/search": Question(
        "search",
        "Search what is said",
        (
            Parameter("q", _TEXT, "Words that all occur; a phrase in quotation marks; a star after the beginning of a word."),
            Parameter("speaker", _TEXT, "The name of a voice."),
            Parameter("voice", NUMBER, "The number of a voice."),
            Parameter("outlet", _TEXT, "The name of an outlet."),
            *(
                Parameter(name, {"enum": list(CHOICES[name])}, says)
                for name, says in (
                    ("manner", "How the content is given."),
                    ("held", "How the source holds it."),
                    ("reported", "How the reporter stands to it."),
                    ("kind", "What sort of voice holds it; none where nobody is named."),
                    ("order", "In which order; newest unless given."),
                )
            ),
            Parameter("hands", {"type": "string", "pattern": "^[0-9]{1,2}[+]?$"}, "Through how many hands it came; 2+ for two and more."),
            Parameter("language", {"type": "string", "pattern": "^[A-Za-z]{2,8}$"}, "The language of the page, or unknown."),
            Parameter("since", DATE, "The first day of publication: a year, a month or a day."),
            Parameter("until", DATE, "The last one."),
            Parameter("facets", _FLAG, "Whether to count by speaker, outlet, form, commitment, language and date; false unless given."),
            Parameter("after", NUMBER, "The `next` of the part before."),
            Parameter("limit", _LIMIT, "How many; 50 unless given."),
        ),
        "The statements that fit.",
        list_of(Statement, _NEXT, facets=refer(Facets)),
        {"items": [to_plain(_STATEMENT)], "next": None, "facets": to_plain(_FACETS)},
    ),
    "/api/v1/who": Question(
        "who",
        "Who a name may mean",
        (
            Parameter("name", NAME, "A name, or words of one.", required=True, example="Ina Brook"),
            Parameter("limit", FEW, "How many; 20 unless given."),
        ),
        "The voices, those with most statements first, and how each is quoted.",
        list_of(VoiceRow),
        {"items": [to_plain(_VOICE)]},
    ),
    "/api/v1/who/{number}": Question(
        "getVoice",
        "Everything that a voice is made to say",
        (
            Parameter("number", NUMBER, "The number of the voice.", required=True, where="path", example=4),
            Parameter("limit", FEW, "How many sayings and merges; 50 unless given."),
        ),
        "The voice, its sayings with their wordings and first appearance, and the names that were taken for it.",
        {
            "type": "object",
            "required": ["voice", "sayings", "merges"],
            "properties": {
                "voice": refer(VoiceRow),
                "sayings": {"type": "array", "items": refer(VoiceSaying)},
                "merges": {"type": "array", "items": refer(Merge)},
            },
        },
        {"voice": to_plain(_VOICE), "sayings": [to_plain(_VOICE_SAYING)], "merges": [to_plain(_MERGE)]},
    ),
    "/api/v1/trace": Question(
        "trace",
        "Trace a quotation",
        (Parameter("quotation", NAME, "The quotation, or a piece of it.", required=True, example="outlast another winter"),),
        "The sayings that it is a wording or a part of, at most twenty: every place, every wording, and the likely descent.",
        list_of(Saying),
        {"items": [to_plain(_SAYING)]},
    ),
    "/api/v1/sayings": Question(
        "listSayings",
        "List sayings",
        (_AFTER_PAIR, Parameter("limit", _LIMIT, "How many; 50 unless given.")),
        "The sayings that stand on two pages and more, those on most pages first.",
        list_of(SayingRow, _NEXT_PAIR),
        {"items": [to_plain(_ROW)], "next": "2.7"},
    ),
    "/api/v1/sayings/{number}": Question(
        "getSaying",
        "Get a saying",
        (Parameter("number", NUMBER, "The number of the saying.", required=True, where="path", example=7),),
        "The saying: every place, every wording, and the likely descent.",
        refer(Saying),
        to_plain(_SAYING),
    ),
    "/api/v1/outlets": Question(
        "listOutlets",
        "List outlets",
        (Parameter("name", NAME, "Only outlets of this name."), Parameter("limit", _LIMIT, "How many; 100 unless given.")),
        "Whom each outlet quotes, how directly, through how many hands, and how much without a name.",
        list_of(OutletRow),
        {"items": [to_plain(_OUTLET)]},
    ),
    "/api/v1/compare": Question(
        "compare",
        "Compare two outlets or pages",
        (
            Parameter(
                "a",
                NAME,
                "An outlet, or the address or key of a page; @1 after an address is its first version.",
                required=True,
                example="The Bell",
            ),
            Parameter("b", NAME, "The other one.", required=True, example="The Gull"),
            Parameter("limit", _LIMIT, "How many; 200 unless given."),
        ),
        "What both say, what is said otherwise and in what it differs (voice, manner, held, words), and what only one of them says.",
        list_of(Comparison),
        {"items": [to_plain(_PAIR), to_plain(_SAME_WORDS)]},
    ),
}
"""By path. Each is asked with GET."""


# ---------------------------------------------------------------- the description


def describe_questions(questions: Mapping[str, Question]) -> JsonObject:
    """The paths of the OpenAPI document for some questions, which are by path."""
    return {path: {"get": _describe(question)} for path, question in questions.items()}


def _describe(question: Question) -> JsonObject:
    parameters = []
    for one in question.parameters:
        described: JsonObject = {"name": one.name, "in": one.where, "schema": one.schema, "description": one.says}
        described |= {"required": True} if one.required else {}
        described |= {"example": one.example} if one.example is not None else {}
        parameters.append(described)
    answer = {"schema": question.schema, "example": question.example}
    responses: JsonObject = {"200": {"description": question.says, "content": {"application/json": answer}}}
    responses |= {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in (404, 422, 503)}
    return {"operationId": question.name, "summary": question.summary, "parameters": parameters, "responses": responses}


RECORDS: Final = (Statement, Facets, VoiceRow, VoiceSaying, Merge, Saying, SayingRow, OutletRow, Comparison)
"""What the answers to these questions are made of."""


def describe_records(kinds: Iterable[type]) -> JsonObject:
    """The schemas of records, and of what is within them, by their names in the OpenAPI document."""
    found: dict[type, None] = dict.fromkeys(kinds)
    for kind in list(found):
        _collect(kind, found)
    return {_name_schema(kind): _make_schema(kind) for kind in found}


def _collect(kind: type, found: dict[type, None]) -> None:
    """Adds the records within a record."""
    for hint in typing.get_type_hints(kind).values():
        for argument in typing.get_args(hint):
            if is_dataclass(argument) and isinstance(argument, type) and argument not in found:
                found[argument] = None
                _collect(argument, found)


def _make_schema(kind: type) -> JsonObject:
    hints = typing.get_type_hints(kind)
    doc = " ".join((kind.__doc__ or "").split())
    return {
        "type": "object",
        "required": list(hints),
        "properties": {name: _schema_of(hint) for name, hint in hints.items()},
        "description": doc,
    }


def _schema_of(hint: Any) -> JsonObject:  # a type of a record's field, or one of typing's
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _schema_of(next(one for one in arguments if one is not type(None)))
        return {"type": [inner["type"], "null"]} if set(inner) == {"type"} else {"anyOf": [inner, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(arguments[0])}
    if hint is Span:
        return {"$ref": _PREFIX + "range"}
    if is_dataclass(hint) and isinstance(hint, type):
        return refer(hint)
    return {"type": {str: "string", int: "integer", float: "number", bool: "boolean"}[hint]}
