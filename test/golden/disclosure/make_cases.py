"""Random linked tables and what a reader can work out of each hidden cell, by scipy.optimize.milp (HiGHS).

Writes cases.json beside this file. Made with Python 3.11, scipy 1.17.1, 2026-11-25:
  python3 test/golden/disclosure/make_cases.py
"""
import json
import os
import random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

random.seed(20261125)


def table(levels, areas, sexes):
    """Counts of level x area (x sex), all margins; `linked` leaves out the cells that name both area and sex."""
    cells = {}
    for l in range(levels):
        for a in range(areas):
            for s in range(sexes):
                count = random.choice([0, 1, 2, 3, 5, 8, 11, 17, 25, 40])
                for at in [(x, y, z) for x in (l, None) for y in (a, None) for z in (s, None)]:
                    cells[at] = cells.get(at, 0) + count
    return cells


def sums_of(cells):
    sums = []
    for at in cells:
        for place in range(3):
            if at[place] is not None:
                continue
            parts = [other for other in cells if other[place] is not None and all(other[k] == at[k] for k in range(3) if k != place)]
            if parts:
                sums.append((at, parts))
    return sums


def bounds(cells, sums, hidden, whole):
    order = list(hidden)
    column = {at: i for i, at in enumerate(order)}
    rows, values = [], []
    for total, parts in sums:
        row, value = np.zeros(len(order)), 0.0
        for at, factor in [(total, -1)] + [(p, 1) for p in parts]:
            if at in column:
                row[column[at]] += factor
            else:
                value -= factor * cells[at]
        if row.any():
            rows.append(row)
            values.append(value)
    result = []
    for i in range(len(order)):
        ends = []
        for sign in (1, -1):
            cost = np.zeros(len(order))
            cost[i] = sign
            found = milp(
                cost,
                constraints=LinearConstraint(np.array(rows), values, values) if rows else (),
                integrality=np.full(len(order), int(whole)),
                bounds=Bounds(0, np.inf),
            )
            if found.status == 0:
                ends.append(round(float(found.x[i]), 6))
            elif found.status in (3, 4):
                ends.append(None)
            else:
                raise SystemExit(found.message)
        result.append(ends)
    return result


def name(at):
    return "&".join(f"{d}={v}" for d, v in zip("las", at) if v is not None)


cases = []
while len(cases) < 60:
    kind = random.choice(["two", "linked", "cube"])
    cells = table(random.randint(2, 4), random.randint(2, 5), 1 if kind == "two" else 2)
    if kind == "two":
        cells = {at: c for at, c in cells.items() if at[2] is None}
    if kind == "linked":
        cells = {at: c for at, c in cells.items() if at[1] is None or at[2] is None}
    sums = sums_of(cells)
    hidden = random.sample(list(cells), random.randint(2, min(14, len(cells) - 2)))
    cases.append(
        {
            "kind": kind,
            "shown": {name(at): c for at, c in cells.items() if at not in hidden},
            "sums": [{"total": name(t), "parts": [name(p) for p in ps]} for t, ps in sums],
            "hidden": [name(at) for at in hidden],
            "ranges": bounds(cells, sums, hidden, True),
            "shares": bounds(cells, sums, hidden, False),
        }
    )
with open(os.path.join(os.path.dirname(__file__), "cases.json"), "w") as out:
    out.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
