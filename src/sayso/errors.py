"""The exceptions that sayso raises.

::

    SaysoError
    ├── PageError        a page that cannot be had or holds no article
    │   ├── FetchError       ... because its address was refused or did not answer
    │   └── NoArticle        ... because there is no running text in it
    ├── ReadingError     a reading (file, dictionary, record) that breaks its own rules
    ├── RecordError      a record of what was said that cannot be read, or proves nothing
    ├── ModelError       model files that are missing, partial, damaged or of another version
    ├── CorpusError      a corpus file that cannot be opened, written or asked
    │   ├── CorpusBusy       ... because another process is writing to it
    │   ├── CorpusFault      ... because of the file or the disk: damaged, full, not to be written
    │   ├── BadQuestion      ... because a value in the question is none that there is
    │   └── SlowQuestion     ... because the answer took longer than it may
    └── MissingExtra     an optional part of sayso that is not installed

Every message is one sentence (two at most) that names what is wrong, where, and what helps; the command line prints it as it stands
and exits with 1, or with 2 for a bad question.
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


class RecordError(SaysoError):
    """A record of what was said that cannot be read (no such file, binary, too large), or that is the page itself."""


class ModelError(SaysoError):
    """Model files that are missing, partial, damaged, or made for another version; names the file."""


class CorpusError(SaysoError):
    """A corpus file that is missing, damaged, full, or of another version; names the file."""


class CorpusBusy(CorpusError):
    """A corpus file that another process is writing to, for longer than was waited; names the process where the system tells it."""


class CorpusFault(CorpusError):
    """A corpus file that is damaged, on a full disk, or cannot be opened, read or written; nothing that was asked for is wrong."""


class BadQuestion(CorpusError):
    """A question to a corpus that holds a value no answer could have: no date, no order, no status; names the values that there are."""


class SlowQuestion(CorpusError):
    """A question to a corpus that was given up because it took too long."""


class MissingExtra(SaysoError):
    """An optional part that is not installed; the message has the `pip install` line that mends it."""
