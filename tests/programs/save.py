"""The workbook opened and saved again by a Python library, in the folder where it is installed.

python save.py PROGRAM IN.xlsx OUT.xlsx
"""

import sys


def openpyxl(source: str, target: str) -> None:
    import openpyxl

    openpyxl.load_workbook(source).save(target)


def pyexcel(source: str, target: str) -> None:
    import pyexcel

    pyexcel.save_book_as(file_name=source, dest_file_name=target)


def pyexcel_all(source: str, target: str) -> None:
    import pyexcel

    pyexcel.save_book_as(
        file_name=source,
        dest_file_name=target,
        skip_hidden_sheets=False,
        detect_merged_cells=True,
    )


SAVING = {"openpyxl": openpyxl, "pyexcel": pyexcel, "pyexcel-all": pyexcel_all}

if __name__ == "__main__":
    program, source, target = sys.argv[1:]
    SAVING[program](source, target)
