//! Speed at fixed work, on shipped and on generated workshops: `cargo bench --bench speed`. Quality at fixed time is another
//! matter (`quality`).

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kumiwake::control::{Cancel, Limits};
use kumiwake::exact::{Hard, TeamProgram};
use kumiwake::generate::{Shape, generate};
use kumiwake::input;
use kumiwake::model::{Grouping, TeamId, Workshop};
use kumiwake::score::{Compiled, State, Tables, compile, measure};
use kumiwake::search::{Budget, Job, search};
use kumiwake::solve::{Method, Options, solve};
use kumiwake::verify;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

fn file(instance: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("instances")
        .join(instance)
        .join("workshop.toml")
}

fn workshop(instance: &str) -> Workshop {
    input::read(&file(instance))
        .expect("a good instance")
        .workshop
}

/// Everyone in some team, in turn.
fn dealt(workshop: &Workshop) -> Grouping {
    let teams = workshop.teams.len();
    let team_of = (0..workshop.participants.len()).map(|p| TeamId::new(p % teams));
    Grouping {
        team_of: team_of.collect(),
    }
}

fn reading(criterion: &mut Criterion) {
    for instance in ["minato", "harbour", "prefecture"] {
        let path = file(instance);
        criterion.bench_function(&format!("read/{instance}"), |bench| {
            bench.iter(|| input::read(black_box(&path)).expect("a good instance"));
        });
    }
}

fn modelling(criterion: &mut Criterion) {
    for instance in ["minato", "prefecture"] {
        let workshop = workshop(instance);
        let compiled = compile(&workshop).expect("ordinary weights");
        let grouping = dealt(&workshop);
        criterion.bench_function(&format!("compile/{instance}"), |bench| {
            bench.iter(|| compile(black_box(&workshop)));
        });
        criterion.bench_function(&format!("build-ilp/{instance}"), |bench| {
            bench.iter(|| {
                let mut program = TeamProgram::new(black_box(&compiled), Hard::Strict);
                (1..compiled.levels.len()).for_each(|level| program.aim_at(level));
                program.program().rows.len()
            });
        });
        criterion.bench_function(&format!("measure-formulas/{instance}"), |bench| {
            bench.iter(|| verify::measure(black_box(&workshop), &grouping));
        });
        criterion.bench_function(&format!("measure-terms/{instance}"), |bench| {
            bench.iter(|| measure(black_box(&compiled), &grouping));
        });
        let mut state = State::new(Arc::new(Tables::new(&compiled)), &grouping);
        criterion.bench_function(&format!("swap-and-back/{instance}"), |bench| {
            bench.iter(|| {
                state.swap(0, 1);
                state.swap(0, 1);
                state.cost()[0]
            });
        });
    }
}

fn solving(criterion: &mut Criterion) {
    let workshop = workshop("minato");
    let mut group = criterion.benchmark_group("solve");
    group.sample_size(10);
    for (name, method) in [("auto", Method::Auto), ("exact", Method::Exact)] {
        let options = Options {
            method,
            time_limit: None,
            ..Options::default()
        };
        group.bench_function(format!("minato-{name}"), |bench| {
            bench.iter(|| solve(&workshop, &options, &Cancel::default(), &()));
        });
    }
    let options = Options {
        method: Method::Search,
        time_limit: None,
        iterations: Some(200_000),
        ..Options::default()
    };
    group.bench_function("minato-search-200000-moves", |bench| {
        bench.iter(|| solve(&workshop, &options, &Cancel::default(), &()));
    });
    group.finish();
}

/// A workshop of so many people with preferences, sizes and attribute rules.
fn plain(people: usize) -> Workshop {
    let shape = Shape {
        people,
        sessions: false,
        ..Shape::default()
    };
    let folder = generate(&shape).expect("a shape that can be made");
    read_files(&folder.files)
}

/// A workshop of teams of 4 to 6 where only differences count, each pair's drawn by lot.
fn differing(people: usize) -> Workshop {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    let teams = people / 5;
    let toml = format!(
        "format = 1\nname = \"d\"\nroster = \"roster.csv\"\n[teams]\ncount = {teams}\nsize = {{ min = 4, max = 6 }}\n\
         [[rules]]\nid = \"d\"\nkind = \"difference\"\nmatrix = \"matrix.csv\"\nweight = 1\n"
    );
    let mut roster = "id,name\n".to_owned();
    let mut matrix = "participant,participant,distance\n".to_owned();
    for a in 0..people {
        roster += &format!("p{a},P{a}\n");
        for b in 0..a {
            let distance = random.random_range(1..1000);
            matrix += &format!("p{a},p{b},{distance}\n");
        }
    }
    read_files(&[
        ("workshop.toml", toml.into()),
        ("roster.csv", roster.into()),
        ("matrix.csv", matrix.into()),
    ])
}

fn read_files(files: &[(&str, Vec<u8>)]) -> Workshop {
    let directory = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        std::fs::write(directory.path().join(name), bytes).expect("a file");
    }
    let read = input::read(&directory.path().join("workshop.toml"));
    read.expect("a good workshop").workshop
}

fn job(compiled: &Compiled, moves: u64, threads: usize, run: impl FnOnce(&Job)) {
    run(&Job {
        compiled,
        limits: &Limits::none(),
        seed: 1,
        budget: Budget::Moves(moves),
        threads,
        start: None,
        heeded: compiled.levels.len(),
        observer: &(),
    });
}

/// A good enough state, in which changes are what the search sees.
fn searched(compiled: &Compiled) -> State {
    let mut found = None;
    job(compiled, 200_000, 2, |job| found = search(job));
    let (grouping, _) = found.expect("teams");
    State::new(Arc::new(Tables::new(compiled)), &grouping)
}

/// So many moves are evaluated in one go.
const MOVES: usize = 8_192;

/// Three people of three teams, so many times.
fn triples(state: &State, people: usize) -> Vec<[usize; 3]> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(2);
    let mut triples = Vec::new();
    while triples.len() < MOVES {
        let triple = [0; 3].map(|_| random.random_range(0..people));
        let [a, b, c] = triple.map(|p| state.team(p));
        if a != b && b != c && a != c {
            triples.push(triple);
        }
    }
    triples
}

/// Moves evaluated at every level, not made.
fn moving(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("evaluate");
    group
        .throughput(Throughput::Elements(MOVES as u64))
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(1));
    type Evaluate = fn(&State, usize, [usize; 3]) -> i64;
    let swap: Evaluate = |state, level, [a, b, _]| state.exchange(level, a, b);
    let relocate: Evaluate = |state, level, [a, b, _]| state.relocation(level, a, state.team(b));
    let rotate: Evaluate = |state, level, [a, b, c]| state.rotation(level, a, b, c);
    let all = [("swap", swap), ("relocate", relocate), ("rotate", rotate)];
    let plain =
        [36, 480, 10_000].map(|people| (format!("rules/{people}"), plain(people), &all[..]));
    let differing =
        [120, 480].map(|people| (format!("matrix/{people}"), differing(people), &all[..1]));
    for (name, workshop, kinds) in plain.into_iter().chain(differing) {
        let compiled = compile(&workshop).expect("ordinary weights");
        let state = searched(&compiled);
        let triples = triples(&state, compiled.people);
        let levels = compiled.levels.len();
        for (kind, evaluate) in kinds {
            group.bench_function(format!("{kind}/{name}"), |bench| {
                bench.iter(|| {
                    let of = |triple: &[usize; 3]| -> i64 {
                        (0..levels)
                            .map(|level| evaluate(&state, level, *triple))
                            .sum()
                    };
                    triples.iter().map(of).fold(0, i64::wrapping_add)
                });
            });
        }
    }
    group.finish();
}

/// From rules to terms and tables, the first plans of all lanes, and whole searches of fixed length.
fn searching(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("search");
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500));
    for people in [36, 480, 10_000] {
        let workshop = plain(people);
        let compiled = compile(&workshop).expect("ordinary weights");
        group.bench_function(format!("compile-and-tables/{people}"), |bench| {
            bench.iter(|| compile(black_box(&workshop)).map(|compiled| Tables::new(&compiled)));
        });
        group.bench_function(format!("construct/{people}"), |bench| {
            bench.iter(|| job(&compiled, 0, 1, |job| drop(search(job))));
        });
    }
    let compiled = compile(&plain(480)).expect("ordinary weights");
    group.throughput(Throughput::Elements(1_000_000));
    for threads in [1, 2] {
        group.bench_function(format!("480/1000000-moves/{threads}-threads"), |bench| {
            bench.iter(|| job(&compiled, 1_000_000, threads, |job| drop(search(job))));
        });
    }
    group.finish();
}

criterion_group!(benches, reading, modelling, solving, moving, searching);
criterion_main!(benches);
