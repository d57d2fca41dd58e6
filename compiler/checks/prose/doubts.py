"""What makes a clause speak of less than its figure: a part, a time, a body, a rest.

Given a sentence and the place of a number in it, tells whether anything in its clause
restricts what is counted. What is restricted has no figure in the tables.
"""

from __future__ import annotations

from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots, ids_of
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.values.figures import FigureId

_SPANS = ("个工作日", "工作日", "天", "周", "小时", "分钟", "个月", "个自然日")
_WITHIN = ("中", "里", "内")
_AMONG = ("当中",)  # 答复的27件当中: all of them
_OF_TIME = frozenset(("last_year", "plan", "part_of_year", "cumulative"))
# Requests come and are answered by ways of their own; a document is only published by them.
_STRAYING = _OF_TIME | {"others", "channel"}
_EACH = ("各", "每", "各占", "各有")


def restricted(paragraph: Paragraph, spoken: Spoken, position: int) -> bool:
    """Whether the clause counts only some of what its words name."""
    slots = spoken.slots[position]
    amount = slots.segment.amount
    tokens = slots.segment.tokens
    spot = tokens.index(amount) if amount else len(tokens)
    before, after = tokens[:spot], tokens[spot + 1 :]
    told = tokens[:-1] if len(after) == 1 and after[0].text in _AMONG else tokens
    return (
        any(_narrows(t, slots) for t in _behind_its_line(told, before))
        or any(_strays(t, slots, paragraph) for t in _but_when_done(after))
        or _is_of_matter(after, slots)
        or any(t.text in _EACH for t in before)
        or _only_rest(before, slots, paragraph)
        or _of_some(paragraph, spoken, position)
    )


def _behind_its_line(tokens: tuple[Token, ...], before: tuple[Token, ...]) -> tuple[Token, ...]:
    """涉及行政执法案卷的3件: what leads to a line that the number follows at once restricts nothing."""
    lead = [n for n, t in enumerate(before) if not t.has("plain") or (t.word and t.word.lines)]
    last = before[lead[-1]] if lead else None
    if last is None or last.word is None or not last.word.lines:
        return tokens
    return tokens[lead[-1] :]


def _narrows(token: Token, slots: Slots) -> bool:
    if token.number is not None and token.number.unit in _SPANS:
        return True
    return token.has("restricts") and not (token.word and slots.table in token.word.acts)


def _but_when_done(after: tuple[Token, ...]) -> tuple[Token, ...]:
    """上年结转两件已于年初办结: when something was done with them changes nothing of how many they are."""
    done = next((n for n, t in enumerate(after) if t.text in _DONE), len(after))
    return (*after[:done], *(t for t in after[done:] if not (t.word and t.word.roles & _OF_TIME)))


def some_were_done(slots: Slots) -> bool:
    """上年结转的2件已于年初办结: when it is told of those that were, there may have been others."""
    tokens, amount = slots.segment.tokens, slots.segment.amount
    after = tokens[tokens.index(amount) + 1 :] if amount else ()
    return len(_but_when_done(after)) < len(after)


_DONE = ("已", "已经", "现已", "业已", "均已")


def _strays(token: Token, slots: Slots, paragraph: Paragraph) -> bool:
    """After the number: another time, another body, something that no table counts."""
    if token.word is None or token.word.meaning_in(slots.table) or token.has("plain"):
        return False
    acts = slots.table in token.word.acts
    strays = _STRAYING if paragraph.reader.lexicon.how_counted(slots.table).objects else _OF_TIME
    strange = not strays.isdisjoint(token.word.roles)
    foreign = token.has("places") and not paragraph.reader.government
    return strange or foreign or (token.has("aside") and not acts)


def _is_of_matter(after: tuple[Token, ...], slots: Slots) -> bool:
    """The noun right behind the number, if it is another thing; 32件已在专栏公布 has none there."""
    first = next((t for t in after if not t.has("plain")), None)
    if first is None or first.word is None or not first.has("matter"):
        return False
    return slots.table not in first.word.acts and first.word.meaning_in(slots.table) is None


def _only_rest(before: tuple[Token, ...], slots: Slots, paragraph: Paragraph) -> bool:
    """其余33件复议: the rest of what is counted, unless the rest has a line of its own."""
    left = [t for t in before if t.has("rest") or t.has("remains")]
    if not left or (slots.stated and slots.rows and all(t.text.startswith("另") for t in left)):
        return False
    counted = paragraph.reader.lexicon.counted.get(slots.table)
    default = {counted.row, *counted.also} if counted else set()
    whole = counted is None or not counted.row
    told = [m for m in slots.rows if not whole and not set(m.ids) <= default]
    return not told and not slots.columns


def _of_some(paragraph: Paragraph, spoken: Spoken, position: int) -> bool:
    """在43件答复件中，39件…: what is said of a number that is no whole of the tables, or of all again."""
    if position == 0:
        return False
    slots, previous = spoken.slots[position], spoken.slots[position - 1]
    if _parts_what_was_done(paragraph, previous, slots):
        return True
    number = previous.segment.amount.number if previous.segment.amount else None
    if number is None or previous.segment.tokens[-1].text not in _WITHIN:
        return False
    if previous.why or previous.unknown or not (slots.rows or slots.columns):
        return True
    reader = paragraph.reader
    known = candidates(previous, reader.form, reader.lexicon)
    if not any(reader.value(c) == number.value for c in known):
        return True
    own = {m.ids for m in slots.rows}
    return bool(own & {m.ids for m in previous.rows}) or _of_the_new(previous, slots, paragraph)


def _parts_what_was_done(paragraph: Paragraph, previous: Slots, slots: Slots) -> bool:
    """办理量当中，当年新收的170件: what was handled parted by when it came."""
    counted = paragraph.reader.lexicon.how_counted(slots.table)
    if previous.segment.amount or not previous.segment.tokens[-1].text.endswith(_WITHIN):
        return False
    came, done = (ids_of(s.rows) for s in (slots, previous))
    return bool(came) and came <= {counted.row, *counted.added} and bool(done & counted.instead)


def _of_the_new(previous: Slots, slots: Slots, paragraph: Paragraph) -> bool:
    """新收的194件中，年内办结187件: of what came this year, while more was carried in."""
    reader = paragraph.reader
    counted = reader.lexicon.how_counted(slots.table)
    came = {counted.row}
    rows = ids_of(previous.rows)
    own = ids_of(slots.rows)
    if not counted.added or rows != came or not own or own & {*came, *counted.added}:
        return False
    column = counted.column
    return any(
        reader.value(Candidate((FigureId(slots.table, row, column),))) for row in counted.added
    )
