//! Problems of a file as a whole.

use super::{Issue, Place, nearest, quote, say};
use crate::input::grid::{MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS};

/// More problems than are listed.
pub fn more(at: Place, number: usize) -> Issue {
    at.issue(
        "E001",
        say!(
            "ほかに{number}件の問題があります。",
            "there are {number} more problems."
        ),
        say!(
            "上の問題を直してから、もう一度実行してください。",
            "Mend those above, then run it again."
        ),
    )
}

/// No such file.
pub fn missing(at: Place) -> Issue {
    at.issue(
        "E002",
        say!("ファイルが見つかりません。", "the file does not exist."),
        say!(
            "ファイル名と置き場所を確認してください。名前は workshop.toml のあるフォルダーからの相対パスで書きます。",
            "Check its name and folder; names count from the folder of workshop.toml.",
        ),
    )
}

/// A folder where a file is expected.
pub fn is_folder(at: Place) -> Issue {
    at.issue(
        "E003",
        say!(
            "ファイルではなくフォルダーです。",
            "this is a folder, not a file."
        ),
        say!(
            "中のファイル（workshop.toml など）を指定してください。",
            "Name the file in it, such as workshop.toml."
        ),
    )
}

/// The system refuses to read it.
pub fn unreadable(at: Place, error: &std::io::Error) -> Issue {
    let error = quote(&error.to_string());
    at.issue(
        "E004",
        say!(
            "ファイルを読めません（{error}）。",
            "the file cannot be read ({error})."
        ),
        say!(
            "ほかのプログラムで開いていないか、読み取りの権限があるかを確認してください。",
            "Check that no other program holds it and that you may read it.",
        ),
    )
}

/// A file of giant size.
pub fn too_big(at: Place) -> Issue {
    let most = MAX_BYTES / (1024 * 1024);
    at.issue(
        "E005",
        say!(
            "ファイルが{most} MBを超えています。",
            "the file is larger than {most} MB."
        ),
        say!(
            "正しいファイルか確認してください。",
            "Check that it is the right file."
        ),
    )
}

/// A table of giant size.
pub fn too_many_cells(at: Place) -> Issue {
    at.issue(
        "E006",
        say!(
            "表が大きすぎます（上限は{MAX_ROWS}行、{MAX_COLUMNS}列、{MAX_CELLS}セルです）。",
            "the table is too large (at most {MAX_ROWS} rows, {MAX_COLUMNS} columns and {MAX_CELLS} cells).",
        ),
        say!(
            "離れた場所に不要な値が残っていないか確認し、不要な行と列を削除してください。",
            "Look for stray values far away, and delete the rows and columns that are not needed.",
        ),
    )
}

/// Neither csv, tsv nor xlsx.
pub fn unknown_format(at: Place) -> Issue {
    at.issue(
        "E007",
        say!(
            "この形式の表は読めません。",
            "tables of this format cannot be read."
        ),
        say!(
            "パスワードなしの .xlsx、または .csv か .tsv で保存し直してください。",
            "Save it as .xlsx without a password, or as .csv or .tsv.",
        ),
    )
}

/// Bytes that are no text.
pub fn no_text(at: Place) -> Issue {
    at.issue(
        "E008",
        say!(
            "文字として読めない部分があります。",
            "some of it is not text."
        ),
        say!(
            "「CSV UTF-8」形式（設定ファイルはUTF-8）で保存し直してください。",
            "Save it again as “CSV UTF-8”; a settings file as UTF-8.",
        ),
    )
}

/// A workbook that cannot be parsed.
pub fn broken_workbook(at: Place, error: &str) -> Issue {
    let error = quote(error);
    at.issue(
        "E009",
        say!(
            "Excelファイルが壊れています（{error}）。",
            "the workbook is damaged ({error})."
        ),
        say!(
            "Excelで開き、保存し直してください。",
            "Open it in a spreadsheet program and save it again."
        ),
    )
}

/// Nothing in it.
pub fn empty(at: Place) -> Issue {
    at.issue(
        "E010",
        say!("表が空です。", "the table is empty."),
        say!(
            "1行目に見出し、2行目からデータを入れてください。",
            "Put headers in the first row and data below.",
        ),
    )
}

/// A quoted cell that never ends.
pub fn unclosed_quote(at: Place) -> Issue {
    at.issue(
        "E011",
        say!(
            "「\"」で始まるセルが閉じられていません。",
            "a cell that opens with “\"” is never closed."
        ),
        say!(
            "「\"」を補うか取り除いてください。表計算ソフトで保存し直すと確実です。",
            "Add or remove a “\"”; a spreadsheet program saves it right.",
        ),
    )
}

/// #N/A and the like.
pub fn error_value(at: Place, value: &str) -> Issue {
    let value = quote(value);
    at.issue(
        "E012",
        say!(
            "セルがエラー値「{value}」です。",
            "the cell holds the error value “{value}”."
        ),
        say!(
            "数式を直すか、値を入力してください。",
            "Mend the formula, or type the value."
        ),
    )
}

/// Two files where one can be meant.
pub fn two_files(at: Place, other: &str) -> Issue {
    let other = quote(other);
    at.issue(
        "E013",
        say!(
            "「{other}」もあり、どちらを使うか決められません。",
            "“{other}” is there too, and only one can be meant."
        ),
        say!(
            "使わないほうを別の場所に移してください。",
            "Move the one that is not meant elsewhere."
        ),
    )
}

/// An encoding that was guessed.
pub fn guessed_encoding(at: Place, encoding: &str) -> Issue {
    at.issue(
        "N001",
        say!(
            "文字コードを{encoding}と推定して読みました。",
            "it was read as {encoding}, which is a guess."
        ),
        say!(
            "文字化けしていたら「CSV UTF-8」形式で保存し直してください。",
            "If letters come out wrong, save it as “CSV UTF-8”.",
        ),
    )
}

/// Sheets that are not read.
pub fn further_sheets(at: Place, read: &str, others: &[&str]) -> Issue {
    let (read, others) = (quote(read), nearest::list(others.iter().copied()));
    at.issue(
        "N002",
        say!(
            "シート「{read}」だけを読みました。ほかのシート（{others}）は使いません。",
            "only the sheet “{read}” was read, not: {others}.",
        ),
        say!(
            "使うシートを先頭に置いてください。",
            "Put the sheet that is meant first."
        ),
    )
}
