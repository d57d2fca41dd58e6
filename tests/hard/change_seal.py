"""Changes of the data sealed in a document, by one who knows how its digest is made.

The visible words stay as they were, so that sealed and shown differ.
"""

from __future__ import annotations

import re
from random import Random

from compiler.document.seal import SEAL_NAMESPACE, read_seal
from tests.hard import odd
from tests.hard.change_package import Change, packed, unpacked
from tests.hard.change_text import JSON

_PROPERTIES = "docProps/custom.xml"


def sealed(data: bytes, rng: Random) -> bytes:
    members = unpacked(data)
    if not members:
        return data
    parts = dict(members)
    before = read_seal(parts).seal
    name = next((n for n, c in members if SEAL_NAMESPACE.encode() in c and "item" in n), None)
    if before is None or name is None or _PROPERTIES not in parts:
        return data
    which = rng.choice(("data", "data", "data", "resolved", "edition", "edition_version", "errors"))
    text = parts[name].decode()
    pattern = re.compile(rf"(<seal:{which}>)(.*?)(</seal:{which}>)", re.DOTALL)
    found = pattern.search(text)
    if found is None:
        return data
    new = _changed(getattr(before, which), rng)
    escaped = new.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    written = text[: found.start(2)] + escaped + text[found.end(2) :]
    parts[name] = written.encode("utf-8", "replace")
    after = read_seal(parts).seal or before
    properties = parts[_PROPERTIES].replace(before.digest.encode(), after.digest.encode())
    parts[_PROPERTIES] = properties
    return packed(list(parts.items()))


def _changed(value: object, rng: Random) -> str:
    if isinstance(value, str) and value[:1] in "[{":
        change = rng.choice(list(JSON.values()))
        said = change(value.encode("utf-8", "surrogatepass"), rng).decode("utf-8", "replace")
    else:
        said = odd.attribute(rng)
    return "".join(c for c in said if c >= " " or c in "\t\n\r")


CHANGES: dict[str, Change] = {"the sealed data": sealed, "the sealed data again": sealed}
