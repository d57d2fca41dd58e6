"""The report as a whole: title, year, sections, the numbering of headings, characters.

Given a report, gives family S's findings and those about characters no document holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.catalogue import s_structure as kinds
from compiler.catalogue.c_cells import ILLEGAL_CHARACTER, PRIVATE_CHARACTER
from compiler.catalogue.c_seen import FORMULA_AS_TEXT
from compiler.format.declaration import Section
from compiler.format.form import Form
from compiler.format.words import words_of
from compiler.report.places import Places
from compiler.report.quotes import Quotable
from compiler.report.standing import as_printed
from compiler.text.characters import FORMULA, STANDARD, illegal, private
from compiler.text.chinese import numeral, value
from compiler.text.dates import date_parts, day_of, is_only_a_date
from compiler.text.labels import folded
from compiler.text.language import Text
from compiler.text.run_in import heading_of_level_two, level_alone, numbered_level
from compiler.values.findings import Finding, Place, Values
from compiler.values.report import Paragraph, Report

# Place, key and text, as `Places.texts` gives them.
_Texts = Iterable[tuple[Place, str, str]]
_SHOWN = 60  # characters of a text in a message
_NUMBERS = {
    "heading2": re.compile(r"[（(]\s*([〇零一二三四五六七八九十百]{1,9})\s*[)）]"),
    "heading3": re.compile(r"([0-9０-９]{1,9})\s*[.．、]"),
}


def structure_findings(report: Report, form: Form, places: Places) -> list[Finding]:
    findings = _title(report, form, places)
    quotable = Quotable(form, report)
    for section in form.sections:
        paragraphs = report.narrative.get(section.id, ())
        needed = section.required and not section.printing.when_empty
        if section.is_prose and needed and not paragraphs:
            values = {"section": section.title, "help": section.help}
            findings.append(Finding(kinds.EMPTY_SECTION, places.section(section.id), values))
        if form.language == "zh":
            findings.extend(_numbering(section, paragraphs, form, places))
        if paragraphs:
            printed = "".join(quotable.resolved(p.text) for p in paragraphs)
            findings.extend(_contents(section, printed, places))
    findings.extend(_date(report, form, places))
    if form.language == "zh":
        findings.extend(_date_as_text(report, form, places))
    texts = tuple(places.texts())
    return findings + _illegal(texts) + _private(texts) + _formulas(texts)


def _title(report: Report, form: Form, places: Places) -> list[Finding]:
    words = words_of(form.language)
    findings = []
    if not report.name:
        place = places.agency("name", words.agency["name"])
        findings.append(Finding(kinds.MISSING_AGENCY, place))
    place = places.agency("year", words.year)
    if report.year is None:
        findings.append(Finding(kinds.MISSING_YEAR, place))
    return [*findings, *unusual_year(report, form)]


def unusual_year(report: Report, form: Form) -> tuple[Finding, ...]:
    """A year that the format is not meant for."""
    if report.year is None or _usual(report.year, form):
        return ()
    place = Places(form, report).agency("year", words_of(form.language).year)
    values: Values = {"year": str(report.year), "years": _years(form)}
    return (Finding(kinds.UNUSUAL_YEAR, place, values, actual=str(report.year)),)


def _usual(year: int, form: Form) -> bool:
    first, last = form.declaration.years
    return (first is None or year >= first) and (last is None or year <= last)


def _years(form: Form) -> Text:
    first, last = form.declaration.years
    if first is not None and last is not None:
        return Text(f"{first} 至 {last} 年", f"{first} to {last}")
    if first is not None:
        return Text(f"{first} 年以后", f"{first} and later")
    return Text(f"{last} 年以前", f"until {last}")


def _numbering(
    section: Section, paragraphs: tuple[Paragraph, ...], form: Form, places: Places
) -> list[Finding]:
    """（一）（二）… through a section; 1. 2. … afresh below each of them."""
    findings = []
    due = {"heading2": 1, "heading3": 1}
    after_text = ""
    above = section.printing.above
    beside = (each.heading for each in form.sections if each.printing.above == above)
    numbered = "heading1" in map(numbered_level, (*above, *beside))
    for position, paragraph in as_printed(paragraphs, section):
        level, text = paragraph.level, paragraph.text.strip()
        if level == "body":
            # One that was typed as text may be counted on from, as may be the headings.
            if match := _NUMBERS["heading2"].match(heading_of_level_two(text)):
                after_text = folded(_number("heading2", value(match[1]) + 1))
            elif numbered and level_alone(text) == "heading1":
                number = text[: text.index("、") + 1]
                place = places.paragraph(section.id, position)
                values: Values = {"text": text[:24], "found": number}
                findings.append(Finding(kinds.SECTION_NUMBER_INSIDE, place, values, words=text))
            continue
        match = _NUMBERS[level].match(text)
        expected = _number(level, due[level])
        found = folded(match[0]) if match else ""
        if match is None or not (
            found == after_text or found.rstrip("、.") == folded(expected).rstrip(".")
        ):
            kind = kinds.SKIPPED_NUMBER if match else kinds.MISSING_NUMBER
            involved = (expected, match[0]) if match else (expected,)
            place = places.paragraph(section.id, position)
            values = {"text": text[:24], "expected": expected}
            findings.append(Finding(kind, place, values, words=text, involved=involved))
        # What follows is counted from what was written, so that one slip is one finding.
        due[level] = (value(match[1]) if match else due[level]) + 1
        if level == "heading2":
            due["heading3"] = 1
    return findings


def _number(level: str, count: int) -> str:
    return f"（{numeral(count)}）" if level == "heading2" else f"{count}."


def _contents(section: Section, text: str, places: Places) -> list[Finding]:
    """Aspects, needs and length of what is printed, as far as the declaration asks for them."""
    place = places.section(section.id)
    name = section.title
    findings = []
    missing = [a.name for a in section.aspects if not any(w in text for w in a.words)]
    if missing:
        values: Values = {"section": name, "missing": Text("、".join(missing), ", ".join(missing))}
        findings.append(Finding(kinds.MISSING_ASPECT, place, values, words=" ".join(missing)))
    length = len("".join(text.split()))
    if section.longest and length > section.longest:
        values = {"section": name, "length": str(length), "limit": str(section.longest)}
        findings.append(Finding(kinds.TOO_LONG, place, values, actual=str(length)))
    if section.shortest and length < section.shortest:
        return [*findings, Finding(kinds.TOKEN_SECTION, place, {"section": name, "text": text})]
    lacking = [n.name for n in section.needs if not any(w in text for w in n.words)]
    if lacking:
        values = {"section": name, "missing": Text("、".join(lacking), ", ".join(lacking))}
        findings.append(Finding(kinds.MISSING_NEED, place, values, words=" ".join(lacking)))
    return findings


def _date(report: Report, form: Form, places: Places) -> list[Finding]:
    """How the date on the cover is written, and whether it is later than the law allows."""
    written = report.agency.get("date", "")
    match = date_parts(written)
    place = places.agency("date", words_of(form.language).agency["date"])
    if written and form.language == "zh" and day_of(written) is None:
        return [Finding(kinds.NO_SUCH_DATE, place, {"found": written}, involved=(written,))]
    if match is None:
        return []
    year, month, day = (int(part) for part in match.groups())
    findings = []
    if "月" in written and (match[2].startswith("0") or match[3].startswith("0")):
        values: Values = {"found": written, "expected": f"{year}年{month}月{day}日"}
        findings.append(Finding(kinds.PADDED_DATE, place, values, involved=(written,)))
    for deadline, bodies in form.declaration.deadlines:
        if bodies in report.name:
            last = tuple(int(part) for part in deadline.split("-"))
            if report.year is not None and (year, month, day) > (report.year + 1, *last):
                values = {
                    "found": written,
                    "deadline": f"{report.year + 1}年{last[0]}月{last[1]}日",
                }
                findings.append(Finding(kinds.LATE_DATE, place, values, involved=(written,)))
            break
    return findings


def _date_as_text(report: Report, form: Form, places: Places) -> list[Finding]:
    """The last paragraph of all, if it is the date that belongs on the cover."""
    last = None
    for section in form.sections:
        for position, paragraph in as_printed(report.narrative.get(section.id, ()), section):
            last = section, position, paragraph.text.strip()
    if last is None or not is_only_a_date(last[2]):
        return []
    section, position, text = last
    place = places.paragraph(section.id, position)
    return [Finding(kinds.DATE_AS_TEXT, place, {"found": text}, words=text)]


def _private(texts: _Texts) -> list[Finding]:
    """One warning for each text with symbols that only one font shows."""
    found = []
    for place, key, text in texts:
        if met := private(text):
            shown = tuple(dict.fromkeys(met))
            names = [f"U+{ord(each):04X}" for each in shown[:4]]
            values: Values = {
                "label": place.label or "", "count": str(len(met)),
                "found": Text("、".join(names), ", ".join(names)), "suggestion": _instead(shown),
            }  # fmt: skip
            found.append(Finding(PRIVATE_CHARACTER, place, values, words=f"{key} {shown[0]}"))
    return found


def _instead(characters: tuple[str, ...]) -> Text:
    """What may stand for them: the likeness of a known bullet, else what to do."""
    known = [f"U+{ord(c):04X} → {STANDARD[c]}" for c in characters if c in STANDARD]
    if known:
        return Text(
            f"请删掉，或者改用标准的符号（{'、'.join(known)}）。",
            f"Delete them, or use the standard ones ({', '.join(known)}).",
        )
    return Text(
        "是项目符号的请删掉；是生僻字的，请换成有标准编码的字。",
        "Delete them if they are bullets; if they are rare characters, use those with a standard code.",
    )


def _formulas(texts: _Texts) -> list[Finding]:
    """Texts that would be formulas: no report says anything that begins with an equals sign."""
    found = []
    for place, key, text in texts:
        if FORMULA.fullmatch(text):
            values = {"label": place.label or "", "found": text.strip()[:_SHOWN]}
            found.append(Finding(FORMULA_AS_TEXT, place, values, words=f"{key} {text}"))
    return found


def _illegal(texts: _Texts) -> list[Finding]:
    findings = []
    for place, key, text in texts:
        if met := illegal(text):
            values = {"label": place.label or "", "found": f"U+{ord(met[0]):04X}"}
            findings.append(Finding(ILLEGAL_CHARACTER, place, values, words=key))
    return findings
