"""What is deleted is gone: from every answer, and from the bytes of the file."""

from __future__ import annotations

from sayso.corpus import Corpus
from tests.corpus.making import Happened, Said, make_reading

FERRY = "the old ferry sank at Port Mallory on Monday night because nobody had caulked the rotten planks"


def read_bytes(corpus: Corpus) -> bytes:
    files = [path for path in corpus.path.parent.iterdir() if path.name.startswith(corpus.path.name)]
    return b"".join(path.read_bytes() for path in files).lower()


def test_deleted_page_leaves_no_byte_behind(empty_corpus: Corpus) -> None:
    kept = empty_corpus.add(make_reading(Said("Granite is heavy"), outlet="The Gull", url="https://gull.example/1"))
    gone = empty_corpus.add(
        make_reading(
            Said("Zanzibar xylophones", by="Quentin Xanadu"),
            Happened(actor="Quentin Xanadu", recipient="Yolanda Zephyr"),
            outlet="The Quagga",
            url="https://quagga.example/1",
            headline="Zeppelin",
            roles={"Quentin Xanadu": ["yodeller"]},
            aliases={"Quentin Xanadu": ["Quincunx"]},
        )
    )
    words = [b"zanzibar", b"xylophone", b"xanadu", b"zephyr", b"quagga", b"zeppelin", b"yodeller", b"quincunx"]
    assert all(word in read_bytes(empty_corpus) for word in words)
    assert empty_corpus.delete(gone.key, gone.key, "no such page") == 1
    assert [word for word in words if word in read_bytes(empty_corpus)] == []
    assert [row.page for row in empty_corpus.pages()] == [kept.key]
    assert empty_corpus.get(gone.key) is None
    assert empty_corpus.who("Quentin Xanadu") == []
    assert empty_corpus.contacts() == []


def test_saying_falls_apart_when_what_held_it_together_goes(empty_corpus: Corpus) -> None:
    first, last = FERRY[:45], FERRY[46:]
    empty_corpus.add(make_reading(Said(first), url="https://a.example/1"))
    bridge = empty_corpus.add(make_reading(Said(FERRY), url="https://b.example/1", outlet="The Gull"))
    empty_corpus.add(make_reading(Said(last), url="https://c.example/1", outlet="The Tern"))
    assert [row.n_pages for row in empty_corpus.sayings()] == [3]
    empty_corpus.delete(bridge.key)
    assert empty_corpus.sayings() == []
    assert len(empty_corpus.sayings(min_pages=1)) == 2
    empty_corpus.add(make_reading(Said(FERRY), url="https://d.example/1", outlet="The Gull"))
    assert [row.n_pages for row in empty_corpus.sayings()] == [3]


def test_equal_quotation_is_still_found_when_the_first_of_them_goes(empty_corpus: Corpus) -> None:
    first = empty_corpus.add(make_reading(Said(FERRY), url="https://a.example/1"))
    empty_corpus.add(make_reading(Said(FERRY), url="https://b.example/1"))
    empty_corpus.delete(first.key)
    empty_corpus.add(make_reading(Said(FERRY.replace("rotten", "leaking")), url="https://c.example/1"))
    assert [row.n_pages for row in empty_corpus.sayings()] == [2]


def test_voice_forgets_what_only_the_deleted_page_called_it(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Said("The pier is safe"), url="https://a.example/1"))
    gone = empty_corpus.add(
        make_reading(Said("The pier is old", by="Dr. Ada Quill"), url="https://b.example/1", roles={"Dr. Ada Quill": ["diver"]})
    )
    (voice,) = empty_corpus.who("Ada Quill")
    assert (voice.aliases, voice.roles, voice.n_pages) == (("Dr. Ada Quill",), ("diver",), 2)
    empty_corpus.delete(gone.key)
    (voice,) = empty_corpus.who("Ada Quill")
    assert (voice.aliases, voice.roles, voice.n_pages, voice.n_statements) == ((), (), 1, 1)
