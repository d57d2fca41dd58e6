"""What a PDF says of itself: its archival flavour, its pages, its fonts and its maker.

Given the bytes of a PDF, gives a `Rendering`, or why it is none for an archive. Four
questions do not want a library: PDF/A keeps its metadata readable, and the objects that
answer the rest are found by their types. It trusts what the file declares; a validator of
its own (such as veraPDF) proves more.
"""

from __future__ import annotations

import re
import zlib

from compiler.text.language import Text
from compiler.values.dataclass import dataclass

PART = "2"

_STREAM = re.compile(rb"/Type\s*/ObjStm\b.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DECLARED = re.compile(rb"pdfaid:part(?:=\"|>)(\d)")
_LEVEL = re.compile(rb"pdfaid:conformance(?:=\"|>)([ABU])")
_PRODUCER = re.compile(rb"<pdf:Producer>([^<]{1,200})<")
_PAGES = re.compile(rb"<<(?:(?!>>).)*?/Type\s*/Pages\b(?:(?!endobj).)*", re.DOTALL)
_COUNT = re.compile(rb"/Count\s+(\d+)")
_DESCRIPTOR = re.compile(rb"/Type\s*/FontDescriptor\b(?:(?!endobj|/Type\b).)*", re.DOTALL)
_FONT_NAME = re.compile(rb"/FontName\s*/([^\s/<>\[\]()]+)")
_EMBEDDED = re.compile(rb"/FontFile[23]?\b")


@dataclass(frozen=True, slots=True)
class Rendering:
    """`flavour` as the file declares it, such as PDF/A-2B; `fonts` are all embedded."""

    data: bytes
    flavour: str
    pages: int
    fonts: tuple[str, ...]
    producer: str


def rendering_of(data: bytes) -> Rendering | Text:
    """The words say what keeps it from being an archival copy."""
    if not data.startswith(b"%PDF-"):
        return Text("转换出来的不是版式文件", "what was converted is no PDF")
    if re.search(rb"/Encrypt\b", data):
        return Text("转换出来的文件是加密的", "the PDF is encrypted")
    objects = data + b"\n".join(_unpacked(data))
    part, level = _DECLARED.search(data), _LEVEL.search(data)
    if part is None or level is None or part[1] != PART.encode():
        return Text("转换出来的文件没有声明是 PDF/A-2", "the PDF does not declare itself PDF/A-2")
    descriptors = [match[0] for match in _DESCRIPTOR.finditer(objects)]
    fonts = {_name(descriptor): bool(_EMBEDDED.search(descriptor)) for descriptor in descriptors}
    loose = sorted(name for name, embedded in fonts.items() if not embedded)
    if loose:
        listed = "、".join(loose)
        return Text(f"字体没有嵌入：{listed}", f"fonts are not embedded: {', '.join(loose)}")
    # The root of the tree of pages counts all of them.
    counts = [int(n) for p in _PAGES.findall(objects) for n in _COUNT.findall(p)]
    if not counts or not fonts:
        return Text("转换出来的文件没有页或没有字体", "the PDF has no pages or no fonts")
    producer = _PRODUCER.search(data)
    maker = producer[1].decode("utf-8", "replace") if producer else ""
    return Rendering(data, f"PDF/A-2{level[1].decode()}", max(counts), tuple(sorted(fonts)), maker)


def _unpacked(data: bytes) -> list[bytes]:
    """The objects that newer files keep compressed together."""
    objects = []
    for match in _STREAM.finditer(data):
        try:
            objects.append(zlib.decompressobj().decompress(match[1], 1 << 26))
        except zlib.error:
            continue
    return objects


def _name(descriptor: bytes) -> str:
    """Without the six letters that mark a subset, and its #xx resolved."""
    match = _FONT_NAME.search(descriptor)
    raw = match[1] if match else b"?"
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), raw)
    return re.sub(r"^[A-Z]{6}\+", "", plain.decode("utf-8", "replace"))
