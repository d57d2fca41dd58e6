"""Changes since last year: 同比增长N%, 由N件增至M件, 比上年多N件.

Both numbers from the sentence where it tells them, else last year's report; with neither,
nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.crossings import Candidate, bases_of_changes, candidates
from compiler.checks.prose.gaps_told import gap_before, is_told
from compiler.checks.prose.items import Item
from compiler.checks.prose.lists import items_of
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.percent import gives, percent_of
from compiler.checks.prose.segments import SEMICOLONS
from compiler.checks.prose.slip import is_slip
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity, Values
from compiler.values.named_tuple import NamedTuple


class Change(NamedTuple):
    """A change by a percentage or by a number; `slots` are of the segment that tells it."""

    more: bool
    by: ProseNumber
    token: Token
    slots: Slots
    since: bool  # last year, or another time, is named


def change_findings(paragraph: Paragraph) -> Iterator[Finding]:
    for before, spoken in pairwise((None, *paragraph.spoken)):
        if spoken is None or spoken.sentence.roles.isdisjoint(("more", "fewer", "became")):
            continue
        items = items_of((spoken,))
        for change in _changes(spoken):
            if before is not None:
                yield from _of_sentence_before(paragraph, spoken, items, change, before)
            for found in _judged(paragraph, spoken, items, change):
                olds = _olds(spoken, items)
                earlier = _earlier(before, change) if before and not olds else []
                # That by last year's report it is as much the other way round is no chance.
                by_report = paragraph.reader.prior is not None and not olds
                turned = by_report and found.expected == found.actual
                if turned or not _true_otherwise(change, [*earlier, *items], olds):
                    yield found
        yield from _turned_round(paragraph, spoken)


def _true_otherwise(change: Change, items: Sequence[Item], olds: Sequence[Item]) -> bool:
    """Whether any two numbers told here, or sums of neighbours, differ by what is said."""
    then = [i.number.value for i in olds]
    own = [i for i in items if i.token is not change.token and i not in olds]
    own = [i for i in own if change.by.kind != "count" or _is_of_unit(i, change.by.unit)]
    told = [i.number.value for i in own if i.number.kind != "percent" and not i.slots.difference]
    sums = [
        sum(told[start : start + length], Decimal(0))
        for length in (1, 2, 3, 4)
        for start in range(len(told) - length + 1)
    ]
    pairs = [(a, b) for a in sums for b in then or told]
    if change.by.kind == "percent":
        sign = 1 if change.more else -1
        gaps = [i.number.value for i in own if i.slots.difference]
        pairs += [(a, a - sign * gap) for a in told for gap in gaps]
    return any(_agrees(change, a, b) for a, b in pairs if b > 0)


def _is_of_unit(item: Item, unit: str) -> bool:
    return item.number.unit in ("", unit)


def _earlier(before: Spoken, change: Change) -> list[Item]:
    """Numbers of the sentence before, where the change may be of what they count."""
    table = change.slots.table if _subject(change) == "named" else ""
    return [i for i in items_of((before,)) if not table or i.slots.table in ("", table)]


def _turned_round(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """由31件下降到45件: the verb goes the other way than its two numbers."""
    for first, second in zip(spoken.slots, spoken.slots[1:], strict=False):
        if first.why != "last_year" or "became" not in second.segment.roles:
            continue
        a, b = first.segment.amount, second.segment.amount
        verb = next((t for t in second.segment.tokens if t.has("became")), None)
        if verb is None or a is None or b is None or second.segment.tokens[0] is not verb:
            continue
        old, new = a.number, b.number
        if (
            old is None
            or new is None
            or old.unit != new.unit
            or first.segment.clause != second.segment.clause
        ):
            continue
        up = any(word in verb.text for word in _UP)
        down = any(word in verb.text for word in _DOWN)
        if (up and new.value < old.value) or (down and new.value > old.value):
            gap = plain(abs(new.value - old.value))
            values: Values = {
                "said": verb.text,
                "expected": gap,
                "part": plain(new.value),
                "whole": plain(old.value),
                "sign": new.unit,
                "reading": paragraph.read_as(None),
            }
            yield paragraph.finding(
                kinds.WRONG_GROWTH,
                a.start,
                b.end,
                values,
                involved=(plain(old.value), plain(new.value)),
            )


_UP, _DOWN = ("增", "升", "提高"), ("降", "减", "回落")


def _changes(spoken: Spoken) -> Iterator[Change]:
    since = False
    for slots in spoken.slots:
        more: Token | None = None
        for token in slots.segment.tokens:
            roles = token.word.roles if token.word else ()
            since = since or "compared" in roles
            if "became" in roles:
                more = None
            elif "more" in roles or "fewer" in roles:
                more = token
            elif token.number and more is not None:
                number = token.number
                if (
                    not number.approximate
                    and number.unit not in ("个百分点", "百分点", "倍")
                    and number.kind != "time"
                ):
                    yield Change(more.has("more"), number, token, slots, since)
                more = None


def _judged(
    paragraph: Paragraph, spoken: Spoken, items: Sequence[Item], change: Change
) -> Iterator[Finding]:
    subject = _subject(change)
    if subject == "strange" or (subject and _told_after(spoken, change)):
        return
    before = [i for i in items if i.token.start < change.token.start]
    olds = _olds(spoken, before)
    table = change.slots.table
    stated = table and bases_of_changes(paragraph.reader.form.table(table))
    if stated and change.by.kind == "count" and not olds:
        return  # its changes stand in the table itself
    olds = olds or _in_bracket_behind(items, change)
    news = [i for i in before if i not in olds and not i.slots.difference]
    news = [i for i in news if i.slots.segment.depth <= change.slots.segment.depth]
    if change.slots.segment.before in SEMICOLONS and not subject and len(news) > 1:
        return  # 收到64件，自然人53件，企业11件；较上年增加11件: of which of them is not said
    new = news[-1] if news and not _apart(spoken, news[-1], change) else None
    if new is None and (_told_after(spoken, change) or (stated and change.by.kind == "count")):
        return
    gap_told = (
        gap_before(spoken, change.slots, change.more) if new is None and not subject else None
    )
    now, then, figure = _operands(paragraph, change, new, olds, subject, gap_told)
    if new is not None and not then:
        now, then = [new.number.value], _before_change(new, before, change)
    percent = change.by.kind == "percent"
    then = [b for b in then if b or not percent]  # there is no percentage of nothing
    if not now or not then:
        return
    if any(_agrees(change, a, b) for a in now for b in then):
        return
    if not _counts_alike(paragraph, change, [i.number.unit for i in (*olds, *news)]):
        return  # 增量主要来自三类: not how many more
    a, b = now[0], then[0]
    gap = a - b
    expected = percent_of(abs(gap), b, change.by.decimals) if percent else abs(gap)
    values: Values = {
        "said": plain(change.by.value), "expected": plain(expected), "part": plain(a),
        "whole": plain(b), "sign": "%" if percent else change.by.unit,
        "reading": _read_as(paragraph, figure, turned=_is_turned(change, gap)),
    }  # fmt: skip
    yield paragraph.finding(
        kinds.WRONG_GROWTH, change.slots.segment.start, change.token.end, values,
        expected=plain(expected), actual=plain(change.by.value), involved=(plain(a), plain(b)),
        severity=Severity.WARNING if percent and is_told(before, change.slots, abs(gap))
        else _severity(change, new, olds, (a, b), expected),
    )  # fmt: skip


def _of_sentence_before(
    paragraph: Paragraph, spoken: Spoken, items: Sequence[Item], change: Change, before: Spoken
) -> Iterator[Finding]:
    """新收280件，应办理292件。与上一年的221件相比，增加69件: one of the numbers told in the sentence before,
    of which any may be meant."""
    earlier = [i for i in items if i.token.start < change.token.start]
    olds = _olds(spoken, earlier)
    if _subject(change) or len(olds) != 1 or earlier != olds or olds[0].number.approximate:
        return
    old = olds[0]
    told = [i for i in items_of((before,)) if i.slots.table == old.slots.table
            and i.number.unit == old.number.unit and not i.slots.difference]  # fmt: skip
    if not old.slots.table or not _counts_alike(paragraph, change, [old.number.unit]):
        return
    values = [sum((i.value for i in told[n : n + size]), Decimal(0))
              for size in (1, 2, 3) for n in range(len(told) - size + 1)]  # fmt: skip
    if any(_agrees(change, value, old.value) for value in values):
        return
    for item in told:
        gap = item.value - old.value
        percent = change.by.kind == "percent"
        expected = percent_of(abs(gap), old.value, change.by.decimals) if percent and old.value else abs(gap)  # fmt: skip
        if (gap > 0) == change.more and is_slip(change.by.value, expected):
            yield paragraph.finding(
                kinds.WRONG_GROWTH, change.slots.segment.start, change.token.end,
                {
                    "said": plain(change.by.value), "expected": plain(expected),
                    "part": plain(item.value), "whole": plain(old.value),
                    "sign": "%" if percent else change.by.unit, "reading": paragraph.read_as(None),
                },
                expected=plain(expected), actual=plain(change.by.value),
                involved=(plain(item.value), plain(old.value)), severity=Severity.WARNING,
            )  # fmt: skip
            return


def _counts_alike(paragraph: Paragraph, change: Change, told: Sequence[str]) -> bool:
    """Whether a number of what is counted, in the unit of what is told, or of the table named."""
    if change.by.kind != "count" or change.by.unit in told:
        return True
    units = paragraph.reader.lexicon.how_counted(change.slots.table).units
    return not told and change.by.unit in units


def _in_bracket_behind(items: Sequence[Item], change: Change) -> list[Item]:
    """增长28%（上年为250条）: last year's number told behind its change."""
    behind = next((i for i in items if i.token.start > change.token.start), None)
    if behind is None or behind.slots.segment.depth <= change.slots.segment.depth:
        return []
    lead = (t for t in behind.slots.segment.tokens if t.start < behind.token.start)
    named = any(t.has("last_year") for t in lead) and not behind.slots.difference
    return [behind] if named else []


def _before_change(new: Item, before: Sequence[Item], change: Change) -> list[Decimal]:
    """发布320条，比上年增加70条，增长28%: what it was before, by the change told in numbers."""
    gaps = [i for i in before if i.token.start > new.token.start and i.slots.difference]
    if change.by.kind != "percent" or len(gaps) != 1:
        return []
    gap = gaps[0]
    roles = gap.slots.segment.roles
    near = gap.slots.segment.clause >= change.slots.segment.clause - 1
    same = gap.number.unit == new.number.unit and not gap.number.approximate
    if not (near and same and change.since) or ("more" in roles) != change.more:
        return []
    then = new.number.value - gap.value * (1 if change.more else -1)
    return [then] if then > 0 else []


def _severity(
    change: Change, new: Item | None, olds: Sequence[Item], of: tuple[Decimal, Decimal],
    expected: Decimal,
) -> Severity:  # fmt: skip
    """What can be a slip, or was divided by this year's number instead of last year's; or whose
    both operands stand right beside it: 收到6件，较上年的9件下降50%.
    """
    now, then = of
    if change.by.kind == "percent" and now and gives(abs(now - then), now, change.by):
        return Severity.WARNING
    sure = False
    if olds and new is not None and new.number.unit == olds[-1].number.unit:
        clause, told = change.slots.segment.clause, new.slots.segment
        beside = olds[-1].token in change.slots.segment.tokens or (
            olds[-1].slots.segment.clause == told.clause and "became" in told.roles
        )
        sure = beside and told.clause == clause - 1 and not new.slots.unknown
    slip = is_slip(change.by.value, expected)
    return Severity.WARNING if slip or sure else Severity.ADVICE


def _told_after(spoken: Spoken, change: Change) -> bool:
    """减少3项，为93项、减少3项，年末为93项: the number itself follows its change."""
    place = spoken.slots.index(change.slots) + 1
    following = spoken.slots[place].segment.tokens if place < len(spoken.slots) else ()
    *lead, last = following or (None,)
    return bool(lead) and bool(last and last.is_amount) and not any(map(_names, lead))


def _names(token: Token) -> bool:
    return token.is_unknown or bool(token.word and token.word.meanings)


def _subject(change: Change) -> str:
    """What the segment itself says is changing: "", a table's figure, or something strange."""
    named = ""
    for token in change.slots.segment.tokens:
        if token.has("more") or token.has("fewer") or token is change.token:
            break
        if (
            token.is_unknown
            or token.text == "分别"
            or token.has("sums")
            or token.has("matter")
            or token.has("channel")
            or token.has("others")
        ):
            return "strange"
        if token.word and (token.word.objects or token.word.loose or token.word.meanings):
            named = "named"
    return named


def _olds(spoken: Spoken, before: Sequence[Item]) -> list[Item]:
    """Numbers of last year: said so, or standing right after the words that compare."""
    found: list[Item] = []
    tokens = list(spoken.sentence.tokens)
    for item in before:
        if item.parted:
            found.clear()  # another thing is spoken of
        if item.slots.why == "last_year":
            found.append(item)
            continue
        place = tokens.index(item.token)
        lead = [t for t in tokens[:place] if t.word or t.number]
        if (lead and lead[-1].has("compared")) or (
            len(lead) > 1 and lead[-1].text == "的" and lead[-2].has("compared")
        ):
            found.append(item)
    return found


def _apart(spoken: Spoken, new: Item, change: Change) -> bool:
    """Whether between the number and its change another subject is named."""
    between = [
        t for t in spoken.sentence.tokens if new.token.end <= t.start < change.slots.segment.start
    ]
    return any(_names(t) or t.has("matter") or (t.word and t.word.objects) for t in between)


def _operands(
    paragraph: Paragraph,
    change: Change,
    new: Item | None,
    olds: Sequence[Item],
    subject: str,
    gap_told: Slots | None,
) -> tuple[list[Decimal], list[Decimal], Candidate | None]:
    """The numbers of now and of then that can be meant, the likeliest first, and their figure."""
    reader = paragraph.reader
    own = change.slots if subject else new.slots if new else None
    if gap_told is not None:
        own, subject = gap_told._replace(why=""), "named"
    found = candidates(own, reader.form, reader.lexicon) if own and own.table else ()
    if own is change.slots and own and change.slots.difference:
        found = candidates(own._replace(why="", segment=own.segment), reader.form, reader.lexicon)
    if new is None and not subject and olds and olds[-1].slots.table:
        # 新收件较上年的40件下降25%: what has changed is named beside last year's number.
        found = candidates(olds[-1].slots._replace(why=""), reader.form, reader.lexicon)
        subject = "named"
    scale = _scale(paragraph, found, new.number if new else change.by)
    table_now = [v * scale for c in found if (v := reader.value(c)) is not None]
    table_then = []
    said = new is None or new.number.value * scale in table_now or _stands(new.number, table_now)
    if reader.prior is not None and change.since and said:
        table_then = [v * scale for c in found if (v := reader.value(c, reader.prior))]
    now = [new.number.value] if new else []
    then = [i.number.value for i in olds[-1:] if not new or i.number.unit == new.number.unit]
    if new is None and not (subject and (table_then or then)):
        return [], [], None
    return [*now, *table_now], [*then, *table_then], found[0] if found else None


def _scale(paragraph: Paragraph, found: Sequence[Candidate], said: ProseNumber) -> Decimal:
    """Sums of money are read in single units, the tables may keep them in another."""
    unit = paragraph.reader.form.unit_of(found[0].figures[0]) if found else None
    factor = dict(unit.accepts).get(said.unit) if unit and said.kind == "money" else None
    return Decimal(1) / factor if factor else Decimal(1)


def _stands(said: ProseNumber, values: Sequence[Decimal]) -> bool:
    """Whether it is one of these, as rounded to the last digit that was written."""
    return any(
        abs(said.value - value) * 2 <= (said.step if said.step != 1 else 0) for value in values
    )


def _agrees(change: Change, now: Decimal, then: Decimal) -> bool:
    gap = now - then
    if _is_turned(change, gap):
        return False
    if change.by.kind == "percent":
        return gives(abs(gap), then, change.by)
    return _stands(change.by, [abs(gap)])


def _is_turned(change: Change, gap: Decimal) -> bool:
    """Whether more is told for less, or less for more; a change of 0 is neither."""
    return bool(gap and change.by.value) and (gap < 0) == change.more


def _read_as(paragraph: Paragraph, figure: Candidate | None, *, turned: bool) -> Text:
    """How the sentence is read, and before it that what is told is the other way round."""
    reading = paragraph.read_as(figure)
    if not turned:
        return reading
    return Text(f"，增减写反了{reading.zh}", f", the other way round{reading.en}")
