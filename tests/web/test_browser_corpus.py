"""The pages of a corpus as a person uses them: by mouse, by keyboard alone, without scripts, on a phone, on paper; and axe-core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from sayso.reading import Held, Manner, Reported
from sayso.web.app import Settings, create_app
from sayso.web.limits import Limits
from tests.corpus.making import QUILL, VELL, Said, make_reading
from tests.web.browser import browsing, opened_tab, serving
from tests.web.conftest import perform

pytestmark = pytest.mark.slow

SAYING = "We were told in March that the granite pier would not outlast another winter"
SHORTER = "We were told that the granite pier would not outlast another winter"
OTHER = "We were told in March that the granite pier would not survive another winter"


@pytest.fixture(scope="module")
def desk() -> Iterator[str]:
    """A served corpus: a saying in three wordings over a month, one of them without a date, and a page in two versions."""
    app = create_app(Settings(performer=perform, warm=False, limits=Limits(question_s=30.0)))
    corpus = app.state.service.corpus
    first = "https://bell.example/pier"
    for reading in (
        make_reading(
            Said(SAYING),
            Said("the reports were lost", VELL, Manner.INDIRECT, Held.DENIED, Reported.DISTANCING),
            published="2021-03-02T07:40:00Z",
            url=first,
            headline="Nobody closed the pier",
            roles={QUILL: ["harbour master"]},
        ),
        make_reading(Said(SHORTER), outlet="The Gull", published="2021-03-05", links=(first,)),
        make_reading(Said(OTHER), outlet="The Lantern", published="2021-03-20", credited=("The Gull",)),
        make_reading(Said(SAYING), outlet="The Almanac", published="2021-03"),
        make_reading(Said(SAYING), outlet="Pamphlet", published=None),
        make_reading(Said("The ferry sails on Monday", VELL), outlet="The Gull", published="2022-05-01", url="https://gull.example/f"),
        make_reading(Said("The ferry sails on Tuesday", VELL), outlet="The Gull", published="2022-05-01", url="https://gull.example/f"),
    ):
        corpus.add(reading)
    with serving(app) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    with opened_tab(browser, expected=("422",)) as tab:
        yield tab


@pytest.fixture(scope="module")
def saying_url(desk: str) -> str:
    return f"{desk}/sayings/1"


def all_urls(desk: str) -> list[str]:
    versions = quote("https://gull.example/f")
    paths = [
        "/search",
        "/search?q=pier&manner=direct",
        "/search?q=volcano",
        "/search?since=spring",
        "/people",
        "/people?q=vell",
        "/people/1",
    ]
    paths += ["/people/2", "/sayings", "/sayings?q=granite", "/sayings/1", "/sayings/1?since=2021-03-04&until=2021-03-21", "/outlets"]
    paths += ["/outlets?sort=direct", "/compare", "/compare?a=The+Bell&b=The+Gull", f"/compare?a={versions}@1&b={versions}@2"]
    return [desk + path for path in paths]


# ---------------------------------------------------------------- by mouse


def test_from_words_to_a_statement_and_back(desk: str, tab: Any) -> None:
    tab.goto(f"{desk}/")
    tab.click("nav >> text=Search")
    tab.fill("#q", "pier")
    tab.click("main button")
    assert tab.inner_text("#counted").startswith("5 statements")
    tab.click(".facets >> text=The Lantern")
    assert tab.inner_text("#counted").startswith("1 statement.")
    assert "outlet=The+Lantern" in tab.url
    tab.click(".chosen a")
    assert tab.inner_text("#counted").startswith("5 statements")
    tab.click("text=how it spread >> nth=0")
    assert tab.inner_text("h1") == f"“{SAYING}”"
    tab.click("#o1 a >> nth=0")
    assert "/statement/a0" in tab.url
    assert "outlast another winter" in tab.inner_text("#card")


def test_pointing_at_a_variant_shows_how_it_differs_from_the_first(saying_url: str, tab: Any) -> None:
    tab.goto(saying_url)
    tab.wait_for_load_state("networkidle")
    tab.hover("a.mark[data-wording='2']")
    tip = tab.inner_text(".float")
    assert "The Gull, 5 March 2021." in tip
    assert "Wording 2: left out “in March”." in tip
    assert SHORTER in tip
    tab.hover("footer")
    assert not tab.is_visible(".float")
    tab.click("a.mark[data-wording='3']")
    assert tab.url.endswith("#o3")


def test_days_are_chosen_by_drawing_over_the_picture_and_by_the_form(saying_url: str, tab: Any) -> None:
    tab.goto(saying_url)
    tab.wait_for_load_state("networkidle")
    box = tab.locator("svg.timeline").bounding_box()
    y = box["y"] + 40
    tab.mouse.move(box["x"] + 0.3 * box["width"], y)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 0.6 * box["width"], y, steps=4)
    tab.mouse.move(box["x"] + box["width"] - 2, y, steps=4)
    tab.mouse.up()
    tab.wait_for_url("**/sayings/1?since=2021-03-0*&until=2021-03-2*")
    assert "published from" in tab.inner_text("main")
    tab.fill("#since", "2021-03-04")
    tab.fill("#until", "2021-03-06")
    tab.click("text=Show these days")
    assert tab.locator("tbody tr").count() == 2  # The Gull, and The Almanac of some day in March
    tab.click("text=All of it")
    assert tab.locator("tbody tr").count() == 5


# ---------------------------------------------------------------- by keyboard alone


def test_the_picture_is_walked_through_in_time_by_arrows(saying_url: str, tab: Any) -> None:
    tab.goto(saying_url)
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate("document.querySelectorAll('a.mark[tabindex=\"0\"]').length") == 1
    tab.focus("a.mark[tabindex='0']")
    tab.keyboard.press("ArrowRight")
    assert "The Gull" in tab.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "left out “in March”" in tab.inner_text(".float")
    tab.keyboard.press("End")
    assert "no date" in tab.evaluate("document.activeElement.getAttribute('aria-label')")
    tab.keyboard.press("Home")
    tab.keyboard.press("Escape")
    assert not tab.is_visible(".float")
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#o1")


def test_everything_is_reached_by_tab_and_the_focus_is_seen(desk: str, tab: Any) -> None:
    for path in ("/search?q=pier&manner=direct", "/sayings/1", "/people/1"):
        tab.goto(desk + path)
        tab.wait_for_load_state("networkidle")
        seen = set()
        for _ in range(90):
            tab.keyboard.press("Tab")
            if tab.evaluate("document.activeElement === document.body"):
                break
            seen.add(tab.evaluate("document.activeElement.getAttribute('href') || document.activeElement.id || ''"))
            shown = (
                "const it = document.activeElement; getComputedStyle(it).outlineStyle !== 'none' || (it.matches('a.mark') &&"
                " parseFloat(getComputedStyle(it.querySelector('.verbatim, .variant, .several')).strokeWidth) >= 3)"
            )
            assert tab.evaluate(shown), tab.evaluate("document.activeElement.outerHTML")[:200]
        assert any(url.startswith(("/people/", "/sayings/", "/search")) for url in seen)


# ---------------------------------------------------------------- without scripts, in every look


def test_without_scripts_everything_is_there(desk: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk}/sayings/1")
    assert page.locator("svg.timeline a.mark").count() == 5
    assert "left out “in March”" in page.locator("a.mark[data-wording='2'] title").text_content()
    page.fill("#since", "2021-03-19")
    page.click("text=Show these days")
    assert "since=2021-03-19" in page.url
    assert "The Lantern" in page.inner_text("tbody")
    assert not page.is_visible("text=draw over the picture")
    page.goto(f"{desk}/search?q=pier")
    page.click(".facets >> text=direct quote") if page.locator(".facets >> text=direct quote").count() else None
    assert "statements" in page.inner_text("#counted")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 683, 1024, 1366, 1920])
def test_nothing_is_wider_than_the_screen(desk: str, browser: Any, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for url in all_urls(desk):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing_on_any_page(desk: str, browser: Any, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    for url in all_urls(desk):
        page.goto(f"{url}{'&' if '?' in url else '?'}theme={theme}")
        page.wait_for_load_state("networkidle")
        found = axe.run(page)
        assert found.violations_count == 0, f"{url}\n{found.generate_report()}"
    page.close()


def test_axe_finds_nothing_on_a_phone(desk: str, browser: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for url in all_urls(desk)[::3]:
        page.goto(url)
        page.wait_for_load_state("networkidle")
        found = axe.run(page)
        assert found.violations_count == 0, f"{url}\n{found.generate_report()}"
    page.close()


def test_paper_has_picture_and_table_and_no_forms(saying_url: str, browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(saying_url)
    page.emulate_media(media="print")
    assert page.is_visible("svg.timeline")
    assert page.is_visible("tbody tr >> nth=4")
    assert not page.is_visible("#days")
    assert page.pdf(path=str(tmp_path / "page.pdf")).startswith(b"%PDF-")
    page.close()
