"""The members of a ZIP, inflated and checked: given its bytes, gives names and contents.

Every byte is counted as it comes out; what a header declares is never relied on. Must
not know what the members mean, nor parse any of them.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Container, Iterable, Mapping

from compiler.catalogue import w_files as files
from compiler.catalogue import w_parts as parts
from compiler.ooxml.recognise import WAY_OUT, Expected, recognise_members, refusal
from compiler.text.language import Text
from compiler.values import limits
from compiler.values.findings import Finding, Kind, Place
from compiler.values.limits import Limit
from compiler.values.named_tuple import NamedTuple

# What is smaller may have any ratio.
SMALL_MEMBER = 1 << 20

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_CHUNK = 1 << 20
_LONGEST_PEEK = 1 << 18
_ENCRYPTED = 0x1 | 0x40 | 0x2000  # APPNOTE 4.4.4: bits 0, 6 and 13
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # ECMA-376 Part 2, annex B
# Whatever a damaged directory, header or stream makes the ZIP reader raise.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
    LookupError,
    AttributeError,
)


class Door(NamedTuple):
    """What every refusal at the door says: the file's own name and what was expected."""

    name: str
    expect: Expected

    def over(self, limit: Limit, found: int) -> Finding:
        """The refusal that names a limit and what was found."""
        return self.refuse(parts.OVER_A_LIMIT, None, **limit.told(found))

    def refuse(self, kind: Kind, place: Place | None = None, **values: str | Text) -> Finding:
        shown = {"name": self.name, **WAY_OUT[self.expect], **values}
        return Finding(kind, place or Place(file=self.name), shown)


def read_members(
    data: bytes,
    door: Door,
    *,
    spreadsheet: bool = False,
    left_out: Container[str] = (),
) -> Mapping[str, bytes] | Finding:
    """All members by name but those left out, or the first reason not to take them; of an
    OpenDocument spreadsheet only where one is asked for.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE:
        return door.refuse(files.TRUNCATED_FILE)
    with archive:
        members = archive.infolist()
        names = [member.orig_filename for member in members]
        mimetype = _mimetype(archive)
        alien = recognise_members(names, mimetype)
        if alien is not None and not (spreadsheet and mimetype.strip() == SPREADSHEET):
            return refusal(alien, door.name, door.expect)
        return _refused(members, door) or _inflate_all(data, archive, door, left_out)


def peek(data: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """The heads of these members as far as they can be read, without judging anything."""
    heads: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in names:
                with archive.open(name) as stream:
                    heads[name] = stream.read(_LONGEST_PEEK)
    except _DAMAGE:
        pass  # what is missing here, the door will say
    return heads


def is_open_spreadsheet(data: bytes) -> bool:
    """Whether these bytes say that they are an OpenDocument spreadsheet; trusted with nothing but
    the choice of a reader.
    """
    return peek(data, ("mimetype",)).get("mimetype", b"").strip() == SPREADSHEET.encode()


def is_unlocked(data: bytes) -> bool:
    """Whether every member is packed in one of the two public ways, and none is encrypted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return all(
                member.compress_type in _READABLE and not member.flag_bits & 1
                for member in archive.infolist()
            )
    except zipfile.BadZipFile:
        return False


def visible(name: str) -> str:
    """A member's name fit to be shown: control characters escaped, the end cut off."""
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in name)
    return shown if len(shown) <= 80 else shown[:79] + "…"


def _mimetype(archive: zipfile.ZipFile) -> str:
    """OpenDocument 1.2 part 3, 3.3: the first member says in plain what the file is."""
    try:
        with archive.open("mimetype") as stream:
            return stream.read(200).decode("ascii", "replace")
    except _DAMAGE:
        return ""


def _refused(members: list[zipfile.ZipInfo], door: Door) -> Finding | None:
    """What is wrong by the directory alone."""
    if limits.MEMBERS.passed(len(members)):
        most = str(limits.MEMBERS.most)
        return door.refuse(parts.TOO_MANY_MEMBERS, what=str(len(members)), limit=most)
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if not _is_safe(name):
            return door.refuse(parts.UNSAFE_MEMBER, part=visible(name))
        if "\\" in name:
            return door.refuse(parts.BACKSLASH_MEMBER, part=visible(name))
        if name.lower() in seen:
            return door.refuse(parts.DUPLICATE_MEMBER, part=visible(name))
        seen.add(name.lower())
        if member.flag_bits & _ENCRYPTED:
            return door.refuse(parts.ENCRYPTED_MEMBER, part=visible(name))
        if member.compress_type not in _READABLE:
            return door.refuse(
                parts.UNKNOWN_COMPRESSION, part=visible(name), what=str(member.compress_type)
            )
    return None


def _is_safe(name: str) -> bool:
    """Whether unpacking stays where it is; a backslash is a slash to some programs."""
    slashed = name.replace("\\", "/")
    if not name or slashed.startswith("/") or name[1:2] == ":":
        return False
    plain = name.isascii() and name.isprintable()
    if not plain and any(ord(each) < 32 or 127 <= ord(each) < 160 for each in name):
        return False
    return ".." not in slashed.split("/")


def _inflate_all(
    data: bytes, archive: zipfile.ZipFile, door: Door, left_out: Container[str]
) -> dict[str, bytes] | Finding:
    contents: dict[str, bytes] = {}
    room = limits.EXPANDED.most * limits.EXPANDED.scale
    for member in archive.infolist():
        name = member.orig_filename
        if name in left_out:
            continue
        try:
            content = _inflate(_packed(data, archive, member), member, room)
        except _DAMAGE:
            return door.refuse(parts.DAMAGED_MEMBER, part=visible(name))
        if isinstance(content, _TooLarge):
            return door.refuse(
                parts.EXPANDS_TOO_FAR, part=visible(name), what=content.what, limit=content.limit
            )
        room -= len(content)
        if not name.endswith("/"):
            contents[name] = content
    return contents


class _TooLarge(NamedTuple):
    what: str
    limit: str


def _too_large() -> _TooLarge:
    most = f"{limits.EXPANDED.most} MiB"
    return _TooLarge(most, most)


def _packed(data: bytes, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> memoryview:
    """The member's bytes as packed; raises what a damaged header makes the reader raise."""
    with archive.open(member):
        pass  # opening compares the member's own header with the directory
    # APPNOTE 4.3.7: name and extra field follow the 30 bytes of the header.
    name_length, extra_length = struct.unpack_from("<HH", data, member.header_offset + 26)
    start = member.header_offset + 30 + name_length + extra_length
    return memoryview(data)[start : start + member.compress_size]


def _inflate(packed: memoryview, member: zipfile.ZipInfo, room: int) -> bytes | _TooLarge:
    """One member's bytes, whole and as its checksum says."""
    if member.compress_type == zipfile.ZIP_STORED or not packed:
        # Some programs call an empty member deflated and write nothing for it.
        content: bytes | _TooLarge = bytes(packed) if len(packed) <= room else _too_large()
    else:
        content = _deflated(packed, room)
    if isinstance(content, bytes) and (
        len(content) != member.file_size or zlib.crc32(content) != member.CRC
    ):
        raise zipfile.BadZipFile(member.orig_filename)
    return content


def _deflated(packed: memoryview, room: int) -> bytes | _TooLarge:
    """The stream inflated, given up as soon as a limit is passed.

    It must end where the directory says: another program would read on where this one stops.
    """
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    counted = 0
    rest: bytes | memoryview = packed
    while not stream.eof and (piece := stream.decompress(rest, _CHUNK)):
        pieces.append(piece)
        counted += len(piece)
        rest = stream.unconsumed_tail
        if counted > room:
            return _too_large()
        if counted > SMALL_MEMBER and limits.RATIO.passed(counted // len(packed)):
            return _TooLarge(f"{counted // len(packed)}:1", f"{limits.RATIO.most}:1")
    if not stream.eof or stream.unused_data:
        raise EOFError
    return b"".join(pieces)
