"""Numbers that name a figure of the tables must be it, in one of the ways they can be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.awaiting import awaiting_rows
from compiler.checks.prose.crossings import Candidate, Differing, candidates, of_the_same_name
from compiler.checks.prose.paragraph import Paragraph, home_of
from compiler.checks.prose.segments import SEMICOLONS
from compiler.checks.prose.slip import is_about, is_turned
from compiler.checks.prose.slots import Slots, ids_of
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.told_apart import carried_in_apart, told_apart
from compiler.format.figure_type import Unit
from compiler.format.lexicon import Meaning
from compiler.values.findings import Finding

# 1430项行政许可决定; 行政许可16项 are entries of a list.
_OF_DECISIONS, _DECISIONS = ("项",), ("决定", "决定书")
# So many numbers that agree, or one as large as this, show that the tables are spoken of.
_AGREEING, _LARGE = 2, 5


# Told of one way, of some, of another body: a part, unless its digits say otherwise.
_OF_A_PART = ("channel", "narrow", "unknown", "others", "aside")
_ONLY_TURNED = ("others", "aside")


def equality_findings(
    paragraph: Paragraph, spoken: Spoken, before: Spoken | None
) -> Iterator[Finding]:
    doubted = any(not slots.about for slots in spoken.slots)
    sure = _agrees(paragraph, spoken) if doubted else set[str]()
    told: tuple[Decimal, ...] | None = None
    for position, slots in enumerate(spoken.slots):
        amount = slots.segment.amount
        if amount is None or amount.number is None or slots.none:
            continue
        if _is_of_a_part(spoken, position):
            continue
        one = slots._replace(about=True) if slots.table in sure and not slots.about else slots
        if _follows_its_row(spoken, position):
            one = one._replace(rows=spoken.slots[position - 1].rows, carried_rows=None)
        if within := _row_around(spoken, position):
            one = one._replace(rows=within, carried_rows=None)
        if _came_to(spoken, position):
            last = spoken.slots[position - 1]
            one = one._replace(rows=last.rows, loose=False, carried_rows=None)
        both = awaiting_rows(spoken, position, paragraph.reader.lexicon)
        if both and (one.carried_rows is None or "opens" in slots.segment.roles):
            one = one._replace(carried_rows=both)
        behind = _told_behind(paragraph, spoken, position)
        if behind is None and "rest" in slots.segment.roles:
            from compiler.checks.prose.remaining import remaining

            behind = remaining(paragraph, spoken, position)
        one = behind or one
        if told is None:
            lexicon = paragraph.reader.lexicon
            told = (*told_apart(spoken, lexicon), *carried_in_apart(spoken, lexicon))
        differing = _differing(paragraph, one, amount.number, told)
        if differing is not None and _is_beside_a_part(spoken, position):
            turned = any(is_turned(differing.said, value) for _, value in differing.known)
            differing = differing if turned else None
        if differing is not None:
            from compiler.checks.prose.contradicted import contradiction

            differing = differing._replace(behind=behind is not None)
            yield from contradiction(paragraph, spoken, before, position, differing)


def _agrees(paragraph: Paragraph, spoken: Spoken) -> set[str]:
    """The tables of which this sentence tells figures rightly, whatever words it leaves out."""
    reader = paragraph.reader
    right: dict[str, list[Decimal]] = {}
    for slots in spoken.slots:
        number = slots.segment.amount.number if slots.segment.amount else None
        if number is None or not slots.table or slots.why not in ("", "strange"):
            continue
        named = slots._replace(why="") if slots.why else slots
        found = candidates(named, reader.form, reader.lexicon)
        if number.value and any(reader.value(c) == number.value for c in found):
            right.setdefault(slots.table, []).append(number.value)
    home = home_of(reader, paragraph.section)
    return {
        t for t, some in right.items()
        if t == home or len(some) >= _AGREEING or max(some) >= _LARGE
    }  # fmt: skip


def _follows_its_row(spoken: Spoken, position: int) -> bool:
    """诉讼均未经复议直接起诉，共8件: the clause before the number names its row."""
    slots, before = spoken.slots[position], spoken.slots[position - 1] if position else None
    if before is None or before.segment.amount is not None or not before.rows or slots.rows:
        return False
    tokens = [t for t in slots.segment.tokens if t.number is None]
    alone = all(t.has("sums") or t.has("plain") for t in tokens)
    alone = alone and (bool(tokens) or slots.segment.before in ("(", "（"))
    return alone and before.table == slots.table and not before.why and not before.columns


def _row_around(spoken: Spoken, position: int) -> tuple[Meaning, ...]:
    """新收的申请中，由自然人提出的57件: the row that the clauses before it say these are of."""
    slots = spoken.slots[position]
    if slots.rows or not slots.columns:
        return ()
    for before in reversed(spoken.slots[:position]):
        if before.segment.tokens[-1].text in _WITHIN:
            return () if before.columns else before.rows
        if before.rows or not before.columns or before.segment.depth != slots.segment.depth:
            return ()
    return ()


def _is_of_a_part(spoken: Spoken, position: int) -> bool:
    """通过网络收到的申请中，由自然人提出的57件: of some that no table tells apart."""
    if position == 0 or spoken.slots[position].rows:
        return False
    before = spoken.slots[position - 1]
    return before.segment.tokens[-1].text in _WITHIN and bool(before.why or before.unknown)


def _is_beside_a_part(spoken: Spoken, position: int) -> bool:
    """通过网络提交的自然人申请57件，商业企业申请20件: what is told beside some may be of those, too."""
    slots, before = spoken.slots[position], spoken.slots[position - 1] if position else None
    if before is None or slots.rows or not slots.columns:
        return False
    if before.table != slots.table:
        return _is_of_another_table(slots, before)
    if before.rows or not before.columns:
        return False
    apart = bool(before.unknown) or before.why in _TOLD_APART or _is_of_a_part(spoken, position - 1)
    return apart or _is_beside_a_part(spoken, position - 1)


def _is_of_another_table(slots: Slots, before: Slots) -> bool:
    """行政复议151件，其中自然人130件: of what another table counts, of which none tells these apart."""
    if not before.rows or not before.stated or before.none or slots.segment.before in SEMICOLONS:
        return False
    of_it = "opens" in slots.segment.roles or before.segment.tokens[-1].text in _WITHIN
    if of_it or slots.segment.tokens[0].text.startswith("由"):
        return True
    amounts = before.segment.amount, slots.segment.amount
    whole, part = (amount.number if amount else None for amount in amounts)
    return whole is not None and part is not None and part.value <= whole.value


_TOLD_APART = ("channel", "narrow", "unknown")
_WITHIN = ("中", "当中", "里", "之中")


def _came_to(spoken: Spoken, position: int) -> bool:
    """新收申请由上年的40件减少到22件: the row is named beside last year's number."""
    slots, before = spoken.slots[position], spoken.slots[position - 1] if position else None
    if before is None or slots.rows or slots.columns or "became" not in slots.segment.roles:
        return False
    return before.why == "last_year" and before.table == slots.table and bool(before.rows)


def _differing(
    paragraph: Paragraph, slots: Slots, number: ProseNumber, told: tuple[Decimal, ...]
) -> Differing | None:
    """The number, where its words name figures and it is none of them."""
    reader = paragraph.reader
    if not says_something(slots):
        return None
    if number.ordinal or not counted_in(slots, number, paragraph):
        return None
    part = slots.why in _OF_A_PART and slots.stated and bool(slots.rows)
    found = candidates(slots._replace(why="") if part else slots, reader.form, reader.lexicon)
    known = [(c, v) for c in found if (v := reader.value(c)) is not None]
    if not known:
        return None
    unit = unit_of(paragraph, known[0][0])
    said = in_unit(number, unit)
    if said is None or len(known) < len(found) or _is_no_count(said, number, known):
        return None
    counted = reader.lexicon.how_counted(slots.table)
    acts = {counted.row, *counted.instead}
    for one, value in known:
        apart = told if {f.row for f in one.figures} <= acts or not counted.row else ()
        if _same(said, value, number, unit) or any(said + t == value for t in apart):
            return None
        if number.approximate and is_about(said, value):
            return None
    others = [Candidate((f,)) for f in of_the_same_name(slots, reader.form, reader.lexicon)]
    if any(reader.value(c) == said for c in others):
        return None
    if slots.why in _ONLY_TURNED and not any(is_turned(said, value) for _, value in known):
        return None
    return Differing(slots, number, said, unit, known, part, shared=bool(others))


def _told_behind(paragraph: Paragraph, spoken: Spoken, position: int) -> Slots | None:
    """尚有4件申请因需征求意见，结转下年: what is left is named by the clause behind it."""
    slots = spoken.slots[position]
    if slots.rows or slots.columns or slots.segment.roles.isdisjoint(("remains", "rest")):
        return None
    if slots.why not in ("", "aside", "unknown"):
        return None
    for behind in spoken.slots[position + 1 : position + 3]:
        if behind.segment.amount is not None:
            return None
        stock = set(paragraph.reader.lexicon.how_counted(behind.table).stock)
        rows = ids_of(behind.rows)
        if behind.segment.amount is None and rows and rows <= stock and not behind.why:
            tokens, amount = slots.segment.tokens, slots.segment.amount
            spot = tokens.index(amount) + 1 if amount else len(tokens)
            return slots._replace(segment=slots.segment._replace(tokens=tokens[:spot]), table=behind.table, rows=behind.rows, stated=True, loose=True, why="",
                unknown=(), inside=(), about=True,
            )  # fmt: skip
    return None


def says_something(slots: Slots) -> bool:
    """A number without any word of its own is no claim about the clause before."""
    if slots.stated or slots.rows or slots.columns or "became" in slots.segment.roles:
        return True
    return any(t.word and slots.table in t.word.acts for t in slots.segment.tokens)


def counted_in(slots: Slots, number: ProseNumber, paragraph: Paragraph) -> bool:
    """Whether such figures are counted in this unit."""
    counted = paragraph.reader.lexicon.counted.get(slots.table)
    if number.kind == "money":
        return True
    if counted is None or not counted.units:
        return number.kind in ("count", "none")
    if number.unit in _OF_DECISIONS:
        ends = any(t.text.endswith(_DECISIONS) for t in slots.segment.tokens)
        return ends or number.unit in counted.units
    return not number.unit or number.unit in counted.units


def unit_of(paragraph: Paragraph, candidate: Candidate) -> Unit | None:
    return paragraph.reader.form.unit_of(candidate.figures[0])


def in_unit(number: ProseNumber, unit: Unit | None) -> Decimal | None:
    """The number in the figure's own unit; money for counts and counts for money do not fit."""
    if number.kind == "money":
        factor = dict(unit.accepts).get(number.unit) if unit else None
        return None if factor is None else number.value * factor
    return None if unit else number.value


def _is_no_count(
    said: Decimal, number: ProseNumber, known: Sequence[tuple[Candidate, Decimal]]
) -> bool:
    """1.32 loans a visit: what has decimals counts nothing that comes in whole pieces."""
    if number.kind == "money" or _is_whole(said):
        return False
    return all(_is_whole(value) for _, value in known)


def _is_whole(value: Decimal) -> bool:
    """However many digits it has: a remainder is not worked out beyond 28."""
    return value == value.to_integral_value()


def _same(said: Decimal, value: Decimal, number: ProseNumber, unit: Unit | None) -> bool:
    """Equal, or equal as rounded to the last digit that was written."""
    step = number.step
    if number.kind == "money" and unit is not None:
        step *= dict(unit.accepts).get(number.unit, Decimal(1))
    if said == value or step <= 0:
        return said == value
    if number.kind == "count" and step == 1:
        return False
    return (value / step).to_integral_value(ROUND_HALF_UP) * step == said
