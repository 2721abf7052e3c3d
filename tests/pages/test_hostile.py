"""Pages that are deep, long, crowded or built to be slow: some time, no crash, and no loss without a mark."""

from __future__ import annotations

import contextlib
import importlib
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sayso.pages
from sayso.errors import SaysoError
from sayso.pages import parse_html, parse_text
from sayso.reading import Page, Reading, validate

BAR_S = 5.0


def timed(source: str) -> Page:
    parse_html("<p>The first page pays for the import of the parser, which is not measured here.</p>")
    start = time.process_time()
    page = parse_html(source)
    assert time.process_time() - start < BAR_S
    validate(Reading(page))
    return page


@pytest.mark.parametrize("n", [150, 250, 300, 2_000, 2_100, 10_000, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "ul"])
def test_deep_nesting_keeps_the_text_and_marks_what_is_lost(article, n: int, tag: str) -> None:
    page = timed(article(f"<{tag}>" * n + "<p>This is the deepest sentence of the page, said its author.</p>" + f"</{tag}>" * n))
    assert "the deepest sentence of the page" in page.text
    assert "rowing boat will take two passengers" in page.text
    assert page.truncated == (n > 2_048)
    assert bool(page.notes) == (n > 200)


def test_nesting_that_is_never_closed_is_no_worse(article) -> None:
    page = timed(article("<div><table><tr><td><p>" * 30_000 + "The last words."))
    assert page.truncated


def test_two_hundred_thousand_open_paragraphs_are_cut_and_marked() -> None:
    page = timed("<html><body>" + "<p>Somebody said something on this line" * 200_000)
    assert page.truncated
    assert page.text.startswith("Somebody said something on this line\n\n")


def test_line_of_ten_megabytes_is_cut_and_marked() -> None:
    page = timed("<p>" + "word " * 2_100_000 + "</p>")
    assert page.truncated
    assert len(page.text) == 5_000_000


def test_five_megabytes_without_a_blank_are_cut_and_marked() -> None:
    assert timed("<p>" + "a" * 10_400_000 + "</p>").truncated


@pytest.mark.parametrize(
    "source",
    [
        '<a href="/x">a link here</a> ' * 50_000,
        "<table>" + "<tr><td>some word<td>another word</tr>" * 20_000,
        "<p " + " ".join(f"a{n}=x" for n in range(100_000)) + ">Somebody said something here.",
        f'<div class="{"ad " * 300_000}"><p>Somebody said something here on Tuesday.</p></div>',
        "<!--" * 300_000 + "Somebody said something here.",
        "<" * 1_000_000 + "Somebody said something here.",
        "<script>" * 200_000 + "Somebody said something here.",
        "&#x" * 300_000 + "Somebody said something here.",
        "<p>" + "<span>word </span>" * 50_000,
        "<ul>" + "<li>Some words <a href=x>of it</a> are read here.</li>" * 11_000,
        "<br>" * 300_000 + "Somebody said something here on Tuesday.",
        "<p>" + "<q>" * 1_000 + "Somebody said something here on Tuesday.",
        "<title>" + "a | b - " * 100_000 + "</title><p>Somebody said something here on Tuesday.",
        "<p>" + "By Ada and " * 100_000,
        "<p>" + "1 May 2020 " * 100_000,
    ],
    ids=lambda source: source[:12],
)
def test_crowded_page_takes_no_longer_than_the_bar(source: str) -> None:
    start = time.process_time()
    with contextlib.suppress(SaysoError):
        validate(Reading(parse_html(source)))
    assert time.process_time() - start < BAR_S


@pytest.mark.parametrize(
    "text", ["word " * 2_100_000, "a" * 10_400_000, "a\n" * 2_000_000, "> " * 2_000_000, "\n" * 4_000_000, "- a\n\n" * 500_000]
)
def test_long_text_takes_no_longer_than_the_bar(text: str) -> None:
    start = time.process_time()
    page = parse_text(text)
    assert time.process_time() - start < BAR_S
    assert page.truncated == (len(text) > 5_000_000)
    assert page.text == text[:5_000_000]
    validate(Reading(page))


def patterns() -> list[tuple[str, re.Pattern[str], bool]]:
    """All patterns of the package, and whether they are looked for anywhere in a text or only at its beginning."""
    found = []
    for path in sorted(Path(sayso.pages.__file__).parent.glob("*.py")):
        module = importlib.import_module(f"sayso.pages.{path.stem}" if path.stem != "__init__" else "sayso.pages")
        source = path.read_text()
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found.append((name, value, re.search(rf"{name}\.(?:search|finditer|findall|sub|split)\(", source) is not None))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "a" * 50_000,
        " " * 50_000,
        "1" * 50_000,
        "a " * 25_000,
        "<a " * 16_000,
        "by " * 16_000,
        "(@a." * 12_000,
        "&#x0" * 12_000,
        ".-/" * 16_000,
    ],
)
def test_patterns_take_time_in_proportion_to_the_text(text: str) -> None:
    for name, pattern, is_searched in patterns():
        start = time.process_time()
        for use in (pattern.match, pattern.fullmatch, *((pattern.search,) if is_searched else ())):
            use(text)
        assert time.process_time() - start < 1.0, name


def test_no_file_is_opened_for_an_entity(article, tmp_path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("the canary sang")
    source = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{canary}">]>' + article("<p>He said &x; and no more than that to us.</p>")
    assert "canary sang" not in parse_html(source).text


def test_import_brings_in_neither_parser_nor_extractor() -> None:
    code = "import sys, sayso.pages; print(sorted(m for m in sys.modules if m.split('.')[0] in ('lxml', 'trafilatura', 'ssl', 'email')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
