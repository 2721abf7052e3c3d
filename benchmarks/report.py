"""The tables of figures in the README, written from the kept results, so that no figure is typed by hand.

    python -m benchmarks.report            write them into README.md
    python -m benchmarks.report --print    show them

A table stands between ``<!-- figures: NAME -->`` and ``<!-- end of figures -->``; tests/test_docs.py fails when the results say another.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any, Final

from benchmarks.inputs import RESULTS, ROOT, Json, read_result

README: Final = ROOT / "README.md"
PLACE: Final = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)
UNMEASURED: Final = "TODO-FIGURES: `make bench` writes this table from what it measures.\n"


def render_tables() -> dict[str, str]:
    """Each table by its name; where nothing was measured for the installed version, a line that says so."""
    quality, calibration, speed = read_result("quality"), read_result("calibration"), read_result("speed")
    return {
        "quality": _quality_table(quality, calibration) if quality and calibration else UNMEASURED,
        "speed": _speed_table(speed) if speed else UNMEASURED,
    }


def fill(document: str) -> str:
    """The document with each table as the results have it."""
    tables = render_tables()
    return PLACE.sub(lambda place: f"{place[1]}{tables[place[2]]}{place[3]}", document)


def _quality_table(quality: Json, calibration: Json) -> str:
    sides = (("sayso", "polnear_dev"), ("two people", "people"), ("textacy", "peer"))
    columns: list[tuple[str, Json]] = [(name, quality[key]) for name, key in sides if key in quality]
    rows = [
        ("who said what (triple F1)", [figures["triple"]["f1"] for _, figures in columns]),
        ("content, to the word (F1)", [figures["content_exact"]["f1"] for _, figures in columns]),
        ("source, to the word (F1)", [figures["source_exact"]["f1"] for _, figures in columns]),
        ("cue, to the word (F1)", [figures["cue_exact"]["f1"] for _, figures in columns]),
        *(
            (f"{manner} speech found (recall)", [figures["triple_recall_by_type"][manner]["r"] for _, figures in columns])
            for manner in ("direct", "mixed", "indirect")
        ),
    ]
    table = _table(
        ["PolNeAR dev", *(name for name, _ in columns)], [[name, *(f"{100 * value:.1f}" for value in row)] for name, row in rows]
    )
    lines = [
        table,
        f"Two people: the {quality['people']['n_articles']} articles of the corpus that several people marked, each against each other."
        if "people" in quality
        else "",
        "textacy, with spaCy's small English model, finds direct speech only, and refuses a text whose quotation marks do not pair.\n"
        if "peer" in quality
        else "",
        f"Scores are calibrated: the expected calibration error is {calibration['ece']:.3f} on the same articles.",
    ]
    if "cases" in quality:
        lines += ["", *_cases_table(quality["cases"])]
    return "\n".join([*lines, "", _origin(quality, "quality"), ""])


CASE_FIGURES: Final = (
    ("attribution found (F1)", "attribution.f1"),
    ("parent right", "parent.share"),
    ("speaker right, of all statements", "voice.share"),
    ("whole chain right, of all statements", "chain.share"),
    ("links of chains (F1)", "chain_link.f1"),
    ("how the source holds it", "held.share"),
    ("how it is reported", "reported.share"),
    ("events (F1)", "events.f1"),
    ("headline verdicts (F1)", "headline.f1"),
    ("quotations against records", "quotes.share"),
)
"""What is told of the cases, and where it stands in their figures."""


def _cases_table(cases: Json) -> list[str]:
    """The figures of the development pages, as a table; what an older result has not is left out."""
    rows = []
    for words, name in CASE_FIGURES:
        group, figure = name.split(".")
        value = cases.get(group, {}).get(figure)
        if value is not None:
            rows.append([words, f"{100 * value:.1f}"])
    heading = f"{cases['text_found']['n']} whole pages (development)"
    return [_table([heading, "sayso"], rows)]


def _headline_rows(speed: Json) -> list[list[str]]:
    if "headline" not in speed:
        return []
    part = speed["headline"]
    what = f"a page of {part['words_per_page']:.0f} words; without the check of its headline"
    return [[what, f"{part['ms_with']:.0f} ms; {part['ms_without']:.0f} ms"]]


def _speed_table(speed: Json) -> str:
    reading, startup, memory = speed["reading"], speed["startup"], speed["memory"]
    rows = [["whole reads", f"{reading['sayso']['words_per_second']:,.0f} words/s"]]
    if "peer" in reading:
        rows.append(["textacy with spaCy's small model, same run", f"{reading['peer']['words_per_second']:,.0f} words/s"])
        rows.append(
            ["ratio", f"{reading['ratio']['all']:.1f} ({reading['ratio']['lowest']:.1f} to {reading['ratio']['highest']:.1f} by pass)"]
        )
    rows += [
        ["`sayso read` of one page, from a new process", f"{startup['wall_s']['median']:.2f} s, {startup['peak_rss_mb']:.0f} MB"],
        ["`import sayso`", f"{startup['import_ms']['median']:.0f} ms"],
        *_headline_rows(speed),
        [f"memory over {memory['n_pages']:,} pages", f"{memory['bytes_per_page']:+.0f} bytes a page"],
    ]
    return "\n".join([_table(["speed and memory", ""], rows), _origin(speed, "speed"), ""])


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _origin(result: Json, name: str) -> str:
    version, machine = result["versions"]["sayso"], result["machine"]
    path = (RESULTS / version / f"{name}.json").relative_to(ROOT).as_posix()
    return (
        f"Measured by `make bench` on {result['date']}, {machine['cpu']}, {machine['cores']} cores,"
        f" Python {result['versions']['python']}: [{path}]({path})."
    )


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Write the tables of figures into the README; see the module's docstring.")
    parser.add_argument("--print", dest="show", action="store_true", help="show the tables instead")
    options: Any = parser.parse_args(argv)  # argparse has no types
    if options.show:
        for name, table in render_tables().items():
            print(f"[{name}]\n{table}")
        return
    README.write_text(fill(README.read_text(encoding="utf-8")), encoding="utf-8")


def readme_is_current(readme: Path = README) -> bool:
    """Whether the README says what the results say."""
    document = readme.read_text(encoding="utf-8")
    return fill(document) == document


if __name__ == "__main__":
    main()
