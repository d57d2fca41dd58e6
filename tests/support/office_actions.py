"""What people do in LibreOffice, done by LibreOffice: hide, strike, merge, sort, insert, copy.

Run by a Python that has `uno`, not by that of the tests:
    python3 office_actions.py WORKBOOK FOLDER PICTURE ADDING
opens the workbook once for each action, does it, and saves it as FOLDER/<action>.xlsx; then
the same with the actions of ADDING, a workbook to which rows may be added.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import uno
from com.sun.star.awt import Point, Size
from com.sun.star.awt.FontStrikeout import SINGLE
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale
from com.sun.star.table import CellRangeAddress

OTHER, COVER = "六、其他需要报告的事项", "封面"
PROACTIVE = "二、主动公开政府信息情况"
SPENDING = "支出决算表"


def hide_row(book):
    _prose(book, "隐藏的一段。")
    _sheet(book, OTHER).Rows[5].IsVisible = False


def no_height(book):
    _prose(book, "高为零的一段。")
    row = _sheet(book, OTHER).Rows[5]
    row.OptimalHeight, row.Height = False, 10  # a tenth of a millimetre: 0 would be ignored


def hide_column(book):
    _sheet(book, OTHER).Columns[1].IsVisible = False


def hide_figure_row(book):
    _sheet(book, PROACTIVE).Rows[9].IsVisible = False


def hide_sheet(book):
    _sheet(book, OTHER).IsVisible = False


def copy_and_hide(book):
    book.Sheets.copyByName(OTHER, OTHER + "_2", 9)
    _sheet(book, OTHER).IsVisible = False


def strike_sentence(book):
    _prose(book, "留下。删去。")
    _letters(_sheet(book, OTHER).getCellByPosition(1, 5), 3, 3).CharStrikeout = SINGLE


def strike_figure(book):
    _sheet(book, PROACTIVE).getCellRangeByName("D10").CharStrikeout = SINGLE


def raise_digit(book):
    cell = _sheet(book, PROACTIVE).getCellRangeByName("D10")
    cell.String = "8 1"
    cell.String = "81件"
    letters = _letters(cell, 1, 1)
    letters.CharEscapement, letters.CharEscapementHeight = 33, 58


def merge_over(book):
    _prose(book, "盖住的一段。")
    _sheet(book, OTHER).getCellRangeByName("B5:B6").merge(True)


def insert_row(book):
    _sheet(book, PROACTIVE).Rows.insertByIndex(3, 1)


def delete_row(book):
    _sheet(book, PROACTIVE).Rows.removeByIndex(1, 1)


def sort_rows(book):
    _prose(book, "丙。")
    cells = _sheet(book, OTHER).getCellRangeByName("A5:B6")
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = 1, True
    wanted = _property("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,)))
    order = (_property("ContainsHeader", False), _property("IsSortColumns", False), wanted)
    uno.invoke(cells, "sort", (order,))


def shown_in_yuan(book):
    _number(book, PROACTIVE, "C21", 961716000, '0.00"元"')


def shown_in_thousands(book):
    _number(book, PROACTIVE, "D10", 30000, "0,")


def date_in_prose(book):
    _number(book, OTHER, "B6", 45667, 'YYYY"年"M"月"D"日"')


def percent_in_prose(book):
    _number(book, OTHER, "B6", 0.985, "0.0%")


def telephone_format(book):
    _number(book, COVER, "B13", 5178888888, "0000-0000000")


def date_on_cover(book):
    _number(book, COVER, "B9", 45667, "YYYY/M/D")


def formula_as_text(book):
    _prose(book, '=三!J7&"件"')


def text_box(book):
    shape = book.createInstance("com.sun.star.drawing.TextShape")
    _draw(book, shape)
    shape.String = "框里的话。"


def picture(book):
    shape = book.createInstance("com.sun.star.drawing.GraphicObjectShape")
    provider = _service("com.sun.star.graphic.GraphicProvider")
    shape.Graphic = provider.queryGraphic((_property("URL", Path(sys.argv[3]).as_uri()),))
    _draw(book, shape)


def chart(book):
    address = CellRangeAddress(0, 0, 0, 1, 5)
    area = uno.createUnoStruct("com.sun.star.awt.Rectangle", 1000, 1000, 5000, 5000)
    _sheet(book, OTHER).Charts.addNewByName("图", area, (address,), False, False)


def line_inside(book):
    """Between two of the same kind, in a row put in for it."""
    _line(book, _row_of(book, "20102"), "2010106", "补充", 100, 1)


def line_before_the_last_mark(book):
    _line(book, _row_of(book, "↑"), "299", "其他支出", 5, 0)


def line_in_a_spare_row(book):
    _line(book, _row_of(book, "↑") - 1, "299", "其他支出", 5, 0, put_in=False)


def line_of_a_new_group(book):
    """A 类 with a 款 below it in spare rows, whose sum is the form's own formula."""
    last = _row_of(book, "↑")
    _line(book, last - 1, "29902", "年初预留", 5, 0, put_in=False)
    sheet = _sheet(book, SPENDING)
    sheet.getCellByPosition(0, last - 2).String = "299"
    sheet.getCellByPosition(1, last - 2).String = "其他支出"


def lines_deleted(book):
    sheet = _sheet(book, SPENDING)
    sheet.Rows.removeByIndex(_row_of(book, "2010102"), 2)


def marks_deleted(book):
    sheet = _sheet(book, SPENDING)
    for mark in ("↑", "↓"):
        sheet.Rows.removeByIndex(_row_of(book, mark), 1)


ADDING = (
    line_inside, line_before_the_last_mark, line_in_a_spare_row, line_of_a_new_group,
    lines_deleted, marks_deleted,
)  # fmt: skip


def _row_of(book, start):
    """The first row, from 0, whose first cell begins so."""
    sheet = _sheet(book, SPENDING)
    texts = (sheet.getCellByPosition(0, row).String for row in range(200))
    return next(row for row, text in enumerate(texts) if text.startswith(start))


def _line(book, row, key, name, basic, project, put_in=True):
    sheet = _sheet(book, SPENDING)
    if put_in:
        sheet.Rows.insertByIndex(row, 1)
        sheet.getCellByPosition(2, row).Value = basic + project
    for column, text in enumerate((key, name)):
        sheet.getCellByPosition(column, row).String = text
    for column, number in enumerate((basic, project), start=3):
        sheet.getCellByPosition(column, row).Value = number


ACTIONS = (
    hide_row, no_height, hide_column, hide_figure_row, hide_sheet, copy_and_hide, strike_sentence,
    strike_figure, raise_digit, merge_over, insert_row, delete_row, sort_rows, shown_in_yuan,
    shown_in_thousands, date_in_prose, percent_in_prose, telephone_format, date_on_cover,
    formula_as_text, text_box, picture, chart,
)  # fmt: skip


def _sheet(book, name):
    sheet = book.Sheets.getByName(name)
    if sheet.isProtected():
        sheet.unprotect("")
    return sheet


def _prose(book, text):
    _sheet(book, OTHER).getCellByPosition(1, 5).String = text


def _letters(cell, start, count):
    cursor = cell.createTextCursor()
    cursor.gotoStart(False)
    cursor.goRight(start, False)
    cursor.goRight(count, True)
    return cursor


def _number(book, sheet, address, value, code):
    formats, place = book.NumberFormats, Locale("zh", "CN", "")
    key = formats.queryKey(code, place, False)
    cell = _sheet(book, sheet).getCellRangeByName(address)
    if key == -1:
        key = formats.addNew(code, place)
    cell.NumberFormat = key
    cell.Value = float(value)


def _draw(book, shape):
    shape.Position, shape.Size = Point(1000, 5000), Size(4000, 2000)
    _sheet(book, OTHER).DrawPage.add(shape)


def _property(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def _service(name):
    context = _context
    return context.ServiceManager.createInstanceWithContext(name, context)


_context = None


def _connected(pipe):
    """The office's own context, once it has started."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not start")


def main():
    global _context
    source, folder, pipe = Path(sys.argv[1]), Path(sys.argv[2]), f"nianbao{os.getpid()}"
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="nianbao-office-") as profile:
        office = subprocess.Popen(
            [
                "soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
                "--norestore", f"--accept=pipe,name={pipe};urp;",
            ],
            start_new_session=True,
        )  # fmt: skip
        try:
            _context = _connected(pipe)
            desktop = _service("com.sun.star.frame.Desktop")
            hidden, xlsx = (
                _property("Hidden", True),
                _property("FilterName", "Calc MS Excel 2007 XML"),
            )
            adding = Path(sys.argv[4])
            todo = [*((source, each) for each in ACTIONS), *((adding, each) for each in ADDING)]
            for opened, action in todo:
                book = desktop.loadComponentFromURL(opened.as_uri(), "_blank", 0, (hidden,))
                action(book)
                target = folder / f"{action.__name__}.xlsx"
                book.storeToURL(target.as_uri(), (xlsx,))
                book.close(True)
            desktop.terminate()
            office.wait(30)
        finally:
            if office.poll() is None:  # the program that was started has started another
                os.killpg(office.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
