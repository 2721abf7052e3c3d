"""Pictures: one text for the page, a file that stands for itself, and PNG."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from sayso.errors import MissingExtra
from sayso.web import pictures
from sayso.web.pictures import answer_picture, attribute, element, load_colours, load_style, make_file, to_png, write
from sayso.web.state import Theme

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20" class="pic"><text x="2" y="9">a</text></svg>'


@pytest.mark.parametrize("theme", list(Theme))
def test_a_file_carries_every_colour_it_names(theme: Theme) -> None:
    file = make_file(SVG, theme)
    ET.fromstring(file)  # it is XML
    assert "var(" not in file
    assert load_colours(theme)["paper"] in file


def test_colours_are_those_of_the_readers_style_sheet() -> None:
    assert load_colours(Theme.LIGHT)["ink"] != load_colours(Theme.DARK)["ink"]
    assert load_colours(Theme.CONTRAST)["ink"] == "#000"
    assert "@media" not in load_style(Theme.LIGHT)


def test_words_and_attributes_are_escaped_and_turn_nothing_round() -> None:
    words = '</text><script>"&\u202e\x01\ud800'
    parsed = ET.fromstring(f"<g title={attribute(words)}>{write(words)}</g>")
    assert not list(parsed)
    for found in (parsed.text or "", parsed.get("title") or ""):
        assert found.startswith('</text><script>"&')
        assert "\u202e" not in found


def test_numbers_are_rounded_so_that_one_picture_is_one_text() -> None:
    assert element("path", {"x": 1 / 3, "y": 2.0, "n": 7, "class": None}) == '<path x="0.3" y="2" n="7"/>'


def test_png_has_the_size_of_the_picture_and_is_never_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resvg_py")
    png = to_png(make_file(SVG))
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (80, 40)
    monkeypatch.setattr(pictures, "_MOST_PIXELS", 200)
    assert int.from_bytes(to_png(make_file(SVG))[16:20]) == 20


def test_a_download_is_a_file_that_can_do_nothing() -> None:
    answer = answer_picture(SVG, "svg", "saying-7", Theme.DARK)
    assert answer.headers["content-disposition"] == 'attachment; filename="saying-7.svg"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.media_type == "image/svg+xml"


def test_without_resvg_it_is_said_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtra, match=r"sayso\[web\]"):
        pictures.to_png(make_file(SVG))
