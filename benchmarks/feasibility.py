"""Whether linear statements about numbers that are not negative can all be true: the simplex method over exact fractions.

Takes rows "a sum of multiples is at most (or less than) a bound" and says yes or no. It shares nothing with the program
that it checks, neither its network of cells nor its solver; it is far too slow for more than a few dozen rows.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Row", "possible"]

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Row:
    """The sum of the numbers, each times its factor, is at most `most`; less than it where `strict`."""

    terms: Mapping[Hashable, Fraction]
    most: Fraction
    strict: bool = False


class _Table:
    """Basic variables as sums of the others: basic[i] = value[i] - sum(factor[i][k] × other[k])."""

    def __init__(self, factors: list[list[Fraction]], values: list[Fraction]) -> None:
        self.factors, self.values = factors, values
        self.others = list(range(len(factors[0])))
        self.basic = list(range(len(self.others), len(self.others) + len(values)))
        self.goal: list[Fraction] = []

    def pivot(self, row: int, column: int) -> None:
        """Let a basic variable and another change places."""
        factor = self.factors[row][column]
        line = [one / factor for one in self.factors[row]]
        line[column] = ONE / factor
        self.factors[row], self.values[row] = line, self.values[row] / factor
        for number, other in enumerate(self.factors):
            times = other[column]
            if number != row and times:
                self.factors[number] = [a - times * b for a, b in zip(other, line, strict=True)]
                self.factors[number][column] = -times / factor
                self.values[number] -= times * self.values[row]
        times = self.goal[column] if self.goal else ZERO
        if times:
            self.goal = [a - times * b for a, b in zip(self.goal, line, strict=True)]
            self.goal[column] = -times / factor
        self.basic[row], self.others[column] = self.others[column], self.basic[row]

    def make_largest(self, variable: int, sign: int) -> Fraction:
        """The largest value of a variable (of its negative, for the sign -1), by Bland's rule, which always ends."""
        if variable in self.others:
            self.goal = [ONE * sign if one == variable else ZERO for one in self.others]
        else:
            self.goal = [-sign * one for one in self.factors[self.basic.index(variable)]]
        while True:
            rising = [(name, column) for column, name in enumerate(self.others) if self.goal[column] > 0]
            if not rising:
                break
            column = min(rising)[1]
            limits = [
                (self.values[row] / line[column], self.basic[row], row)
                for row, line in enumerate(self.factors)
                if line[column] > 0
            ]
            self.pivot(min(limits)[2], column)
        return ZERO if variable in self.others else self.values[self.basic.index(variable)]


def possible(rows: Sequence[Row]) -> bool:
    """Whether some numbers, none negative, make all rows true.

    >>> low, high = Row({"x": Fraction(-1)}, Fraction(-2)), Row({"x": Fraction(1)}, Fraction(2))
    >>> possible([low, high]), possible([low, Row({"x": Fraction(1)}, Fraction(2), strict=True)])
    (True, False)
    """
    names = {name: place for place, name in enumerate(dict.fromkeys(name for row in rows for name in row.terms))}
    slack, lifted = len(names), len(names) + 1
    factors = []
    for row in rows:
        line = [ZERO] * (len(names) + 2)
        for name, factor in row.terms.items():
            line[names[name]] = factor
        line[slack], line[lifted] = ONE if row.strict else ZERO, -ONE
        factors.append(line)
    factors.append([ZERO] * len(names) + [ONE, -ONE])
    table = _Table(factors, [*(row.most for row in rows), ONE])
    least = min(range(len(table.values)), key=lambda place: table.values[place])
    if table.values[least] < 0:
        table.pivot(least, lifted)
        if table.make_largest(lifted, -1) > 0:
            return False
        if lifted in table.basic:
            row = table.basic.index(lifted)
            table.pivot(row, next(column for column, factor in enumerate(table.factors[row]) if factor))
    column = table.others.index(lifted)
    for line in table.factors:
        line[column] = ZERO
    return not any(row.strict for row in rows) or table.make_largest(slack, 1) > 0
