"""A figure's number beside what the screen shows of it: do they say the same?

Given a stored number, its look and the unit it is kept in, gives what is shown where that
is another number by more than rounding. It knows no sheet and no report.
"""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.format.expression import EXACT
from compiler.format.figure_type import Unit
from compiler.ooxml.cells.cell_looks import Letters
from compiler.ooxml.cells.raw import Marked
from compiler.ooxml.cells.shown import section_for, shown_value
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.values.named_tuple import NamedTuple

# Formats that show a number as it is, but for rounding: most cells have one of these.
HARMLESS = frozenset(("General", "@", "0", "0.0", "0.00", "#,##0", "#,##0.00"))
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?(?:E([+-]?\d+))?", re.ASCII)
_DIGITS = re.compile(r"[\d.,]*\d[\d.,]*(?:E[+-]?\d+)?", re.ASCII)
_SCALES = {"十": 1, "百": 2, "千": 3, "k": 3, "K": 3, "万": 4, "亿": 8, "%": -2, "‰": -3}
_STRUCK = "\u0336"
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class Shown(NamedTuple):
    """`text` is what is seen; `meant` the number in the figure's own unit, where one is likely."""

    text: str
    meant: Decimal | None = None
    unit: str = ""

    def suggestion(self, kept_in: Unit | None) -> Text:
        if self.meant is None or kept_in is None:
            return Text(
                "这一格的数字格式改变了数的样子：请把格式改为“常规”，再填要报的数。",
                "Its number format changes what the number says: set it to General and write the number that is meant.",
            )
        number = plain(self.meant)
        return Text(
            f"存的如果以{self.unit}计，合 {number} {kept_in.label}：请把格式改为“常规”，填 {number}。",
            f"If what is stored is in {self.unit}, it is {number} {kept_in.label}: set the format to General and write {number}.",
        )


def shown_otherwise(
    number: Decimal, code: str, unit: Unit | None, *, date1904: bool = False
) -> Shown | None:
    """What is seen, if it is not this number; None also where it cannot be told."""
    text = shown_value(number, code, date1904=date1904)
    if text is None:
        return None
    seen = _number_in(text, unit)
    if number == 0 and not any(c in "123456789" for c in text):
        return None
    if seen is not None:
        value, step = seen
        section, unsigned = section_for(number, code)
        if unsigned and section and section.red and number < 0:
            value = -abs(value)  # red is how some show what is less than nothing
        if abs(value - number) <= step / 2:
            return None
    return _explained(text.strip(), number, seen, unit)


def _explained(
    text: str, number: Decimal, seen: tuple[Decimal, Decimal] | None, unit: Unit | None
) -> Shown:
    """The unit in which what is stored would be what is shown."""
    shown = " ".join(text.split())
    for label, factor in unit.accepts if unit and seen else ():
        meant = EXACT.multiply(number, factor)
        if seen and abs(meant - seen[0]) <= seen[1] / 2:
            return Shown(shown, meant, label)
    return Shown(shown)


def _number_in(text: str, unit: Unit | None) -> tuple[Decimal, Decimal] | None:
    """The one number that a text says, in the figure's unit, and its last digit's worth."""
    found = _DIGITS.findall(text)
    if len(found) != 1:
        return None
    match = _NUMBER.fullmatch(found[0])
    if match is None:
        return None
    before, _, after = text.partition(found[0])
    negative = "-" in before or (before.rstrip().endswith("(") and after.startswith(")"))
    factor = _factor(before + after, unit)
    number = EXACT.multiply(Decimal(found[0].replace(",", "")), factor)
    step = Decimal(1).scaleb(int(match[2] or 0) - len(match[1] or "")) * abs(factor)
    return (-number if negative else number), step


def _factor(words: str, unit: Unit | None) -> Decimal:
    """What the words around a number multiply it by: a known unit, 万, 亿, a per cent sign."""
    bare = words.strip()
    factor = Decimal(1)
    known = ((unit.label, Decimal(1)), *unit.accepts) if unit else ()
    # Longest first: 万元 ends with 元.
    for label, worth in sorted(known, key=lambda each: -len(each[0])):
        if label in bare:
            factor, bare = worth, bare.replace(label, "", 1)
            break
    for word, power in _SCALES.items():
        if word in bare and not (unit and unit.label.startswith(word)):
            factor = factor.scaleb(power)
    return factor


def as_seen(text: str, marked: tuple[Marked, ...]) -> str:
    """A text with its letters struck out, raised or lowered; no number can be read from it."""
    seen = list(text)
    for mark in marked:
        for place in range(mark.start, min(mark.start + len(mark.text), len(seen))):
            seen[place] = _letter(seen[place], mark.letters)
    shown = "".join(seen)
    return shown if shown != text else f"“{text}”"


def _letter(letter: str, letters: Letters) -> str:
    if letters == "struck":
        return letter + _STRUCK
    return letter.translate(_RAISED if letters == "raised" else _LOWERED)
