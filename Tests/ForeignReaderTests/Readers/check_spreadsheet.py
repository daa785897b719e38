"""A table as a workbook and as the two dialects of CSV: another reader sees the same cells in all three."""

import csv
import sys

import openpyxl
from common import expect, finish, same

workbook, standard, excel, decimal = sys.argv[1:5]

with open(excel, "rb") as file:
    start = file.read(3)
expect(start == b"\xef\xbb\xbf", "the CSV for spreadsheets does not begin with a UTF-8 mark")
with open(standard, encoding="utf-8", newline="") as file:
    rows = list(csv.reader(file))
with open(excel, encoding="utf-8-sig", newline="") as file:
    others = list(csv.reader(file, delimiter=";"))
expect(len(rows) > 1, "there is no row")

sheet = openpyxl.load_workbook(workbook).worksheets[0]
same(sheet.freeze_panes, "A2", "frozen below")
cells = list(sheet.iter_rows())
same(len(cells), len(rows), "rows of the workbook")
same(len(others), len(rows), "rows for spreadsheets")


def plain(text):
    """Text that a spreadsheet would calculate is written behind an apostrophe in CSV."""
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text


for number, (row, other, shown) in enumerate(zip(rows, others, cells)):
    for text, alike, cell in zip(row, other, shown, strict=True):
        place = cell.coordinate
        expect(cell.data_type != "f", f"{place} is a formula")
        expect(plain(text) == text or cell.data_type == "s", f"{place} is not text")
        expect(not text.startswith(("=", "+", "-", "@")), f"row {number + 1} would be calculated: {text}")
        if cell.data_type == "n" and cell.value is not None:
            same(float(text), float(cell.value), place)
            same(alike, text.replace(".", decimal), f"{place} for spreadsheets")
        elif cell.data_type == "b":
            same(text, str(cell.value).lower(), place)
        else:
            same(plain(text), cell.value or "", place)
            same(alike, text, f"{place} for spreadsheets")
numbers = [cell for row in cells[1:] for cell in row if cell.data_type == "n" and cell.value is not None]
expect(numbers, "no cell is a number")
finish()
