//! How sheets look, on a screen and on paper; the only place that knows the library that writes workbooks.

use std::io;

use jiff::civil::{Date, Time};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::content::{Cell, Sheet, Use};
use crate::model::Language;
use crate::report::csv::is_formula;
use crate::report::lookup::Lookup;
use crate::report::text;

/// The least and the greatest width of a column, in characters of half width; longer texts are wrapped.
const WIDTHS: (usize, usize) = (7, 42);

/// The height of a line, in points.
const LINE: f64 = 18.75;

/// The most lines of a row; spreadsheets have no higher rows than some 400 points.
const LINES: usize = 20;

/// The most characters that a cell can hold.
const LONGEST: usize = 32_000;

/// A4.
const PAPER: u8 = 9;

/// The looks of cells.
struct Looks {
    header: Format,
    text: Format,
    quoted: Format,
    number: Format,
    date: Format,
    time: Format,
    edited: Format,
    edited_quoted: Format,
}

impl Looks {
    fn new(language: Language) -> Self {
        // What spreadsheets there use by themselves; else Japanese letters come from a font of the system's choice.
        let font = language.pick("Yu Gothic", "Calibri");
        let cell = Format::new()
            .set_font_name(font)
            .set_align(FormatAlign::Top)
            .set_text_wrap()
            .set_border_bottom(FormatBorder::Hair)
            .set_border_bottom_color(Color::RGB(0x00B4_BCB9));
        let edited = cell
            .clone()
            .set_num_format("@")
            .set_background_color(Color::RGB(0x00FF_F6D5));
        Self {
            header: Format::new()
                .set_font_name(font)
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x000B_5F5A))
                .set_align(FormatAlign::VerticalCenter),
            // “@” is text: a number that somebody types over an id keeps its zeros.
            text: cell.clone().set_num_format("@"),
            quoted: cell.clone().set_num_format("@").set_quote_prefix(),
            number: cell
                .clone()
                .set_num_format("0.######")
                .set_align(FormatAlign::Right)
                .set_indent(1),
            date: cell
                .clone()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Center),
            time: cell.set_num_format("hh:mm").set_align(FormatAlign::Center),
            edited_quoted: edited.clone().set_quote_prefix(),
            edited,
        }
    }
}

/// The bytes of a workbook with these sheets.
pub fn write(lookup: &Lookup, sheets: &[Sheet]) -> io::Result<Vec<u8>> {
    laid_out(lookup, sheets).map_err(|error| io::Error::other(format!("plan.xlsx: {error}")))
}

fn laid_out(lookup: &Lookup, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new(lookup.language);
    let mut workbook = Workbook::new();
    // No moment of writing: the same plan gives the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(cut(&lookup.workshop.name, 200))
        .set_author("kumiwake")
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    for sheet in sheets {
        lay_out(lookup.language, workbook.add_worksheet(), sheet, &looks)?;
    }
    workbook.save_to_buffer()
}

fn lay_out(
    language: Language,
    page: &mut Worksheet,
    sheet: &Sheet,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let last_column = sheet.columns.len().saturating_sub(1) as u16;
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    page.set_name(sheet.name)?;
    let widths: Vec<usize> = (0..sheet.columns.len()).map(|c| width(sheet, c)).collect();
    for (place, column) in sheet.columns.iter().enumerate() {
        // Beside the text there is a margin.
        let wide = widths[place] as f64 + 2.0;
        let place = place as u16;
        page.set_column_width(place, wide)?;
        page.write_string_with_format(0, place, &column.title, &looks.header)?;
    }
    for (number, row) in sheet.rows.iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
        // Not every program finds the height of wrapped texts by itself.
        let lines = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| lines(cell, *width));
        let lines = lines.max().unwrap_or(1).min(LINES);
        if lines > 1 {
            page.set_row_height(number, LINE * lines as f64)?;
        }
        for (place, cell) in row.iter().enumerate() {
            let is_edited = sheet.columns[place].use_of != Use::Read;
            write_cell(page, number, place as u16, cell, is_edited, looks)?;
        }
    }
    for (place, column) in sheet.columns.iter().enumerate() {
        if let Use::Choose(other, from, count) = column.use_of {
            let list = choices(language, other, from, count)?;
            page.add_data_validation(1, place as u16, last_row.max(1), place as u16, &list)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    page.autofilter(0, 0, last_row, last_column)?;
    page.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    page.set_paper_size(PAPER)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer("&L&A&R&P / &N")
        .set_repeat_rows(0, 0)?;
    Ok(())
}

/// The list that a cell offers: a column of another sheet.
fn choices(
    language: Language,
    sheet: &str,
    column: u16,
    count: u32,
) -> Result<DataValidation, XlsxError> {
    let letter = char::from(b'A' + (column % 26) as u8);
    let range = format!("='{sheet}'!${letter}$2:${letter}${}", count + 1);
    DataValidation::new()
        .allow_list_formula(Formula::new(range))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title(language.pick("チーム", "Team"))?
        .set_error_message(language.pick(
            "リストにあるチームを選んでください。",
            "Please choose a team of the list.",
        ))
}

fn write_cell(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    is_edited: bool,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => page.write_blank(row, column, &looks.text)?,
        Cell::Text(text) => {
            let look = match (is_edited, is_formula(text)) {
                (false, false) => &looks.text,
                (false, true) => &looks.quoted,
                (true, false) => &looks.edited,
                (true, true) => &looks.edited_quoted,
            };
            page.write_string_with_format(row, column, cut(text, LONGEST), look)?
        }
        Cell::Number(number) => {
            page.write_number_with_format(row, column, *number, &looks.number)?
        }
        Cell::Date(date) => match day(*date) {
            Some(day) => page.write_datetime_with_format(row, column, &day, &looks.date)?,
            None => page.write_string_with_format(row, column, date.to_string(), &looks.text)?,
        },
        Cell::Time(time) => page.write_time_with_format(row, column, clock(*time)?, &looks.time)?,
    };
    Ok(())
}

/// `None` before 1900, where spreadsheets have no days.
fn day(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    ExcelDateTime::from_ymd(year, month, day).ok()
}

fn clock(time: Time) -> Result<ExcelDateTime, XlsxError> {
    let hour = u16::from(time.hour().unsigned_abs());
    ExcelDateTime::from_hms(hour, time.minute().unsigned_abs(), 0)
}

/// The width that a column needs: of its widest line, East Asian letters twice as wide as others.
fn width(sheet: &Sheet, column: usize) -> usize {
    let cell = |cell: &Cell| match cell {
        Cell::Blank => 0,
        Cell::Text(text) => {
            let lines = text.lines().map(|line| text::width(&cut(line, WIDTHS.1)));
            lines.max().unwrap_or(0)
        }
        Cell::Number(number) => format!("{number}").len().min(12),
        Cell::Date(_) => 10,
        Cell::Time(_) => 5,
    };
    let cells = sheet.rows.iter().map(|row| cell(&row[column]));
    // The arrow of the filter takes room beside the header.
    let header = text::width(&sheet.columns[column].title) + 3;
    let widest = cells.chain([header]).max().unwrap_or(0);
    widest.clamp(WIDTHS.0, WIDTHS.1)
}

/// How many lines a cell takes in a column of this width.
fn lines(cell: &Cell, width: usize) -> usize {
    let Cell::Text(text) = cell else {
        return 1;
    };
    let lines = text.lines().take(LINES);
    let wrapped = lines.map(|line| text::width(&cut(line, LONGEST)).div_ceil(width + 2).max(1));
    wrapped.sum::<usize>().max(1)
}

/// At most so many characters.
fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
