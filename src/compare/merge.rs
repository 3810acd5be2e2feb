//! Joins the journals of shards.

use std::io;
use std::path::{Path, PathBuf};

use super::charter::Charter;
use super::journal::{self, Head};
use super::table::Table;
use crate::model::Text;

/// The journals of one study, found to belong together and to be whole.
pub struct Joined {
    /// The study.
    pub charter: Charter,
    /// All segments.
    pub segments: Vec<PathBuf>,
}

/// Why journals cannot be joined.
#[derive(Debug)]
pub enum MergeError {
    /// The folders cannot be read.
    Io(io::Error),
    /// They do not belong together, or something is missing: every reason.
    Unfit(Vec<Text>),
}

impl From<io::Error> for MergeError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Finds the journals in the folders and in the folders below them, and joins them.
///
/// # Errors
/// When there is none, they are of several studies, versions or ways of sharding, or runs are missing.
pub fn join(folders: &[PathBuf]) -> Result<Joined, MergeError> {
    let mut found: Vec<(PathBuf, Head)> = Vec::new();
    for folder in folders {
        for place in places(folder)? {
            for segment in journal::segments(&place)? {
                // A segment without a first line has nothing after it either.
                if let Some(head) = journal::head(&segment)? {
                    found.push((segment, head));
                }
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|a, b| a.0 == b.0);
    let mut wrong = Vec::new();
    let Some((first, head)) = found.first().cloned() else {
        return Err(MergeError::Unfit(vec![Text::new(
            "日誌（journal フォルダー）が見つかりません。compare の出力フォルダーを指定してください。",
            "There is no journal; name the output folders of compare.",
        )]));
    };
    for (segment, other) in &found[1..] {
        wrong.extend(difference(&first, &head, segment, other));
    }
    if wrong.is_empty() {
        missing(&head, &found, &mut wrong)?;
    }
    match wrong.is_empty() {
        true => Ok(Joined {
            charter: head.charter,
            segments: found.into_iter().map(|(segment, _)| segment).collect(),
        }),
        false => Err(MergeError::Unfit(wrong)),
    }
}

/// The folder itself and those in it.
fn places(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut places = vec![folder.to_path_buf()];
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            places.push(path);
        }
    }
    places.sort();
    Ok(places)
}

/// In what two segments differ.
fn difference(first: &Path, head: &Head, segment: &Path, other: &Head) -> Option<Text> {
    let (one, two) = (&head.charter, &other.charter);
    let (a, b) = (first.display(), segment.display());
    if one.version != two.version {
        let (v, w) = (&one.version, &two.version);
        return Some(Text::new(
            format!(
                "{a} は版 {v}、{b} は版 {w} のプログラムで実行されています。同じ版で実行し直してください。"
            ),
            format!(
                "{a} was run by version {v} and {b} by version {w}: run all shards with one version."
            ),
        ));
    }
    if one != two {
        return Some(Text::new(
            format!(
                "{b} は {a} と別の研究（またはワークショップ・設定が変わった研究）です。同じ研究の出力だけを指定してください。"
            ),
            format!(
                "{b} is of another study than {a}, or its workshops or settings were changed: name outputs of one study only."
            ),
        ));
    }
    if head.shard.count != other.shard.count {
        let (n, m) = (head.shard.count, other.shard.count);
        return Some(Text::new(
            format!("{a} は {n} 分割、{b} は {m} 分割の一部です。分割数をそろえてください。"),
            format!("{a} is a part of {n} and {b} a part of {m}: use one number of shards."),
        ));
    }
    None
}

/// Tells every shard that is not there or not whole.
fn missing(head: &Head, found: &[(PathBuf, Head)], wrong: &mut Vec<Text>) -> io::Result<()> {
    let charter = &head.charter;
    let segments: Vec<PathBuf> = found.iter().map(|(segment, _)| segment.clone()).collect();
    let (table, _) = Table::read(charter, &segments)?;
    let count = head.shard.count;
    for index in 1..=count {
        let shard = super::Shard { index, count };
        let runs = (0..charter.runs()).filter(|number| charter.belongs(*number, shard));
        let (mut all, mut done) = (0, 0);
        for number in runs {
            all += 1;
            done += usize::from(table.places[number].is_some());
        }
        if done == all {
            continue;
        }
        wrong.push(match done {
            0 => Text::new(
                format!("{shard} の出力がありません（{all} 件の実行）。--shard {shard} で実行してください。"),
                format!("Shard {shard} is missing ({all} runs): run it with --shard {shard}."),
            ),
            _ => Text::new(
                format!("{shard} は途中です（{all} 件中 {done} 件）。--shard {shard} --resume で続けてください。"),
                format!("Shard {shard} is not finished ({done} of {all} runs): go on with --shard {shard} --resume."),
            ),
        });
    }
    Ok(())
}
