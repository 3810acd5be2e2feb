//! Quality at fixed time: workshops × seeds → cost and gap to the bound or to a known value, as CSV and as a table.
//!
//! `cargo bench --bench quality -- [WORKSHOP…] --seconds 10 --seeds 5 --method search --known known.csv --csv runs.csv`;
//! see docs/quality.md. Speed at fixed work is another matter (`speed`).

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Parser, ValueEnum};
use kumiwake::control::Cancel;
use kumiwake::input;
use kumiwake::model::{Level, Workshop};
use kumiwake::solve::{Method, Options, solve};

/// Runs each workshop with several seeds and tells how good the plans are
#[derive(Parser, Debug)]
struct Arguments {
    /// workshop.toml files [default: the shipped instances that have a plan]
    workshops: Vec<PathBuf>,
    /// Time for each run
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// Seeds 1 to this
    #[arg(long, default_value_t = 5)]
    seeds: u64,
    /// Which solvers to use
    #[arg(long, value_enum, default_value_t = MethodArgument::Search)]
    method: MethodArgument,
    /// Threads of each run
    #[arg(long, default_value_t = 1)]
    threads: usize,
    /// A csv of workshop name and best known cost of the last level
    #[arg(long)]
    known: Option<PathBuf>,
    /// Where to write one row for each run and level
    #[arg(long)]
    csv: Option<PathBuf>,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MethodArgument {
    Auto,
    Exact,
    Search,
}

impl From<MethodArgument> for Method {
    fn from(argument: MethodArgument) -> Self {
        match argument {
            MethodArgument::Auto => Method::Auto,
            MethodArgument::Exact => Method::Exact,
            MethodArgument::Search => Method::Search,
        }
    }
}

/// One run's outcome for teams.
struct Run {
    seed: u64,
    seconds: f64,
    levels: Vec<Level>,
}

/// What several runs found at one level.
struct Figures {
    best: f64,
    mean: f64,
    worst: f64,
    deviation: f64,
    bound: Option<f64>,
    proven: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = Arguments::parse();
    if arguments.workshops.is_empty() {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances");
        let names = ["minato", "harbour", "prefecture"];
        arguments.workshops = names
            .map(|name| shipped.join(name).join("workshop.toml"))
            .into();
    }
    let known = match &arguments.known {
        Some(file) => known(file)?,
        None => BTreeMap::new(),
    };
    let mut csv = match &arguments.csv {
        Some(file) => Some(csv::Writer::from_path(file)?),
        None => None,
    };
    if let Some(csv) = &mut csv {
        csv.write_record([
            "workshop", "seed", "seconds", "priority", "part", "cost", "bound",
        ])?;
    }
    println!(
        "| workshop | level | best | mean | worst | standard deviation | bound | proved | mean gap |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for path in &arguments.workshops {
        let workshop = read(path)?;
        let mut runs = Vec::new();
        for seed in 1..=arguments.seeds {
            let run = run(&workshop, seed, &arguments)?;
            if let Some(csv) = &mut csv {
                for level in &run.levels {
                    csv.serialize((
                        &workshop.name,
                        run.seed,
                        run.seconds,
                        level.priority,
                        level.part,
                        level.cost,
                        level.bound,
                    ))?;
                }
                csv.flush()?;
            }
            runs.push(run);
        }
        tell(&workshop.name, &runs, known.get(&workshop.name).copied());
    }
    Ok(())
}

fn read(path: &Path) -> Result<Workshop, Box<dyn Error>> {
    let read = input::read(path).map_err(|issues| {
        let lines: Vec<String> = issues
            .iter()
            .map(|issue| issue.line(kumiwake::model::Language::English))
            .collect();
        lines.join("\n")
    })?;
    Ok(read.workshop)
}

fn known(file: &Path) -> Result<BTreeMap<String, f64>, csv::Error> {
    csv::Reader::from_path(file)?.deserialize().collect()
}

/// Teams only: timetables would take their own time.
fn run(workshop: &Workshop, seed: u64, arguments: &Arguments) -> Result<Run, Box<dyn Error>> {
    let options = Options {
        method: arguments.method.into(),
        seed,
        threads: arguments.threads.max(1),
        time_limit: Some(Duration::from_secs_f64(arguments.seconds)),
        impatient: false,
        iterations: None,
    };
    let workshop = Workshop {
        sessions: Vec::new(),
        ..workshop.clone()
    };
    let began = Instant::now();
    let solution = solve(&workshop, &options, &Cancel::default(), &())
        .map_err(|error| format!("{}: {error:?}", workshop.name))?;
    Ok(Run {
        seed,
        seconds: began.elapsed().as_secs_f64(),
        levels: solution.outcome.levels,
    })
}

fn tell(name: &str, runs: &[Run], known: Option<f64>) {
    let levels = runs.first().map_or(0, |run| run.levels.len());
    for index in 0..levels {
        let level = &runs[0].levels[index];
        let figures = figures(runs, index);
        let reference = known.filter(|_| index + 1 == levels).or(figures.bound);
        let gap = match reference {
            Some(value) if value != 0.0 => {
                format!("{:.3} %", 100.0 * (figures.mean - value) / value.abs())
            }
            Some(_) if figures.mean == 0.0 => "0 %".to_owned(),
            _ => "–".to_owned(),
        };
        let part = level.part.map_or(String::new(), |part| format!(".{part}"));
        println!(
            "| {name} | {}{part} | {:.3} | {:.3} | {:.3} | {:.3} | {} | {} of {} | {gap} |",
            level.priority,
            figures.best,
            figures.mean,
            figures.worst,
            figures.deviation,
            figures
                .bound
                .map_or("–".to_owned(), |bound| format!("{bound:.3}")),
            figures.proven,
            runs.len(),
        );
    }
}

fn figures(runs: &[Run], index: usize) -> Figures {
    let costs: Vec<f64> = runs.iter().map(|run| run.levels[index].cost).collect();
    let count = costs.len() as f64;
    let mean = costs.iter().sum::<f64>() / count;
    // A later level's bound supposes the costs before it: only runs that agree with the best one there can lend theirs.
    let before = |run: &Run| -> Vec<f64> { run.levels[..index].iter().map(|l| l.cost).collect() };
    let best_before = runs
        .iter()
        .map(&before)
        .min_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    let alike = |run: &&Run| {
        let best = best_before.iter().flatten();
        before(run)
            .iter()
            .zip(best)
            .all(|(a, b)| (a - b).abs() < Level::TOLERANCE)
    };
    let bounds = runs
        .iter()
        .filter(alike)
        .filter_map(|run| run.levels[index].bound);
    let squares: f64 = costs.iter().map(|cost| (cost - mean).powi(2)).sum();
    Figures {
        best: costs.iter().copied().fold(f64::INFINITY, f64::min),
        worst: costs.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        mean,
        deviation: if costs.len() > 1 {
            (squares / (count - 1.0)).sqrt()
        } else {
            0.0
        },
        bound: bounds.reduce(f64::max),
        proven: runs
            .iter()
            .filter(|run| run.levels[index].is_proven())
            .count(),
    }
}
