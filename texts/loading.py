"""What is said about a workbook: what a load did, and every problem as one line that says what to write instead."""

from collections.abc import Callable, Mapping
from datetime import date

from markupsafe import Markup

from domain.loading import ROLE_NAMES, Counts, LoadResult, Problem
from domain.words import shorten
from texts.message import lines
from texts.translator import Translator

SHOWN = 80
"""Characters of a cell that a line repeats."""

Facts = Mapping[str, object]


def loaded(t: Translator, result: LoadResult) -> Markup:
    """Say what a load did."""
    return lines(
        t("The workbook is loaded."),
        t("Units: {counts}.", counts=_counts(t, result.units)),
        t("People: {counts}.", counts=_counts(t, result.people)),
        t("Tasks: {counts}.", counts=_counts(t, result.tasks)),
    )


def not_loaded(t: Translator, problems: list[Problem]) -> Markup:
    """Say that nothing was loaded, and every problem in a line of its own."""
    head = t.plural(
        "Nothing was loaded: there is {count} problem. Please correct it and load the file again.",
        "Nothing was loaded: there are {count} problems. Please correct them and load the file again.",
        len(problems),
    )
    return lines(head, *(problem_line(t, problem) for problem in problems))


def problem_line(t: Translator, problem: Problem) -> Markup:
    """Say one problem in one line: where, what, and what to write instead."""
    return t("{place}: {what}", place=_place(t, problem), what=PROBLEMS[problem.code](t, problem.facts))


def _counts(t: Translator, counts: Counts) -> Markup:
    return t("{new} new, {changed} changed, {same} as before", new=counts.new, changed=counts.changed, same=counts.same)


def _place(t: Translator, problem: Problem) -> Markup:
    facts = {"sheet": problem.sheet.value, "row": problem.row, "column": problem.column, "header": problem.header}
    if problem.row is None:
        return t("{sheet}", **facts)
    if problem.column:
        return t("{sheet}, row {row}, column {column} ({header})", **facts)
    if problem.header:
        return t("{sheet}, row {row}, column “{header}”", **facts)
    return t("{sheet}, row {row}", **facts)


def _value(facts: Facts, name: str = "value") -> str:
    return shorten(str(facts[name]), SHOWN)


def _nearest(t: Translator, facts: Facts) -> Markup:
    names = _list(facts, "nearest")
    return t(" Perhaps: {names}.", names="; ".join(names)) if names else Markup("")


def _list(facts: Facts, name: str) -> list[str]:
    value = facts[name]
    return [str(each) for each in value] if isinstance(value, list | tuple) else []


def _no_such_day(t: Translator, facts: Facts) -> Markup:
    nearest = facts["example"]
    example = nearest if isinstance(nearest, date) else date(2017, 6, 30)
    return t(
        "'{value}' is not in the calendar; write day/month/year, for example {example}.",
        value=_value(facts),
        example=f"{example.day}/{example.month}/{example.year}",
    )


def _not_a_date(t: Translator, facts: Facts) -> Markup:
    return t(
        "'{value}' is not a date; write day/month/year, for example 30/6/2017, or leave it empty if there is none.",
        value=_value(facts),
    )


def _too_long(t: Translator, facts: Facts) -> Markup:
    return t("the text has {length} characters; at most {limit} are possible.", **facts)


def _unknown_role(t: Translator, facts: Facts) -> Markup:
    return t(
        "'{value}' is not a role; write one of: {roles}.", value=_value(facts), roles=", ".join(ROLE_NAMES.values())
    )


def _unknown_unit(t: Translator, facts: Facts) -> Markup:
    return t("no unit is called '{name}'; write a code or a name of the sheet Đơn vị.", name=_value(facts, "name")) + (
        _nearest(t, facts)
    )


def _unclear_unit(t: Translator, facts: Facts) -> Markup:
    return t("'{name}' can mean several units; write the unit's code.", name=_value(facts, "name")) + _nearest(t, facts)


def _unknown_person(t: Translator, facts: Facts) -> Markup:
    return t("nobody is called '{name}'; write a code or a name of the sheet Cán bộ.", name=_value(facts, "name")) + (
        _nearest(t, facts)
    )


def _unclear_person(t: Translator, facts: Facts) -> Markup:
    codes = ", ".join(_list(facts, "codes"))
    return t("several people are called '{name}'; write the code: {codes}.", name=_value(facts, "name"), codes=codes)


def _owner_of_other_unit(t: Translator, facts: Facts) -> Markup:
    if not facts["of"]:
        return t("{name} belongs to no unit; the owner has to be of {lead}, or leave it empty.", **facts)
    return t("{name} belongs to {of}; the owner has to be of {lead}, or leave it empty.", **facts)


PROBLEMS: dict[str, Callable[[Translator, Facts], Markup]] = {
    "no_header": lambda t, facts: t(
        "no row with the headers was found; the sheet needs the columns: {headers}.",
        headers=", ".join(_list(facts, "headers")),
    ),
    "missing_column": lambda t, facts: t("this column is missing; add it, its cells may be empty where allowed."),
    "double_column": lambda t, facts: t("this column is there twice; remove one of them."),
    "too_many_rows": lambda t, facts: t("there are more than {limit} rows; divide the file.", **facts),
    "merged_cells": lambda t, facts: t(
        "cells are merged down to row {last_row}; unmerge them and write every row out.", **facts
    ),
    "formula_without_value": lambda t, facts: t(
        "the formula has no result; open the file in Excel and save it, or write the value itself."
    ),
    "error_cell": lambda t, facts: t("the cell shows the error {value}; write the value itself.", value=_value(facts)),
    "date_in_text": lambda t, facts: t(
        "Excel has made a date of it ({value}); set the cell's format to Text and write it again.", value=_value(facts)
    ),
    "not_text": lambda t, facts: t("'{value}' is not a text; write it out in words.", value=_value(facts)),
    "too_long": _too_long,
    "required": lambda t, facts: t("this cell must not be empty."),
    "no_such_day": _no_such_day,
    "unlikely_year": lambda t, facts: t("the year in '{value}' cannot be right; please check it.", value=_value(facts)),
    "not_a_date": _not_a_date,
    "document_without_number": lambda t, facts: t("there is a date of a document but no number; write the number."),
    "unknown_role": _unknown_role,
    "duplicate_code": lambda t, facts: t(
        "the code '{code}' is in row {first_row} already; each code only once.", **facts
    ),
    "unknown_unit": _unknown_unit,
    "unclear_unit": _unclear_unit,
    "unit_circle": lambda t, facts: t(
        "the units stand above one another in a circle: {circle}; correct the unit above.",
        circle=" → ".join(_list(facts, "circle")),
    ),
    "unit_needed": lambda t, facts: t("a unit head needs a unit; write its code or name."),
    "duplicate_task": lambda t, facts: t(
        "the same task stands in row {first_row} (content, lead unit and document are equal); remove one.", **facts
    ),
    "one_row_per_unit": lambda t, facts: t(
        "'{name}' means several units; write one row for each unit.", name=_value(facts, "name")
    ),
    "unknown_person": _unknown_person,
    "unclear_person": _unclear_person,
    "owner_of_other_unit": _owner_of_other_unit,
}
"""What is wrong, by the code of the problem."""


REFUSALS: dict[str, Callable[[Translator, Facts], Markup]] = {
    "workbook_old_format": lambda t, facts: t(
        "This is an old Excel file (.xls). Please open it in Excel and save it as “Excel Workbook (.xlsx)”."
    ),
    "workbook_encrypted": lambda t, facts: t(
        "This file is protected by a password. Please save a copy without a password and load that."
    ),
    "workbook_not_xlsx": lambda t, facts: t(
        "This is not an Excel workbook (.xlsx). A template is made by: dondoc template"
    ),
    "workbook_too_large": lambda t, facts: t(
        "This file is too large when unpacked (more than {limit} MB). Please divide it, or copy only the values "
        "into a new file.",
        **facts,
    ),
    "workbook_damaged": lambda t, facts: t(
        "This file is damaged and cannot be read. Please open it in Excel and save it again."
    ),
    "workbook_without_sheets": lambda t, facts: t(
        "This file has none of the sheets {sheets}. A template is made by: dondoc template",
        sheets=", ".join(_list(facts, "sheets")),
    ),
}
