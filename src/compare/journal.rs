//! The journal: every finished run on disk, so that a kill loses nothing and a resume repeats nothing.
//!
//! `journal/` holds segments, `0001.jsonl` and so on. Every process begins one of its own, which only it ever writes; so a
//! task that a scheduler started again beside its orphan can do no harm. The first line says which study and shard it is
//! about; then comes one line for each run. Runs do not depend on who ran them: of a run that stands twice, the first counts.
//! A line that was cut off by a kill cannot be read, and its run is run again.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::charter::Charter;
use super::row::Row;
use super::shard::Shard;

/// The folder below the output folder.
const FOLDER: &str = "journal";

/// The first line of a segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The study.
    pub charter: Charter,
    /// The part of it that is run here.
    pub shard: Shard,
}

/// A segment that is being written.
pub struct Segment {
    file: File,
}

impl Segment {
    /// Begins the next segment below `out`.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(out: &Path, head: &Head) -> io::Result<Self> {
        let folder = out.join(FOLDER);
        fs::create_dir_all(&folder)?;
        let mut number = segments(out)?.len() + 1;
        let file = loop {
            let path = folder.join(format!("{number:04}.jsonl"));
            match OpenOptions::new().append(true).create_new(true).open(&path) {
                Ok(file) => break file,
                // Another process took the number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(error),
            }
        };
        let mut segment = Self { file };
        let mut line = serde_json::to_vec(head)?;
        line.push(b'\n');
        segment.file.write_all(&line)?;
        segment.file.sync_all()?;
        // The folder's entry is durable only once the folder is.
        #[cfg(unix)]
        File::open(&folder)?.sync_all()?;
        Ok(segment)
    }

    /// Writes runs, one line each; they are on the disk when it returns.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&mut self, rows: &[Row]) -> io::Result<()> {
        let mut lines = Vec::new();
        for row in rows {
            serde_json::to_writer(&mut lines, row)?;
            lines.push(b'\n');
        }
        self.file.write_all(&lines)?;
        self.file.sync_data()
    }
}

/// The segments below an output folder, in their order; none where there is no journal.
///
/// # Errors
/// When the folder cannot be read.
pub fn segments(out: &Path) -> io::Result<Vec<PathBuf>> {
    let folder = out.join(FOLDER);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut segments = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "jsonl")
        {
            segments.push(path);
        }
    }
    segments.sort();
    Ok(segments)
}

/// The first line of a segment; `None` where its process was killed before it was written.
///
/// # Errors
/// When the file cannot be read.
pub fn head(segment: &Path) -> io::Result<Option<Head>> {
    let mut line = Vec::new();
    BufReader::new(File::open(segment)?).read_until(b'\n', &mut line)?;
    Ok(serde_json::from_slice(&line).ok())
}

/// Where a run stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    segment: u32,
    offset: u64,
}

/// Calls `each` with every run of the segments that can be read, in their order, each run once, and where it stands.
///
/// # Errors
/// When a file cannot be read.
pub fn rows(segments: &[PathBuf], runs: usize, mut each: impl FnMut(Row, Place)) -> io::Result<()> {
    let mut seen = vec![false; runs];
    for (segment, path) in (0..).zip(segments) {
        let mut reader = BufReader::new(File::open(path)?);
        let mut line = Vec::new();
        let mut offset = reader.read_until(b'\n', &mut line)? as u64;
        loop {
            line.clear();
            let length = reader.read_until(b'\n', &mut line)?;
            if length == 0 {
                break;
            }
            let place = Place { segment, offset };
            offset += length as u64;
            let Ok(row) = serde_json::from_slice::<Row>(&line) else {
                continue;
            };
            if row.run < runs && !seen[row.run] {
                seen[row.run] = true;
                each(row, place);
            }
        }
    }
    Ok(())
}

/// Reads runs again, wherever they stand.
pub struct Lookup {
    segments: Vec<BufReader<File>>,
    line: Vec<u8>,
}

impl Lookup {
    /// Opens the segments.
    ///
    /// # Errors
    /// When one cannot be opened.
    pub fn open(segments: &[PathBuf]) -> io::Result<Self> {
        let files = segments
            .iter()
            .map(|path| File::open(path).map(BufReader::new));
        Ok(Self {
            segments: files.collect::<io::Result<_>>()?,
            line: Vec::new(),
        })
    }

    /// The run at a place that [`rows`] told of.
    ///
    /// # Errors
    /// When the file was changed meanwhile.
    pub fn row(&mut self, place: Place) -> io::Result<Row> {
        let reader = &mut self.segments[place.segment as usize];
        reader.seek(SeekFrom::Start(place.offset))?;
        self.line.clear();
        reader.read_until(b'\n', &mut self.line)?;
        Ok(serde_json::from_slice(&self.line)?)
    }
}
