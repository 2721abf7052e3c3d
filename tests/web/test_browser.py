"""As a person would: reads, hovers, uses the keyboard alone, filters, corrects, checks, prints; and what axe-core finds (nothing)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sayso.reading import Page, Reading, Span, Voice, VoiceKind
from sayso.web.app import Settings, create_app
from tests.web.browser import browsing, opened_tab, serving
from tests.web.conftest import perform
from tests.web.pages import hostile_reading, long_reading, rich_reading
from tests.web.test_injection import PAYLOADS

pytestmark = pytest.mark.slow


class Desk(NamedTuple):
    """The served reader: its address, and what keeps a reading in it."""

    url: str
    store: Callable[[Reading], str]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    app = create_app(Settings(performer=perform, warm=False))
    with serving(app) as url:
        yield Desk(url, app.state.service.library.add)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    with opened_tab(browser, expected=("404", "422")) as tab:
        yield tab


@pytest.fixture(scope="module")
def rich_url(desk: Desk) -> str:
    return f"{desk.url}/r/{desk.store(rich_reading())}"


def focused(tab: Any) -> str:
    return str(tab.evaluate("document.activeElement.dataset.n ?? document.activeElement.id"))


# ---------------------------------------------------------------- reading


def test_a_text_is_pasted_and_read(desk: Desk, tab: Any) -> None:
    tab.goto(desk.url)
    tab.fill("#text", "Well runs dry\n\nQuill said the well was dry. Nobody was surprised at all in the town.")
    tab.click("button.main")
    assert tab.inner_text("h1") == "Well runs dry"
    assert tab.inner_text("article mark") == "the well was dry"
    assert "Quill" in tab.inner_text(".chip")


def test_what_cannot_be_read_comes_back_with_its_reason_and_its_words(desk: Desk, tab: Any) -> None:
    tab.goto(desk.url)
    tab.fill("#url", "http://127.0.0.1:1/secret")
    tab.click("button.main")
    assert "not public" in tab.inner_text("[role=alert]")
    assert tab.input_value("#url") == "http://127.0.0.1:1/secret"


def test_a_file_dropped_on_the_form_is_chosen(desk: Desk, tab: Any) -> None:
    tab.goto(desk.url)
    tab.evaluate(
        """() => {
        const data = new DataTransfer();
        data.items.add(new File(["Quill said the well was dry. Nobody was surprised at all."], "well.txt"));
        document.getElementById("give").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
    }"""
    )
    tab.click("button.main")
    assert "the well was dry" in tab.inner_text("article mark")


def test_pointing_at_a_quotation_lights_all_of_it_and_shows_its_chain(rich_url: str, tab: Any) -> None:
    tab.goto(rich_url)
    tab.wait_for_load_state("networkidle")
    tab.hover("#s-a2")
    path = tab.locator("#float .path")
    assert path.locator("li > bdi").all_inner_texts() == ["Tilda Marsh", "The Vale Courier", "Morning Weir (Radio Harrow)", "Oren Pike"]
    assert path.locator("li small").all_inner_texts() == ["12 March 2024"]
    assert "lit" in tab.get_attribute("#c-a2", "class")
    tab.hover("footer")
    assert not tab.is_visible("#float")


def test_clicking_a_quotation_opens_its_card_and_gives_it_an_address(rich_url: str, tab: Any) -> None:
    tab.goto(rich_url)
    tab.wait_for_load_state("networkidle")
    tab.click("#s-a9")
    tab.wait_for_selector("#card .card")
    assert tab.url.endswith("/statement/a9#s-a9")
    assert "Mána" in tab.inner_text("#card h2")
    permalink = tab.url
    tab.goto("about:blank")
    tab.goto(permalink)
    assert "Mána" in tab.inner_text("#card h2")
    assert "picked" in tab.get_attribute("#s-a9", "class")


# ---------------------------------------------------------------- keyboard alone


def test_keys_go_from_statement_to_statement_and_back_to_the_place(rich_url: str, tab: Any) -> None:
    tab.goto(rich_url)
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("j")
    assert focused(tab) == "1"
    tab.keyboard.press("j")
    assert focused(tab) == "2"
    assert tab.is_visible("#float")
    tab.keyboard.press("n")
    assert focused(tab) == "3"  # the next one by the same voice
    tab.keyboard.press("p")
    assert focused(tab) == "2"
    tab.keyboard.press("k")
    assert focused(tab) == "1"
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#card .card")
    tab.wait_for_function("document.activeElement.id === 'card'")
    assert "/statement/a2" in tab.url
    tab.keyboard.press("Escape")
    assert focused(tab) == "2"
    assert not tab.is_visible("#card")
    tab.keyboard.press("c")
    tab.wait_for_selector("#card .hands")


def test_keys_for_lights_search_check_and_help(rich_url: str, tab: Any) -> None:
    tab.goto(rich_url)
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("h")
    assert "lights=off" in tab.url
    assert tab.evaluate("getComputedStyle(document.querySelector('#s-a2')).textDecorationColor") == "rgba(0, 0, 0, 0)"
    tab.keyboard.press("h")
    assert "lights" not in tab.url
    tab.keyboard.press("/")
    assert focused(tab) == "q"
    tab.keyboard.type("jjj")
    assert tab.input_value("#q") == "jjj"  # keys are letters where somebody types
    tab.keyboard.press("Escape")
    tab.keyboard.press("v")
    tab.wait_for_url("**/verify")
    tab.go_back()
    tab.keyboard.press("?")
    tab.wait_for_url("**/help")
    tab.uncheck("#singlekeys")
    tab.goto(rich_url)
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("j")
    assert focused(tab) != "1"


def test_everything_can_be_reached_by_tab_and_the_focus_is_seen(rich_url: str, tab: Any) -> None:
    tab.goto(rich_url)
    tab.wait_for_load_state("networkidle")
    seen = set()
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement === document.body"):
            break  # from the last element it goes on to the browser's own
        seen.add(str(tab.evaluate("document.activeElement.id || document.activeElement.name || document.activeElement.className")))
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert {"theme", "lights", "q", "sort", "voice"} <= seen
    assert tab.evaluate("document.querySelectorAll('article a.n[tabindex=\"0\"]').length") == 1


# ---------------------------------------------------------------- filter


def test_filter_dims_the_others_says_how_many_and_keeps_the_address(rich_url: str, tab: Any) -> None:
    tab.goto(rich_url)
    tab.wait_for_load_state("networkidle")
    tab.check("input[name=voice][value=v5]")
    tab.wait_for_function("document.getElementById('counted').textContent.includes('2 of 9')")
    assert "voice=v5" in tab.url
    assert tab.is_hidden("#c-a2")
    assert tab.is_visible("#c-a5")
    tab.reload()
    assert tab.is_checked("input[name=voice][value=v5]")
    assert tab.is_hidden("#c-a2")
    tab.uncheck("input[name=voice][value=v5]")
    tab.check("input[value=anonymous]")
    tab.wait_for_function("document.getElementById('counted').textContent.includes('without a name')")
    tab.select_option("#sort", "name")
    names = tab.locator("#voicelist .who").all_inner_texts()
    assert names[0] == "a board member"


# ---------------------------------------------------------------- corrections, records


def test_a_speaker_is_corrected_and_the_correction_taken_back(desk: Desk, tab: Any) -> None:
    url = f"{desk.url}/r/{desk.store(rich_reading())}"
    tab.goto(f"{url}/statement/a7")
    tab.click("text=Another speaker")
    tab.fill("#sp-name", "Rosa Quist")
    tab.click("#card details[open] button")
    tab.wait_for_selector("#card .card")
    assert tab.inner_text("#card h2") == "Rosa Quist"
    assert "Rosa Quist" in tab.inner_text("#c-a7")
    assert "1 correction" in tab.inner_text(".corrected")
    tab.goto(f"{url}?as=read")
    assert "Rosa Quist" not in tab.inner_text("article")
    tab.goto(f"{url}/corrections")
    tab.click("text=Take back")
    assert "none yet" in tab.inner_text("main")


def test_quotations_are_held_against_a_pasted_record(desk: Desk, tab: Any) -> None:
    tab.goto(f"{desk.url}/r/{desk.store(rich_reading())}/verify")
    tab.fill("#record", "PIKE: Nobody has told me of a full test since the gates were replaced, not once.\n\nHOST: Thank you.")
    tab.fill("#name", "Radio transcript")
    tab.click("button.main")
    tab.wait_for_selector(".quote")
    assert "/verify/" in tab.url
    assert tab.locator("mark.rec").count() >= 1
    tab.click(".quote >> nth=0")
    assert tab.locator("mark.rec.now").count() == 1


def test_paper_has_names_in_the_margin_and_every_statement_with_its_chain(rich_url: str, browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(rich_url)
    page.emulate_media(media="print")
    assert not page.is_visible(".side")
    assert page.is_visible(".chip .who >> nth=0")
    assert "Tilda Marsh › The Vale Courier › Morning Weir (Radio Harrow) › Oren Pike" in page.inner_text("#statements")
    pdf = page.pdf(path=str(tmp_path / "page.pdf"))
    assert pdf.startswith(b"%PDF-")
    page.close()


def test_no_payload_runs(desk: Desk, browser: Any) -> None:
    page = browser.new_page()
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    for words in PAYLOADS[::9]:
        page.goto(f"{desk.url}/r/{desk.store(hostile_reading(words.replace(chr(0), '')))}")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_selector("#card .card")
        assert page.evaluate("document.querySelectorAll('script:not([src]), [onclick], [onerror], [onload]').length") == 0
    page.close()
    assert opened == []


# ---------------------------------------------------------------- without scripts, in every look


def test_without_scripts_text_voices_chains_and_findings_are_readable(rich_url: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(rich_url)
    words = page.inner_text("main")
    for expected in ("Nobody has told me", "Lucia Venn", "changes event", "Morning Weir (Radio Harrow)"):
        assert expected in words
    page.click("#c-a2 .who")
    assert "Through whose hands" in page.inner_text("#card")
    page.check("input[value=unattributed]")
    page.click("button:has-text('Apply')")
    assert "1 of 9" in page.inner_text("#counted")
    assert page.locator("button:visible:has-text('Copy')").count() == 0
    context.close()


@pytest.mark.parametrize("width", [320, 390, 683, 1024, 1366, 1920])
def test_nothing_is_wider_than_the_screen(rich_url: str, browser: Any, width: int) -> None:
    """683 is a laptop at 200%, 320 one at 400%."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in ("", "/statement/a2", "/verify", "/corrections"):
        page.goto(rich_url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing_on_any_page(desk: Desk, rich_url: str, browser: Any, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    record = f"{rich_url}/verify"
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(record)
    page.fill("#record", "PIKE: Nobody has told me of a test since the gates were replaced. The gates were never inspected every spring.")
    page.click("button.main")
    page.wait_for_selector(".record")
    compared = page.url
    paths = ["", "/statement/a2", "/chain/a6", "/finding/0", "/event/1", "/verify", "/corrections"]
    urls = [rich_url + path for path in paths] + [
        f"{rich_url}?only=own",
        f"{rich_url}?voice=v5&q=gates",
        f"{rich_url}?lights=off",
        compared,
    ]
    urls += [desk.url + path for path in ("/", "/readings", "/help", "/api", "/r/nothing")]
    for url in urls:
        page.goto(f"{url}{'&' if '?' in url else '?'}theme={theme}")
        page.wait_for_load_state("networkidle")
        found = axe.run(page)
        assert found.violations_count == 0, f"{url}\n{found.generate_report()}"
    page.close()


def test_axe_finds_nothing_on_a_phone(rich_url: str, browser: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for path in ("", "/statement/a2"):
        page.goto(rich_url + path)
        page.wait_for_load_state("networkidle")
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
    page.close()


def test_text_from_right_to_left_runs_from_right_to_left_and_turns_nothing_else(desk: Desk, tab: Any) -> None:
    text = "אמר ראש העיר שהגשר ייסגר\n\nראש העיר אמר לעיתון שהגשר ייסגר בסתיו."
    reading = Reading(Page(text, language="he"), (Voice("v0", VoiceKind.PERSON, "\u202eevil\u2066 דנה"),))
    tab.goto(f"{desk.url}/r/{desk.store(reading)}")
    assert tab.evaluate("getComputedStyle(document.querySelector('.row:not(.title) p')).direction") == "rtl"
    assert tab.evaluate("getComputedStyle(document.querySelector('.side')).direction") == "ltr"
    assert Span(0, 4) == (0, 4)


# ---------------------------------------------------------------- speed


@pytest.mark.parametrize(("n_words", "limit_ms"), [(2_000, 1_000), (10_000, 3_000)])
def test_first_paint_is_quick(desk: Desk, browser: Any, n_words: int, limit_ms: int) -> None:
    url = f"{desk.url}/r/{desk.store(long_reading(n_words))}"
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(url)  # the server is warm
    times = []
    for _ in range(5):
        page.goto("about:blank")
        started = time.perf_counter()
        page.goto(url)
        page.screenshot()  # forces a frame, also where Chromium holds painting back and reports none; so this is an upper bound
        times.append(round(1000 * (time.perf_counter() - started)))
    page.keyboard.press("j")
    assert focused(page) == "1"  # it can be used at once
    page.close()
    print(f"first paint of {n_words} words: {sorted(times)} ms")
    assert min(times) < limit_ms  # other work may share the cores
