//! runs.parquet: the columns of runs.csv with types, in groups of rows.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::journal::{Lookup, Place};
use super::measures;
use super::table::Table;
use super::tables::{cells, columns};

/// Rows of a group.
const GROUP: usize = 10_000;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Whole,
}

/// The type of a column of runs.csv.
fn kind(column: &str) -> Kind {
    match column {
        "seed" | "people" | "moves" => Kind::Whole,
        "own_cost" | "own_bound" | "seconds" => Kind::Number,
        _ if measures::position(column).is_some() => Kind::Number,
        _ => Kind::Text,
    }
}

fn schema() -> Result<Type, parquet::errors::ParquetError> {
    let mut fields = Vec::new();
    for column in columns() {
        let field = match kind(column) {
            Kind::Text => Type::primitive_type_builder(column, Physical::BYTE_ARRAY)
                .with_converted_type(ConvertedType::UTF8),
            Kind::Number => Type::primitive_type_builder(column, Physical::DOUBLE),
            Kind::Whole => Type::primitive_type_builder(column, Physical::INT64),
        };
        fields.push(Arc::new(
            field.with_repetition(Repetition::OPTIONAL).build()?,
        ));
    }
    Type::group_type_builder("runs").with_fields(fields).build()
}

/// Writes every run, read back from the journal group by group.
pub fn runs(table: &Table, segments: &[PathBuf], out: &mut dyn Write) -> io::Result<()> {
    // The writer asks for a target that may go to other threads; packed, a run takes some hundred bytes.
    let mut buffer = Vec::new();
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let schema = Arc::new(schema().map_err(io::Error::other)?);
    let mut writer = SerializedFileWriter::new(&mut buffer, schema, Arc::new(properties.build()))
        .map_err(io::Error::other)?;
    let mut lookup = Lookup::open(segments)?;
    let places: Vec<Place> = table.places.iter().flatten().copied().collect();
    for places in places.chunks(GROUP) {
        let mut rows = Vec::with_capacity(places.len());
        for place in places {
            rows.push(cells(table.charter, &lookup.row(*place)?));
        }
        let mut group = writer.next_row_group().map_err(io::Error::other)?;
        group_of(&rows, &mut group).map_err(io::Error::other)?;
        group.close().map_err(io::Error::other)?;
    }
    writer.close().map_err(io::Error::other)?;
    out.write_all(&buffer)
}

/// Writes the rows, column by column; an empty cell is null.
fn group_of<W: Write + Send>(
    rows: &[Vec<String>],
    group: &mut SerializedRowGroupWriter<'_, W>,
) -> Result<(), parquet::errors::ParquetError> {
    for (at, column) in columns().into_iter().enumerate() {
        let Some(mut writer) = group.next_column()? else {
            break;
        };
        let filled = || {
            rows.iter()
                .map(|row| &row[at])
                .filter(|cell| !cell.is_empty())
        };
        let levels: Vec<i16> = rows
            .iter()
            .map(|row| i16::from(!row[at].is_empty()))
            .collect();
        let levels = Some(levels.as_slice());
        match kind(column) {
            Kind::Text => {
                let values: Vec<ByteArray> = filled().map(|cell| cell.as_str().into()).collect();
                writer
                    .typed::<ByteArrayType>()
                    .write_batch(&values, levels, None)?;
            }
            Kind::Number => {
                let values: Vec<f64> = filled().filter_map(|cell| cell.parse().ok()).collect();
                writer
                    .typed::<DoubleType>()
                    .write_batch(&values, levels, None)?;
            }
            Kind::Whole => {
                let values: Vec<i64> = filled().filter_map(|cell| cell.parse().ok()).collect();
                writer
                    .typed::<Int64Type>()
                    .write_batch(&values, levels, None)?;
            }
        }
        writer.close()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use crate::compare::{self, Executed, Request, Shard, execute};
    use crate::control::Cancel;
    use crate::input;

    /// Every cell of runs.csv, read by the csv crate, is that of runs.parquet, read by the parquet crate.
    #[test]
    fn both_tables_hold_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let study = "format = 1\nname = \"x\"\nseeds = 3\niterations = 4096\nstrategies = [\"balanced\", \"lottery\"]\n\
                     [[workshops]]\nrecipe = \"r.toml\"\ncount = 2\n";
        let file = |name: &str| folder.path().join(name);
        std::fs::write(file("study.toml"), study).expect("written");
        std::fs::write(file("r.toml"), "format = 1\npeople = 24\n").expect("written");
        let study = input::read_study(&file("study.toml")).expect("good").study;
        let charter = compare::prepare(&study).expect("good");
        let out = file("out");
        let executed = execute(&Request {
            study: &study,
            charter: &charter,
            shard: Shard::WHOLE,
            out: &out,
            threads: 2,
            cancel: &Cancel::default(),
            watch: &|_| {},
        });
        assert_eq!(executed.expect("a disk"), Executed::Whole);
        let segments = compare::segments(&out).expect("a journal");
        compare::write(&charter, &segments, &out).expect("a disk");

        let open = File::open(out.join("runs.parquet")).expect("a file");
        let reader = SerializedFileReader::new(open).expect("parquet");
        let mut table = csv::Reader::from_path(out.join("runs.csv")).expect("a table");
        let mut rows = reader.get_row_iter(None).expect("rows");
        let mut count = 0;
        for record in table.records() {
            let record = record.expect("a row");
            let row = rows.next().expect("as many rows").expect("a row");
            for ((name, field), cell) in row.get_column_iter().zip(&record) {
                let text = match field {
                    Field::Null => String::new(),
                    Field::Str(text) => text.clone(),
                    Field::Double(number) => number.to_string(),
                    Field::Long(number) => number.to_string(),
                    other => panic!("{name}: {other:?}"),
                };
                assert_eq!(text, cell, "{name}");
            }
            count += 1;
        }
        assert_eq!(count, 2 * 2 * 3);
        assert!(rows.next().is_none());
    }
}
