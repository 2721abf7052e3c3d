"""Pictures that the service draws: one SVG for the page it stands in, the same as a file of its own, and as PNG.

Decides that a picture says what its parts are by classes and leaves their looks to `static/picture.css`: in a page the browser applies that
sheet with the colours of the reader's choice; a file of its own carries it, with the colours of one theme written out. PNG is drawn by
resvg, here; without it a picture is to be had as SVG alone. Texts are drawn with the fonts of this computer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from starlette.responses import Response

from sayso.errors import MissingExtra
from sayso.exports.characters import show_controls
from sayso.web.state import Theme

STATIC: Final = Path(__file__).parent / "static"

ZOOM: Final = 2.0
"""Pixels of a PNG for each unit of its SVG: sharp on paper and on the screens of this decade."""

_MOST_PIXELS: Final = 16_000_000  # of a PNG: 64 MB while it is drawn; larger pictures are drawn with less zoom
_SELECTORS: Final = {Theme.DARK: ':root[data-theme="dark"]', Theme.CONTRAST: ':root[data-theme="contrast"]'}
_VARIABLE: Final = re.compile(r"var\(--([a-z-]+)\)")
_DECLARED: Final = re.compile(r"--([a-z-]+):\s*([^;{}]+);")
_SIZE: Final = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')
_OPENING: Final = re.compile(r"<svg [^>]*>")
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

FILE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""What a picture that is opened as a file of its own may do: be drawn with the style sheet that it carries, nothing else."""


def write(words: str) -> str:
    """Words as they stand between two tags of XML: escaped, with control characters shown as marks, so that nothing turns round."""
    return escape(_NOT_XML.sub("\ufffd", show_controls(words)))


def attribute(words: str) -> str:
    """Words as the value of an attribute, with its quotation marks."""
    return quoteattr(_NOT_XML.sub("\ufffd", show_controls(words)))


def element(name: str, attributes: Mapping[str, object], content: str = "") -> str:
    """An element of a picture; `content` is XML already. Numbers are rounded to a tenth, so that the same picture is the same text."""
    written = "".join(f" {key}={attribute(_number(value))}" for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


# ---------------------------------------------------------------- files


def make_file(svg: str, theme: Theme = Theme.LIGHT) -> str:
    """A picture of a page as a file of its own: with its style sheet, the colours of a theme, and a ground to stand on."""
    opening = _OPENING.match(svg)
    if opening is None:
        raise ValueError("a picture begins with <svg ...>")
    ground = '<rect class="ground" width="100%" height="100%"/>'
    return f"{opening[0]}<style>{load_style(theme)}</style>{ground}{svg[opening.end() :]}"


@cache
def load_style(theme: Theme) -> str:
    """The style sheet of pictures with the colours of a theme in place of their names; the system's colours are the light ones here."""
    colours = load_colours(theme)
    sheet = (STATIC / "picture.css").read_text(encoding="utf-8")
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL).partition("@media")[0]
    return _VARIABLE.sub(lambda match: colours[match[1]], " ".join(sheet.split()))


@cache
def load_colours(theme: Theme) -> Mapping[str, str]:
    """The colours of a theme by their names in the reader's style sheet, which is the one place where they are chosen."""
    sheet = (STATIC / "sayso.css").read_text(encoding="utf-8")
    colours = dict(_DECLARED.findall(_block_of(sheet, ":root")))
    if theme in _SELECTORS:
        colours.update(_DECLARED.findall(_block_of(sheet, _SELECTORS[theme])))
    return colours


def _block_of(sheet: str, selector: str) -> str:
    return sheet.partition(f"\n{selector} {{")[2].partition("}")[0]


def can_draw_png() -> bool:
    """Whether what draws PNG is installed."""
    return find_spec("resvg_py") is not None


def to_png(svg: str, *, zoom: float = ZOOM) -> bytes:
    """A picture that is a file of its own (see `make_file`) as PNG.

    Raises:
        MissingExtra: resvg is not installed.
    """
    try:
        import resvg_py
    except ImportError:
        raise MissingExtra("PNG needs resvg_py, which is not installed: pip install 'sayso[web]'; SVG needs nothing.") from None
    size = _SIZE.match(svg)
    area = int(size[1]) * int(size[2]) if size else 0
    if area * zoom * zoom > _MOST_PIXELS:
        zoom = (_MOST_PIXELS / area) ** 0.5
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, sans_serif_family="Liberation Sans", serif_family="Liberation Serif")


def answer_picture(svg: str, suffix: str, name: str, theme: Theme = Theme.LIGHT) -> Response:
    """A picture as a download: `suffix` is svg or png, `name` what the file is called, of plain letters, digits and hyphens."""
    file = make_file(svg, theme)
    body = to_png(file) if suffix == "png" else file.encode()
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"', "Content-Security-Policy": FILE_POLICY}
    return Response(body, media_type="image/png" if suffix == "png" else "image/svg+xml", headers=headers)
