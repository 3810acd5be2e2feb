//! Speed at fixed work, on shipped instances: `cargo bench`. Quality at fixed time is another matter, not measured here.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use kumiwake::control::Cancel;
use kumiwake::exact::{Hard, TeamProgram};
use kumiwake::input;
use kumiwake::model::{Grouping, TeamId, Workshop};
use kumiwake::score::{State, Tables, compile, measure};
use kumiwake::solve::{Method, Options, solve};
use kumiwake::verify;

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

criterion_group!(benches, reading, modelling, solving);
criterion_main!(benches);
