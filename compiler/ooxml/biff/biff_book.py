"""An old workbook (.xls, and .et of WPS): given its bytes, gives its sheets one by one.

The door of files that are no packages: what is encrypted, brings macros or is damaged is
refused here, and nothing is larger than the limits. Must not know what any cell means.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from compiler.catalogue import w_files as files
from compiler.catalogue import w_parts as parts
from compiler.ooxml.biff.biff_records import Counter
from compiler.ooxml.biff.biff_shared import BiffShared, read_shared
from compiler.ooxml.biff.biff_sheet import BiffSheetReader
from compiler.ooxml.biff.compound import DamagedError, open_compound
from compiler.ooxml.cells.raw import RawSheet, RawWorkbook, Refused
from compiler.ooxml.members import Door
from compiler.ooxml.recognise import recognise, refusal
from compiler.text.language import Text
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple

# Where macros lie; a sheet of old macros is passed over, as in other workbooks.
_MACROS = ("_vba_project_cur", "macros")
_OLD = Text("旧格式的 Excel 工作簿（.xls）", "an old Excel workbook (.xls)")


class OpenedBiff(NamedTuple):
    """An old workbook of which no sheet was read yet."""

    name: str
    stream: bytes
    shared: BiffShared
    counter: Counter
    properties: Mapping[str, str] = {}

    def read(self, *names: str) -> RawWorkbook | Finding:
        """These worksheets, or all without an argument; or the first reason not to trust them."""
        sheets: list[RawSheet] = []
        cells = merges = formulas = 0
        try:
            for listed in self.shared.sheets:
                if not names or listed.name in names:
                    reader = BiffSheetReader(listed, self.shared, cells, merges, formulas)
                    sheets.append(reader.read(self.stream, self.counter))
                    cells += len(reader.cells)
                    merges, formulas = merges + len(reader.merges), reader.formulas
        except Refused as refused:
            return refused.finding(self.name)
        except (DamagedError, struct.error, IndexError):
            return _damaged(self.name, "Workbook")
        return RawWorkbook(tuple(sheets), self.properties, self.shared.date1904)


def open_biff(data: bytes, name: str) -> OpenedBiff | Finding:
    """The workbook in a compound file, before its sheets; or why it cannot be trusted."""
    try:
        compound = open_compound(data, "Workbook")
        if {each.lower() for each in compound.names} & set(_MACROS):
            return Door(name, "xlsx").refuse(files.MACRO_FILE)
        stream = next(iter(compound.streams.values()), None)
        if stream is None:
            alien = recognise(data, name)
            return refusal(alien, name, "xlsx") if alien else _damaged(name, "Workbook")
        counter = Counter()
        return OpenedBiff(name, stream, read_shared(stream, counter), counter)
    except Refused as refused:
        if refused.kind is files.OLD_FORMAT:
            return Door(name, "xlsx").refuse(files.OLD_FORMAT, what=_OLD)
        return refused.finding(name)
    except DamagedError as damage:
        return _damaged(name, damage.part)
    except (struct.error, IndexError):
        return _damaged(name, "Workbook")


def _damaged(name: str, part: str) -> Finding:
    return Door(name, "xlsx").refuse(parts.MALFORMED_PART, part=part)
