"""What stands behind a kind of finding: the rules that give it and when a slip will do.

Given a kind and the editions; gives their rules with the clause each rests on, and in
words whether the finding may be explained instead of mended.
"""

from __future__ import annotations

from collections.abc import Iterable

from compiler.format.declaration import Rule
from compiler.format.form import Form
from compiler.text.language import Text
from compiler.values.findings import SEVERITY_NAMES, Finding, Kind, Severity

EditionRule = tuple[str, Rule]

_EXPLAIN = Text(
    "属实的，在“情况说明”里按编号写明原因；其他情形必须改正。",
    "Where it is so, a slip against the finding's token explains it; else it must be mended.",
)
_WARNING = Text(
    "属实的，在“情况说明”里按编号写明原因。",
    "Where it is so, a slip against the finding's token explains it.",
)
_LAYOUT = Text(
    "版式的警告不影响查验的结论，也不写情况说明；在文档里改。",
    "A warning about layout changes no verdict and needs no slip; it is mended in the document.",
)
_PILE = Text(
    "说的是收来的报告，不是哪一份报告自己，不写情况说明；照“怎么改”处理，或者记下来。",
    "It is about the reports that came in, not about one of them, and no slip speaks of it.",
)
_ADVICE = Text(
    "提示不影响定稿，不需要说明。",
    "Advice holds nothing back and needs no slip.",
)
_ERROR = Text(
    "错误必须改正，不能用说明代替。",
    "An error must be mended; no slip stands in for that.",
)
_MILDER = Text(
    "格式声明把其中一些定为警告，属实的可以说明。",
    " Some editions make some of these warnings, which a slip explains.",
)


def rules_behind(kind: Kind, declarations: Iterable[Form]) -> list[EditionRule]:
    """(edition, rule) for each rule that gives this kind, in the editions' own order."""
    from compiler.checks.identities import kind_of

    rules: dict[tuple[str, str], Rule] = {}
    for form in declarations:
        for identity in form.identities:
            if kind_of(identity) is kind:
                rules.setdefault((form.id, identity.rule.id), identity.rule)
    return [(id, rule) for (id, _), rule in rules.items()]


def grades(kind: Kind, rules: Iterable[EditionRule]) -> Text:
    """How grave it is: as the kind says, or as its rules do where editions differ."""
    severities = {rule.severity or kind.severity for _, rule in rules} or {kind.severity}
    names = [SEVERITY_NAMES[severity] for severity in Severity if severity in severities]
    return Text("或".join(n.zh for n in names), " or ".join(n.en for n in names))


def when_to_explain(kind: Kind, rules: Iterable[EditionRule]) -> Text:
    """Whether a slip will do, with the exceptions that the editions themselves name."""
    known = [rule for _, rule in rules]
    said = "".join(dict.fromkeys(rule.exceptions for rule in known if rule.exceptions))
    if said:
        return Text(said + _EXPLAIN.zh, f"Exceptions named by the editions: “{said}” {_EXPLAIN.en}")
    if kind.severity is Severity.ADVICE:
        return _ADVICE
    if kind.severity is Severity.WARNING and not kind.of_report:
        return _PILE
    if kind.severity is Severity.WARNING:
        return _WARNING if Finding(kind).can_be_explained else _LAYOUT
    milder = any(rule.severity is not Severity.ERROR for rule in known)
    return Text(_ERROR.zh + _MILDER.zh, _ERROR.en + _MILDER.en) if milder else _ERROR
