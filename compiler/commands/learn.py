"""`nianbao learn`: a declaration drafted from an official form, its guesses marked."""

from __future__ import annotations

import sys
from pathlib import Path

from compiler.commands.answer import (
    NOT_WRITTEN,
    Verdict,
    answer,
    joined,
    refuse,
    rendered,
    unreadable,
    wrong_ending,
)
from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import DONE, UNUSABLE
from compiler.edges.files import output_at, write_atomically
from compiler.learning.learnt import Learnt
from compiler.pipeline import learn
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.text.language import Text

_DONE = Text(
    "草稿已起草，有 {0} 处推测待核定。", "The draft is made; {0} guesses are to be settled."
)
_NEXT = Text(
    "请用 nianbao formats {0} --form {1} 与表样并排查看。",
    "Look at it beside the form by: nianbao formats {0} --form {1}",
)


def run(asked: Arguments, desk: Desk) -> int:
    form = Path(asked.form or "")
    example = Path(asked.example) if asked.example else None
    learnt = learn(form, desk, example)
    if isinstance(learnt, Learnt):
        inputs = [form, *([example] if example else [])]
        return _written(asked, learnt, inputs) if asked.output else _printed(asked, learnt)
    if asked.json or asked.output:
        return unreadable(asked.manner, *learnt)
    # Standard output is for the declaration alone.
    outcome = Outcome.refused(*learnt)
    sys.stderr.write(rendered(asked.manner, outcome, sys.stderr, unreadable=True))
    return UNUSABLE


def _written(asked: Arguments, learnt: Learnt, inputs: list[Path]) -> int:
    """A file that somebody may have settled guesses in is not replaced unasked."""
    output = output_at(asked.output or "", Path(asked.form or "").with_suffix(".toml"))
    refused = wrong_ending(output, ".toml")
    data = learnt.text.encode()
    refused = refused or write_atomically(output, data, inputs, replace=asked.force)
    if refused is not None:
        return refuse(asked.manner, Outcome.refused(), refused, only=NOT_WRITTEN)
    number = len(learnt.declaration.guesses)
    told = joined(_said(_DONE, number), _said(_NEXT, output, asked.form))
    verdicts = [Verdict(told, good=True)]
    return answer(
        asked.manner,
        Outcome.refused(),
        outputs=[str(output)],
        verdicts=verdicts,
        keys=_keys(learnt),
    )


def _printed(asked: Arguments, learnt: Learnt) -> int:
    if asked.json:
        keys = {"declaration": learnt.text, **_keys(learnt)}
        return answer(asked.manner, Outcome.refused(), keys=keys)
    sys.stdout.flush()
    sys.stdout.buffer.write(learnt.text.encode())
    sys.stdout.buffer.flush()
    if not asked.quiet:
        said = _said(_DONE, len(learnt.declaration.guesses))
        sys.stderr.write(said.in_language(asked.lang) + "\n")
    return DONE


def _said(words: Text, *values: object) -> Text:
    return Text(words.zh.format(*values), words.en.format(*values))


def _keys(learnt: Learnt) -> dict[str, object]:
    return {"guesses": [guess._asdict() for guess in learnt.declaration.guesses]}
