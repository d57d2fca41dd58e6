"""Notes on cells as every office program shows them: texts in one part, boxes in another.

Given a sheet that is being edited and the texts by cell, adds them beside the user's own
notes or below them; takes away what an earlier marking wrote and nothing else. Must not
know findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from compiler.ooxml.cells.address import cell_name, parse_cell
from compiler.ooxml.cells.rich_text import (
    CELL_LIMIT,
    clamped,
    escaped,
    item_text,
    length,
    unescaped,
)
from compiler.ooxml.markup import local_name, whole
from compiler.output.marked.book import Book, SheetEntry
from compiler.output.marked.boxes import At, Boxes, lines_of
from compiler.output.marked.cell_edits import EditedSheet
from compiler.values.dataclass import dataclass

AUTHOR = "nianbao"
# Between what the user wrote and what is added below it.
SEPARATOR = "\n────────\n"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
# [MS-XLSX] 2.6.205: so begins the author of a note that stands for a conversation. Excel
# shows the conversation instead and writes the note anew.
_CONVERSATION = "tc="
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Note:
    """The head is printed bold; by it a note of ours is known when its author is not."""

    head: str
    text: str


@dataclass(frozen=True)
class Added:
    """What was written into the note of a cell, and how a box of the user was enlarged."""

    text: str
    box: str


NO_NOTE = Added("", "")


class Notes:
    """The notes of one sheet."""

    def __init__(self, book: Book, entry: SheetEntry, cells: EditedSheet) -> None:
        self._book, self._parts, self._part = book, book.parts, entry.part
        self._boxes = Boxes(book, entry, cells)

    def remove(self, heads: tuple[str, ...], known: Mapping[str, Added]) -> None:
        """Takes away our own words; `known` are those that were written, by address.

        What somebody wrote into a note of ours stays as a note; it is told from our own
        words by these.
        """
        part = self._parts.related(self._part, "comments", "comments")
        if part is None:
            return
        root = self._parts.tree(part)
        gone: set[At] = set()
        enlarged: dict[At, str] = {}
        replied = False
        for comment in list(_listed(root, "comment")):
            at = parse_cell(comment.get("ref", "")) or (0, 0)
            ours = known.get(comment.get("ref", ""), NO_NOTE)
            text = _text(comment)
            below = _below(text, heads)
            if below is not None:
                _cut(comment, below, _reply(text[below + len(SEPARATOR) :], ours.text))
                enlarged[at] = ours.box
            elif _is_ours(comment, root, text, heads, ours.text):
                reply = _reply(text, ours.text)
                replied |= bool(reply)
                if reply:
                    _write(comment, reply)
                else:
                    _drop(comment)
                    gone.add(at)
        self._boxes.shrink(enlarged)
        if gone:
            self._boxes.cut(gone)
        if gone and not list(_listed(root, "comment")):
            self._parts.unlink(self._part, part)
            self._parts.remove(part)
        elif gone or replied:
            _forget_author(root, replied=replied)

    def add(self, notes: Mapping[At, Note]) -> dict[At, Added]:
        """One note a cell, below what the user wrote there; gives what was written."""
        part = self._parts.related(self._part, "comments", "comments") or self._new_comments()
        root = self._parts.tree(part)
        theirs = {written.get("ref"): written for written in _listed(root, "comment")}
        added: dict[At, str] = {}
        new: dict[At, int] = {}
        below: dict[At, int] = {}
        author = None
        for at, note in sorted(notes.items()):
            comment = theirs.get(cell_name(*at))
            if comment is None:
                author = _author(root) if author is None else author
                said = _fitting(note, 0)
                _list(root, "commentList").append(_comment(root, at, said, author))
                new[at] = _lines(said)
            elif _author_of(comment, root).startswith(_CONVERSATION):
                continue
            else:
                said = _fitting(note, length(_text(comment)) + len(SEPARATOR))
                below[at] = lines_of(_text(comment)) + 1 + _lines(said)
                _append(comment, said)
            added[at] = f"{said.head}\n{said.text}"
        if new:
            self._boxes.draw(new)
        boxes = self._boxes.enlarge(below)
        return {at: Added(text, boxes.get(at, "")) for at, text in added.items()}

    def _new_comments(self) -> str:
        part = self._parts.free_name("xl/nianbaoNotes{}.xml")
        markup = f'<comments xmlns="{self._book.namespace}"><authors/><commentList/></comments>'
        self._parts.add(part, markup.encode(), _COMMENTS)
        self._parts.link(self._part, f"{self._book.relations}/comments", part)
        return part


# What is ours


def _is_ours(
    comment: etree._Element, root: etree._Element, text: str, heads: tuple[str, ...], known: str
) -> bool:
    if _author_of(comment, root) == AUTHOR or text.startswith(heads):
        return True
    # Somebody wrote above our words, and a program forgot the author.
    return bool(known) and known.partition("\n")[0] in text


def _below(text: str, heads: tuple[str, ...]) -> int | None:
    """Where our words begin in a note of the user's."""
    starts = [at for head in heads if (at := text.find(SEPARATOR + head)) >= 0]
    return min(starts, default=None)


def _reply(text: str, ours: str) -> str:
    """What somebody else wrote into our words: what follows them, or else whole lines.

    Where it is not known what ours were, nothing can be told apart.
    """
    if not ours:
        return ""
    if text.startswith(ours):
        return text[len(ours) :].strip()
    lines = {line.strip() for line in ours.split("\n")}
    return "\n".join(line for line in text.split("\n") if line.strip() not in lines).strip()


def _author_of(comment: etree._Element, root: etree._Element) -> str:
    names = [author.text or "" for author in _listed(root, "author")]
    number = whole(comment, "authorId")
    return names[number] if number < len(names) else ""


def _author(root: etree._Element) -> int:
    """The number of our name among the authors."""
    group = _list(root, "authors")
    names = [author.text or "" for author in group]
    if AUTHOR in names:
        return names.index(AUTHOR)
    etree.SubElement(group, f"{_tag(root)}author").text = AUTHOR
    return len(names)


def _forget_author(root: etree._Element, *, replied: bool) -> None:
    """Our name, where nothing of ours is left; others keep their numbers.

    What somebody wrote into our notes is theirs, and whose is not known.
    """
    group = _list(root, "authors")
    for number, author in enumerate(group):
        if author.text == AUTHOR and replied:
            author.text = ""
        elif author.text == AUTHOR and number == len(group) - 1:
            group.remove(author)


# Texts


def _text(comment: etree._Element) -> str:
    return "".join(item_text(element) for element in comment if local_name(element) == "text")


def _fitting(note: Note, taken: int) -> Note:
    """No longer than a note can be that holds so many characters already."""
    head = clamped(note.head, max(CELL_LIMIT - taken - 1, 0))
    return Note(head, clamped(note.text, max(CELL_LIMIT - taken - 1 - length(head), 0)))


def _lines(note: Note) -> int:
    return lines_of(note.head) + lines_of(note.text)


def _comment(root: etree._Element, at: At, note: Note, author: int) -> etree._Element:
    tag = _tag(root)
    comment = etree.Element(f"{tag}comment", ref=cell_name(*at), authorId=str(author))
    _say(etree.SubElement(comment, f"{tag}text"), note)
    return comment


def _append(comment: etree._Element, note: Note) -> None:
    tag = _tag(comment)
    item = _item(comment)
    for plain in [element for element in item if local_name(element) == "t"]:
        run = etree.Element(f"{tag}r")
        item.replace(plain, run)
        run.append(plain)
    run = etree.SubElement(item, f"{tag}r")
    _put(etree.SubElement(run, f"{tag}t"), SEPARATOR)
    _say(item, note)


def _say(item: etree._Element, note: Note) -> None:
    tag = _tag(item)
    for words, bold in ((note.head + "\n", True), (note.text, False)):
        run = etree.SubElement(item, f"{tag}r")
        looks = etree.SubElement(run, f"{tag}rPr")
        if bold:
            etree.SubElement(looks, f"{tag}b")
        etree.SubElement(looks, f"{tag}sz", val="10")
        etree.SubElement(looks, f"{tag}rFont", val="宋体")
        _put(etree.SubElement(run, f"{tag}t"), words)


def _cut(comment: etree._Element, kept: int, reply: str) -> None:
    """The first characters alone, as they were, and a reply below them."""
    item, left = _item(comment), kept
    for run in [element for element in item if local_name(element) in ("r", "t")]:
        shown = run if local_name(run) == "t" else _first(run, "t")
        text = unescaped("" if shown is None else shown.text or "")
        if left <= 0:
            item.remove(run)
        elif shown is not None and len(text) > left:
            _put(shown, text[:left])
        left -= len(text)
    tag = _tag(comment)
    runs = list(item)
    if reply:
        _put(etree.SubElement(etree.SubElement(item, f"{tag}r"), f"{tag}t"), "\n" + reply)
    elif len(runs) == 1 and len(runs[0]) == 1 and local_name(runs[0][0]) == "t":
        item.replace(runs[0], runs[0][0])  # a plain text, as it was before


def _write(comment: etree._Element, text: str) -> None:
    item = _item(comment)
    item[:] = []
    _put(etree.SubElement(item, f"{_tag(comment)}t"), text)


def _put(shown: etree._Element, text: str) -> None:
    shown.set(_SPACE, "preserve")
    shown.text = escaped(text)


def _drop(comment: etree._Element) -> None:
    parent = comment.getparent()
    if parent is not None:
        parent.remove(comment)


# Markup


def _item(comment: etree._Element) -> etree._Element:
    """The note's text; made where a damaged note has none."""
    item = _first(comment, "text")
    return etree.SubElement(comment, f"{_tag(comment)}text") if item is None else item


def _list(root: etree._Element, name: str) -> etree._Element:
    """One of the two lists of the part; made where a damaged part has none."""
    group = _first(root, name)
    if group is None:
        group = etree.Element(f"{_tag(root)}{name}")
        root.insert(0 if name == "authors" else len(root), group)
    return group


def _first(parent: etree._Element, name: str) -> etree._Element | None:
    return next((element for element in parent if local_name(element) == name), None)


def _listed(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (element for group in root for element in group if local_name(element) == name)


def _tag(element: etree._Element) -> str:
    return f"{{{etree.QName(element).namespace or ''}}}"
