"""One row of the table: python table.py NAME RESULT.json CPSAT.json"""

import json
import sys


def levels(result):
    shown = [level for level in result["levels"] if level["priority"] > 0]
    figure = lambda value: "–" if value is None else f"{value:.6g}"
    cost = " / ".join(figure(level["cost"]) for level in shown)
    bound = " / ".join(figure(level["bound"]) for level in shown)
    return f"{cost} | {bound}"


name, ours, theirs = sys.argv[1], *(json.load(open(path, encoding="utf-8")) for path in sys.argv[2:4])
print(f"| {name} | {levels(ours)} | {ours['solver']['seconds']} | {levels(theirs)} | {theirs['seconds']} |")
