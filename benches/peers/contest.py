"""One row of benches/peers/contest.sh: python contest.py FOLDER KUMIWAKE SECONDS WORKERS NAME

Kumiwake, a plain CP-SAT model of the same cost (levels one after another, the earlier ones kept; each but the last has half of
the time that is left), and conference-scheduler, which knows no judges and none of the wishes: only which talk is when and
where, with the absences of those who present.

FOLDER was written by `kumiwake generate --presentations contest`, without breaks, and FOLDER/teams/result.json holds the teams.
"""

import csv
import json
import subprocess
import sys
import time
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from ortools.sat.python import cp_model


def windows(cell):
    """The windows of a cell, those that touch made one."""
    found = []
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        day, hours = part.split()
        found.append(tuple(datetime.fromisoformat(f"{day} {hour}") for hour in hours.split("-")))
    joined = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Contest:
    """The contest as lists: everything that both peers ask of it."""

    def __init__(self, folder):
        folder = Path(folder)
        workshop = tomllib.loads((folder / "workshop.toml").read_text(encoding="utf-8"))
        result = json.loads((folder / "teams" / "result.json").read_text(encoding="utf-8"))
        self.session = next(s for s in workshop["sessions"] if s["id"] == "presentations")
        self.rooms = self.session["rooms"]
        self.panel = self.session["judges"]["per_item"]
        self.teams = result["teams"]
        roster = rows(folder / workshop["roster"])
        header = next(h for h in ("organization", "所属") if h in roster[0])
        away_header = next((h for h in ("unavailable", "不在") if h in roster[0]), None)
        identity = next(h for h in ("id", "ID", "番号") if h in roster[0])
        people = {person[identity]: person for person in roster}
        self.judges = rows(folder / "judges.csv")
        minutes = lambda clock: datetime.fromisoformat(f"{self.session['date']} {clock}")
        talk, end = timedelta(minutes=self.session["talk"]), minutes(self.session["end"])
        step = talk + timedelta(minutes=self.session.get("change", 0))
        assert not self.session.get("breaks"), "this model knows no breaks"
        self.slots, start = [], minutes(self.session["start"])
        while start + talk <= end:
            self.slots.append((start, start + talk))
            start += step
        self.free = []
        for judge in self.judges:
            there = windows(judge.get("available") or "")
            self.free.append([not there or any(a <= s and e <= b for a, b in there) for s, e in self.slots])
        self.there, self.conflict = [], []
        for team in self.teams:
            members = [people[p] for p in team["members"]]
            away = [w for person in members for w in windows(person.get(away_header) or "")]
            self.there.append([not any(a < e and s < b for a, b in away) for s, e in self.slots])
            own = {person[header].strip() for person in members} - {""}
            known = set(team["members"]) | own | {team["theme"]}
            tied = lambda judge: {c.strip() for c in (judge.get("conflicts") or "").split(";")} & known
            self.conflict.append([bool(tied(j)) or j["organization"].strip() in own for j in self.judges])
        self.expert = [
            [team["theme"] in [t.strip() for t in judge["expertise"].split(";")] for judge in self.judges]
            for team in self.teams
        ]
        speeches = next(s for s in result["sessions"] if s["id"] == "speeches")
        themes = [team["theme"] for team in self.teams]
        order = [slot["item"] for slot in speeches["slots"] if slot["item"] in themes]
        self.there_place = [order.index(theme) + 1 for theme in themes]


def cp_sat(contest, seconds, workers):
    """Per priority cost and bound, and the seconds used."""
    cp, teams, judges = cp_model.CpModel(), range(len(contest.teams)), range(len(contest.judges))
    times, rooms = range(len(contest.slots)), range(len(contest.rooms))
    x = [[[cp.new_bool_var(f"x{i},{t},{r}") for r in rooms] for t in times] for i in teams]
    at = [[cp.new_bool_var(f"at{i},{t}") for t in times] for i in teams]
    y = [[cp.new_bool_var(f"y{i},{j}") for j in judges] for i in teams]
    slot = [cp.new_int_var(0, len(times) * len(rooms) - 1, f"slot{i}") for i in teams]
    for i in teams:
        cp.add_exactly_one(x[i][t][r] for t in times for r in rooms)
        cp.add(slot[i] == sum((t * len(rooms) + r) * x[i][t][r] for t in times for r in rooms))
        cp.add(sum(y[i]) == contest.panel)
        for t in times:
            cp.add(at[i][t] == sum(x[i][t]))
            if not contest.there[i][t]:
                cp.add(at[i][t] == 0)
        for j in judges:
            if contest.conflict[i][j]:
                cp.add(y[i][j] == 0)
    for t in times:
        for r in rooms:
            cp.add_at_most_one(x[i][t][r] for i in teams)
        for j in judges:
            hears = []
            for i in teams:
                if contest.conflict[i][j]:
                    continue
                if not contest.free[j][t]:
                    cp.add_bool_or(at[i][t].negated(), y[i][j].negated())
                    continue
                both = cp.new_bool_var(f"h{i},{j},{t}")
                cp.add_bool_or(at[i][t].negated(), y[i][j].negated(), both)
                hears.append(both)
            cp.add_at_most_one(hears)

    def load(rule):
        seats, deviations = contest.panel * len(contest.teams), []
        for j in judges:
            deviation = cp.new_int_var(0, len(judges) * len(contest.teams) + seats, f"load{j}")
            cp.add_abs_equality(deviation, len(judges) * sum(y[i][j] for i in teams) - seats)
            deviations.append(deviation)
        return sum(deviations), rule["weight"] / len(judges)

    def mirror(rule):
        misses = []
        before = {}
        for i in teams:
            for k in range(i + 1, len(contest.teams)):
                first = cp.new_bool_var(f"before{i},{k}")
                cp.add(slot[i] < slot[k]).only_enforce_if(first)
                cp.add(slot[k] < slot[i]).only_enforce_if(first.negated())
                before[i, k], before[k, i] = first, first.negated()
        for i in teams:
            miss = cp.new_int_var(0, len(contest.teams), f"miss{i}")
            place = 1 + sum(before[k, i] for k in teams if k != i)
            cp.add_abs_equality(miss, place + contest.there_place[i] - len(contest.teams) - 1)
            misses.append(miss)
        return sum(misses), rule["weight"]

    def alternate(_rule):
        themes = [team["theme"] for team in contest.teams]
        assert len(set(themes)) == len(themes), "one team a theme: nothing can follow itself"
        return 0, 1.0

    def expertise(rule):
        return sum(y[i][j] for i in teams for j in judges if not contest.expert[i][j]), rule["weight"]

    kinds = {"load": load, "mirror": mirror, "alternate": alternate, "expertise": expertise}
    rules = sorted(contest.session["rules"], key=lambda rule: rule.get("priority", 1))
    priorities = [rule.get("priority", 1) for rule in rules]
    assert len(set(priorities)) == len(rules), "one rule a priority"
    began, levels = time.time(), []
    for number, rule in enumerate(rules):
        cost, unit = kinds[rule["kind"]](rule)
        if isinstance(cost, int):
            levels.append({"priority": priorities[number], "cost": float(cost), "bound": float(cost)})
            continue
        cp.minimize(cost)
        solver, left = cp_model.CpSolver(), seconds - (time.time() - began)
        solver.parameters.max_time_in_seconds = max(0.1, left if rule is rules[-1] else left / 2)
        solver.parameters.num_workers = workers
        status = solver.solve(cp)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        levels.append({
            "priority": priorities[number],
            "cost": solver.objective_value * unit if found else None,
            "bound": solver.best_objective_bound * unit,
        })
        if not found:
            break
        cp.add(cost <= round(solver.objective_value))
        cp.clear_hints()
        for row in [*x, [slot], [at[i] for i in teams], y]:
            for variables in row:
                for variable in variables if isinstance(variables, list) else [variables]:
                    cp.add_hint(variable, solver.value(variable))
    return {"levels": levels, "seconds": round(time.time() - began, 2)}


def conference_scheduler(contest, seconds):
    """What it says of the places, and the seconds used."""
    import pulp
    from conference_scheduler import scheduler
    from conference_scheduler.resources import Event, Slot

    minutes = contest.session["talk"]
    slots = [
        Slot(venue=room, starts_at=start, duration=minutes, capacity=1, session="day")
        for start, _ in contest.slots
        for room in contest.rooms
    ]
    events = [Event(name=team["id"], duration=minutes, demand=0) for team in contest.teams]
    for event, there in zip(events, contest.there):
        away = [slot for time_of, slot in ((n // len(contest.rooms), slot) for n, slot in enumerate(slots)) if not there[time_of]]
        event.add_unavailability(*away)
    began = time.time()
    try:
        solution = scheduler.solution(events, slots, solver=pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds))
        told = "" if len(solution) == len(events) else " (not all placed)"
    except ValueError:
        told = " (none found)"
    return f"{time.time() - began:.1f}{told}"


def kumiwake(program, folder, seconds, workers):
    began = time.time()
    command = [program, "solve", f"{folder}/workshop.toml", "--quiet", "--time-limit", str(seconds), "--threads", str(workers)]
    command += ["--teams", f"{folder}/teams/result.json", "--out", f"{folder}/out"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    used = time.time() - began
    result = json.loads((Path(folder) / "out" / "result.json").read_text(encoding="utf-8"))
    session = next(s for s in result["sessions"] if s["id"] == "presentations")
    return {"levels": [level for level in session["levels"] if level["priority"] > 0], "seconds": round(used, 2)}


def cells(answer):
    figure = lambda value: "–" if value is None else f"{value:.6g}"
    levels = answer["levels"]
    cost, bound = (" / ".join(figure(level[key]) for level in levels) for key in ("cost", "bound"))
    return f"{cost} | {bound} | {answer['seconds']}"


if __name__ == "__main__":
    folder, program, seconds, workers, name = sys.argv[1:6]
    seconds, workers = float(seconds), int(workers)
    contest = Contest(folder)
    ours = kumiwake(program, folder, seconds, workers)
    theirs = cp_sat(contest, seconds, workers)
    print(f"| {name} | {cells(ours)} | {cells(theirs)} | {conference_scheduler(contest, seconds)} |", flush=True)
