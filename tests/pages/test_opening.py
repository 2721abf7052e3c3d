"""Files, standard input and addresses: what is opened, and what each refusal says."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from sayso.errors import FetchError, NoArticle, PageError
from sayso.pages import fetch as fetching
from sayso.pages import open_page
from sayso.pages.fetch import Fetched
from sayso.pages.opening import is_markup


def refusal(path: str | Path) -> str:
    with pytest.raises(PageError) as caught:
        open_page(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_file_of_html_is_opened_by_path_and_by_name(fixture_path) -> None:
    path = fixture_path("newspaper")
    assert open_page(path) == open_page(str(path))
    assert open_page(path).headline == "Council drops plan for second bridge at Ferrow"


def test_file_of_text_is_opened_whatever_its_name(tmp_path) -> None:
    path = tmp_path / "page.html"
    path.write_text("Ferry runs aground\n\nThe ferry ran aground, she said. It is 3 < 4 and 5 > 4.\n")
    assert open_page(path).text == path.read_text()


def test_file_of_html_without_a_declaration_is_known_by_its_tags(tmp_path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(
        "Ferry runs aground <br><br> <p>The ferry ran aground on Tuesday, she said to us.</p> <p>Nobody on the quay saw it.</p></div>"
    )
    assert "<p>" not in open_page(path).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\ufeff\n <html>", True),
        ("<!-- saved --><div>", True),
        ("<?xml version='1.0'?><html>", True),
        ("<p>Hello", True),
        ("The tag <p> opens a paragraph, he said.", False),
        ("3 < 4, she said.", False),
        ("<Ada> I said no.", False),
        ("", False),
    ],
)
def test_markup_is_told_from_text(text: str, expected: bool) -> None:
    assert is_markup(text) == expected


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Fähre gestrandet\n\nSie sagte nein.".encode())))
    assert open_page("-").text == "Fähre gestrandet\n\nSie sagte nein."


def test_text_in_another_encoding_is_noted(tmp_path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("Café fermé\n\nElle a dit “non” à René, à l’école.".encode("cp1252"))
    page = open_page(path)
    assert "“non” à René" in page.text
    assert "cp1252" in page.notes[0]


# ---------------------------------------------------------------- refusals


def test_missing_file_is_named(tmp_path) -> None:
    assert "There is no file" in refusal(tmp_path / "nothing.html")


def test_folder_is_named(tmp_path) -> None:
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"", b"  \n\t "])
def test_empty_file_is_named(tmp_path, content: bytes) -> None:
    path = tmp_path / "empty.html"
    path.write_bytes(content)
    assert "empty.html is empty" in refusal(path)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
        (b"PK\x03\x04", "a zip archive"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"\xd0\xcf\x11\xe0\xa1", "an office document"),
        (b"{\\rtf1", "RTF"),
        (b"WARC/1.0\r\n", "a web archive"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "a feed"),
        (b"<feed xmlns='x'></feed>", "a feed"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00\x01\x02\x03" * 500, "binary"),
    ],
)
def test_file_that_is_no_page_is_named_for_what_it_is(tmp_path, content: bytes, what: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    assert what in refusal(path)


def test_file_of_fifty_megabytes_is_refused_in_one_sentence(tmp_path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "larger than 20,000,000 bytes" in refusal(path)


def test_page_without_article_names_the_file(tmp_path) -> None:
    path = tmp_path / "menu.html"
    path.write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    with pytest.raises(NoArticle, match="no running text in"):
        open_page(path)
    assert "menu.html" in refusal(path)


def test_name_that_no_file_can_have_is_named() -> None:
    assert "cannot be read" in refusal("a\x00b")
    assert "cannot be read" in refusal("x" * 5000)


@pytest.mark.parametrize("name", ["ftp://quay.example/x", "file:///etc/passwd", "javascript:alert(1)"])
def test_other_schemes_are_refused(name: str) -> None:
    with pytest.raises(FetchError, match="neither a file nor an http"):
        open_page(name)


# ---------------------------------------------------------------- addresses


def test_address_is_fetched_and_named_in_the_page(monkeypatch: pytest.MonkeyPatch, article) -> None:
    body = article("<p>See <a href='log'>the log</a> of the ferry, she said.</p>").encode("cp1252")
    monkeypatch.setattr(fetching, "fetch", lambda url: Fetched(body, "https://quay.example/news/ferry", "text/html", "windows-1252"))
    page = open_page("https://quay.example/ferry")
    assert page.url == "https://quay.example/news/ferry"
    assert [link.url for block in page.blocks for link in block.links] == ["https://quay.example/news/log"]


def test_text_from_an_address_is_taken_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "fetch", lambda url: Fetched(b"<p>She said no.</p>", url, "text/plain", None))
    assert open_page("http://quay.example/a.txt").text == "<p>She said no.</p>"


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ('{"page": {}}', False),
        (' [{"a": 1}]', False),
        ('{"a": 1}\n{"a": 2}\n', False),
        ('{"a', True),
        ("{The river} rose.", True),
    ],
)
def test_json_is_told_from_prose_in_braces(tmp_path: Path, text: str, is_page: bool) -> None:
    (tmp_path / "page").write_text(text)
    if is_page:
        assert open_page(tmp_path / "page").text
    else:
        with pytest.raises(PageError, match="is JSON"):
            open_page(tmp_path / "page")
