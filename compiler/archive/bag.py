"""A BagIt 1.0 bag (RFC 8493) as files by name: what is kept, and the lists that prove it.

Given the payload, the tag files and what the bag says of itself, gives every file of the
bag. It knows no report and no disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from compiler.archive.digests import sha256, sm3

Files = Mapping[str, bytes]

DECLARATION = "bagit.txt"
INFORMATION = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
# Not manifest-sm3.txt: an unknown algorithm there stops some validators (bagit-java raises
# UnsupportedAlgorithmException). The same lines in a tag file harm none and are checked with
# `cksum -a sm3 -c`.
SM3_LIST = "sm3.txt"
PAYLOAD = "data/"

_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ENTRY = re.compile(r"([0-9a-f]{64})  (.+)")


def bag(payload: Files, tags: Files, information: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Every file of the bag; the payload's names are given without `data/`.

    The SM3 list covers payload and tag files, so that one command checks all with it; the
    tag manifest covers the SM3 list.
    """
    kept = {PAYLOAD + name: data for name, data in payload.items()}
    described = {
        DECLARATION: _DECLARED,
        INFORMATION: _information((*information, *_measures(kept))),
        MANIFEST: listing(kept, sha256),
        **tags,
    }
    described[SM3_LIST] = listing({**kept, **described}, sm3)
    return {**described, TAG_MANIFEST: listing(described, sha256), **kept}


def listing(files: Files, digest: Callable[[bytes], str]) -> bytes:
    """`digest  name` a line, in the order of names, as sha256sum and cksum read it."""
    lines = (f"{digest(files[name])}  {encoded(name)}\n" for name in sorted(files))
    return "".join(lines).encode()


def encoded(name: str) -> str:
    """2.1.3: a line break in a name, and the sign that says so, are percent-encoded."""
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def listed(manifest: bytes) -> dict[str, str]:
    """The digest of each name in a list; a line that is none gives no entry."""
    digests = {}
    for line in manifest.decode().split("\n"):
        if match := _ENTRY.fullmatch(line):
            name = match[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
            digests[name] = match[1]
    return digests


def payload_faults(files: Files, manifest: bytes) -> list[str]:
    """The names that the manifest and the files do not agree on."""
    promised = listed(manifest)
    kept = {name: sha256(data) for name, data in files.items() if name.startswith(PAYLOAD)}
    return sorted(n for n in promised.keys() | kept.keys() if promised.get(n) != kept.get(n))


def layout_faults(files: Files) -> list[str]:
    """What is not laid out as RFC 8493 says, by name: 2.1.1, 2.1.3, 2.2.1.

    The declaration of two lines; every payload file on one line of the manifest and every
    other file on one of the tag manifest, which cannot list itself.
    """
    declared = [] if files.get(DECLARATION) == _DECLARED else [DECLARATION]
    payload = {name for name in files if name.startswith(PAYLOAD)}
    faults = set(declared)
    for list_name, wanted in (
        (MANIFEST, payload),
        (TAG_MANIFEST, files.keys() - payload - {TAG_MANIFEST}),
    ):
        manifest = files.get(list_name, b"")
        names = listed(manifest)
        faults |= names.keys() ^ wanted
        if len(names) != manifest.count(b"\n") or not manifest.endswith(b"\n"):
            faults.add(list_name)  # a line that is none, or a name twice
    return sorted(faults)


def oxum(files: Files) -> str:
    """Payload-Oxum: octets and number of the payload's files."""
    kept = [data for name, data in files.items() if name.startswith(PAYLOAD)]
    return f"{sum(map(len, kept))}.{len(kept)}"


def _measures(kept: Files) -> Iterable[tuple[str, str]]:
    yield "Payload-Oxum", oxum(kept)
    yield "Bag-Size", f"{sum(map(len, kept.values())) / 1024:.1f} KB"


def _information(entries: Iterable[tuple[str, str]]) -> bytes:
    """2.2.2: a label and its value a line; what is not known has no line."""
    return "".join(f"{label}: {value}\n" for label, value in entries if value).encode()
