"""The exceptions that sayso raises.

::

    SaysoError
    ├── PageError        a page that cannot be had or holds no article
    │   ├── FetchError       ... because its address was refused or did not answer
    │   └── NoArticle        ... because there is no running text in it
    ├── ReadingError     a reading (file, dictionary, record) that breaks its own rules
    ├── ModelError       model files that are missing, partial, damaged or of another version
    └── MissingExtra     an optional part of sayso that is not installed

Every message is one sentence (two at most) that names what is wrong, where, and what helps; the command line prints it as it stands
and exits with 1.
"""


class SaysoError(Exception):
    """Root of everything that sayso raises on purpose."""


class PageError(SaysoError):
    """A page that cannot be read: no such file, binary, empty, too large."""


class FetchError(PageError):
    """An address that is refused (not http, not public), or a server that did not answer with a page."""


class NoArticle(PageError):
    """A page in which there is no running text to read."""


class ReadingError(SaysoError):
    """A reading that breaks its own rules; names the id, the field and the offsets."""


class ModelError(SaysoError):
    """Model files that are missing, partial, damaged, or made for another version; names the file."""


class MissingExtra(SaysoError):
    """An optional part that is not installed; the message has the `pip install` line that mends it."""
