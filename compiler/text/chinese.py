"""Chinese numerals of headings: 1 ⇄ 一, 12 ⇄ 十二. Whole numbers from 1 to 999."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """12 → 十二, 20 → 二十, 105 → 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "") or "零"


def value(text: str) -> int:
    """十二 → 12; Arabic digits of either width are read too."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for character in text.replace("〇", "零"):
        if character in "十百":
            total += max(digit, 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.index(character)
    return total + digit
