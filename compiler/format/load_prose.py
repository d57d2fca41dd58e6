"""Reads what a declaration says about prose: phrases, denials, legal bases, words of scope.

Given the entries of a declaration file, gives a `Prose` whose expressions are parsed and
not yet bound; mistakes are noted with their keys.
"""

from __future__ import annotations

from decimal import Decimal

from compiler.format.entry import Entry
from compiler.format.expression import ExpressionError, Name, Node, Number, parse_value
from compiler.format.prose import SCOPES, Basis, Denial, Labelled, Phrase, Prose
from compiler.values.findings import Severity


def load_prose(top: Entry) -> Prose:
    """Everything about prose in one file; expressions are parsed and not yet bound."""
    scope = top.optional("scope")
    words = {name: scope.texts(name) for name in SCOPES} if scope else {}
    if scope:
        scope.finish()
    period = top.optional("period")
    said = period.texts("words") if period else ()
    if period:
        period.finish()
    return Prose(
        phrases=tuple(_phrase(e) for e in top.entries("phrase", required=False)),
        denials=tuple(_denial(e) for e in top.entries("denial", required=False)),
        bases=tuple(_basis(e) for e in top.entries("basis", required=False)),
        scope=words,
        wholes=tuple(_whole(e) for e in top.entries("whole", required=False)),
        period=said,
        labelled=tuple(_labelled(e) for e in top.entries("labelled", required=False)),
    )


def _labelled(entry: Entry) -> Labelled:
    found = Labelled(entry.text("table"), entry.text("column"), entry.texts("unlike"))
    entry.finish()
    return found


def _phrase(entry: Entry) -> Phrase:
    says = entry.texts("says")
    for pattern in says or ("",):
        if sum(token.startswith("N") for token in pattern.split()) != 1:
            entry.wrong("says", pattern, "含有一个 N 的词语写法", "a pattern with one N")
    phrase = Phrase(
        id=entry.text("id"),
        says=says,
        value=_value(entry),
        allows=tuple(_parsed(entry, "allows", text) for text in entry.texts("allows")),
        near=entry.texts("near"),
        unlike=entry.texts("unlike"),
        stock=entry.flag("stock", default=False),
        of_last_year=entry.flag("of_last_year", default=False),
        severity=_severity(entry),
    )
    entry.finish()
    return phrase


def _denial(entry: Entry) -> Denial:
    denial = Denial(
        id=entry.text("id"),
        says=entry.texts("says"),
        value=_value(entry),
        unless=entry.texts("unless"),
        of_last_year=entry.flag("of_last_year", default=False),
        severity=_severity(entry),
    )
    entry.finish()
    return denial


def _basis(entry: Entry) -> Basis:
    basis = Basis(wrong=entry.text("wrong"), right=entry.text("right"))
    entry.finish()
    return basis


def _whole(entry: Entry) -> Node:
    node = _value(entry)
    entry.finish()
    return node


def _severity(entry: Entry) -> Severity:
    return Severity(entry.choice("severity", ("error", "warning", "advice"), "error") or "error")


def _value(entry: Entry) -> Node:
    """`value` is an expression over full paths, `figure` the name of a key figure."""
    figure = entry.text("figure", "")
    if figure:
        return Name((figure,))
    return _parsed(entry, "value", entry.text("value"))


def _parsed(entry: Entry, key: str, text: str) -> Node:
    try:
        return parse_value(text or "0")
    except ExpressionError as fault:
        entry.bad_expression(key, text, fault.reason)
        return Number(Decimal(0))
