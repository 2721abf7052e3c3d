"""Bytes to characters: declared, undeclared, lying and broken encodings."""

from __future__ import annotations

import pytest

from sayso.pages import parse_html
from sayso.pages.decoding import clean_characters, decode

TEXTS = {
    "utf-8": "Le café de René coûte “déjà” trois écus — dit-il.",
    "utf-16": "Le café de René coûte “déjà” trois écus — dit-il.",
    "utf-16-le": "Le café de René coûte “déjà” trois écus — dit-il.",
    "utf-16-be": "Le café de René coûte “déjà” trois écus — dit-il.",
    "utf-8-sig": "Le café de René coûte “déjà” trois écus — dit-il.",
    "windows-1252": "Le café de René coûte “déjà” trois écus — dit-il.",
    "iso-8859-1": "Le café de René coûte déjà trois écus, dit-il.",
    "windows-1250": "Žlutý kůň řekl: „příliš dobře“.",
    "iso-8859-2": "Žlutý kůň řekl: příliš dobře.",
    "windows-1251": "Премьер сказал, что всё хорошо.",
    "koi8-r": "Премьер сказал, что всё хорошо.",
    "iso-8859-5": "Премьер сказал, что всё хорошо.",
    "windows-1253": "Ο πρωθυπουργός είπε όχι.",
    "windows-1254": "Başbakan şöyle dedi: ığdır.",
    "windows-1255": "אמר ראש הממשלה",
    "windows-1256": "قال رئيس الوزراء",
    "shift_jis": "首相は語った。",
    "euc-jp": "首相は語った。",
    "iso-2022-jp": "首相は語った。",
    "gb2312": "总理说，没有问题。",
    "gb18030": "总理说，没有问题。",
    "big5": "總理說，沒有問題。",
    "euc-kr": "총리는 말했다.",
    "tis-620": "นายกกล่าวว่า",
}
UNDECLARED = [
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-8-sig",
    "windows-1252",
    "iso-8859-1",
    "windows-1251",
    "koi8-r",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-kr",
]


def source_in(encoding: str, *, declared: str | None) -> bytes:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}</head><body><p>{TEXTS[encoding] * 8}</p></body></html>".encode(encoding)


@pytest.mark.parametrize("encoding", TEXTS)
def test_declared_encoding_that_is_valid_wins(encoding: str) -> None:
    assert TEXTS[encoding] in decode(source_in(encoding, declared=encoding)).text


@pytest.mark.parametrize("encoding", TEXTS)
def test_encoding_that_the_server_names_is_taken(encoding: str) -> None:
    assert TEXTS[encoding] in decode(source_in(encoding, declared=None), encoding).text


@pytest.mark.parametrize("encoding", UNDECLARED)
def test_undeclared_encoding_is_found(encoding: str) -> None:
    assert TEXTS[encoding] in decode(source_in(encoding, declared=None)).text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1251", "shift_jis", "x-klingon", "utf-16", "zlib", "rot13", "unicode_escape"])
def test_utf8_with_another_label_is_read_as_utf8(declared: str) -> None:
    assert TEXTS["utf-8"] in decode(source_in("utf-8", declared=declared)).text


def test_windows_1252_that_calls_itself_utf8_is_read_and_noted() -> None:
    decoded = decode(source_in("windows-1252", declared="utf-8"))
    assert TEXTS["windows-1252"] in decoded.text
    assert decoded.notes == ("The page calls itself utf-8, but is not; it was read as cp1252.",)


def test_windows_1252_that_calls_itself_latin_1_has_its_quotation_marks() -> None:
    assert TEXTS["windows-1252"] in decode(source_in("windows-1252", declared="iso-8859-1")).text


def test_one_bad_byte_costs_one_character() -> None:
    decoded = decode("<meta charset=utf-8><p>Déjà vu, ".encode() + b"\xff" + " said René, again and again".encode() * 9)
    assert "Déjà vu, \ufffd said René" in decoded.text
    assert decoded.notes == ()


def test_many_bad_bytes_are_noted() -> None:
    decoded = decode("<meta charset=utf-8><p>Déjà vu à Liège, où ça gèle".encode() + b"\xff" * 3)
    assert "3 of" in decoded.notes[0]


def test_unknown_label_is_noted() -> None:
    assert decode(b'<meta charset="x-klingon"><p>Qapla').notes == ("The encoding label 'x-klingon' is unknown and was passed over.",)


@pytest.mark.parametrize("encoding", TEXTS)
@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "gb18030", "euc-kr", "koi8-r", None])
def test_lying_label_never_raises(encoding: str, declared: str | None) -> None:
    assert "<body>" in decode(source_in(encoding, declared=declared)).text or encoding.startswith("utf-16")


def test_note_reaches_the_page() -> None:
    body = "<p>" + "Le café de René, dit-il, coûte “déjà” trois écus. " * 4
    assert "read as cp1252" in parse_html(body.encode("cp1252")).notes[0]


def test_nul_goes_and_lone_surrogates_are_replaced() -> None:
    assert clean_characters("a\x00b\ud800c\udfff😀") == "ab\ufffdc\ufffd😀"


@pytest.mark.parametrize("reference", ["&#0;", "&#xD800;", "&#1;", "&#x1f;", "&#x110000;", "\x00", "\x0b", "\ud83d", "\uffff"])
def test_text_after_a_bad_character_is_kept(article, reference: str) -> None:
    page = parse_html(article(f"<p>The mate saw it{reference} first, he told the harbour office on Tuesday.</p>"))
    assert "first, he told the harbour office" in page.text
    page.text.encode()
