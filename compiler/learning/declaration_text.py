"""An outlined form → the text of a declaration, every guess marked for a person to settle.

Given an outline and, for each of its tables, the figures of a filled example, gives TOML that
loads. What the form itself says stands without a mark; what was inferred from it has a `guess`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.format.load_sections import sheet_name
from compiler.format.words import words_of
from compiler.learning.ids_given import ids_of, slug
from compiler.learning.label_words import is_note, number_in, unit_line
from compiler.learning.lines_typed import PERCENT_TYPE, Typing, others_of, typing_of, unit_id
from compiler.learning.outline import Outline, OutlinedSection, OutlinedTable, Path, name_of
from compiler.learning.rules_written import rule_entries
from compiler.learning.title_read import heading_pattern, name_in, title_pattern
from compiler.learning.totals_guessed import Figures, rules_guessed
from compiler.text.language import Language, Text

_HAN = re.compile("[\u4e00-\u9fff]")
_AUTHORITY = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(（]\d{4}[〕\])）]\d{1,4}号")
_ABOUT = Text(
    "# 由 nianbao learn 从“{0}”起草。guess 是推测的地方：对照正式表样核定，改正后删去这一项；\n"
    "# 全部删去以后，这份声明才能使用。编号（id）只在本文件里用，可以随意改名。\n",
    "# Drafted by nianbao learn from “{0}”. A `guess` marks what was inferred: compare the official\n"
    "# form, correct it and delete the guess; when all are deleted the declaration can be used.\n"
    "# An id is a name within this file and may be changed at will.\n",
)
_HEAD = Text("编号、名称、标题、依据按表样推测", "id, name, title and authority are inferred")
_BEFORE = Text("第一个标题之前的文字", "what stands before the first heading")
_HEADING = Text("按编号推测是标题", "a heading, by its number")
_DATED = Text("标题里的年度按报告所属年度印", "the year in the heading is that of the report")
_NO_HEADING = Text("表样里这些表没有标题", "the form has no heading for these tables")
_TWICE = Text("表样里有相同的标题", "the form has this heading twice")
_INTRODUCTION = Text("前言", "Introduction")
_TABLES = Text("表", "Tables")
_ADDED = Text(
    "表样里留有空行，推测各单位可以增加行", "the form has blank rows: lines that each office adds"
)
_READ = Text(
    "按表样读出 {0} 行、{1} 列；合并的单元格作为共同的标签",
    "read as {0} row(s) by {1} column(s); merged cells are labels in common",
)
_NAME = Text("名称", "Name")
_IN_A_LINE = Text("各行并排印成一行", "its rows are printed beside one another in one line")
_NOTE = Text("表样里的这句话没有写进声明：{0}", "the form also says, which is not declared: {0}")
_KEYS = re.compile(r"编码|代码|编号|\bcode\b|\bno\b", re.IGNORECASE)


def declaration_text(outline: Outline, examples: Sequence[Figures | None], form: str) -> str:
    """The whole file; `form` is the name of the form's own file, without its ending."""
    language = _language(outline)
    ids = _table_ids(outline)
    known = dict(zip(map(id, outline.tables), examples, strict=True))
    drafted = [
        _Drafted(table, table_id, known[id(table)], language)
        for table, table_id in zip(outline.tables, ids, strict=True)
    ]
    parts = [_ABOUT.in_language(language).format(_one(form)), _format(outline, form, language)]
    parts += _units(drafted)
    if any(table.has_percentages for table in drafted):
        parts.append(_entry(f"[type.{PERCENT_TYPE}]", {"percent": True}))
    parts += _sections(outline, ids, language)
    parts += [table.text() for table in drafted]
    parts += [table.rules() for table in drafted]
    return "\n".join(part for part in parts if part)


def _language(outline: Outline) -> Language:
    shown = (*(s.heading for s in outline.sections), *(t.corner for t in outline.tables))
    labels = (label for t in outline.tables for path in (*t.rows, *t.columns) for label in path)
    return "zh" if any(map(_HAN.search, (*shown, *labels))) else "en"


def _table_ids(outline: Outline) -> tuple[str, ...]:
    names = [
        table.band or (section.heading if len(section.tables) == 1 else "")
        for section in outline.sections
        for table in section.tables
    ]
    return ids_of(names, "table")


def _format(outline: Outline, form: str, language: Language) -> str:
    own = slug(form).strip("_") or "draft"
    said = [outline.title, *(text for s in outline.sections for text in s.said)]
    authority = next((m[0] for text in said if (m := _AUTHORITY.search(text))), "")
    return _entry(
        "[format]",
        {
            "id": own,
            "version": "1",
            "language": language,
            "name": name_in(outline.title, language) or _one(form),
            "authority": authority,
            "title": title_pattern(outline.title, language),
            "guess": _HEAD.in_language(language),
        },
    )


def _units(drafted: Iterable[_Drafted]) -> Iterator[str]:
    for unit in dict.fromkeys(unit for table in drafted for unit in table.units):
        accepts = {other: factor for other, factor in others_of(unit) if float(factor)}
        yield _entry(f"[unit.{unit_id(unit)}]", {"label": unit, "accepts": accepts})


def _sections(outline: Outline, tables: Sequence[str], language: Language) -> Iterator[str]:
    names = (
        _unnumbered(s.heading) or ("tables" if s.tables else "opening") for s in outline.sections
    )
    ids = ids_of(names, "section")
    headings: set[str] = set()
    sheets = {name.casefold() for name in words_of(language).fixed_sheets}
    first = 0
    for section, own in zip(outline.sections, ids, strict=True):
        doubts = _doubts(section)
        pattern, number = heading_pattern(section.heading), 1
        heading = pattern
        while heading and heading in headings:
            number += 1
            heading = f"{pattern}（{number}）"
        doubts += [_TWICE] if number > 1 else []
        doubts += [_DATED] if "{year}" in heading else []
        headings.add(heading)
        named = tables[first : first + len(section.tables)]
        first += len(named)
        yield _entry(
            "[[section]]",
            {
                "id": own,
                "heading": heading,
                "sheet": _sheet(heading, sheets, language, tables=bool(named)),
                "tables": list(named),
                **({} if heading or named else {"required": False}),
                "help": " ".join(text for text in section.said if _is_instruction(text)),
                "guess": _joined(doubts, language),
            },
        )


def _doubts(section: OutlinedSection) -> list[Text]:
    if section.heading:
        return [] if section.sure else [_HEADING]
    return [_NO_HEADING] if section.tables else [_BEFORE]


def _sheet(heading: str, taken: set[str], language: Language, *, tables: bool) -> str:
    """Empty where the heading itself will do."""
    own = sheet_name(heading.replace("{year}", ""))
    wanted = own or (_TABLES if tables else _INTRODUCTION).in_language(language)
    sheet, number = wanted, 1
    while sheet.casefold() in taken or sheet_name(sheet) != sheet:
        number += 1
        sheet = f"{wanted[:26].strip(chr(39))} {number}"
    taken.add(sheet.casefold())
    return "" if sheet == heading and "{" not in heading else sheet


def _is_instruction(text: str) -> bool:
    return is_note(text) or bool(re.fullmatch(r"[（(\[【].*[）)\]】]", text))


def _counted_with(table: OutlinedTable, example: Figures | None) -> set[int]:
    """The columns that a guessed rule adds up, so that they hold numbers whatever stands there;
    where rows are added up and no column has a number, all of them.
    """
    rules = rules_guessed(table, example)
    figures = example or table.figures
    numbers = any(number_in(text) is not None for row in figures for text in row)
    if not numbers and any(rule.axis == "columns" for rule in rules):
        return set(range(len(table.columns)))
    return {
        term.line for rule in rules if rule.axis == "rows" for term in (*rule.left, *rule.right)
    }


class _Drafted:
    """One table with what was guessed of its lines."""

    def __init__(
        self, table: OutlinedTable, id: str, example: Figures | None, language: Language
    ) -> None:
        self._table, self._id, self._language = table, id, language
        self._example = example
        figures = example or table.figures
        columns = [*zip(*figures, strict=True)] or [()] * len(table.columns)
        self._rows = [typing_of(path, "", ()) for path in table.rows]
        counted = _counted_with(table, example)
        self._columns = [
            typing_of(path, unit_line(table.unit_line), column, counted=n in counted)
            for n, (path, column) in enumerate(zip(table.columns, columns, strict=True))
        ]
        self._row_ids = ids_of(map(name_of, table.rows), "row")
        self._column_ids = ids_of(map(name_of, table.columns), "column")

    @property
    def has_percentages(self) -> bool:
        return any(typing.type == PERCENT_TYPE for typing in self._columns)

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(typing.unit for typing in (*self._rows, *self._columns) if typing.unit)

    def text(self) -> str:
        table, added = self._table, self._table.added_after is not None
        read = _READ.in_language(self._language).format(len(table.rows), len(table.columns))
        doubts = [_IN_A_LINE] if table.single_row else []
        doubts += [Text(_NOTE.zh.format(n), _NOTE.en.format(n)) for n in table.notes]
        head = {
            "band": table.band,
            "unit_line": table.unit_line,
            "corner": table.corner,
            **({"single_row": True} if table.single_row else {}),
            "row_numbers": "" if table.single_row or added else table.row_numbers,
            "column_numbers": "" if table.single_row else table.column_numbers,
            "guess": _joined([Text(read, read), *doubts, *table.doubts], self._language),
        }
        text = _entry(f"[table.{self._id}]", head)
        text += self._lines("columns", table.columns, self._column_ids, self._columns)
        text += self._lines("rows", table.rows, self._row_ids, self._rows)
        return text + (f"\n{self._added()}" if added else "")

    def _lines(
        self, axis: str, paths: Sequence[Path], ids: Sequence[str], typings: Sequence[Typing]
    ) -> str:
        lines = []
        for path, own, typing in zip(paths, ids, typings, strict=True):
            line = {
                "id": own,
                "label": path[0] if len(path) == 1 else list(path),
                "type": typing.type,
                "unit": unit_id(typing.unit) if typing.unit else "",
                **({"printed_unit": True} if typing.printed_unit else {}),
                **({"not_applicable": True} if typing.not_applicable else {}),
                "guess": _joined(typing.why, self._language),
            }
            lines.append(f"  {_written(line)},\n")
        return f"{axis} = [\n{''.join(lines)}]\n"

    def _added(self) -> str:
        table = self._table
        heads = list(table.added_heads) or [(_NAME.in_language(self._language),)]
        key = next((head for head in heads if _KEYS.search(head[-1])), None)
        label = next((head for head in reversed(heads) if head != key), heads[-1])
        after = table.added_after if table.added_after is not None else -1
        return _entry(
            f"[table.{self._id}.open]",
            {
                "after": self._row_ids[after] if after >= 0 else "",
                "key": list(key) if key and key != label else [],
                "label": list(label),
                "guess": _ADDED.in_language(self._language),
            },
        )

    def rules(self) -> str:
        entries = rule_entries(
            self._table, self._id, self._row_ids, self._column_ids, self._example, self._language
        )
        return "\n".join(_entry("[[rule]]", entry) for entry in entries)


def _unnumbered(heading: str) -> str:
    return re.sub(r"^(?:\d+\.?|[Ss]ection \w+|[Pp]art \w+)[\s:.]+", "", heading)


def _joined(doubts: Iterable[Text], language: Language) -> str:
    said = (doubt.in_language(language) for doubt in doubts)
    return ("；" if language == "zh" else "; ").join(said)


def _one(text: str) -> str:
    return " ".join(text.split()) or "form"


def _entry(head: str, keys: Mapping[str, object]) -> str:
    """One table of the file; what is empty is left out, for that is its default."""
    lines = [
        f"{key} = {_written(value)}\n" for key, value in keys.items() if value not in ("", [], {})
    ]
    return f"{head}\n{''.join(lines)}"


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        inside = (f"{_key(k)} = {_written(v)}" for k, v in value.items() if v not in ("", []))
        return f"{{ {', '.join(inside)} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    # A JSON string is a basic string of TOML, but for the one control character it leaves.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _written(key)
