"""Changes of a package's bytes and members, as disks, mails and attackers make them.

Each takes the file and a source of chance and gives the changed file; none knows markup.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from tests.hard import odd

Change = Callable[[bytes, Random], bytes]
_HEADERS = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06")
_NAMES = (
    "../x.xml", "/x.xml", "C:/x.xml", "xl\\x.xml", "a/../b.xml", "./x.xml", "x/", "", "con", "x\0.xml",
    "_rels/.rels", "[content_types].xml", "XL/WORKBOOK.XML", "甲.xml", "x" * 300,
    "xl/vbaProject.bin", "mimetype", "EncryptedPackage", "xl/externalLinks/externalLink1.xml",
)  # fmt: skip
Members = list[tuple[str, bytes]]


def unpacked(data: bytes) -> Members | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except Exception:  # what an earlier change has damaged stays as it is
        return None


def packed(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", method, compresslevel=1) as archive:
        warnings.simplefilter("ignore")  # names that stand twice are meant
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name or "x", (2020, 1, 1, 0, 0, 0)), content, method)
    return made.getvalue()


def _of_members(change: Callable[[Members, Random], Members]) -> Change:
    def changed(data: bytes, rng: Random) -> bytes:
        members = unpacked(data)
        if not members:
            return data
        method = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
        return packed(change(members, rng), method)

    return changed


def flipped(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8) if data else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut(data: bytes, rng: Random) -> bytes:
    start, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    return rng.choice((data[:start], data[end:], data[:start] + data[end:]))


def inserted(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    noise = rng.choice((rng.randbytes(rng.randint(1, 64)), b"PK\x05\x06" + b"\0" * 18, data[:200]))
    return data[:at] + noise + data[at:]


def header_overwritten(data: bytes, rng: Random) -> bytes:
    """A field of two or four bytes in a header of the ZIP."""
    header = rng.choice(_HEADERS)
    found = [at for at in range(len(data)) if data.startswith(header, at)]
    if not found:
        return data
    at = rng.choice(found) + rng.randrange(4, 46)
    value = rng.choice(
        (b"\0\0", b"\xff\xff", b"\xff\xff\xff\xff", b"\x01\0", b"\x63\0", b"\0\0\0\x80")
    )
    return data[:at] + value + data[at + len(value) :]


def _dropped(members: Members, rng: Random) -> Members:
    members.pop(rng.randrange(len(members)))
    return members


def _renamed(members: Members, rng: Random) -> Members:
    at = rng.randrange(len(members))
    name, content = members[at]
    members[at] = (rng.choice((*_NAMES, name.upper(), name.replace("/", "\\"))), content)
    return members


def _repeated(members: Members, rng: Random) -> Members:
    name, _ = rng.choice(members)
    return [*members, (rng.choice((name, name.upper())), rng.choice(members)[1])]


def _swapped(members: Members, rng: Random) -> Members:
    one, other = rng.randrange(len(members)), rng.randrange(len(members))
    (a, first), (b, second) = members[one], members[other]
    members[one], members[other] = (a, second), (b, first)
    return members


def _filled(members: Members, rng: Random) -> Members:
    at = rng.randrange(len(members))
    content = rng.choice((b"", b"\0" * rng.choice((10, 3 << 20)), b"<", b"<x/>", rng.randbytes(99)))
    members[at] = (members[at][0], content)
    return members


def _shuffled(members: Members, rng: Random) -> Members:
    rng.shuffle(members)
    return members


def _added(members: Members, rng: Random) -> Members:
    content = odd.text(rng).encode("utf-8", "replace")
    return [*members, (rng.choice(_NAMES), rng.choice((content, packed(members[:2]), b"<x/>")))]


CHANGES: dict[str, Change] = {
    "bytes flipped": flipped,
    "bytes cut": cut,
    "bytes inserted": inserted,
    "a header overwritten": header_overwritten,
    "a member dropped": _of_members(_dropped),
    "a member renamed": _of_members(_renamed),
    "a member repeated": _of_members(_repeated),
    "members swapped": _of_members(_swapped),
    "a member filled": _of_members(_filled),
    "members shuffled": _of_members(_shuffled),
    "a member added": _of_members(_added),
}
