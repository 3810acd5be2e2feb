"""Instances of the maximally diverse grouping problem (MDGPLIB) as workshops, and the table of what was found.

    python3 benches/peers/mdgp.py convert FOLDER INSTANCE.txt[.gz] …    a workshop folder for each instance
    python3 benches/peers/mdgp.py table PUBLISHED.csv RUNS.csv          gaps for each class of instances

PUBLISHED.csv has the columns instance, best_of_20, mean_of_20; RUNS.csv is what `--csv` of the quality bench writes. An
instance file has a line `elements groups type lower upper lower upper …`, then a line `element element distance` for each
two. Kumiwake minimises, so a plan's cost is the published diversity with a minus in front.
"""

import csv
import gzip
import sys
from collections import defaultdict
from pathlib import Path


def convert(folder, source):
    name = Path(source).name.removesuffix(".gz").removesuffix(".txt")
    opened = gzip.open(source, "rt") if source.endswith(".gz") else open(source, encoding="utf-8")
    with opened as file:
        head = file.readline().split()
        people, teams, limits = int(head[0]), int(head[1]), head[3:]
        matrix = [["0"] * people for _ in range(people)]
        for line in file:
            cells = line.split()
            if len(cells) >= 3:
                a, b = int(cells[0]), int(cells[1])
                matrix[a][b] = matrix[b][a] = cells[2]
    target = Path(folder) / name
    target.mkdir(parents=True, exist_ok=True)
    themes = "".join(
        f'[[themes]]\nid = "g{team + 1}"\nteams = 1\nsize = {{ min = {limits[2 * team]}, max = {limits[2 * team + 1]} }}\n'
        for team in range(teams)
    )
    (target / "workshop.toml").write_text(
        f'format = 1\nname = "{name}"\nlanguage = "en"\nroster = "roster.csv"\n[teams]\n{themes}'
        '[[rules]]\nkind = "difference"\nmatrix = "matrix.csv"\nweight = 1\n'
    )
    (target / "roster.csv").write_text("id\n" + "".join(f"P{person + 1}\n" for person in range(people)))
    (target / "matrix.csv").write_text("".join(",".join(row) + "\n" for row in matrix))


def table(published, runs):
    with open(published, encoding="utf-8") as file:
        known = {row["instance"]: row for row in csv.DictReader(file)}
    classes = defaultdict(list)
    with open(runs, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["priority"] == "1":
                name = row["workshop"]
                mean, best = (float(known[name][key]) for key in ("mean_of_20", "best_of_20"))
                found = -float(row["cost"])
                gap_to_mean, gap_to_best = 100 * (mean - found) / mean, 100 * (best - found) / best
                classes[name.rsplit("_", 1)[0]].append((gap_to_mean, gap_to_best, found >= mean))
    print("| class | runs | mean gap to the published mean | runs at least as good as it | mean gap to the published best |")
    print("| --- | --- | --- | --- | --- |")
    for name, gaps in classes.items():
        mean, best, better = (sum(column) for column in zip(*gaps))
        print(f"| {name} | {len(gaps)} | {mean / len(gaps):.3f} % | {better} of {len(gaps)} | {best / len(gaps):.3f} % |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["convert"] and len(sys.argv) > 3:
        for instance in sys.argv[3:]:
            convert(sys.argv[2], instance)
    elif sys.argv[1:2] == ["table"] and len(sys.argv) == 4:
        table(*sys.argv[2:])
    else:
        sys.exit(__doc__)
