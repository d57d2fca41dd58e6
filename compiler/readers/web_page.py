"""What is visible of a web page: its paragraphs and tables, in order, as of any document.

Given the bytes of a page in HTML, gives blocks of plain text. Nothing is fetched and no script
is run; what a page hides by a style sheet is seen all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from compiler.values.seen import Seen, SeenBlock, SeenCell, SeenParagraph, SeenTable

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "ul",
))  # fmt: skip
_UNSEEN = frozenset((
    "head", "noscript", "option", "script", "select", "style", "template", "textarea", "title",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# As deep as a page of any program; what is nested deeper is read as text.
_DEEPEST = 100
# HTML 4.9.11: a cell covers at most so many columns and rows.
_WIDEST, _HIGHEST = 1000, 65534
_MOST_UNITS = 200_000


def seen_page(data: bytes) -> Seen:
    """Headings get their roles by their rank: h1 is the title where there is one and h2 below."""
    if not data.strip():
        return ()
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(_decoded(data).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    titled = len(root.findall(".//h1")) == 1 and root.find(".//h2") is not None
    ranks = ("title", "heading1", "heading2") if titled else ("heading1", "heading2", "heading3")
    roles = dict(zip(("h1", "h2", "h3"), ranks, strict=True))
    return tuple(_PageReader(roles).blocks(root, 0))


def _decoded(data: bytes) -> str:
    """By its mark, by what it says, else as UTF-8 or, failing that, as Chinese pages of old."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    said = _CHARSET.search(data[:4096])
    name = said[1].decode("ascii").lower() if said else "utf-8"
    # GB 18030 has every character of its older forms; pages that say these use more than they have.
    for encoding in ("gb18030" if name.startswith("gb") else name, "utf-8", "gb18030"):
        try:
            return data.decode(encoding).replace("\ufeff", "").replace("\0", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace").replace("\0", "")


class _PageReader:
    def __init__(self, roles: dict[str, str]) -> None:
        self._roles = roles

    def blocks(self, container: etree._Element, depth: int) -> list[SeenBlock]:
        """The blocks inside one element; loose words between them are paragraphs too."""
        found: list[SeenBlock] = []
        words: list[str] = []
        self._walk(container, depth, found, words)
        _end(words, found, "body")
        return found

    def _walk(
        self, container: etree._Element, depth: int, found: list[SeenBlock], words: list[str]
    ) -> None:
        words.append(container.text or "")
        for element in container:
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag == "br":
                words.append("\n\v")
            elif tag and tag not in _UNSEEN and not _HIDDEN.search(element.get("style", "")):
                self._element(element, tag, depth + 1, found, words)
            words.append(element.tail or "")

    def _element(
        self,
        element: etree._Element,
        tag: str,
        depth: int,
        found: list[SeenBlock],
        words: list[str],
    ) -> None:
        if depth > _DEEPEST:
            words.append(" ".join(map(str, element.itertext())))
        elif tag == "table":
            _end(words, found, "body")
            found.extend(self._table(element, depth))
        elif tag in _BLOCKS:
            _end(words, found, "body")
            self._walk(element, depth, found, words)
            _end(words, found, self._roles.get(tag, "body"))
        else:
            self._walk(element, depth, found, words)

    def _table(self, table: etree._Element, depth: int) -> list[SeenBlock]:
        """The table, after its caption; what is a table for the sake of layout gives its contents."""
        own = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        inside = [[c for c in row if c.tag in ("td", "th")] for row in own]
        blocks: list[SeenBlock] = []
        for caption in table.iterchildren("caption"):
            blocks += self.blocks(caption, depth)
        if any(cell.find(".//table") is not None for row in inside for cell in row):
            return blocks + [b for row in inside for c in row for b in self.blocks(c, depth)]
        cells = tuple(self._cells(inside, depth))
        rows = max((cell.row + cell.height for cell in cells), default=0)
        columns = max((cell.column + cell.width for cell in cells), default=0)
        return [*blocks, SeenTable(rows, columns, cells)] if cells else blocks

    def _cells(self, rows: list[list[etree._Element]], depth: int) -> Iterator[SeenCell]:
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(rows):
            column = 0
            for cell in row:
                while (r, column) in taken:
                    column += 1
                width = min(_number(cell, "colspan"), _WIDEST)
                height = min(_number(cell, "rowspan"), _HIGHEST, len(rows) - r)
                if len(taken) + width * height > _MOST_UNITS:
                    width = height = 1
                taken.update(
                    (r + down, column + right) for down in range(height) for right in range(width)
                )
                text = "\n".join(block.text for block in self.blocks(cell, depth))
                yield SeenCell(r, column, height, width, text)
                column += width


def _number(cell: etree._Element, name: str) -> int:
    written = cell.get(name, "").strip()
    return max(int(written), 1) if written.isdecimal() and len(written) < 6 else 1


def _end(words: list[str], found: list[SeenBlock], role: str) -> None:
    """The words since the last block are a paragraph, where they show anything."""
    text = "".join(words)
    words.clear()
    # Line breaks of the source are blanks; those of the page were marked.
    lines = (" ".join(line.split()) for line in text.replace("\n\v", "\v").split("\v"))
    text = "\n".join(lines).strip()
    if text:
        found.append(SeenParagraph(role, text))
