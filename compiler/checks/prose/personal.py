"""Personal data of applicants: numbers of identity cards by what they are called or by their check
character, of bank cards by what they are called, mobile numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.catalogue import p_wording as kinds
from compiler.checks.prose.faults import Fault
from compiler.text.labels import folded
from compiler.values.report import Report

# The first digit stands first, so that a search goes from digit to digit.
_IDENTITY = re.compile(r"\d(?<![0-9A-Za-z]\d)\d{16}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"1(?<![0-9A-Za-z-]1)[3-9]\d(?:[ -]?\d{4}){2}(?![0-9A-Za-z])")
# GB 11643: the weights of the first seventeen digits, and the check character by remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


# What a number is called, and what may stand between that and its digits.
_BETWEEN = r"(?:号码?|证号|编号)?(?:均?[为是])?[ \u3000：:（(“\"]{0,3}"
_DIGITS = r"(?<![0-9A-Za-z])((?:\d[ -]?){%s}[0-9Xx])(?![0-9A-Za-z])"
_CALLED = {
    "身份": (rf"(?:居民|公民)?身份证?(?:件)?{_BETWEEN}{_DIGITS % '14,17'}", kinds.IDENTITY_NUMBER),
    "卡": (rf"(?:银行|储蓄|借记|信用|社保|工资)卡{_BETWEEN}{_DIGITS % '14,18'}", kinds.CARD_NUMBER),
}


def identity_numbers(text: str) -> Iterator[Fault]:
    called = [*_called(text)]
    yield from called
    told = {words for _, words, _ in called}
    for match in _IDENTITY.finditer(text):
        if match[0] not in told and _is_identity_number(match[0]):
            yield kinds.IDENTITY_NUMBER, match[0], {}


def _called(text: str) -> Iterator[Fault]:
    for word, (pattern, kind) in _CALLED.items():
        if word in text:
            for match in re.finditer(pattern, text):
                yield kind, match[1], {}


def mobile_numbers(text: str, report: Report) -> Iterator[Fault]:
    """Those that are not the body's own telephone of the cover."""
    for match in _MOBILE.finditer(text):
        contact = folded(report.agency.get("telephone", ""))
        if re.sub("[ -]", "", match[0]) not in contact:
            yield kinds.MOBILE_NUMBER, match[0], {}


def _is_identity_number(text: str) -> bool:
    """A birth date that can be, and the right check character."""
    year, month, day = int(text[6:10]), int(text[10:12]), int(text[12:14])
    born = 1850 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31
    remainder = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False)) % 11
    return born and _CHECKS[remainder] == text[17].upper()
