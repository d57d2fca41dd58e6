"""A sentence parted into clauses and segments: a segment has one amount at most.

Given the tokens of a sentence, gives it so parted. A segment is what one number is said with;
brackets and lists are marked, so that what they hold can be told from what they explain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from compiler.checks.prose.tokens import Token
from compiler.values.named_tuple import NamedTuple

ENDS = "。!！?？\n"
_NO_ROLES: frozenset[str] = frozenset()
# Roles that tell of another time than the report's year, and of any time.
PERIODS = ("last_year", "cumulative", "gathered", "part_of_year", "plan")
OF_TIME = frozenset(("this_year", "became", "whole_year", *PERIODS))
# What stands before a segment that begins anew.
SEMICOLONS = ("；", ";")
_PARTING = frozenset(ENDS + "，,;；:：（()）→")
_LIMITING = OF_TIME | {"others", "places", "own", "restricts", "narrow", "rest"}
_OPEN, _CLOSED = frozenset("（("), frozenset("）)")


class Segment(NamedTuple):
    """Words around one number, or a clause without any.

    `before` is the mark that it follows; `depth` counts the brackets it stands in;
    `clause` numbers its clause within the sentence.
    """

    tokens: tuple[Token, ...]
    before: str
    depth: int
    clause: int
    amount: Token | None
    texts: frozenset[str]
    roles: frozenset[str]  # what any of its words does
    unknown: tuple[Token, ...]
    times: bool  # whether any word or number speaks of a time

    def without(self, before: tuple[Token, ...], kept: tuple[Token, ...]) -> Segment:
        """The same with fewer words before its number."""
        tokens = [*kept, *self.tokens[len(before) :]]
        less = _segment(tokens, self.before, self.depth, self.clause)
        return less._replace(amount=self.amount, times=self.times)

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


class Sentence(NamedTuple):
    """The segments of one sentence in order, all their words, what any of these does, and the
    units of its numbers.
    """

    segments: tuple[Segment, ...]
    tokens: tuple[Token, ...]
    roles: frozenset[str]
    units: frozenset[str]


def sentence_of(tokens: Sequence[Token]) -> Sentence | None:
    """Those up to the end of one sentence; None if there is not a word. A semicolon ends a clause,
    not the sentence: what it says of time and body may go on.
    """
    found: list[Segment] = []
    clause: list[Token] = []
    before, depth, number = "", 0, 0
    for token in _without_remarks(_without_signs(tokens)):
        if token.word is not None or token.text not in _PARTING:
            clause.append(token)
            continue
        if clause:
            found += _segments(clause, before, depth, number)
            number += 1
            clause = []
        depth = max(0, depth + (token.text in "（(") - (token.text in "）)"))
        before = token.text
    if clause:
        found += _segments(clause, before, depth, number)
    return _sentence(found) if found else None


def _without_signs(tokens: Sequence[Token]) -> Sequence[Token]:
    """（4）结转下年：3件 is 结转下年3件: neither numbers of items nor what leads to a number part it."""
    if _SIGNS.isdisjoint([token.text for token in tokens]):
        return tokens
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in _OPEN and _is_item_number(tokens, at):
            at += _ITEM_NUMBER
            continue
        if token.text not in _COLONS or not _leads_to_number(tokens, at):
            found.append(token)
        at += 1
    return found


_COLONS = frozenset("：:")
_SIGNS = _COLONS | _OPEN
# An opening bracket, the number and the closing one.
_ITEM_NUMBER = 3


def _is_item_number(tokens: Sequence[Token], at: int) -> bool:
    """（2）, whose bracket this is, begins a sentence or stands behind a mark that ends a clause."""
    if len(tokens) <= at + _ITEM_NUMBER:
        return False
    before = tokens[at - 1] if at else None
    _, inside, closing, behind = tokens[at : at + _ITEM_NUMBER + 1]
    alone = inside.number is not None and inside.number.kind == "none" and closing.text in _CLOSED
    begins = before is None or (before.word is None and before.text in _BEGINNING)
    return alone and begins and behind.text not in _PARTING


_BEGINNING = frozenset(ENDS + "，,;；:：")


def _leads_to_number(tokens: Sequence[Token], at: int) -> bool:
    """办结：107件；: this colon stands between words and their number, behind which nothing is said."""
    if not at or tokens[at - 1].word is None:
        return False
    rest = tokens[at + 1 : at + 3]
    ends = len(rest) == 1 or (len(rest) > 1 and rest[1].text in _PARTING and rest[1].word is None)
    return ends and rest[0].is_amount and rest[0].number is not None and bool(rest[0].number.unit)


def _without_remarks(tokens: Sequence[Token]) -> Sequence[Token]:
    """作其他处理（含申请人撤回）3件: brackets between words and their number that tell no line or number."""
    if _OPEN.isdisjoint([t.text for t in tokens]):
        return tokens
    found: list[Token] = []
    at, seen = 0, False
    while at < len(tokens):
        token = tokens[at]
        end = _remark(tokens, at) if token.text in _OPEN and token.word is None else at
        if end > at and not seen and end < len(tokens) and tokens[end].text not in _PARTING:
            at = end
            continue
        seen = token.is_amount or (seen and (token.word is not None or token.text not in _PARTING))
        found.append(token)
        at += 1
    return found


def _remark(tokens: Sequence[Token], at: int) -> int:
    """The place behind the bracket that opens here; `at` where it holds a line, a number or none closes it."""
    for place in range(at + 1, len(tokens)):
        token = tokens[place]
        if token.word is None and token.text in _CLOSED:
            return place + 1
        if token.number or token.text in _PARTING or _limits(token):
            return at
    return at


def _limits(token: Token) -> bool:
    """Whether it changes what a number counts: another line, time or body, or some of it only."""
    word = token.word
    if word is None:
        return False
    return bool(word.meanings) or not _LIMITING.isdisjoint(word.roles) or token.text[0] == "不"


def _sentence(segments: list[Segment]) -> Sentence:
    tokens = tuple(chain.from_iterable([segment.tokens for segment in segments]))
    roles = _NO_ROLES.union(*[segment.roles for segment in segments])
    units = frozenset([token.number.unit for token in tokens if token.number is not None])
    return Sentence(tuple(segments), tokens, roles, units)


def _segment(tokens: list[Token], before: str, depth: int, clause: int) -> Segment:
    done: list[frozenset[str]] = []
    unknown: list[Token] = []
    amount, times = None, False
    for token in tokens:
        if token.word is not None:
            done.append(token.word.roles)
        elif token.number is None:
            if token.is_unknown:
                unknown.append(token)
        else:
            times = times or token.number.kind == "time"
            amount = token if amount is None and token.is_amount else amount
    texts, roles = frozenset([t.text for t in tokens]), _NO_ROLES.union(*done)
    times = times or not OF_TIME.isdisjoint(roles)
    return Segment(
        tuple(tokens), before, depth, clause, amount, texts, roles, tuple(unknown), times
    )


def _segments(clause: list[Token], before: str, depth: int, number: int) -> list[Segment]:
    """The clause cut after each amount but the last, so that each has its own words."""
    kinds = [t.number.kind for t in clause if t.number is not None]
    if "none" in kinds:
        clause = list(_with_bare(clause))
    if len(kinds) <= 1:
        return [_segment(clause, before, depth, number)]
    return list(_cut_into(clause, before, depth, number))


def _cut_into(clause: list[Token], before: str, depth: int, number: int) -> Iterator[Segment]:
    piece: list[Token] = []
    seen = False
    for position, token in enumerate(clause):
        amount = token.number is not None and token.is_amount
        if amount and seen:
            cut = _cut(piece)
            yield _segment(piece[:cut], before, depth, number)
            piece, before = [t for t in piece[cut:] if t.text != "、" or t is not piece[cut]], "、"
            seen = False
        if token.text == "、" and seen and _each_of_them(clause[position + 1 :]):
            cut = _cut(piece)
            yield _segment(piece[:cut], before, depth, number)
            piece, before, seen = [*piece[cut:], token] if piece[cut:] else [], "、", False
            continue
        if token.text == "、" and seen and _parts(clause[position + 1 :]):
            yield _segment(piece, before, depth, number)
            piece, seen, before = [], False, "、"
            continue
        piece.append(token)
        seen = seen or amount
    if piece:
        yield _segment(piece, before, depth, number)


def _with_bare(clause: list[Token]) -> Iterator[Token]:
    """A bare number is an amount at the end of a clause, 公众号21，其余14条。, and right behind a line
    before the next one: 予以公开60、部分公开15.
    """
    for before, token, after in zip([None, *clause], clause, [*clause[1:], None], strict=False):
        number = token.number
        if number is not None and number.kind == "none" and _is_bare_amount(before, after):
            yield token._replace(number=number._replace(kind="count"))
        else:
            yield token


def _is_bare_amount(before: Token | None, after: Token | None) -> bool:
    if after is None or before is None or before.word is None:
        return after is None
    return after.text == "、" and (bool(before.word.meanings) or before.has("rest"))


def _each_of_them(rest: list[Token]) -> bool:
    """剩下3件系甲、乙各1件: the names go with the number that follows them."""
    place = next((n for n, t in enumerate(rest) if t.is_amount), 0)
    return place > 0 and rest[place - 1].text == "各"


def _parts(rest: list[Token]) -> bool:
    """Whether an enumerating mark after a number begins a clause of its own."""
    return any(token.number for token in rest)


# 22件申请中自然人17件; 3,875 books and 512 films.
_CUTTING = ("中", "里", "内", "and")


def _cut(piece: list[Token]) -> int:
    """The first number has its words up to 中, or up to "and"."""
    at = next(i for i in range(len(piece) - 1, -1, -1) if piece[i].is_amount)
    for place in range(at + 1, len(piece)):
        if piece[place].text in _CUTTING:
            return place + 1
    return at + 1
