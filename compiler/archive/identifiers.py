"""The numbers by which files, events and agents of all packages are told apart.

Given what a thing is, gives its UUID: one of RFC 9562's version 5, which follows from names
alone. The same archival code and the same bytes give the same number on every machine and at
any time; another item or another byte gives another.
"""

from __future__ import annotations

import json
from uuid import UUID, uuid5

UUID_TYPE = "UUID"
# uuid5(NAMESPACE_URL, "urn:nianbao:archive:1").
_SPACE = UUID("b05a59de-1cbb-5e22-95cf-a14897f95048")


def object_identifier(code: str, name: str, sha256: str) -> str:
    """A file of a package: `name` keeps two files with the same bytes apart."""
    return _identifier("object", code, name, sha256)


def event_identifier(code: str, kind: str, objects: tuple[str, ...]) -> str:
    """What was done with these objects, given by their identifiers."""
    return _identifier("event", code, kind, *objects)


def agent_identifier(kind: str, *names: str) -> str:
    """Who acted. The same program is the same agent in every package."""
    return _identifier("agent", kind, *names)


def _identifier(*parts: str) -> str:
    # A list of texts as JSON: no two lists are the same text.
    return str(uuid5(_SPACE, json.dumps(parts)))
