"""Guessed rules in the language of declarations, over the ids that the lines were given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.learning.label_words import bare
from compiler.learning.outline import OutlinedTable, Path, name_of
from compiler.learning.totals_guessed import Figures, GuessedRule, Term, rules_guessed
from compiler.text.language import Language, Text

_FEW = 3  # terms that are written one by one; more in a row are a span
_SPAN = Text("{0} 至 {1} 之和", "the sum of {0} to {1}")
_LINES = Text("各行之和", "the sum of the lines")
_LAST_YEAR = Text("上年报告的{0}", "{0} of last year's report")


def rule_entries(
    table: OutlinedTable,
    id: str,
    rows: Sequence[str],
    columns: Sequence[str],
    example: Figures | None,
    language: Language,
) -> Iterator[dict[str, object]]:
    """The keys of each [[rule]] of one table."""
    for number, rule in enumerate(rules_guessed(table, example), start=1):
        lines = columns if rule.axis == "rows" else rows
        paths = table.columns if rule.axis == "rows" else table.rows
        left, right = rule.left[0], (rule.right or rule.left)[-1]
        carried = any(term.prior for term in rule.right)
        yield {
            "id": f"{id}-{number}".lower(),
            "each": [f"{id}.{rule.axis}"],
            "holds": _holds(rule, lines),
            "defines": lines[left.line] if rule.defines else "",
            "result": "" if rule.defines else lines[(left if carried else right).line],
            **({"explainable": True} if carried else {}),
            "words": _words(rule, paths, language),
            "guess": rule.why.in_language(language),
        }


def _holds(rule: GuessedRule, ids: Sequence[str]) -> str:
    right = "sum(lines)" if rule.lines else _side(rule.right, ids)
    return f"{_side(rule.left, ids)} == {right}"


def _side(terms: Sequence[Term], ids: Sequence[str]) -> str:
    if _is_span(terms):
        return f"sum({ids[terms[0].line]} .. {ids[terms[-1].line]})"
    written = (
        f"{'-' if t.sign < 0 else '+'} {'prior.' if t.prior else ''}{ids[t.line]}" for t in terms
    )
    return " ".join(written).removeprefix("+ ")


def _is_span(terms: Sequence[Term]) -> bool:
    lines = [term.line for term in terms]
    plain = all(term.sign > 0 and not term.prior for term in terms)
    return plain and len(lines) > _FEW and lines == [*range(lines[0], lines[-1] + 1)]


def _words(rule: GuessedRule, paths: Sequence[Path], language: Language) -> str:
    plus, minus, equals = (" ＋ ", " － ", " ＝ ") if language == "zh" else (" + ", " - ", " = ")

    def named(term: Term) -> str:
        label = bare(name_of(paths[term.line]))
        return _LAST_YEAR.in_language(language).format(label) if term.prior else label

    def side(terms: Sequence[Term]) -> str:
        if _is_span(terms):
            return _SPAN.in_language(language).format(named(terms[0]), named(terms[-1]))
        parts = (f"{minus if t.sign < 0 else plus}{named(t)}" for t in terms)
        return "".join(parts).removeprefix(plus)

    left = side(rule.left)
    right = _LINES.in_language(language) if rule.lines else side(rule.right)
    # A total stands after what it comes to, as forms say it.
    return f"{right}{equals}{left}" if rule.defines else f"{left}{equals}{right}"
