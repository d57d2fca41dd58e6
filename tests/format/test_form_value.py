"""A form is a value: compared by digest, the same in another process."""

from __future__ import annotations

import multiprocessing
import pickle

from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.format.identity import Identity
from compiler.values.dataclass import replace


def form() -> Form:
    declaration = shelf_of({}).asked("disclosure-2021")
    assert isinstance(declaration, Declaration)
    return form_of(declaration)


def known_there(sent: tuple[Form, tuple[Identity, ...]]) -> tuple[bool, int]:
    """In a process of its own: whether the form is its own one, and how many identities match."""
    own = form()
    return sent[0] == own, sum(identity in set(own.identities) for identity in sent[1])


def test_a_form_is_the_same_after_a_journey() -> None:
    again = pickle.loads(pickle.dumps(form()))
    assert again == form()
    assert hash(again) == hash(form())
    assert again.identities == form().identities
    assert again.totals.keys() == form().totals.keys()


def test_what_is_derived_stays_behind() -> None:
    used = form()
    assert used.identities
    assert set(used.__getstate__()) == {"declaration", "tables"}


def test_forms_of_other_rows_differ() -> None:
    one = form()
    table = one.tables[-1]
    fewer = replace(table, rows=table.rows[:-1])
    assert Form(one.declaration, (*one.tables[:-1], fewer)) != one


def test_identities_match_in_a_spawned_process() -> None:
    sent = form(), form().identities
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        same, matched = pool.apply(known_there, (sent,))
    assert same
    assert matched == len(form().identities)
