"""What is counted in a clause: the noun beside its number, or a line that needs none.

Given the words before and after a number and what the clauses before left open, gives the
word, its table, and whether it is a thing that no table counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from compiler.checks.prose.carried import Carried
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Lexicon, Meaning

Head = tuple[Token | None, str, bool, bool]


def head_of(
    before: tuple[Token, ...], after: tuple[Token, ...], carried: Carried, lexicon: Lexicon
) -> Head:
    """The noun that is counted: the last one before the number, else the last one after it."""
    return (
        _last_head(before, after, carried, lexicon, leading=True)
        or _last_head(_nouns(after), after, carried, lexicon, leading=False)
        or (None, "", False, False)
    )


def _last_head(
    tokens: tuple[Token, ...], after: tuple[Token, ...], carried: Carried, lexicon: Lexicon, *, leading: bool
) -> Head | None:  # fmt: skip
    """Among the words that lead to the number (`leading`), or among those behind it."""
    for place in range(len(tokens) - 1, -1, -1):
        token, word = tokens[place], tokens[place].word
        if word is None or not word.tells:
            continue
        previous = tokens[place - 1] if place else None
        if word.objects:
            return token, next(iter(word.objects)), False, False
        if carried.foreign and word.meanings and (table := _with_noun(token, lexicon)):
            return token, table, False, False
        if word.meanings and (row := _row_object(token, lexicon)):
            return token, row.table, False, False
        if word.loose:
            strange = previous is not None and previous.is_unknown
            strange = strange and (carried.foreign or carried.table not in word.loose)
            return token, next(iter(word.loose)), strange, True
        if leading and word.meanings and _is_telling(token, carried, lexicon):
            return None, carried.table, False, carried.loose
        acts = bool(carried.table) and carried.table in word.acts
        if "matter" in word.roles and not acts and not _of_line(previous, carried):
            return token, "", True, False
        if not word.meanings or (leading and after and after[0].word and after[0].word.objects):
            continue  # the noun right behind its number: Central counted 52,310 visits
        table = "" if carried.foreign else _alone(token, lexicon)
        if table and (not carried.named or carried.table == table or _only_there(token)):
            return token, table, False, False
    return None


def _nouns(after: tuple[Token, ...]) -> tuple[Token, ...]:
    """What may be counted behind its number; of what is told of it no other matter is."""
    for n, token in enumerate(after[:2]):
        if token.text.startswith(_TELLING):
            return (*after[:n], *(t for t in after[n:] if not t.has("matter")))
    return after


# 1件正在征求意见: what follows tells of it, and is not what is counted.
_TELLING = ("正", "已", "尚", "仍", "因", "系", "经", "在", "需", "将", "均", "全部", "都")


def _is_telling(token: Token, carried: Carried, lexicon: Lexicon) -> bool:
    """不掌握: a line of what is spoken of that is no mere act, as 答复 is."""
    meaning = token.word.meaning_in(carried.table) if token.word and carried.table else None
    if meaning is None or carried.foreign or token.has("plain"):
        return False
    counted = lexicon.how_counted(carried.table)
    acts = {counted.row, *counted.added, *counted.instead}
    if not counted.row:
        return meaning.alone
    return meaning.axis == "rows" and not (set(meaning.ids) & acts)


def _only_there(token: Token) -> bool:
    """采购总金额: a column of one table, whatever was spoken of before."""
    meanings = token.word.meanings if token.word else ()
    return len(meanings) == 1 and meanings[0].axis == "columns"


def _of_line(previous: Token | None, carried: Carried) -> bool:
    """不予处理事项: a noun that only goes with a line of what is spoken of."""
    if previous is None or previous.word is None:
        return False
    meaning = previous.word.meaning_in(carried.table)
    return meaning is not None and meaning.alone


def _alone(token: Token, lexicon: Lexicon) -> str:
    """无法提供: a line that by itself says what is counted, in a table that can do with one line."""
    meanings = token.word.meanings if token.word else ()
    return next((m.table for m in meanings if m.alone and _complete(m.table, lexicon)), "")


def _complete(table: str, lexicon: Lexicon) -> bool:
    counted = lexicon.counted.get(table)
    return counted is not None and bool(counted.row)


def _with_noun(token: Token, lexicon: Lexicon) -> str:
    """新收政府信息公开申请: a row that is said with what is counted."""
    tables = {m.table for m in token.word.meanings if m.axis == "rows"} if token.word else set()
    for start in range(1, len(token.text)):
        known = lexicon.words[token.text[start]]
        for character in token.text[start + 1 :]:
            known = known[character] if known else None
        if known and known.word and (table := next(iter(known.word.objects & tables), "")):
            return table
    return ""


def _row_object(token: Token, lexicon: Lexicon) -> Meaning | None:
    """行政复议, 规范性文件: a row that is what its table counts."""
    if token.word is None:
        return None
    for meaning in token.word.meanings:
        counted = lexicon.counted.get(meaning.table)
        if meaning.axis == "rows" and (counted is None or not counted.objects):
            return meaning
    return None


def from_lines(said: Iterable[Token], carried: Carried) -> tuple[str, bool, bool, bool]:
    """What is counted where no noun says it: what was carried, else the table of a telling line."""
    table, foreign, loose = carried.table, carried.foreign, carried.loose
    if foreign and any(_back(t, carried) for t in said):
        return carried.former, False, loose, False
    if foreign and carried.fresh and any(_returns(t, carried) for t in said):
        return carried.former, False, True, False
    if foreign and not carried.told and any(_is_of(t, carried.home) for t in said):
        return carried.home, False, True, False
    if not table or foreign:
        table = next((m.table for t in said if t.word for m in t.word.meanings if m.alone), table)
        if table and not foreign:
            return table, False, False, True
    return table, foreign, loose, False


def _is_of(token: Token, home: str) -> bool:
    """有关数据详见下表，其中结转下年1件: a row of the section's own table, which needs no noun."""
    meaning = token.word.meaning_in(home) if token.word and home else None
    return meaning is not None and meaning.axis == "rows" and meaning.alone


def _back(token: Token, carried: Carried) -> bool:
    """其中两件作了解读，现行有效63件: a column of what was spoken of before."""
    meaning = token.word.meaning_in(carried.former) if token.word and carried.former else None
    return meaning is not None and meaning.axis == "columns" and meaning.alone


def _returns(token: Token, carried: Carried) -> bool:
    """Of a new sentence: a row of what was spoken of before says that it is spoken of again."""
    meaning = token.word.meaning_in(carried.former) if token.word and carried.former else None
    return meaning is not None and meaning.axis == "rows" and meaning.alone


def is_counted(amount: Token | None, carried: Carried, lexicon: Lexicon) -> bool:
    """Whether something foreign is counted as figures are: 三类 is no such number."""
    counted = lexicon.counted.get(carried.former or carried.table)
    if amount is None or amount.number is None:
        return False
    return counted is None or not counted.units or amount.number.unit in counted.units
