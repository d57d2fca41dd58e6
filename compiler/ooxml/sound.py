"""Whether markup may be parsed: given the bytes of a part, gives its tree or what forbids one.

Markup that is not well formed or brings a document type is told apart before anything of it is
expanded. Must not know packages.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from lxml import etree

from compiler.catalogue import w_parts as parts
from compiler.ooxml.markup import CLOSED, parsed
from compiler.values.findings import Kind

# Beyond this a part is checked without building its tree; its reader goes through it by pieces.
LARGEST_TREE = 8 << 20
_CHUNK = 1 << 16
# Parts that the files of many reports share (styles, themes, what relates them) are no larger.
_OF_MANY = 1 << 14
# The root right after the declaration: a document type stands between the two, or nowhere.
_AT_ONCE = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml\s[^>]*\?>)?\s*<[A-Za-z_]")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")


def fault_of_markup(data: bytes) -> Kind | None:
    """What forbids parsing this part."""
    return checked(data)[1]


def checked(data: bytes) -> tuple[etree._Element | None, Kind | None]:
    """The tree of a part that is not too large for one, or what forbids parsing it.

    Of a small part that comes again the tree is kept, and only of these: most that one report
    brings are met once.
    """
    if len(data) > _OF_MANY:
        return _check(data)
    if (known := hash(data)) in _met:
        return _checked_once(data)
    if len(_met) < _MOST_MET:
        _met.add(known)
    return _check(data)


def _check(data: bytes) -> tuple[etree._Element | None, Kind | None]:
    """The same, found by a parser that builds and expands nothing where there is any doubt."""
    plain = _is_utf8(data) and (_AT_ONCE.match(data) or b"<!DOCTYPE" not in data)
    if not plain or len(data) > LARGEST_TREE:
        parser = etree.XMLParser(
            target=_Listener(),  # type: ignore[arg-type]  # it may leave methods out
            **CLOSED,
        )
        try:
            for start in range(0, len(data), _CHUNK):
                parser.feed(data[start : start + _CHUNK])
            parser.close()
        except _DocumentTypeError:
            return None, parts.DOCUMENT_TYPE
        except (etree.LxmlError, ValueError, LookupError):
            return None, parts.MALFORMED_PART
    if len(data) > LARGEST_TREE:
        return None, None
    tree = parsed(data)
    return tree, parts.MALFORMED_PART if tree is None else None


def _is_utf8(data: bytes) -> bool:
    """Whether these bytes say of themselves that ASCII stands for itself in them."""
    head = data[:256].removeprefix(codecs.BOM_UTF8)
    if b"\0" in head:
        return False
    if not head.startswith(b"<?xml"):
        return head.startswith(b"<")
    form, end, _ = head.partition(b"?>")
    named = _ENCODING.findall(form)
    return bool(end) and all(name.lower() == b"utf-8" for name in named)


_checked_once = lru_cache(maxsize=64)(_check)
# What reports share is met among the first of them.
_MOST_MET = 1 << 12
_met: set[int] = set()


class _DocumentTypeError(Exception):
    """Leaves the parser at the declaration, before anything in it is read."""


class _Listener:
    """Hears of nothing but a document type, so that going through a part costs little."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise _DocumentTypeError(name, public, system)

    def close(self) -> None:
        """Nothing was built."""
