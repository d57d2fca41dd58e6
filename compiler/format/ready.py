"""A declaration worked out: what takes long to read and bind is bytes that load at once.

Given a declaration as its file says it, gives those bytes; given bytes that this very code
made, gives the same declaration. They are as code is: a pickle, never one that came from
elsewhere.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from functools import cached_property

from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.format.lexicon import Vocabulary, vocabulary_of
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple

Formulas = Mapping[FigureId, tuple[str, ...]]


class Ready(NamedTuple):
    """What is derived of the form as it is declared, by name, and its words.

    `digest` says of which declaration: a changed one takes it along, and must not use it.
    `formulas` are those of the form's own workbook, by the figures that they work out.
    """

    digest: str
    form: Mapping[str, object]
    vocabulary: Vocabulary
    formulas: Formulas


def worked_out(declaration: Declaration, formulas: Callable[[Form], Formulas]) -> bytes:
    """Whatever folder it was read from: that is no part of it."""
    from compiler.format.one_of_each import OneOfEach

    unplaced = replace(declaration, path="", ready=None)
    form = form_of(unplaced)
    _derive(form)
    for table in form.tables:
        _derive(table)
    for identity in form.identities:  # what every check asks of it
        _derive(identity, "made_of", "figures", "optional", "needs_prior")
    # What is compared of a form holds the declaration, and with it its folder.
    derived = {k: v for k, v in form.__dict__.items() if k not in (*form.__getstate__(), "_key")}
    ready = Ready(form.declaration.digest, derived, vocabulary_of(form), formulas(form))
    return pickle.dumps(OneOfEach().of((unplaced, ready)), protocol=5)


def taken_up(data: bytes, path: str) -> Declaration:
    """The declaration of these bytes, read from `path`. Raises whatever damaged bytes raise."""
    declaration, ready = pickle.loads(data)
    if not isinstance(declaration, Declaration) or not isinstance(ready, Ready):
        raise TypeError("no declaration")
    return replace(declaration, path=path, ready=ready)


def _derive(value: object, *names: str) -> None:
    """Fills what is derived once: so named, or all."""
    known = vars(type(value)).items()
    for name in names or (name for name, each in known if isinstance(each, cached_property)):
        getattr(value, name)
