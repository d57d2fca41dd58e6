"""A fault of nianbao itself as a finding: what it was and where, without a traceback."""

from __future__ import annotations

from compiler.catalogue.i_internal import FAULT
from compiler.values.findings import Finding


def fault_finding(fault: BaseException) -> Finding:
    last = fault.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f"{last.tb_frame.f_globals.get('__name__')}:{last.tb_lineno}" if last else ""
    return Finding(FAULT, values={"fault": f"{type(fault).__name__} {where}"})
