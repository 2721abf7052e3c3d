"""A person's contacts as a person would use them: by pointer, by keyboard alone, without scripts, on paper; and what axe-core finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sayso.web.app import Settings, create_app
from tests.web.browser import browsing, opened_tab, serving
from tests.web.conftest import perform
from tests.web.networks import add_town

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def network_url() -> Iterator[str]:
    """The address of the network of somebody with more contacts than are drawn."""
    app = create_app(Settings(performer=perform, warm=False))
    voice = add_town(app.state.service.corpus, 45)
    with serving(app) as url:
        yield f"{url}/contacts/{voice}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    with opened_tab(browser) as tab:
        yield tab


def test_an_edge_shows_its_sentences_without_leaving_the_picture(network_url: str, tab: Any) -> None:
    tab.goto(network_url)
    tab.wait_for_load_state("networkidle")
    tab.evaluate("window.stays = true")
    tab.click(".picture.wide a.tie .words >> nth=0")
    tab.wait_for_selector("#evidence blockquote")
    assert tab.evaluate("window.stays")
    assert "tie=" in tab.url
    assert "Tomas Brandt" in tab.inner_text("#evidence h2")
    stated, denied = tab.locator("#evidence .told").all()
    assert stated.bounding_box()["y"] == denied.bounding_box()["y"]  # side by side
    tab.go_back()
    tab.wait_for_selector("#evidence blockquote", state="detached")
    tab.go_forward()
    tab.wait_for_selector("#evidence blockquote")
    tab.reload()
    assert tab.locator("#evidence blockquote").count() == 4


def test_from_edge_to_evidence_and_reading_by_keyboard_alone(network_url: str, tab: Any) -> None:
    tab.goto(network_url)
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("j")
    assert "Tomas Brandt" in tab.evaluate("document.activeElement.getAttribute('aria-label')")
    assert tab.evaluate("getComputedStyle(document.activeElement.querySelector('.halo')).stroke") != "none"
    tab.keyboard.press("Tab")
    first = tab.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "Eva Stroud" in first
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#evidence blockquote")
    tab.wait_for_selector("#evidence:focus")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "In the reading"
    tab.keyboard.press("Escape")
    tab.wait_for_selector("a.tie:focus")
    assert "tie=" not in tab.url


def test_filters_stay_in_the_address(network_url: str, tab: Any) -> None:
    tab.goto(network_url)
    before = tab.locator(".picture.wide a.tie").count()
    tab.select_option("#origins", "2")
    tab.fill("#since", "2021-02")
    tab.click("text=All kinds of event")
    tab.check("input[name=kind][value=CONSULT]")
    tab.click(".choose button")
    tab.wait_for_load_state("networkidle")
    assert 0 < tab.locator(".picture.wide a.tie").count() < before
    assert "origins=2" in tab.url
    tab.reload()
    assert tab.is_checked("input[name=kind][value=CONSULT]")
    assert tab.input_value("#since") == "2021-02"


def test_without_scripts_edges_are_links_to_their_sentences(network_url: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(network_url)
    page.click(".picture.wide a.tie .words >> nth=0")
    page.wait_for_selector("#evidence blockquote")
    assert page.url.endswith("#evidence")
    page.click(".twin tbody a[data-tie] >> nth=2")
    assert "Tomas Brandt" not in page.inner_text("#evidence h2")
    page.goto(network_url.rpartition("/")[0])
    page.fill("#q", "harcourt")
    page.click("text=Show")
    assert "Ines Harcourt" in page.inner_text("h1")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 683, 1024, 1366, 1920])
def test_nothing_is_wider_than_the_screen_and_no_words_lie_on_others(network_url: str, browser: Any, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(network_url)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(".picture text")].filter((one) => one.checkVisibility() && !one.closest(".mark"))
        .map((one) => { const box = one.getBoundingClientRect(); return [one.textContent, box.left, box.top, box.right, box.bottom]; })"""
    )
    assert len(boxes) > 80
    # the boxes of a browser have the height of a line; what is drawn in it is lower
    small = [(text, left, top + 0.15 * (bottom - top), right, bottom - 0.15 * (bottom - top)) for text, left, top, right, bottom in boxes]
    for number, (text, left, top, right, bottom) in enumerate(small):
        for other, left2, top2, right2, bottom2 in small[:number]:
            assert not (left < right2 and left2 < right and top < bottom2 and top2 < bottom), (text, other)
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing(network_url: str, browser: Any, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(network_url)
    tie = page.get_attribute(".picture.wide a.tie", "href").partition("#")[0]
    host = network_url.partition("/contacts")[0]
    for url in (network_url, host + tie, f"{network_url}?since=2050&status=no", f"{host}/contacts", f"{host}/contacts?q=nemo"):
        page.goto(f"{url}{'&' if '?' in url else '?'}theme={theme}")
        page.wait_for_load_state("networkidle")
        found = axe.run(page)
        assert found.violations_count == 0, f"{url}\n{found.generate_report()}"
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{host}{tie}&theme={theme}")
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_paper_has_picture_sentences_and_table(network_url: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 700, "height": 900})
    page.goto(network_url)
    page.emulate_media(media="print")
    assert page.is_visible(".picture.wide")
    assert not page.is_visible(".picture.narrow")
    assert page.is_visible(".twin table")
    assert not page.is_visible(".choose")
    page.close()
