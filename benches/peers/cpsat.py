"""A plain CP-SAT model of a workshop that `kumiwake generate` wrote, for comparison: python cpsat.py WORKSHOP.toml SECONDS WORKERS

Reads the rule kinds that `generate` uses (see RULES below), solves one priority after another with the earlier ones kept at
their cost, and prints one line of JSON: per priority cost, bound and status, and the seconds used. Costs are in units of 1e-6.
"""

import csv
import json
import sys
import time
import tomllib
from itertools import combinations
from pathlib import Path

from ortools.sat.python import cp_model

UNITS = 1_000_000


def cells(text):
    return [part.strip() for part in text.split(";") if part.strip()]


class Model:
    def __init__(self, path):
        folder = Path(path).parent
        self.workshop = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        with open(folder / self.workshop["roster"], encoding="utf-8-sig", newline="") as file:
            self.people = [person for person in csv.DictReader(file) if not person.get("absent")]
        self.index = {person["id"]: p for p, person in enumerate(self.people)}
        self.cp = cp_model.CpModel()
        self.levels = {}
        self.teams = []
        for theme in self.workshop["themes"]:
            count = theme.get("teams", 1)
            least, most = (count, count) if isinstance(count, int) else (count["min"], count["max"])
            size = theme.get("size", self.workshop["teams"]["size"])
            its = [(theme, self.cp.new_bool_var(f"open{len(self.teams) + k}"), size) for k in range(most)]
            self.teams += its
            opens = [o for _, o, _ in its]
            self.cp.add_linear_constraint(sum(opens), least, most)
            for one, other in zip(opens, opens[1:]):
                self.cp.add_implication(other, one)
        self.x = [[self.cp.new_bool_var(f"x{p},{t}") for t in range(len(self.teams))] for p in range(len(self.people))]
        for row in self.x:
            self.cp.add_exactly_one(row)
        for t, (theme, is_open, size) in enumerate(self.teams):
            heads = sum(row[t] for row in self.x)
            self.cp.add(heads >= size["min"] * is_open)
            self.cp.add(heads <= size["max"] * is_open)
        self.owners()
        self.preferences()
        for rule in self.workshop.get("rules", []):
            if "weight" not in rule or rule["kind"] not in RULES:
                raise SystemExit(f"not in this model: {rule}")
            RULES[rule["kind"]](self, rule)

    def charge(self, rule, variable, factor=1.0):
        self.add_cost(rule, round(factor * rule["weight"] * UNITS), variable)

    def add_cost(self, rule, amount, variable):
        self.levels.setdefault(rule.get("priority", 1), []).append((amount, variable))

    def above_zero(self, expression, most):
        """max(0, expression), where it is minimised."""
        variable = self.cp.new_int_var(0, most, "")
        self.cp.add(variable >= expression)
        return variable

    def seen(self, rule):
        wanted = {k: v if isinstance(v, list) else [v] for k, v in rule.get("where", {}).items()}
        fits = lambda person: all(set(cells(person[k])) & set(v) for k, v in wanted.items())
        return [p for p, person in enumerate(self.people) if fits(person)]

    def values(self, rule):
        found = {}
        for p in self.seen(rule):
            for value in cells(self.people[p][rule["attribute"]]):
                found.setdefault(value, []).append(p)
        return found

    def owners(self):
        for theme in self.workshop["themes"]:
            its = [t for t, (other, _, _) in enumerate(self.teams) if other is theme]
            owners = [self.index[o] for o in theme.get("owners", [])]
            for p in owners:
                self.cp.add(sum(self.x[p][t] for t in its) == 1)
            if owners and len(owners) >= len(its):
                for t in its:
                    self.cp.add(sum(self.x[p][t] for p in owners) >= self.teams[t][1])
        blocks = {}
        for p, person in enumerate(self.people):
            never, pin = cells(person.get("never", "")), person.get("team", "")
            for t, (theme, _, _) in enumerate(self.teams):
                names = {theme["id"], theme.get("title")}
                if names & set(never) or (pin and pin not in names):
                    self.cp.add(self.x[p][t] == 0)
            if person.get("block"):
                first = blocks.setdefault(person["block"], p)
                for t in range(len(self.teams)):
                    self.cp.add(self.x[p][t] == self.x[first][t])

    def preferences(self):
        rule = {"weight": 1, "priority": 1, **self.workshop.get("preferences", {})}
        costs, unlisted = rule.get("cost", [0, 1, 3, 6]), rule.get("unlisted", 12)
        for p, person in enumerate(self.people):
            choices = [person[k] for k in sorted((k for k in person if k.startswith("choice")), key=lambda k: int(k[6:]))]
            choices = [choice for choice in choices if choice]
            owned = {theme["id"] for theme in self.workshop["themes"] if person["id"] in theme.get("owners", [])}
            if not choices:
                continue
            for t, (theme, _, _) in enumerate(self.teams):
                names = {theme["id"], theme.get("title")}
                rank = next((k for k, choice in enumerate(choices) if choice in names), None)
                cost = unlisted if rank is None or rank >= len(costs) else costs[rank]
                if theme["id"] not in owned and cost:
                    self.charge(rule, self.x[p][t], cost * float(person.get("weight") or 1))

    def count(self, rule):
        members = self.values(rule).get(rule["value"], [])
        for t, (_, is_open, _) in enumerate(self.teams):
            c = sum(self.x[p][t] for p in members)
            if "min" in rule:
                self.charge(rule, self.above_zero(rule["min"] * is_open - c, len(self.people)))
            if "max" in rule:
                self.charge(rule, self.above_zero(c - rule["max"] * is_open, len(self.people)))

    def limit(self, rule):
        for members in self.values(rule).values():
            if len(members) > rule["max"]:
                for t in range(len(self.teams)):
                    c = sum(self.x[p][t] for p in members)
                    self.charge(rule, self.above_zero(c - rule["max"], len(members)))

    def variety(self, rule):
        values = self.values(rule)
        for t, (_, is_open, _) in enumerate(self.teams):
            present = []
            for members in values.values():
                y = self.cp.new_bool_var("")
                self.cp.add(y <= sum(self.x[p][t] for p in members))
                present.append(y)
            self.charge(rule, self.above_zero(rule["goal"] * is_open - sum(present), rule["goal"]))

    def balance(self, rule):
        if rule.get("numeric"):
            numbers = {p: float(self.people[p][rule["attribute"]]) for p in self.seen(rule) if self.people[p][rule["attribute"]]}
            mean = sum(numbers.values()) / len(numbers)
            sd = (sum((x - mean) ** 2 for x in numbers.values()) / len(numbers)) ** 0.5
            parts = [{p: (x - mean) / sd for p, x in numbers.items()}] if sd else []
        else:
            first = {p: cells(self.people[p][rule["attribute"]])[0] for p in self.seen(rule) if cells(self.people[p][rule["attribute"]])}
            share = lambda value: sum(1 for v in first.values() if v == value) / len(first)
            parts = [{p: (v == value) - share(value) for p, v in first.items()} for value in set(first.values())]
        for part in parts:
            for t in range(len(self.teams)):
                # The weight is part of the coefficients: a cost of 0.5 for each unit of 1e-6 would be rounded away.
                units = {p: round(c * rule["weight"] * UNITS) for p, c in part.items()}
                whole = sum(c * self.x[p][t] for p, c in units.items())
                most = sum(abs(c) for c in units.values())
                off = self.cp.new_int_var(0, most, "")
                self.cp.add(off >= whole)
                self.cp.add(off >= -whole)
                self.add_cost(rule, 1, off)

    def not_alone(self, rule):
        members = self.values(rule).get(rule["value"], [])
        for t in range(len(self.teams)):
            for p in members:
                others = sum(self.x[q][t] for q in members if q != p)
                alone = self.cp.new_bool_var("")
                self.cp.add(self.x[p][t] <= alone + others)
                self.charge(rule, alone)

    def pair(self, rule, p, q, wanted):
        for t in range(len(self.teams)):
            both = self.cp.new_bool_var("")
            if wanted:
                self.cp.add(self.x[p][t] - self.x[q][t] <= both)
            else:
                self.cp.add(self.x[p][t] + self.x[q][t] - 1 <= both)
            self.charge(rule, both)

    def together(self, rule):
        for p, q in combinations([self.index[m] for m in rule["members"]], 2):
            self.pair(rule, p, q, True)

    def apart(self, rule):
        for p, q in combinations([self.index[m] for m in rule["members"]], 2):
            self.pair(rule, p, q, False)

    def wishes(self, rule):
        for p, person in enumerate(self.people):
            for key, wanted in (("with", True), ("without", False)):
                for other in cells(person.get(key, "")):
                    if other in self.index:
                        self.pair(rule, p, self.index[other], wanted)

    def meeting(self, rule):
        for t, (_, is_open, _) in enumerate(self.teams):
            free = []
            for block in rule["blocks"]:
                busy = [p for p, person in enumerate(self.people) if block in cells(person.get("busy", ""))]
                ok = self.cp.new_bool_var("")
                for p in busy:
                    self.cp.add_implication(self.x[p][t], ~ok)
                free.append(ok)
            self.charge(rule, self.above_zero(rule["min"] * is_open - sum(free), rule["min"]))

    def ideal_size(self, rule):
        for t, (_, is_open, _) in enumerate(self.teams):
            heads = sum(row[t] for row in self.x)
            off = self.cp.new_int_var(0, len(self.people), "")
            self.cp.add(off >= heads - rule["size"] * is_open)
            self.cp.add(off >= rule["size"] * is_open - heads)
            self.charge(rule, off)

    def solve(self, seconds, workers):
        began, levels = time.time(), []
        for priority in sorted(self.levels):
            cost = sum(amount * variable for amount, variable in self.levels[priority])
            self.cp.minimize(cost)
            solver = cp_model.CpSolver()
            solver.parameters.max_time_in_seconds = max(0.1, seconds - (time.time() - began))
            solver.parameters.num_workers = workers
            status = solver.solve(self.cp)
            found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
            levels.append({
                "priority": priority,
                "cost": solver.objective_value / UNITS if found else None,
                "bound": solver.best_objective_bound / UNITS,
                "status": solver.status_name(status),
            })
            if not found:
                break
            self.cp.add(cost <= round(solver.objective_value))
            self.cp.clear_hints()
            for row in self.x:
                for variable in row:
                    self.cp.add_hint(variable, solver.value(variable))
        return {"levels": levels, "seconds": round(time.time() - began, 2)}


RULES = {
    "count": Model.count,
    "limit": Model.limit,
    "variety": Model.variety,
    "balance": Model.balance,
    "not_alone": Model.not_alone,
    "together": Model.together,
    "apart": Model.apart,
    "wishes": Model.wishes,
    "meeting": Model.meeting,
    "ideal_size": Model.ideal_size,
}

if __name__ == "__main__":
    print(json.dumps(Model(sys.argv[1]).solve(float(sys.argv[2]), int(sys.argv[3]))))
