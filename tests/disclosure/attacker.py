"""Somebody who has every public edition and wants to know how many children there were.

Written without the code under test: all tables of whole numbers that agree with what was shown,
as a mixed integer programme of scipy's.
"""

from collections.abc import Collection, Iterable, Iterator

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tests.disclosure.tables import OUTCOMES, PARTS, QUARTERS, Case, Child, Number

MOST = 400  # nobody thinks of more children than that in one cell
NODES = 20_000  # branches tried; few tables need a hundredth of them
GAVE_UP = 1  # milp's status when these are used up


def possible(case: Case, shown: Iterable[int], wanted: Number) -> tuple[int, int]:
    """The least and the most that a number can be, given the figures that were shown.

    Anything where the programme branches without end: who gives up has found nothing.
    """
    children = sorted(case.table)
    place = {child: n for n, child in enumerate(children)}
    known = {one: one.amount(case.table) for figure in shown for one in case.shows[figure]}
    limits = [LinearConstraint(*_rows(known, place))] if known else []
    ends = []
    for sign in (1, -1):
        cost = np.zeros(len(children))
        cost[[place[child] for child in wanted.of]] = sign
        answer = milp(
            cost,
            constraints=limits,
            bounds=Bounds(0, MOST),
            integrality=np.ones(len(children)),
            options={"node_limit": NODES},
        )
        if answer.status == GAVE_UP:
            return 0, MOST
        assert answer.success, answer.message
        ends.append(round(sign * answer.fun))
    return ends[0], ends[1]


def _rows(known: dict[Number, int], place: dict[Child, int]) -> tuple:
    spots = [(row, place[child]) for row, number in enumerate(known) for child in number.of]
    rows, columns = zip(*spots, strict=True)
    matrix = csr_array((np.ones(len(spots)), (rows, columns)), shape=(len(known), len(place)))
    amounts = np.array(list(known.values()), dtype=float)
    return matrix, amounts, amounts


def quarters() -> Iterator[Number]:
    """Of each quarter, part and whole, each outcome and all: whether or not a figure says it."""
    for quarter in range(len(QUARTERS)):
        for parts in (PARTS, *((part,) for part in PARTS)):
            for outcomes in (OUTCOMES, *((one,) for one in OUTCOMES)):
                yield Number(frozenset((quarter, p, o) for p in parts for o in outcomes))


def finds(case: Case, shown: Collection[int]) -> list[tuple]:
    """Small numbers that are known, or too nearly.

    One that is a figure's must have three possible values, any other of a quarter two.
    """
    figures = {one for numbers in case.shows.values() for one in numbers}
    found = []
    for number in figures | {*quarters()}:
        amount = number.amount(case.table)
        if 1 <= amount <= 5:
            low, high = possible(case, shown, number)
            assert low <= amount <= high
            if high - low < (2 if number in figures else 1):
                found.append((amount, low, high, number))
    return found
