"""What is said of findings, once: the verdict, and the sentences of each finding.

Given findings and a language, gives words. The terminal, the page and the marked copy lay
them out; they have no words of their own for what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compiler.catalogue.t_within_tables import is_bound
from compiler.text.language import Language, Text
from compiler.values.findings import (
    SEVERITY_NAMES,
    Finding,
    Place,
    Severity,
    counted,
    holds_back,
)
from compiler.values.named_tuple import NamedTuple

EXPECTED = Text("应为", "Expected")
ACTUAL = Text("实为", "found")
DIFFERENCE = Text("相差", "difference")
_BOUND = Text("界限为", "The bound is")

HINT = Text("怎么改", "To mend it")
RELATED = Text("相关", "See also")
CLAUSE = Text("依据", "Source")
_EXPLAINED = Text("已说明", "Explained")
_STALE = Text(
    "原有的情况说明已失效，数值已不是当时的数值",
    "The slip no longer applies, the values have changed since",
)
_TOKEN = Text("若情况属实，可写情况说明，编号", "If it is so, write a slip against")
_FOLDED = Text(
    "另有 {0} 条核对因此不成立或无法计算。",
    "Because of this, {0} more {1} or cannot be computed.",
)
_COLON = Text("：", ": ")
_PARAGRAPH = Text("第 {0} 段", "paragraph {0}")

_UNREADABLE = Text("无法读取，没有核对。", "It cannot be read; nothing was checked.")
_NO_FORM = Text(
    "没有核对：格式不对，或者没有能用的格式声明。",
    "Nothing was checked: it is not that edition, or no declaration of it can be used.",
)
_READY = Text("可以定稿", "Ready to go out")
_NOT_READY = Text("不能定稿", "Not ready to go out")
_HELD_BACK_BY = Text("：有 ", ": ")
_BESIDES = Text("，另有 ", ", with ")
_PASSED = Text("；已写情况说明的 {0} 处。", "; explained by a slip: {0}.")
_ALL_PASSED = Text(
    "：问题都已写情况说明（{0} 处）。", ": every finding is explained by a slip ({0})."
)
_CLEAN = Text("：没有发现问题。", ": nothing was found wrong.")


class Sentence(NamedTuple):
    """`opening` names what the text is, and `colon` stands between; "" where none need be."""

    opening: str
    colon: str
    text: str

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.lead + self.text if self else ""

    @property
    def lead(self) -> str:
        return self.opening + self.colon


class Sentences(NamedTuple):
    """All that is said of one finding, whatever shows it; empty where there is nothing to say.

    `numbers` are those that the message has not said, `folded` how many checks fail because
    of it, `slip` the reason that was given for it, `token` what a slip must name.
    """

    message: Sentence
    numbers: Sentence
    hint: Sentence
    folded: Sentence
    slip: Sentence
    token: Sentence


def sentences_of(finding: Finding, language: Language) -> Sentences:
    message = finding.message(language)
    state = _EXPLAINED if finding.explained else _STALE
    return Sentences(
        message=_plain(message),
        numbers=_plain(_numbers(finding, message, language)),
        hint=opened(HINT, finding.hint(language), language),
        folded=_plain(_folded(len(finding.consequences), language)),
        slip=opened(state, signed_reason(finding, language), language),
        token=opened(_TOKEN, finding.open_token, language),
    )


def opened(words: Text, text: str, language: Language) -> Sentence:
    return Sentence(words.in_language(language), _COLON.in_language(language), text)


def _plain(text: str) -> Sentence:
    return Sentence("", "", text)


def signed_reason(finding: Finding, language: Language) -> str:
    """The reason of a finding's slip, with who wrote it and when, as far as it says so."""
    slip = finding.slip
    if slip is None:
        return ""
    comma, brackets = ("，", "（{}）") if language == "zh" else (", ", " ({})")
    signed = comma.join(filter(None, (slip.by, slip.date)))
    return slip.reason + (brackets.format(signed) if signed else "")


def numbers_of(finding: Finding) -> tuple[str | None, str | None, str | None]:
    """Expected, found and difference. None where they do not differ: then something else of the
    number is wrong, as which way it went.
    """
    if finding.expected is not None and finding.expected == finding.actual:
        return None, None, None
    return finding.expected, finding.actual, finding.difference


def _numbers(finding: Finding, message: str, language: Language) -> str:
    """Expected, found and difference on one line, unless the message says every one."""
    names = (_BOUND if is_bound(finding.kind) else EXPECTED, ACTUAL, DIFFERENCE)
    said = [
        f"{words.in_language(language)} {n}"
        for words, n in zip(names, numbers_of(finding), strict=True)
        if n is not None
    ]
    # The message begins no sentence with them.
    if all(number.lower() in message.lower() for number in said):
        return ""
    return ("，" if language == "zh" else ", ").join(said)


def _folded(number: int, language: Language) -> str:
    checks = "check fails" if number == 1 else "checks fail"
    return _FOLDED.in_language(language).format(number, checks) if number else ""


def verdict_line(
    findings: Iterable[Finding],
    language: Language,
    *,
    unreadable: bool = False,
    strict: bool = False,
) -> str:
    """One sentence: whether the report can go out, and what stands against it."""
    known = tuple(findings)
    if unreadable:
        about_form = any(finding.kind.about_form for finding in known)
        return (_NO_FORM if about_form else _UNREADABLE).in_language(language)
    number = {severity: counted(known, severity) for severity in Severity}
    held_back = holds_back(known, strict=strict)
    opening = (_NOT_READY if held_back else _READY).in_language(language)
    passed = sum(1 for finding in known if finding.explained)
    passing = _PASSED.in_language(language).format(passed) if passed else ""
    if not any(number.values()):
        clean = _ALL_PASSED if passed else _CLEAN
        return opening + clean.in_language(language).format(passed)
    opening += (_HELD_BACK_BY if held_back else _BESIDES).in_language(language)
    if language == "zh":
        listed = "、".join(
            f"{n} {'条' if severity is Severity.ADVICE else '处'}{SEVERITY_NAMES[severity].zh}"
            for severity, n in number.items()
            if n
        )
        return f"{opening}{listed}{passing or '。'}"
    listed = ", ".join(_counted_in_english(n, severity) for severity, n in number.items() if n)
    return f"{opening}{listed}{passing or '.'}"


def _counted_in_english(number: int, severity: Severity) -> str:
    name = SEVERITY_NAMES[severity].en
    if severity is Severity.ADVICE:
        return f"{number} {'piece' if number == 1 else 'pieces'} of advice"
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def where_parts(place: Place, headings: Mapping[str, str], language: Language) -> list[str]:
    """The sheet or else the section, and the cell or else the paragraph, as far as known.

    `headings` are the sections' titles by id: the id itself is none of the reader's words.
    """
    parts = [place.sheet or headings.get(place.section or "", "")]
    if place.cell:
        parts.append(place.cell)
    elif place.paragraph is not None:
        parts.append(_PARAGRAPH.in_language(language).format(place.paragraph))
    return [part for part in parts if part]
